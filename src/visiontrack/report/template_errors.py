"""What can be wrong with a template: the exceptions, and the finding that reports each with file, line and cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from visiontrack.finding import Finding, Span
from visiontrack.util.confined import OutOfTime
from visiontrack.util.nearest import nearest
from visiontrack.yaml.characters import masked

TOO_MUCH = "VT605"  # the code of a template that reached a limit
_LONGEST = 200


# What Jinja2 says of the commonest mistakes, by the variant of our sentence.
_SYNTAX = {
    "open": re.compile(
        r"(?:innermost block that needs to be closed is|missing end of) '?(\w+)", re.IGNORECASE
    ),
    "tag": re.compile(r"unknown tag '([^']*)'"),
    "filter": re.compile(r"No (?:filter|test) named '([^']*)'"),
    "sign": re.compile(r"unexpected char (?:'|\")(.)"),
}

Limit = Literal["output", "time"]


class TooMuch(Exception):
    """Raised when a template reached a limit; ``limit`` says which."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit: Limit = limit


class UnknownName(UndefinedError):
    """A name or a field that the view does not have; ``fields`` are those that it has there."""

    def __init__(self, name: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.fields = fields


class Unwritable(Exception):
    """A character that may stand in no report."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")


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


class Untrusted(Exception):
    """A template of the city's own, which runs in a confined child process only."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


def template_finding(
    error: Exception, sources: Mapping[str, str], label: str, names: Sequence[str] = ()
) -> Finding:
    """Returns the finding for what went wrong while ``label`` was rendered.

    ``sources`` are the templates read, by label; ``names`` what a template is given.
    """
    if isinstance(error, Unreadable):
        return error.finding
    path, line = _place(error, sources, label)
    code, variant, params, suggest = _explain(error, names)
    return Finding(code, path, _span(sources.get(path, ""), line), params, variant=variant, suggest=suggest)


def _explain(error: Exception, names: Sequence[str]) -> tuple[str, str, dict[str, object], str | None]:
    """Returns code, variant, parameters and the suggestion of the finding."""
    match error:
        case TemplateSyntaxError():
            return _explain_syntax(error.message or "")
        case SyntaxError():  # Jinja2 took it and Python did not: too many blocks in one another, for example
            return "VT601", "", {}, None
        case UnknownName():
            name = _short(error.name)
            return "VT602", "", {"name": name}, nearest(name, error.fields or names)
        case SecurityError():
            return "VT603", "", {"name": _short(str(error))}, None
        case OutOfPlace():
            return "VT604", "outside", {"name": _short(error.name)}, None
        case TemplateNotFound():
            return "VT604", "", {"name": _short(str(error.name))}, None
        case TooMuch():
            return TOO_MUCH, error.limit, {}, None
        case OutOfTime():
            return TOO_MUCH, "time", {}, None
        case OverflowError():  # Jinja2 bounds what ``range`` gives
            return TOO_MUCH, "length", {}, None
        case RecursionError():
            return TOO_MUCH, "depth", {}, None
        case MemoryError():
            return TOO_MUCH, "memory", {}, None
        case Unwritable():
            return "VT111", "escape", {"character": str(error)}, None
    return "VT606", "zero" if isinstance(error, ZeroDivisionError) else "", {}, None


def _explain_syntax(message: str) -> tuple[str, str, dict[str, object], str | None]:
    """Returns the same for one of Jinja2's English messages on a template that it cannot read."""
    for variant, pattern in _SYNTAX.items():
        if match := pattern.search(message):
            return "VT601", variant, {"name": _short(match[1])}, None
    return "VT601", "", {}, None


def _short(text: str) -> str:
    """Returns a part of a template for one line of a finding."""
    return masked(" ".join(text[: _LONGEST * 2].split()))[:_LONGEST]


def _place(error: Exception, sources: Mapping[str, str], label: str) -> tuple[str, int]:
    """Returns the innermost line of a template on the way to the error."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or label, error.lineno
    if isinstance(error, SyntaxError):
        return error.filename or label, 1
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
    """Returns the line without its indentation."""
    lines = source.split("\n")
    text = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
    start = len(text) - len(text.lstrip()) + 1
    return Span(line, start, line, max(start, len(text) + 1))
