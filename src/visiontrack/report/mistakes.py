"""What can be wrong with a template, and the finding that reports it: file, line, cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError

from visiontrack.finding import Finding, Span
from visiontrack.report.loader import OWN, SHIPPED, OutOfPlace, Unreadable
from visiontrack.report.sandbox import TooMuch, UnknownName, Unwritable
from visiontrack.util.confined import OutOfTime
from visiontrack.util.nearest import nearest
from visiontrack.yaml.characters import masked

TOO_MUCH = "VT605"  # the code of a template that reached a limit
_LONGEST = 200


def finding(error: Exception, sources: Mapping[str, str], label: str, names: Sequence[str] = ()) -> Finding:
    """Returns the finding for what went wrong while ``label`` was rendered.

    ``sources`` are the templates read, by label; ``names`` what a template is given.
    """
    if isinstance(error, Unreadable):
        return error.finding
    path, line = _place(error, sources, label)
    code, variant, params, suggest = _explain(error, names)
    return Finding(code, path, _span(sources.get(path, ""), line), params, variant=variant, suggest=suggest)


def as_json(finding: Finding) -> dict[str, Any]:
    """Returns what ``from_json`` makes the finding of again."""
    return {
        "code": finding.code,
        "path": finding.path,
        "span": list(finding.span),
        "params": dict(finding.params),
        "variant": finding.variant,
        "suggest": finding.suggest,
    }


def from_json(data: Any) -> Finding:
    """Returns the finding that a child process reported. Raises ``ValueError`` where it is none on a template."""
    try:
        place, span = str(data["path"]), Span(*map(int, data["span"]))
        params = {str(key): value for key, value in data["params"].items() if isinstance(value, (str, int))}
        code, variant, suggest = str(data["code"]), str(data["variant"]), data["suggest"]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("no finding") from error
    inside = place.startswith((f"{OWN}/", f"{SHIPPED}/")) and ".." not in place.split("/")
    if not inside or not code.startswith(("VT1", "VT6")) or not isinstance(suggest, (str, type(None))):
        raise ValueError("no finding on a template")
    return Finding(code, place, span, params, variant=variant, suggest=suggest)


def _explain(error: Exception, names: Sequence[str]) -> tuple[str, str, dict[str, object], str | None]:
    """Returns code, variant, parameters and the suggestion of the finding."""
    match error:
        case TemplateSyntaxError():
            return "VT601", "", {"problem": _short(error.message or "")}, None
        case SyntaxError():  # Jinja2 took it and Python did not: too many blocks in one another, for example
            return "VT601", "", {"problem": _short(error.msg)}, None
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
    return "VT606", "", {"problem": _short(f"{type(error).__name__}: {error}")}, None


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
