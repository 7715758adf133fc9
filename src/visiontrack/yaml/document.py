"""One data file as it was read: its text and tree, its data and model, and what is wrong with it so far.

What was probably meant by a file that does not parse, or that its schema does not accept, is worked out elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from pydantic_core import ValidationError
from yaml import YAMLError
from yaml.nodes import MappingNode, ScalarNode

from visiontrack.finding import At, Finding, Loc, Span
from visiontrack.schema import Kind, validator
from visiontrack.yaml import folded_texts, scalar_texts, structure, tree
from visiontrack.yaml.lines import split
from visiontrack.yaml.parser import MAX_FINDINGS

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

    ``structural`` are the findings that the tree was read with. ``syntax_error`` and ``schema_errors`` are what is
    wrong and not a finding yet. ``as_written`` leads from the positions of ``root`` to those of the file, where it was
    read with its full-width signs replaced.
    """

    path: str
    kind: Kind
    text: str | None = None
    root: MappingNode | None = None
    data: Any = None
    model: Any = None
    partial: Any = None
    findings: list[Finding] = field(default_factory=list)
    structural: tuple[Finding, ...] = ()
    syntax_error: YAMLError | None = None
    schema_errors: Sequence[ErrorDetails] = ()
    as_written: Callable[[Span], Span] | None = None
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
    def has_error(self) -> bool:
        """Whether an error is among the findings; most files have no finding at all."""
        return bool(self.findings) and any(finding.severity == "error" for finding in self.findings)

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if self._lines is None:
            self._lines = split(self.text or "")
        return self._lines

    def locate(self, loc: Loc, at: At = "value") -> Span:
        """Returns the span of a path through the model."""
        if self.root is None:
            return Span()
        if self.salvaged is not None:
            loc = self.salvaged.original(loc)
        span = tree.locate(self.root, loc, at)
        return self.as_written(span) if self.as_written is not None else span

    def lost(self, loc: Loc, below: bool = True) -> bool:
        """Returns whether something wrong at this path (or ``below`` it) was left aside to make ``partial``."""
        return bool(loc) and self.salvaged is not None and self.salvaged.lacks(loc, below)


def read_document(path: str, kind: Kind, text: str) -> Document:
    """Reads a text as it stands. Never raises on what the text holds."""
    document = Document(path, kind, text)
    findings = document.findings
    try:
        if structure.needs_events(text):
            findings.extend(islice(structure.events(text, path), MAX_FINDINGS + 1))
            if any(finding.code in structure.BLOCKING for finding in findings):
                return document
        root = tree.compose(text)
    except YAMLError as error:
        document.syntax_error = error.with_traceback(None)  # its frames would keep the tree alive
        return document
    except ValueError:  # libyaml's character tables refuse some escapes with a bare ValueError
        findings.append(Finding("VT102", path))
        return document
    if isinstance(root, MappingNode):
        document.root = root
        document.structural = tuple(findings)
        understand(document)
    else:
        empty = root is None or (isinstance(root, ScalarNode) and not root.value)
        span = Span() if root is None or empty else tree.span_of(root)
        findings.append(Finding("VT217", path, span, variant="empty" if empty else ""))
    return document


def understand(document: Document) -> None:
    """Takes data, findings and model anew from the tree of a document."""
    assert document.root is not None
    path, kind, text = document.path, document.kind, document.text or ""
    document.data, irregular = tree.data_of(document.root, path)
    of_texts = chain(
        scalar_texts.findings(document.root, text, path, kind),
        folded_texts.findings(document.root, text, path, kind),
    )
    document.findings = [*document.structural, *irregular, *islice(of_texts, MAX_FINDINGS + 1)]
    document.model = document.partial = None
    document.schema_errors = ()
    try:
        model = validator(kind)(document.data)
    except ValidationError as error:
        document.schema_errors = error.errors(include_url=False)
        return
    if document.has_error:
        document.partial = model
    else:
        document.model = model
