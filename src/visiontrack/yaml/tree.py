"""Text → a tree of nodes that know where they stand → plain dicts and lists with text scalars."""

from __future__ import annotations

from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import At, Finding, Loc, Related, Span
from visiontrack.yaml.parser import MAX_FINDINGS, Parser

_FEW = 20  # pairs that are looked through in less time than an index of them is made
NULLS = frozenset(["", "~", "null"])

# The key node (None in lists), the value node, and how many steps of the path lead there.
NodeAt = tuple[Node | None, Node, int]


def compose(text: str) -> Node | None:
    """Returns the root node, or None for a file that holds nothing. Raises ``YAMLError``."""
    node: Node | None = Parser(text).get_single_node()
    return node


class _Irregular(Exception):
    """A duplicate or complex key: the slow pass finds which."""


def build(node: Node) -> Any:
    """Returns plain data: every scalar as text, a plain empty, ``~`` or ``null`` as None. The fast path.

    Raises ``_Irregular`` or ``TypeError`` on a duplicate or complex key.
    """
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
    """Returns the plain data of a tree, and findings on duplicate and complex keys (of duplicates the first counts)."""
    try:
        return build(node), []
    except (_Irregular, TypeError):
        findings: list[Finding] = []
        return _build_slowly(node, path, findings), findings


def _build_slowly(node: Node, path: str, findings: list[Finding]) -> Any:
    if isinstance(node, ScalarNode):
        return build(node)
    if isinstance(node, SequenceNode):
        return [_build_slowly(item, path, findings) for item in node.value]
    assert isinstance(node, MappingNode)
    data: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            findings.append(Finding("VT114", path, span_of(key)))
            continue
        built = _build_slowly(value, path, findings)
        if key.value not in data:
            data[key.value] = built
        elif len(findings) <= MAX_FINDINGS:
            first, _ = _by_key(node)[key.value]
            related = (Related(path, span_of(first), "related.first"),)
            params = {"key": shorten(key.value)}
            findings.append(Finding("VT103", path, span_of(key), params, related=related))
    return data


def find(root: Node, loc: Loc) -> NodeAt:
    """Returns the key and value node at ``loc``, or of the deepest step that exists, and how deep that is."""
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
    """Returns the key of this name and its value (of duplicates the first)."""
    if len(node.value) > _FEW:
        return _by_key(node).get(name)
    # The value of a key that is no scalar is a list, and equals no name.
    pair: tuple[Node, Node] | None = next((pair for pair in node.value if pair[0].value == name), None)
    return pair


def _by_key(node: MappingNode) -> dict[str, tuple[Node, Node]]:
    """Returns a mapping's pairs by key (of duplicates the first), kept on the node for the next look-up."""
    index: dict[str, tuple[Node, Node]] | None = node.__dict__.get("by_key")
    if index is None:
        index = {
            key.value: (key, value) for key, value in reversed(node.value) if isinstance(key, ScalarNode)
        }
        node.__dict__["by_key"] = index
    return index


def set_pairs(node: MappingNode, pairs: list[tuple[Node, Node]]) -> None:
    """Gives a mapping other keys and values."""
    node.value = pairs
    node.__dict__.pop("by_key", None)


def collections(root: Node) -> dict[int, int]:
    """Returns where each block or list begins and ends (offsets); of several that begin together the outermost."""
    ends: dict[int, int] = {}
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, CollectionNode):
            ends.setdefault(node.start_mark.index, node.end_mark.index)
            nodes += [item[1] if isinstance(item, tuple) else item for item in node.value]
    return ends


def locate(root: Node, loc: Loc, at: At = "value") -> Span:
    """Returns the span a person must change: the value, its key, or the first key of a mapping that lacks one."""
    return span_at(find(root, loc), loc, at)


def span_at(there: NodeAt, loc: Loc, at: At) -> Span:
    """Returns the same as ``locate`` for what was looked up already."""
    key, node, depth = there
    if depth < len(loc) and isinstance(node, MappingNode) and node.value and at == "value":
        return span_of(node.value[0][0])
    if key is not None and (at == "key" or is_empty(node)):
        return span_of(key)
    return span_of(node)


def is_empty(node: Node) -> bool:
    """Returns whether nothing at all is written for a value."""
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def span_of(node: Node) -> Span:
    """Returns a node's span; of a collection or a text over several lines only its first line matters."""
    start, end = node.start_mark, node.end_mark
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return span_of(node.value[0][0])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def shorten(text: str) -> str:
    """Returns a key or value as a message quotes it: an endless one is cut."""
    return text if len(text) <= 60 else text[:57] + "…"
