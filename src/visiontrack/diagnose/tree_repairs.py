"""Trees that a dash or a comma cut in the wrong place, put together as they were meant.

Without its dash a list item goes on with the one above, and every key stands twice; a dash too many cuts an item, and
both halves lack what the other has; in brackets the comma of a thousand ends the number (``{2029: 1,090}``), and its
rest reads as a key. Looked for only where such a mistake would show; the tree is changed, so that all that follows is
read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.diagnose.schema_errors import MISSING_KEY
from visiontrack.finding import Finding, Fix, Loc, Related, Span
from visiontrack.schema import Kind
from visiontrack.schema.paths import is_free_text
from visiontrack.yaml import tree

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_CUT_NUMBER = re.compile(r",(?<=\d,)\d{3}(?!\d)")  # a literal first: looked for ten times as fast
_NUMBER_HEAD = re.compile(r"(?:^|\D)\d{1,3}(?:,\d{3})*$")
_NUMBER_REST = re.compile(r"\d{3}(?!\d)")


# ---- a dash that is missing ------------------------------------------------------------------------------


def split_joined(root: Node, path: str) -> list[Finding]:
    """Splits every list item that holds two for want of a dash; returns a finding for each missing dash."""
    findings: list[Finding] = []
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, SequenceNode):
            if not node.flow_style:
                findings += _split_items(node, path)
            nodes += reversed(node.value)
        elif isinstance(node, MappingNode):
            nodes += [value for _, value in reversed(node.value)]
    return findings


def _split_items(node: SequenceNode, path: str) -> list[Finding]:
    findings: list[Finding] = []
    items: list[Node] = []
    for item in node.value:
        starts = _item_starts(item)
        if len(starts) < 2:
            items.append(item)
            continue
        first, _ = item.value[0]
        for start, end in zip(starts, [*starts[1:], len(item.value)], strict=True):
            pairs = item.value[start:end]
            key, _ = pairs[0]
            items.append(
                MappingNode(item.tag, pairs, key.start_mark, pairs[-1][1].end_mark, flow_style=False)
            )
            if start:
                related = (Related(path, tree.span_of(first), "related.first"),)
                span, params = tree.span_of(key), {"key": tree.shorten(key.value)}
                fix = _missing_dash(key, node)
                findings.append(
                    Finding("VT103", path, span, params, variant="dash", related=related, fix=fix)
                )
    node.value = items
    return findings


def _item_starts(item: Node) -> list[int]:
    """Returns where the items begin that one item holds: itself, and wherever its first key comes again with others
    of its keys."""
    if not isinstance(item, MappingNode) or item.flow_style:
        return [0]
    if not all(isinstance(key, ScalarNode) for key, _ in item.value):
        return [0]
    names = [key.value for key, _ in item.value]
    starts = [number for number, name in enumerate(names) if name == names[0]]
    repeated = len(names) - len(set(names))
    own = names[: starts[1]] if len(starts) > 1 else []
    # A first key twice and nothing else is one line too many; a key twice before that is another mistake.
    return starts if repeated > len(starts) - 1 and len(set(own)) == len(own) else [0]


def _missing_dash(key: ScalarNode, node: SequenceNode) -> Fix | None:
    """Returns the fix that puts the dash in the column where the list has its own."""
    at = key.start_mark.index
    width = key.start_mark.column - node.start_mark.column
    return Fix(at - width, at, "-" + " " * (width - 1)) if width > 1 else None


# ---- a dash too many -------------------------------------------------------------------------------------


def join_cut(root: Node, errors: Sequence[ErrorDetails], text: str, path: str) -> list[Finding]:
    """Joins items that a dash has cut, as their missing keys tell; returns a finding for each dash that is too many."""
    missing: dict[Loc, set[str]] = {}
    for error in errors:
        *holder, key = error["loc"]
        if error["type"] == MISSING_KEY and holder and isinstance(holder[-1], int):
            missing.setdefault(tuple(holder), set()).add(str(key))
    # From the end: what is joined moves what follows.
    late_first = sorted(missing, key=lambda loc: -int(loc[-1]))
    return [finding for loc in late_first for finding in _join_item(root, loc, missing, text, path)]


def _join_item(root: Node, loc: Loc, missing: dict[Loc, set[str]], text: str, path: str) -> Iterator[Finding]:
    """Joins the item at ``loc`` to the one before it, if each has what the other lacks."""
    number = int(loc[-1])
    _, node, depth = tree.find(root, loc[:-1])
    missing_before = missing.get((*loc[:-1], number - 1))
    if (
        missing_before is None
        or depth < len(loc) - 1
        or not isinstance(node, SequenceNode)
        or node.flow_style
    ):
        return
    first, second = node.value[number - 1], node.value[number]
    if not (isinstance(first, MappingNode) and isinstance(second, MappingNode)) or second.flow_style:
        return
    first_keys, second_keys = _names(first), _names(second)
    if not (missing_before <= second_keys and missing[loc] <= first_keys) or first_keys & second_keys:
        return
    tree.set_pairs(first, [*first.value, *second.value])
    del node.value[number]
    key, _ = second.value[0]
    line, column = key.start_mark.line + 1, node.start_mark.column + 1
    begin, end = key.start_mark.index - (key.start_mark.column - node.start_mark.column), key.start_mark.index
    width = first.value[0][0].start_mark.column - node.start_mark.column
    fix = Fix(begin, end, " " * width) if text[begin : begin + 1] == "-" else None
    params = {"key": tree.shorten(key.value)}
    yield Finding("VT202", path, Span(line, column, line, column + 1), params, variant="dash", fix=fix)


def _names(node: MappingNode) -> set[str]:
    return {key.value for key, _ in node.value if isinstance(key, ScalarNode)}


# ---- a number that its comma cut -------------------------------------------------------------------------


def join_numbers(root: Node, text: str, kind: Kind) -> bool:
    """Puts the cut numbers of a tree together; returns whether there were any. A text cut like that stays cut."""
    if not _CUT_NUMBER.search(text):
        return False
    has_joined = False
    nodes: list[tuple[Loc, Node]] = [((), root)]
    while nodes:
        loc, node = nodes.pop()
        if isinstance(node, SequenceNode):
            nodes.extend(((*loc, number), item) for number, item in enumerate(node.value))
        elif isinstance(node, MappingNode):
            if node.flow_style and _join_pairs(node, loc, text, kind):
                has_joined = True
            nodes.extend(
                ((*loc, key.value), value) for key, value in node.value if isinstance(key, ScalarNode)
            )
    return has_joined


def _join_pairs(node: MappingNode, loc: Loc, text: str, kind: Kind) -> bool:
    pairs: list[tuple[Node, Node]] = []
    for key, value in node.value:
        if pairs and _is_rest(key, value, text) and _is_head(*pairs[-1], key, loc, kind):
            head = pairs[-1][1]
            head.value += f",{key.value}"
            head.end_mark = key.end_mark
            head.__dict__["cut"] = True
        else:
            pairs.append((key, value))
    has_joined = len(pairs) < len(node.value)
    if has_joined:
        tree.set_pairs(node, pairs)
    return has_joined


def _is_rest(key: Node, value: Node, text: str) -> bool:
    """Returns whether what reads as a key without a value can follow the comma: ``090``, ``090.5``, ``090人``."""
    return (
        isinstance(key, ScalarNode)
        and not key.style
        and tree.is_empty(value)
        and text[key.end_mark.index : key.end_mark.index + 1] != ":"
        and text[key.start_mark.index - 1] == ","
        and _NUMBER_REST.match(key.value) is not None
    )


def _is_head(key: Node, value: Node, rest: Node, loc: Loc, kind: Kind) -> bool:
    return (
        isinstance(key, ScalarNode)
        and isinstance(value, ScalarNode)
        and not value.style
        and value.end_mark.index == rest.start_mark.index - 1
        and _NUMBER_HEAD.search(value.value) is not None
        and is_free_text(kind, (*loc, key.value)) is False
    )
