"""What is returned when something in the data is wrong: a finding, with its place and its cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]
At = Literal["value", "key"]


class Span(NamedTuple):
    """Line and column count from 1, columns in characters; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


WHOLE_FILE = Span()


class Cell(NamedTuple):
    """A place in a workbook: the name of a sheet and an address; empty for the whole sheet or book."""

    sheet: str = ""
    address: str = ""


class Words(tuple[str, ...]):
    """Words of the data format to choose from; each is printed with its meaning."""

    __slots__ = ()


class Word(str):
    """A parameter that is itself a key of the catalogue, put into the reader's language with the message."""

    __slots__ = ()


class Place(NamedTuple):
    """A place in a file as a path through its tree; the span is looked up only when it is needed."""

    path: str
    loc: Loc = ()
    at: At = "value"


class Fix(NamedTuple):
    """A fix with one right answer: characters ``start`` to ``end`` (exclusive) of the file become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, such as the first of two duplicates."""

    path: str
    span: Span
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    cell: Cell | None = None

    @property
    def where(self) -> str:
        """The place as people read it, as of a finding."""
        return _where(self.path, self.span, self.cell)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in the data.

    ``code`` never changes its meaning (VT301); ``variant`` selects one of its sentences, which ``params`` fill;
    ``suggest`` is the word that was probably meant. In a workbook ``cell`` is the place, and ``span`` its row and
    column.
    """

    code: str
    path: str
    span: Span = WHOLE_FILE
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    variant: str = ""
    suggest: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    cell: Cell | None = None

    @property
    def where(self) -> str:
        """The place as people read it: ``path:line:column``, or of a workbook ``name.xlsx [sheet] C14``."""
        return _where(self.path, self.span, self.cell)

    @property
    def sort_key(self) -> tuple[str, Span, str]:
        """The order of findings: by file, place and code."""
        return (self.path, self.span, self.code)


def _where(path: str, span: Span, cell: Cell | None) -> str:
    if cell is None:
        return f"{path}:{span.line}:{span.column}"
    sheet = f"[{cell.sheet}]" if cell.sheet else ""
    return " ".join(part for part in (path, sheet, cell.address) if part)


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding whose place is still a path through the tree: what the cross-file checks return.

    ``rests_on`` are paths of the same file that the rule assumes to be complete: where a broken part of the file was
    left out at one of them (or at the place itself), the issue would follow from that and is not reported.
    """

    code: str
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    variant: str = ""
    suggest: str | None = None
    related: tuple[tuple[Place, str], ...] = ()
    rests_on: tuple[Loc, ...] = ()
