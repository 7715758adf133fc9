"""One data file as it was read: its text and tree, its data and model, and everything wrong with the file itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from yaml import YAMLError
from yaml.nodes import Node

from visiontrack.finding import At, Finding, Loc, Span
from visiontrack.schema import Kind
from visiontrack.yaml import tree
from visiontrack.yaml.lines import split

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Remainder(Protocol):
    """The sound part of a file whose schema is broken."""

    def original(self, loc: Loc) -> Loc:
        """Returns a path through the sound part as a path through the file."""

    def lacks(self, loc: Loc, below: bool = True) -> bool:
        """Returns whether something was taken out at this path of the sound part, or ``below`` it."""


@dataclass(slots=True)
class Document:
    """A file as read. ``model`` is there only when the file is sound; ``partial`` is what was salvaged else.

    ``as_written`` leads from the positions of ``root`` to those of the file, where it was read as if mended. ``broken``
    is a syntax error that is not told yet, ``errors`` those of the schema until the rest of the file is salvaged.
    """

    path: str
    kind: Kind
    text: str | None = None
    root: Node | None = None
    data: Any = None
    model: Any = None
    partial: Any = None
    findings: list[Finding] = field(default_factory=list)
    as_written: Callable[[Span], Span] | None = None
    broken: YAMLError | None = None
    errors: Sequence[ErrorDetails] = ()
    salvaged: Remainder | None = None
    _lines: list[str] | None = None

    @property
    def sound(self) -> bool:
        return self.model is not None

    @property
    def best(self) -> Any:
        """The model, or what could be salvaged of it; for checks, never for evaluation."""
        return self.model if self.model is not None else self.partial

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if self._lines is None:
            self._lines = split(self.text or "")
        return self._lines

    def locate(self, loc: Loc, at: At = "value") -> Span:
        """The span of a path through the model."""
        if self.root is None:
            return Span()
        if self.salvaged is not None:
            loc = self.salvaged.original(loc)
        span = tree.locate(self.root, loc, at)
        return self.as_written(span) if self.as_written is not None else span

    def lost(self, loc: Loc, below: bool = True) -> bool:
        """Whether something wrong at this path (or ``below`` it) was left aside to make ``partial``."""
        return bool(loc) and self.salvaged is not None and self.salvaged.lacks(loc, below)
