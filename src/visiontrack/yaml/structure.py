"""What YAML allows and a data file does not.

One event pass looks at files that might nest too deep or hold anchors, aliases, tags or a second document;
it stops at the bound, since composing deep nesting costs libyaml the square of the depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    NodeEvent,
)

from visiontrack.finding import Finding, Span
from visiontrack.yaml.lines import Lines
from visiontrack.yaml.parser import MAX_DEPTH, MAX_VALUES, Mark, Parser

DIRECTIVE = re.compile(r"(?:^|(?<=\r))%\S*", re.MULTILINE)
# NodeAt one of these, the rest of the file is not looked at.
BLOCKING = frozenset(["VT104", "VT105", "VT113", "VT116"])
# Each begins with characters to look for, which costs a tenth of an alternation at every place (docs/adr/0003).
_SIGN = re.compile(r"[&*!](?<![^\s\[{,:?-].)")
_DOCUMENT = re.compile(r"(?:^|(?<=[\r\x85\u2028\u2029]))(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)
_COMPACT = re.compile(r"\n *[-?:] +[-?:] +[-?:] +[-?:] ")
_FAR_IN = "\n" + " " * (MAX_DEPTH // 2)
_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)")
# A list or map on one line that holds no other. Where its bracket opens one, the next bracket closes it, since
# neither a quote nor a comment can stand between; of any other bracket nobody can tell without parsing.
_FLAT = re.compile(r"\[[^\[\]{}\"'#\r\n]*\]|\{[^\[\]{}\"'#\r\n]*\}")


def needs_events(text: str) -> bool:
    """Returns whether a file might hold what only the event pass can find (a cheap guess on the safe side)."""
    if ("&" in text or "*" in text or "!" in text) and _SIGN.search(text):
        return True
    if ("---" in text or "..." in text) and _DOCUMENT.search(text):
        return True
    lines = "\n" + (text.replace("\r", "\n") if "\r" in text else text)
    if _FAR_IN in lines or _COMPACT.search(lines):
        return True
    if len(text) > MAX_VALUES and _most_values(text) > MAX_VALUES:
        return True
    if _openers(text) <= MAX_DEPTH // 2:
        return False
    return _openers(_FLAT.sub("", text)) > MAX_DEPTH // 2


def crosses_lines(text: str) -> bool:
    """Returns whether a bracket might be closed on another line than it opens on (a guess on the safe side)."""
    return _openers(text) > 0 and _openers(_FLAT.sub("", text)) > 0


def _most_values(text: str) -> int:
    """Returns how many keys and values can stand in a text at most: each needs a sign of its own."""
    return 2 * (text.count(":") + text.count(",") + text.count("?")) + text.count("-") + _openers(text)


def _openers(text: str) -> int:
    return text.count("[") + text.count("{")


def events(text: str, path: str) -> Iterator[Finding]:
    """Yields findings on nesting, number of values, anchors, aliases, tags and second documents.

    Raises ``YAMLError`` on bad syntax, and ends at the first finding beyond which nothing is looked at.
    """
    depth = documents = values = 0
    parser = Parser(text)
    while parser.check_event():
        event: Any = parser.get_event()
        start, span = _marks(event)
        if isinstance(event, NodeEvent):
            values += 1
            if values > MAX_VALUES:
                yield Finding("VT116", path, span, {"most": MAX_VALUES})
                return
            yield from _extras(event, path, text)
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield Finding("VT113", path, span, {"most": MAX_DEPTH})
                return
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        elif isinstance(event, DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield Finding("VT104", path, _at(start, 3))
                return
            if event.version or event.tags:
                yield from _directives(event, path, text)


def _directives(event: Any, path: str, text: str) -> Iterator[Finding]:
    """Yields findings on ``%YAML`` and ``%TAG``; without the ``---`` behind them they are bad syntax."""
    for match in DIRECTIVE.finditer(text, event.start_mark.index, event.end_mark.index):
        yield Finding("VT102", path, Lines(text).span(*match.span()), variant="directive")


def _extras(event: Any, path: str, text: str) -> list[Finding]:
    start, span = _marks(event)
    if isinstance(event, AliasEvent):
        return [Finding("VT105", path, span, {"name": f"*{event.anchor}"})]
    findings = []
    if event.anchor is not None:
        findings.append(
            Finding("VT105", path, _at(start, len(event.anchor) + 1), {"name": f"&{event.anchor}"})
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        written = _TAG.match(text, start.index)
        name = written[1] if written else str(tag)
        offset = written.start(1) - start.index if written else 0
        findings.append(Finding("VT106", path, _at(start, len(name), offset), {"name": name}))
    return findings


def _marks(event: Any) -> tuple[Mark, Span]:
    return event.start_mark, _span(event.start_mark, event.end_mark)


def _at(mark: Mark, length: int, offset: int = 0) -> Span:
    column = mark.column + 1 + offset
    return Span(mark.line + 1, column, mark.line + 1, column + length)


def _span(start: Mark, end: Mark) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
