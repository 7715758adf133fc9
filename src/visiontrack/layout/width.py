"""The width of texts on a terminal; padding, cutting and wrapping by that width; and safe texts.

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
# What is no text anywhere, as the inside of a character class: control characters but tab, LF and CR; NEL, LS, PS;
# bidirectional controls; halves of characters and what YAML cannot carry.
NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"


def visible(text: str) -> str:
    """Returns a text from outside on one line, fit for a terminal: characters that could steer it become U+FFFD."""
    return text if text.isprintable() else re.sub(f"[{NO_TEXT}\t\n\r]", "\ufffd", text)


@lru_cache(maxsize=8192)
def _cells(character: str, ambiguous: int) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    kind = unicodedata.east_asian_width(character)
    return 2 if kind in ("W", "F") else ambiguous if kind == "A" else 1


def width(text: str, ambiguous: int = 1) -> int:
    """Returns how many cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character, ambiguous) for character in text)


def pad(text: str, cells: int, ambiguous: int = 1) -> str:
    """Returns the text followed by spaces up to ``cells``; a longer one stays as it is."""
    return text + " " * max(0, cells - width(text, ambiguous))


def pad_left(text: str, cells: int, ambiguous: int = 1) -> str:
    """Returns the text after spaces up to ``cells``, for numbers."""
    return " " * max(0, cells - width(text, ambiguous)) + text


def cut(text: str, cells: int, ambiguous: int = 1) -> str:
    """Returns the text cut to at most ``cells``, with … where something was left out."""
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
    """Returns lines of at most ``cells``: English breaks at spaces, Japanese anywhere kinsoku allows."""
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
    """Yields the units; one that is wider than a whole line comes in pieces, or it would run out of sight."""
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
    """Returns a text behind a lead, its further lines under its beginning, or further left where they are too wide."""
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
    """Returns short texts side by side, as many on a line of ``cells`` as fit; a longer one is wrapped by itself."""
    lines: list[str] = []
    for part in filter(None, parts):
        joined = f"{lines[-1]}{' ' * gap}{part}" if lines else part
        if lines and width(joined, ambiguous) <= cells:
            lines[-1] = joined
        else:
            lines += wrap(part, cells, ambiguous)
    return lines


def units(text: str) -> list[str]:
    """Returns what must not be broken: an English word with its space, or a Japanese character with its marks."""
    parts: list[str] = []
    for character in text:
        glue = parts and (
            (character.isascii() and character != " " and parts[-1][-1].isascii() and parts[-1][-1] != " ")
            or character == " "
            or character in _NOT_FIRST
            or parts[-1][-1] in _NOT_LAST
        )
        if glue:
            parts[-1] += character
        else:
            parts.append(character)
    return parts
