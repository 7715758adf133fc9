"""What can be wrong with a template, and the finding that tells it: file, line, cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from visiontrack.finding import Finding, Span
from visiontrack.report.limits import TooMuch
from visiontrack.util.nearest import nearest
from visiontrack.yaml.characters import masked

TOO_MUCH = "VT605"  # the code of a template that reached a limit
_LONGEST = 200


class UnknownName(UndefinedError):
    """A name or a field that the view does not have; ``known`` are those that stand there."""

    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.unknown = name
        self.known = known


class Forbidden(SecurityError):
    """Something the sandbox keeps out of reach."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class OutOfPlace(Exception):
    """A template's name that leads out of the template folders."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Unreadable(Exception):
    """A template file that cannot be read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class Uncompilable(Exception):
    """A template that Jinja2 took and Python did not: nested too deep, for example."""

    def __init__(self, label: str, problem: str) -> None:
        super().__init__(problem)
        self.label = label
        self.problem = problem


class Unwritable(Exception):
    """A character written with ``\\`` that may stand in no report."""

    def __init__(self, character: str, label: str, line: int) -> None:
        super().__init__(label)
        self.character = character
        self.label = label
        self.line = line


def finding(error: Exception, sources: Mapping[str, str], label: str, names: Sequence[str] = ()) -> Finding:
    """The finding for what went wrong while ``label`` was rendered.

    ``sources`` are the templates read, by label; ``names`` what a template is given.
    """
    if isinstance(error, Unreadable):
        return error.finding
    if isinstance(error, Uncompilable):
        return Finding("VT601", error.label, params={"problem": _short(error.problem)})
    if isinstance(error, Unwritable):
        span = _span(sources.get(error.label, ""), error.line)
        character = f"U+{ord(error.character):04X}"
        return Finding("VT111", error.label, span, {"character": character}, variant="escape")
    path, line = _place(error, sources, label)
    code, variant, params, suggest = _told(error, names)
    return Finding(code, path, _span(sources.get(path, ""), line), params, variant=variant, suggest=suggest)


def _told(error: Exception, names: Sequence[str]) -> tuple[str, str, dict[str, object], str | None]:
    match error:
        case TemplateSyntaxError():
            return "VT601", "", {"problem": _short(error.message or "")}, None
        case UnknownName():
            name = _short(error.unknown)
            return "VT602", "", {"name": name}, nearest(name, error.known or names)
        case Forbidden():
            return "VT603", "", {"name": _short(error.name)}, None
        case OutOfPlace():
            return "VT604", "outside", {"name": _short(error.name)}, None
        case TemplateNotFound():
            return "VT604", "", {"name": _short(str(error.name))}, None
        case TooMuch():
            return TOO_MUCH, error.limit, {}, None
        case RecursionError():
            return TOO_MUCH, "depth", {}, None
        case MemoryError():
            return TOO_MUCH, "output", {}, None
    return "VT606", "", {"problem": _short(f"{type(error).__name__}: {error}")}, None


def _short(text: str) -> str:
    """A part of a template for one line of a finding."""
    return masked(" ".join(text[: _LONGEST * 2].split()))[:_LONGEST]


def _place(error: Exception, sources: Mapping[str, str], label: str) -> tuple[str, int]:
    """The innermost line of a template on the way to the error."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or label, error.lineno
    place = (label, 1)
    for path, line in _frames(error):
        if path in sources:
            place = (path, line)
    return place


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    trace: Any = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _span(source: str, line: int) -> Span:
    """The line without its indentation."""
    lines = source.split("\n")
    text = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
    start = len(text) - len(text.lstrip()) + 1
    return Span(line, start, line, max(start, len(text) + 1))
