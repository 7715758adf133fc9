"""Offsets in a text as lines and columns, as YAML counts them, and edits by splice at such offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from visiontrack.finding import Fix, Span

LINE_END = re.compile(r"\r\n|\r|\n")
_LF = re.compile("\n")  # as good without a CR, and found three times as fast


def split(text: str) -> list[str]:
    """Returns the lines of a text without their ends."""
    return LINE_END.split(text) if "\r" in text else text.split("\n")


def with_above(lines: Sequence[str], number: int) -> tuple[str, str]:
    """Returns the line above and line ``number`` (from 1) itself; what is not there is empty."""
    above = lines[number - 2] if 1 < number <= len(lines) + 1 else ""
    return above, lines[number - 1] if number <= len(lines) else ""


def indent_of(line: str) -> int:
    """Returns the number of spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def splice(text: str, fixes: Iterable[Fix]) -> str:
    """Returns the text with every fix made, all else untouched; of two that overlap the first counts."""
    parts: list[str] = []
    done = 0
    for fix in sorted(fixes):
        if fix.start >= done:
            parts += (text[done : fix.start], fix.text)
            done = fix.end
    return "".join(parts) + text[done:]


class Lines:
    """The lines of a text; CRLF, LF and a lone CR each end one."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        ends = LINE_END if "\r" in text else _LF
        self.starts = [0, *map(re.Match.end, ends.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """Returns the span of the characters ``start`` to ``end`` (exclusive)."""
        return Span(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1

    def line(self, number: int) -> str:
        """Returns line ``number`` (from 1) without its end, empty where there is no such line."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")
