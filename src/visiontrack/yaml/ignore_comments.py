"""Comments that accept a warning, with the reason: ``# visiontrack: ignore VT412 調査の方法が変わったため``.

Such a comment counts for its own line, or alone on a line for the next one that holds something, and for whatever is
indented below that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml.nodes import Node

from visiontrack.finding import Span
from visiontrack.yaml.lines import Lines, indent_of
from visiontrack.yaml.scalar_texts import scalars

_COMMENT = re.compile(
    r"(?:(?<=[ \t])|^)#[ \t\u3000]*visiontrack[ \t]*[:：][ \t\u3000]*ignore\b(?P<rest>[^\r\n]*)", re.MULTILINE
)
_CODE = re.compile(r"[ \t\u3000,、，]*(VT[0-9]{3})\b", re.IGNORECASE)
_BETWEEN = " \t\u3000:：,、，-"


class IgnoreComment(NamedTuple):
    """A comment that accepts warnings: the codes, the reason (either may be missing), and the first and last line."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int

    def covers(self, line: int) -> bool:
        """Returns whether the comment counts for a line."""
        return line == self.span.line or self.first <= line <= self.last


def ignore_comments(root: Node, text: str) -> list[IgnoreComment]:
    """Returns the comments of a file that accept warnings; what looks like such a comment within a text is none."""
    matches = list(_COMMENT.finditer(text)) if "visiontrack" in text else []
    if not matches:
        return []
    spans = [(scalar.node.start_mark.index, scalar.node.end_mark.index) for scalar in scalars(root)]
    lines = Lines(text)
    return [
        _comment(match, lines)
        for match in matches
        if not any(start <= match.start() < end for start, end in spans)
    ]


def _comment(match: re.Match[str], lines: Lines) -> IgnoreComment:
    codes, rest = [], match["rest"]
    while code := _CODE.match(rest):
        codes.append(code[1].upper())
        rest = rest[code.end() :]
    span = lines.span(*match.span())
    is_alone = not lines.line(span.line)[: span.column - 1].strip()
    first = next(_filled_lines(lines, span.line + 1), span.line) if is_alone else span.line
    return IgnoreComment(span, tuple(codes), rest.strip(_BETWEEN), first, _last_below(lines, first))


def _filled_lines(lines: Lines, number: int) -> Iterator[int]:
    """Yields the lines from a number on that hold more than a comment."""
    for following in range(number, len(lines.starts) + 1):
        if lines.line(following).lstrip(" \t") and not lines.line(following).lstrip(" \t").startswith("#"):
            yield following


def _last_below(lines: Lines, number: int) -> int:
    """Returns the last line of what is indented below a line."""
    indent, last = indent_of(lines.line(number)), number
    for following in _filled_lines(lines, number + 1):
        if indent_of(lines.line(following)) <= indent:
            break
        last = following
    return last
