"""One data file, from its bytes to its model: everything that is wrong with the file itself is found here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from yaml import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import At, Finding, Fix, Loc, Span
from visiontrack.schema.kinds import Kind, validator
from visiontrack.source import characters, full_width, syntax, tree
from visiontrack.source.lines import Lines

_CUT = re.compile(r"[ \t]#(?=[^\s#])")
_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])")
_NO_FREE_TEXT = re.compile(r"[A-Za-z0-9_./:-]+")


@dataclass(slots=True)
class Document:
    """A file as read. ``model`` is there only when the file is sound; ``partial`` is what was salvaged else."""

    path: str
    kind: Kind
    text: str | None = None
    root: Node | None = None
    data: Any = None
    model: Any = None
    partial: Any = None
    findings: list[Finding] = field(default_factory=list)
    _salvaged: Any = None

    @property
    def sound(self) -> bool:
        return self.model is not None

    @property
    def best(self) -> Any:
        """The model, or what could be salvaged of it; for checks, never for evaluation."""
        return self.model if self.model is not None else self.partial

    def locate(self, loc: Loc, at: At = "value") -> Span:
        """The span of a path through the model."""
        if self.root is None:
            return Span()
        if self._salvaged is not None:
            loc = self._salvaged.original(loc)
        return tree.locate(self.root, loc, at)

    def lost(self, loc: Loc) -> bool:
        """Whether something wrong at this path or under it was left aside to make ``partial``."""
        return bool(loc) and self._salvaged is not None and self._salvaged.lacks(loc)


def parse(path: str, kind: Kind, text: str) -> Document:
    """Text → document: never raises on what the text holds."""
    document = Document(path, kind, text)
    found = document.findings
    found.extend(characters.forbidden(text, path))
    blocking = characters.conflicts(text, path)
    marks = full_width.full_width(text, path)
    found.extend(blocking)
    found.extend(marks)
    if blocking or any(finding.code == "VT108" for finding in marks):
        return document
    if any(finding.code == "VT111" for finding in found):
        text = characters.masked(text)
    _parse_yaml(document, mended(text, marks) if marks else text)
    if marks:
        document.findings = _unshifted(document.findings, marks)
    return document


def mended(text: str, marks: list[Finding]) -> str:
    """The text as it reads once its full-width punctuation is mended, to see what else is wrong."""
    for finding in sorted(marks, key=lambda one: -one.fix.start if one.fix else 0):
        if isinstance(finding.fix, Fix):
            text = text[: finding.fix.start] + finding.fix.text + text[finding.fix.end :]
    return text


def _unshifted(found: list[Finding], marks: list[Finding]) -> list[Finding]:
    """Findings on a mended line, moved back to the columns of the file as it stands; their fixes wait a turn."""
    from dataclasses import replace

    out = []
    for finding in found:
        if any(finding is mark for mark in marks):
            out.append(finding)
            continue
        line, column, end_line, end_column = finding.span
        for mark in sorted(marks, key=lambda one: one.span):
            if mark.fix is None or mark.span.line != line:
                continue
            grown = len(mark.fix.text) - (mark.fix.end - mark.fix.start)
            if column > mark.span.column:
                column, end_column = column - grown, end_column - grown
        out.append(replace(finding, span=Span(line, column, end_line, end_column), fix=None))
    return out


def _parse_yaml(document: Document, text: str) -> None:
    path, found = document.path, document.findings
    try:
        if syntax.needs_events(text):
            extra = syntax.events(text, path)
            found.extend(extra)
            if any(finding.code in ("VT104", "VT105", "VT113") for finding in extra):
                return
        root = tree.compose(text)
    except YAMLError as error:
        found.append(syntax.syntax_error(error, text, path))
        return
    except ValueError:  # libyaml's character tables refuse some escapes with a bare ValueError
        found.append(Finding("VT102", path))
        return
    document.root = root
    if root is None or not isinstance(root, MappingNode):
        empty = root is None or (isinstance(root, ScalarNode) and not root.value)
        span = Span() if empty or root is None else tree.span_of(root)
        found.append(Finding("VT217", path, span, variant="empty" if empty else ""))
        return
    document.data, irregular = tree.data_of(root, path)
    found.extend(irregular)
    if "\\" in text:
        found.extend(_escaped(root, path))
    _validate(document, sound=not any(finding.severity == "error" for finding in found))
    if (" #" in text or "\t#" in text) and _CUT.search(text):
        found.extend(_cut_texts(root, text, path))


def _validate(document: Document, sound: bool) -> None:
    from pydantic_core import ValidationError

    validate = validator(document.kind)
    try:
        model = validate(document.data)
    except ValidationError as error:
        _tell(document, error)
        return
    if sound:
        document.model = model
    else:
        document.partial = model


def _tell(document: Document, error: Any) -> None:
    from visiontrack.source import problems, salvage

    assert document.root is not None
    document.findings.extend(problems.findings(error, document.kind, document.path, document.root))
    document._salvaged = salvage.salvage(validator(document.kind), document.data, document.kind, error)
    if document._salvaged is not None:
        document.partial = document._salvaged.model


def _scalars(node: Node) -> list[tuple[ScalarNode | None, ScalarNode]]:
    """Every scalar value of a tree with its key."""
    out: list[tuple[ScalarNode | None, ScalarNode]] = []
    stack: list[tuple[ScalarNode | None, Node]] = [(None, node)]
    while stack:
        key, current = stack.pop()
        if isinstance(current, ScalarNode):
            out.append((key, current))
        elif isinstance(current, MappingNode):
            stack.extend(
                (name if isinstance(name, ScalarNode) else None, value) for name, value in current.value
            )
        elif isinstance(current, SequenceNode):
            stack.extend((None, item) for item in current.value)
    return out


def _escaped(root: Node, path: str) -> list[Finding]:
    """Forbidden characters that a double-quoted text smuggles in by escape."""
    out = []
    for key, node in _scalars(root):
        for scalar in (key, node):
            if scalar is not None and scalar.style == '"':
                match = characters.FORBIDDEN.search(scalar.value)
                if match:
                    params = {"character": f"U+{ord(match[0]):04X}"}
                    out.append(Finding("VT111", path, tree.span_of(scalar), params, variant="escape"))
    return out


def _cut_texts(root: Node, text: str, path: str) -> list[Finding]:
    """A plain free text that a `` #`` cuts: what follows is a comment to YAML and would be lost in silence."""
    lines: Lines | None = None
    out = []
    for key, node in _scalars(root):
        if node.style:
            continue
        end = node.end_mark.index
        if not node.value:
            end = text.find(":", key.end_mark.index) + 1 if key is not None else end
        elif _NO_FREE_TEXT.fullmatch(node.value):
            continue
        match = _COMMENT.match(text, end)
        if match:
            lines = lines or Lines(text)
            number = lines.span(end, end).line
            stop = lines.starts[number - 1] + len(lines.line(number))
            out.append(
                Finding(
                    "VT115",
                    path,
                    lines.span(match.end() - 1, stop),
                    {"lost": text[match.end() - 1 : stop].strip()},
                    severity="warning",
                )
            )
    return out
