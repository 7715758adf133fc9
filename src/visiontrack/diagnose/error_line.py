"""The line a syntax error stands on, what stands above and below it, and what the schemas know of the words on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, get_origin

from visiontrack.schema import MODELS
from visiontrack.schema.paths import all_keys, annotations_of, bare, is_model, models_of
from visiontrack.yaml.lines import Lines

NAME = r"[A-Za-z][A-Za-z0-9_-]*+"
KEY = re.compile(rf"(?:- +)*+(?P<key>{NAME})\s*+:(?=\s|$)")

_FAR = 1000  # lines: what stands further above was not meant


class Slip(NamedTuple):
    """Where the slip stands, the variant of the sentence about it, and what fills that."""

    at: int
    variant: str
    params: Mapping[str, Any] = {}
    suggest: str | None = None


class LineAt(NamedTuple):
    """Where an error is told (``at``) and was noticed (``problem``): offsets; and its line, by number and head."""

    lines: Lines
    at: int
    problem: int
    number: int
    begin: int

    @property
    def text(self) -> str:
        return self.lines.text

    @property
    def line(self) -> str:
        return self.lines.line(self.number)

    @property
    def said(self) -> str:
        """The line without its indent."""
        return self.line.lstrip(" ")

    @property
    def column(self) -> int:
        return self.begin - self.lines.starts[self.number - 1]


def line_at(lines: Lines, at: int, problem: int) -> LineAt:
    number = lines.span(at, at).line
    line = lines.line(number)
    return LineAt(lines, at, problem, number, lines.starts[number - 1] + len(line) - len(line.lstrip(" ")))


def other_line(here: LineAt, number: int) -> LineAt:
    """Another line of the same file."""
    return line_at(here.lines, here.lines.starts[number - 1], here.problem)


def line_above(here: LineAt, column: int) -> tuple[int, str]:
    """The next line above that is indented no deeper than a column: its number (0: there is none) and text."""
    for number in range(here.number - 1, max(here.number - _FAR, 0), -1):
        line = here.lines.line(number)
        said = line.lstrip(" ")
        if said and not said.startswith("#") and len(line) - len(said) <= column:
            return number, line
    return 0, ""


def is_empty(rest: str) -> bool:
    rest = rest.strip()
    return not rest or rest.startswith("#")


@cache
def keys() -> frozenset[str]:
    """Every key of any kind of file: here it is not known which kind a broken one is."""
    return frozenset().union(*map(all_keys, MODELS))


def wants_list(key: str) -> bool:
    """Whether a list may belong under a key; under one that no schema names, anything may."""
    return key not in keys() or key in _list_keys()


def may_hold_text(here: LineAt) -> bool:
    """Whether a text may belong where a line stands: below a key that wants one, or one that no schema names."""
    _, above = line_above(here, max(here.column - 1, 0))
    match = KEY.match(above.lstrip(" "))
    return match is None or match["key"] not in keys() or match["key"] in _text_keys()


@cache
def _text_keys() -> frozenset[str]:
    """Keys under which a single value stands in some record."""
    found = [pair for kind in MODELS for record in models_of(kind) for pair in annotations_of(record).items()]
    many = (tuple, dict)
    return frozenset(
        key for key, held in found if get_origin(bare(held)) not in many and not is_model(bare(held))
    )


@cache
def _list_keys() -> frozenset[str]:
    found = [pair for kind in MODELS for record in models_of(kind) for pair in annotations_of(record).items()]
    return frozenset(key for key, annotation in found if get_origin(bare(annotation)) is tuple)
