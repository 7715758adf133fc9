"""What can be wrong with the text of a scalar: characters smuggled in by escape, and words lost to a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import Finding
from visiontrack.source import tree
from visiontrack.source.characters import FORBIDDEN
from visiontrack.source.lines import Lines

_CUT = re.compile(r"[ \t]#(?=[^\s#])")
_COMMENT = re.compile(r"[ \t]++#(?=[^\s#])")
_NO_FREE_TEXT = re.compile(r"[A-Za-z0-9_./:-]+")
_SHOWN = 60


def findings(root: Node, text: str, path: str) -> Iterator[Finding]:
    """VT111 for forbidden characters written with a backslash, VT115 for plain texts that a `` #`` cuts."""
    if "\\" in text:
        yield from _escaped(root, path)
    if (" #" in text or "\t#" in text) and _CUT.search(text):
        yield from _cut(root, text, path)


def _scalars(node: Node) -> Iterator[tuple[ScalarNode | None, ScalarNode]]:
    """Every scalar value of a tree with its key."""
    stack: list[tuple[ScalarNode | None, Node]] = [(None, node)]
    while stack:
        key, current = stack.pop()
        if isinstance(current, ScalarNode):
            yield key, current
        elif isinstance(current, MappingNode):
            stack.extend(
                (name if isinstance(name, ScalarNode) else None, value) for name, value in current.value
            )
        elif isinstance(current, SequenceNode):
            stack.extend((None, item) for item in current.value)


def _escaped(root: Node, path: str) -> Iterator[Finding]:
    for pair in _scalars(root):
        for scalar in pair:
            if scalar is not None and scalar.style == '"' and (match := FORBIDDEN.search(scalar.value)):
                params = {"character": f"U+{ord(match[0]):04X}"}
                yield Finding("VT111", path, tree.span_of(scalar), params, variant="escape")


def _cut(root: Node, text: str, path: str) -> Iterator[Finding]:
    """What follows the `` #`` is a comment to YAML and would be lost in silence."""
    lines = Lines(text)
    for key, node in _scalars(root):
        if node.style or (node.value and _NO_FREE_TEXT.fullmatch(node.value)):
            continue
        end = node.end_mark.index
        if not node.value and key is not None:  # an empty value has no place of its own
            end = text.find(":", key.end_mark.index) + 1
        if match := _COMMENT.match(text, end):
            line = lines.span(end, end).line
            stop = lines.starts[line - 1] + len(lines.line(line))
            params = {"lost": text[match.end() - 1 : min(stop, match.end() + _SHOWN)].strip()}
            span = lines.span(match.end() - 1, stop)
            yield Finding("VT115", path, span, params, severity="warning")
