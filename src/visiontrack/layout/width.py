"""How wide a text stands on a terminal, and padding, cutting and wrapping by that width.

Japanese characters take two cells. Ambiguous ones (○ → ─) take one, or two on a Japanese cp932 console. Rich
knows widths too, but importing it costs every command its start-up time, and it fixes ambiguous ones to one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

# Characters that may not begin a line (kinsoku), so that a wrapped line reads as Japanese should.
_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》”’ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ)],.:;!?%"
)
_NOT_LAST = frozenset("（「『【〔〈《“‘([")
# A data file's place is there to be copied: a line is broken before it, never inside it.
_PLACE = re.compile(r"data/[!-~]+\.(?:yaml|md)\b")


@lru_cache(maxsize=8192)
def _cells(character: str, ambiguous: int) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    kind = unicodedata.east_asian_width(character)
    return 2 if kind in ("W", "F") else ambiguous if kind == "A" else 1


def width(text: str, ambiguous: int = 1) -> int:
    """Cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character, ambiguous) for character in text)


def pad(text: str, cells: int, ambiguous: int = 1) -> str:
    """The text followed by spaces up to ``cells``; a longer one stays as it is."""
    return text + " " * max(0, cells - width(text, ambiguous))


def pad_left(text: str, cells: int, ambiguous: int = 1) -> str:
    """The text after spaces up to ``cells``, for numbers."""
    return " " * max(0, cells - width(text, ambiguous)) + text


def cut(text: str, cells: int, ambiguous: int = 1) -> str:
    """The text cut to at most ``cells``, with … where something was left out."""
    if width(text, ambiguous) <= cells:
        return text
    mark = "…"
    room = cells - width(mark, ambiguous)
    out, used = [], 0
    for character in text:
        used += _cells(character, ambiguous)
        if used > room:
            break
        out.append(character)
    return "".join(out) + mark


def wrap(text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """Lines of at most ``cells``: English breaks at spaces, Japanese anywhere kinsoku allows."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, cells, ambiguous)
    return lines


def _wrap_paragraph(text: str, cells: int, ambiguous: int) -> list[str]:
    if width(text, ambiguous) <= cells:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for fitting_unit in _fitting(units(text), cells, ambiguous):
        unit = fitting_unit
        size = width(unit, ambiguous)
        if used + width(unit.rstrip(), ambiguous) > cells and line:
            lines.append(line.rstrip())
            line, used = "", 0
            unit = unit.lstrip()
            size = width(unit, ambiguous)
        line += unit
        used += size
    lines.append(line.rstrip())
    return lines


def _fitting(parts: Iterable[str], cells: int, ambiguous: int) -> Iterator[str]:
    """The units, with one that is wider than a whole line broken into pieces: better broken than out of sight."""
    for unit in parts:
        piece, used = "", 0
        for character in unit if _too_wide(unit, cells, ambiguous) else ():
            size = _cells(character, ambiguous)
            if used + size > cells:
                yield piece
                piece, used = "", 0
            piece, used = piece + character, used + size
        yield piece or unit


def _too_wide(unit: str, cells: int, ambiguous: int) -> bool:
    return width(unit.rstrip(), ambiguous) > cells and not _PLACE.search(unit)


def hang(lead: str, text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """A text behind a lead, its further lines under its beginning; what is too wide even there begins further left."""
    indent = width(lead, ambiguous)
    first, *rest = wrap(text, cells - indent, ambiguous)
    if lead.strip() and indent + width(first, ambiguous) <= cells:
        lines, below = [lead + first], rest
    else:
        lines, below = [lead.rstrip()] if lead.strip() else [], [first, *rest]
    for line in below:
        room = max(0, cells - width(line, ambiguous))
        lines.append(" " * min(indent, room) + line)
    return lines


def packed(parts: Iterable[str], cells: int, ambiguous: int = 1, gap: int = 2) -> list[str]:
    """Short texts side by side, as many on a line of ``cells`` as fit; a longer one is wrapped by itself."""
    lines: list[str] = []
    for part in filter(None, parts):
        joined = f"{lines[-1]}{' ' * gap}{part}" if lines else part
        if lines and width(joined, ambiguous) <= cells:
            lines[-1] = joined
        else:
            lines += wrap(part, cells, ambiguous)
    return lines


def units(text: str) -> list[str]:
    """What must not be broken: an English word with its space, or one Japanese character with its marks."""
    found: list[str] = []
    for character in text:
        glue = found and (
            (character.isascii() and character != " " and found[-1][-1].isascii() and found[-1][-1] != " ")
            or character == " "
            or character in _NOT_FIRST
            or found[-1][-1] in _NOT_LAST
        )
        if glue:
            found[-1] += character
        else:
            found.append(character)
    return found
