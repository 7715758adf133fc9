"""The line a syntax error stands on, what stands above and below it, and what the schemas know of the words on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_origin

from visiontrack.finding import Fix
from visiontrack.schema import MODELS
from visiontrack.schema.paths import all_keys, annotations_of, bare, is_model, models_of
from visiontrack.yaml.lines import Lines, indent_of

NAME = r"[A-Za-z][A-Za-z0-9_-]*+"
KEY = re.compile(rf"(?:- +)*+(?P<key>{NAME})\s*+:(?=\s|$)")
# What stands for a dash, or is one with no space behind it.
BULLET = re.compile(r"(?:[－ー−–—―‐・•●○◎◯■□◆◇]|-(?=[^\s\-]))")
_FAR = 1000  # lines: what stands further above was not meant


class Typo(NamedTuple):
    """Where a mistake stands (offset), the variant of the sentence about it, what fills that, and how to mend it."""

    at: int
    variant: str
    params: Mapping[str, Any] = {}
    suggest: str | None = None
    fix: Fix | None = None


class ErrorLine(NamedTuple):
    """A line by its number, and the offset where it begins behind its indent.

    ``at`` is the offset the error is reported for, ``problem`` the one where the parser noticed it.
    """

    lines: Lines
    at: int
    problem: int
    number: int
    begin: int

    @property
    def text(self) -> str:
        """The text of the whole file."""
        return self.lines.text

    @property
    def whole(self) -> str:
        """The line with its indent."""
        return self.lines.line(self.number)

    @property
    def content(self) -> str:
        """The line without its indent."""
        return self.whole.lstrip(" ")

    @property
    def has_content(self) -> bool:
        """Whether the line is neither empty nor a comment."""
        return bool(self.content) and not self.content.startswith("#")

    @property
    def start(self) -> int:
        """The offset where the line begins."""
        return self.lines.starts[self.number - 1]

    @property
    def column(self) -> int:
        return self.begin - self.start

    def other(self, number: int) -> ErrorLine:
        """Returns another line of the same file."""
        return error_line(self.lines, self.lines.starts[number - 1], self.problem)

    def above(self, column: int) -> ErrorLine | None:
        """Returns the next line above that says something and is indented no deeper than a column."""
        for number in range(self.number - 1, max(self.number - _FAR, 0), -1):
            line = self.lines.line(number)
            content = line.lstrip(" ")
            if content and not content.startswith("#") and len(line) - len(content) <= column:
                return self.other(number)
        return None


def error_line(lines: Lines, at: int, problem: int) -> ErrorLine:
    """Returns the line that holds the offset ``at``."""
    number = lines.span(at, at).line
    return ErrorLine(lines, at, problem, number, lines.starts[number - 1] + indent_of(lines.line(number)))


def is_blank(rest: str) -> bool:
    """Returns whether the rest of a line is nothing but a comment."""
    rest = rest.strip()
    return not rest or rest.startswith("#")


@cache
def keys() -> frozenset[str]:
    """Returns every key of any kind of file: which kind a broken one is, is not asked."""
    return frozenset().union(*map(all_keys, MODELS))


def may_hold_list(key: str) -> bool:
    """Returns whether a list may belong under a key; under one that no schema names, anything may."""
    return key not in keys() or key in _list_keys()


def may_hold_text(line: ErrorLine) -> bool:
    """Returns whether a text may belong where a line stands: below a key of a text, or one that no schema names."""
    above = line.above(max(line.column - 1, 0))
    match = KEY.match(above.content) if above is not None else None
    return match is None or match["key"] not in keys() or match["key"] in _text_keys()


def annotated_keys() -> Iterator[tuple[str, Any]]:
    """Yields each key of every record of any kind of file, with its annotation."""
    for kind in MODELS:
        for record in models_of(kind):
            yield from annotations_of(record).items()


@cache
def _text_keys() -> frozenset[str]:
    """Returns the keys under which a single value stands in some record."""
    pairs = [(key, bare(annotation)) for key, annotation in annotated_keys()]
    return frozenset(
        key for key, inner in pairs if get_origin(inner) not in (tuple, dict) and not is_model(inner)
    )


@cache
def _list_keys() -> frozenset[str]:
    return frozenset(key for key, annotation in annotated_keys() if get_origin(bare(annotation)) is tuple)
