"""What can be wrong with the text of a scalar: characters smuggled in by escape, and words lost to a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import Finding, Loc
from visiontrack.schema.kinds import Kind
from visiontrack.source import tree
from visiontrack.source.characters import FORBIDDEN
from visiontrack.source.lines import Lines

_CUT = re.compile(r"[ \t]#(?=[^\s#])")
_COMMENT = re.compile(r"[ \t]++#(?=[^\s#])")
_WORD = re.compile(r"[A-Za-z0-9_./:-]*")
_SHOWN = 60


def findings(root: Node, text: str, path: str, kind: Kind) -> Iterator[Finding]:
    """VT111 for forbidden characters written with a backslash, VT115 for plain free texts that a `` #`` cuts."""
    if "\\" in text:
        yield from _escaped(root, path)
    if (" #" in text or "\t#" in text) and _CUT.search(text):
        yield from _cut(root, text, path, kind)


def _scalars(root: Node) -> Iterator[tuple[Loc, ScalarNode | None, ScalarNode]]:
    """Every scalar value of a tree with its path and its key (None in a list)."""
    stack: list[tuple[Loc, ScalarNode | None, Node]] = [((), None, root)]
    while stack:
        loc, key, node = stack.pop()
        if isinstance(node, ScalarNode):
            yield loc, key, node
        elif isinstance(node, MappingNode):
            for name, value in node.value:
                if isinstance(name, ScalarNode):
                    stack.append(((*loc, name.value), name, value))
        elif isinstance(node, SequenceNode):
            stack.extend(((*loc, number), None, item) for number, item in enumerate(node.value))


def _escaped(root: Node, path: str) -> Iterator[Finding]:
    for _, *pair in _scalars(root):
        for scalar in pair:
            if scalar is not None and scalar.style == '"' and (match := FORBIDDEN.search(scalar.value)):
                params = {"character": f"U+{ord(match[0]):04X}"}
                yield Finding("VT111", path, tree.span_of(scalar), params, variant="escape")


def _cut(root: Node, text: str, path: str, kind: Kind) -> Iterator[Finding]:
    """What follows the `` #`` is a comment to YAML and would be lost in silence."""
    lines = Lines(text)
    for loc, key, node in _scalars(root):
        if node.style:
            continue
        end = node.end_mark.index
        if not node.value and key is not None:  # an empty value has no place of its own
            end = text.find(":", key.end_mark.index) + 1
        match = _COMMENT.match(text, end)
        if match and _is_free_text(kind, loc, node.value):
            line = lines.span(end, end).line
            stop = lines.starts[line - 1] + len(lines.line(line))
            params = {"lost": text[match.end() - 1 : min(stop, match.end() + _SHOWN)].strip()}
            span = lines.span(match.end() - 1, stop)
            yield Finding("VT115", path, span, params, severity="warning")


def _is_free_text(kind: Kind, loc: Loc, value: str) -> bool:
    """Whether the schema wants a title or text here; where it wants nothing, what the value looks like."""
    from visiontrack.schema.fields import is_free_text

    wanted = is_free_text(kind, loc)
    return not _WORD.fullmatch(value) if wanted is None else wanted
