"""Text → a tree of nodes that know where they stand → plain dicts and lists with text scalars."""

from __future__ import annotations

from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import At, Finding, Loc, Related, Span
from visiontrack.yaml.bounds import MAX_FINDINGS
from visiontrack.yaml.parser import Parser

_FEW = 20  # pairs that are looked through in less time than an index of them is made
NULLS = frozenset(["", "~", "null"])


def compose(text: str) -> Node | None:
    """The root node; raises ``YAMLError``. None for a file that holds nothing."""
    node: Node | None = Parser(text).get_single_node()
    return node


class _Irregular(Exception):
    """A duplicate or complex key: the slow pass tells which."""


def build(node: Node) -> Any:
    """Plain data: every scalar as text, a plain empty, ``~`` or ``null`` as None. The fast path."""
    kind = node.__class__
    if kind is ScalarNode:
        value = node.value
        plain = not node.style  # type: ignore[attr-defined]  # a ScalarNode: isinstance() would cost time
        return None if plain and value in NULLS else value
    if kind is MappingNode:
        pairs = node.value
        # Two of three values are texts: looked at here, they cost no call.
        data = {
            key.value: value.value
            if value.__class__ is ScalarNode and (value.style or value.value not in NULLS)
            else build(value)
            for key, value in pairs
        }
        if len(data) != len(pairs):
            raise _Irregular
        return data
    return [build(item) for item in node.value]


def data_of(node: Node, path: str) -> tuple[Any, list[Finding]]:
    """The plain data of a tree, and findings on duplicate and complex keys (of duplicates the first counts)."""
    try:
        return build(node), []
    except (_Irregular, TypeError):
        found: list[Finding] = []
        return _build_slowly(node, path, found), found


def _build_slowly(node: Node, path: str, found: list[Finding]) -> Any:
    if isinstance(node, ScalarNode):
        return build(node)
    if isinstance(node, SequenceNode):
        return [_build_slowly(item, path, found) for item in node.value]
    assert isinstance(node, MappingNode)
    data: dict[str, Any] = {}
    for key, value in node.value:
        if key.__class__ is not ScalarNode:
            found.append(Finding("VT114", path, span_of(key)))
            continue
        if value.__class__ is ScalarNode:
            built = value.value if value.style or value.value not in NULLS else None
        else:
            built = _build_slowly(value, path, found)
        if key.value not in data:
            data[key.value] = built
        elif len(found) <= MAX_FINDINGS:
            first, _ = _by_key(node)[key.value]
            related = Related(path, span_of(first), "related.first")
            found.append(
                Finding("VT103", path, span_of(key), {"key": shorten(key.value)}, related=(related,))
            )
    return data


NodeAt = tuple[Node | None, Node, int]


def find(root: Node, loc: Loc) -> NodeAt:
    """The key node (None in lists) and value node at ``loc``, or the deepest that exists, and how deep it got."""
    key: Node | None = None
    node = root
    for depth, part in enumerate(loc):
        if isinstance(node, MappingNode):
            pair = _pair(node, str(part))
            if pair is None:
                return key, node, depth
            key, node = pair
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            key, node = None, node.value[part]
        else:
            return key, node, depth
    return key, node, len(loc)


def _pair(node: MappingNode, name: str) -> tuple[Node, Node] | None:
    """The key of this name and its value (of duplicates the first)."""
    if len(node.value) > _FEW:
        return _by_key(node).get(name)
    for pair in node.value:
        if pair[0].value == name:  # the value of a key that is no scalar is a list
            found: tuple[Node, Node] = pair
            return found
    return None


def _by_key(node: MappingNode) -> dict[str, tuple[Node, Node]]:
    """A mapping's pairs by key (of duplicates the first), kept on the node for the next look-up."""
    held: dict[str, tuple[Node, Node]] | None = node.__dict__.get("by_key")
    if held is None:
        held = {key.value: (key, value) for key, value in reversed(node.value) if isinstance(key, ScalarNode)}
        node.__dict__["by_key"] = held
    return held


def collections(root: Node) -> dict[int, int]:
    """Where each block or list begins and ends (offsets); of several that begin together the outermost."""
    found: dict[int, int] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, CollectionNode):
            found.setdefault(node.start_mark.index, node.end_mark.index)
            stack.extend(item[1] if isinstance(item, tuple) else item for item in node.value)
    return found


def locate(root: Node, loc: Loc, at: At = "value") -> Span:
    """The span a person must change: the value, its key, or the first key of the mapping where one is missing."""
    return span_at(find(root, loc), loc, at)


def span_at(found: NodeAt, loc: Loc, at: At) -> Span:
    """``locate`` for what was looked up already."""
    key, node, depth = found
    if depth < len(loc) and isinstance(node, MappingNode) and node.value and at == "value":
        return span_of(node.value[0][0])
    if key is not None and (at == "key" or _is_empty(node)):
        return span_of(key)
    return span_of(node)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def span_of(node: Node) -> Span:
    """A node's span; of a collection or a text over several lines only its first line matters."""
    start, end = node.start_mark, node.end_mark
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return span_of(node.value[0][0])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def shorten(text: str) -> str:
    """A key or value as a message quotes it: an endless one is cut."""
    return text if len(text) <= 60 else text[:57] + "…"
