"""A new item for a list in a file that people wrote: by splice, so that every other byte stays as it is.

Where the list ends is not always told by YAML alone (comments and blank lines may belong to it or to what
follows). So places are tried in turn, and only the one that reads back as the old data and the new item counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import Fix
from visiontrack.scaffold.scalars import scalar, sequence
from visiontrack.yaml import tree
from visiontrack.yaml.lines import splice
from yaml import YAMLError

_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"([ \t]*)#")


def add_item(text: str, key: str, lines: Sequence[str], item: Mapping[str, Any]) -> str | None:
    """``text`` with one more item in the list under ``key`` of its mapping; None where no place for it is sure.

    ``lines`` are the item as it stands in a block (without its dash), ``item`` the data it must read back as.
    """
    root = tree.compose(text)
    if not isinstance(root, MappingNode):
        return None
    old = tree.build(root)
    held = old.get(key)
    if held is not None and not isinstance(held, list):
        return None
    wanted = {**old, key: [*(held or []), _as_read(item)]}
    for fix in _places(text, root, key, lines, item):
        new = splice(text, [fix])
        if _reads_as(new) == wanted:
            return new
    return None


def _as_read(value: Any) -> Any:
    """Data as the reader gives it: every scalar as text."""
    if isinstance(value, Mapping):
        return {str(key): _as_read(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    return value if value is None else str(value)


def _reads_as(text: str) -> Any:
    try:
        root = tree.compose(text)
        return tree.build(root) if root is not None else None
    except (YAMLError, ValueError, TypeError):
        return None


def _places(
    text: str, root: MappingNode, key: str, lines: Sequence[str], item: Mapping[str, Any]
) -> Iterator[Fix]:
    """The edits that may be the right one, the likeliest first."""
    end = "\r\n" if "\r\n" in text else "\n"
    pair = next(((k, v) for k, v in root.value if isinstance(k, ScalarNode) and k.value == key), None)
    if pair is None:
        if not root.flow_style:
            yield from _at_end(text, [f"{key}:", *_dashed(lines, 2)], end)
        return
    name, value = pair
    if isinstance(value, SequenceNode) and value.value and value.flow_style:
        at = _leaf_end(text, value.value[-1])
        yield Fix(at, at, f", {_flow(item)}")
    elif isinstance(value, SequenceNode) and value.value:
        yield from _after(text, value, _dashed(lines, value.start_mark.column), end)
    elif not root.flow_style:
        yield from _in_place_of_nothing(text, name, value, _dashed(lines, name.start_mark.column + 2), end)


def _dashed(lines: Sequence[str], indent: int) -> list[str]:
    room = " " * indent
    return [f"{room}- {lines[0]}", *(f"{room}  {line}" if line else "" for line in lines[1:])]


def _after(text: str, held: SequenceNode, lines: Sequence[str], end: str) -> Iterator[Fix]:
    """Below the last item and the comments that are indented as its own keys; else where the list ends."""
    at = _line_end(text, _leaf_end(text, held.value[-1]))
    while (line := _LINE.match(text, at)) and line[0] and (comment := _COMMENT.match(line[0])):
        if len(comment[1]) <= held.start_mark.column:
            break
        at = line.end()
    yield _lines_at(text, at, lines, end)
    yield _lines_at(text, held.end_mark.index, lines, end)


def _in_place_of_nothing(text: str, name: Node, value: Node, lines: Sequence[str], end: str) -> Iterator[Fix]:
    """``opinions:``, ``opinions: []`` or ``opinions: ~``, with or without a comment behind it and below it."""
    colon = text.index(":", name.end_mark.index) + 1
    stop = max(colon, value.end_mark.index)
    at = below = _line_end(text, stop)
    while (line := _LINE.match(text, below)) and line[0] and (comment := _COMMENT.match(line[0])):
        if len(comment[1]) <= name.start_mark.column:
            break
        below = line.end()
    for place in dict.fromkeys((below, at)):
        between = text[stop:place]
        fix = _lines_at(text, place, lines, end)
        yield Fix(colon, place, between + fix.text)


def _at_end(text: str, lines: Sequence[str], end: str) -> Iterator[Fix]:
    yield _lines_at(text, len(text), lines, end)


def _lines_at(text: str, at: int, lines: Sequence[str], end: str) -> Fix:
    """Whole lines at the beginning of a line, or after a last line that lacks its end."""
    before = "" if at == 0 or text[at - 1] in "\r\n" else end
    return Fix(at, at, before + end.join(lines) + end)


def _line_end(text: str, at: int) -> int:
    """Where the line that holds the character before ``at`` ends: the beginning of the next one."""
    if at and text[at - 1] in "\r\n":
        return at
    line = _LINE.match(text, at)
    return line.end() if line is not None else len(text)


def _leaf_end(text: str, node: Node) -> int:
    """Where the last scalar or bracket of a node ends; the end mark of a block lies behind what follows it."""
    while isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple):
            key, value = last
            if isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index:
                return text.index(":", key.end_mark.index) + 1
            last = value
        node = last
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        kept = text[node.start_mark.index : end].rstrip(" \t\r\n")
        return node.start_mark.index + len(kept)
    return end


def _flow(item: Mapping[str, Any]) -> str:
    """The item in one line, for a list that stands in one."""
    parts = (f"{key}: {_flow_value(value)}" for key, value in item.items())
    return f"{{{', '.join(parts)}}}"


def _flow_value(value: Any) -> str:
    if isinstance(value, list):
        return sequence(value)
    return "null" if value is None else scalar(value, flow=True)
