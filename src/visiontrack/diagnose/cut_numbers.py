"""``{2024: 70, 2029: 1,090}``: in brackets the comma of a thousand ends the number, and its rest reads as a key.

Looked for only in a file that is wrong as it stands: no such key can stand anywhere. The pieces are put together
again, so that the schema sees the number as it was written, and nothing is told that follows from the cut.
"""

from __future__ import annotations

import re

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import Loc
from visiontrack.schema import Kind
from visiontrack.schema.paths import is_free_text

_CUT = re.compile(r",(?<=\d,)\d{3}(?!\d)")  # a literal first: looked for ten times as fast
_HEAD = re.compile(r"(?:^|\D)\d{1,3}(?:,\d{3})*$")
_REST = re.compile(r"\d{3}(?!\d)")


def join(root: Node, text: str, kind: Kind) -> bool:
    """Put the cut numbers of a tree together; whether there were any. A text cut like that stays cut."""
    if not _CUT.search(text):
        return False
    found = False
    stack: list[tuple[Loc, Node]] = [((), root)]
    while stack:
        loc, node = stack.pop()
        if isinstance(node, SequenceNode):
            stack.extend(((*loc, number), item) for number, item in enumerate(node.value))
        elif isinstance(node, MappingNode):
            if node.flow_style and _join(node, loc, text, kind):
                node.__dict__.pop("by_key", None)  # what was remembered of it
                found = True
            stack.extend(
                ((*loc, key.value), value) for key, value in node.value if isinstance(key, ScalarNode)
            )
    return found


def is_cut(node: Node) -> bool:
    """Whether a value is a number that was put together."""
    return bool(node.__dict__.get("cut"))


def _join(node: MappingNode, loc: Loc, text: str, kind: Kind) -> bool:
    kept: list[tuple[Node, Node]] = []
    for key, value in node.value:
        if kept and _is_rest(key, value, text) and _is_head(*kept[-1], key, loc, kind):
            head = kept[-1][1]
            head.value += f",{key.value}"
            head.end_mark = key.end_mark
            head.__dict__["cut"] = True
        else:
            kept.append((key, value))
    joined = len(kept) < len(node.value)
    node.value = kept
    return joined


def _is_rest(key: Node, value: Node, text: str) -> bool:
    """Whether what reads as a key without a value can be what followed the comma: ``090``, ``090.5``, ``090人``."""
    return (
        isinstance(key, ScalarNode)
        and not key.style
        and isinstance(value, ScalarNode)
        and value.start_mark.index == value.end_mark.index
        and text[key.end_mark.index : key.end_mark.index + 1] != ":"
        and text[key.start_mark.index - 1] == ","
        and _REST.match(key.value) is not None
    )


def _is_head(key: Node, value: Node, rest: Node, loc: Loc, kind: Kind) -> bool:
    return (
        isinstance(key, ScalarNode)
        and isinstance(value, ScalarNode)
        and not value.style
        and value.end_mark.index == rest.start_mark.index - 1
        and _HEAD.search(value.value) is not None
        and is_free_text(kind, (*loc, key.value)) is False
    )
