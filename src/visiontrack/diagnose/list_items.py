"""A ``- `` forgotten or one too many in a list: what to YAML is one item was two, or the other way round.

Without its dash an item goes on with the one above, and every key stands twice; a dash within an item cuts it, and
both halves lack what the other has. The tree is mended, so that all that follows is read as it was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.diagnose.schema_errors import MISSING_KEY
from visiontrack.finding import Finding, Fix, Loc, Related, Span
from visiontrack.yaml import tree

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def split_joined(root: Node, path: str) -> list[Finding]:
    """Splits every item of the tree that holds two for want of a dash; returns a finding for each missing dash."""
    findings: list[Finding] = []
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, SequenceNode):
            findings += _part(node, path)
            nodes += reversed(node.value)
        elif isinstance(node, MappingNode):
            nodes += [value for _, value in reversed(node.value)]
    return findings


def _part(node: SequenceNode, path: str) -> list[Finding]:
    """Part the items of a list that begin all over again; one finding for each dash that is missing."""
    found: list[Finding] = []
    parted: list[Node] = []
    for item in node.value if not node.flow_style else ():
        starts = _starts(item)
        if len(starts) < 2:
            parted.append(item)
            continue
        first, _ = item.value[0]
        for start, end in zip(starts, [*starts[1:], len(item.value)], strict=True):
            pairs = item.value[start:end]
            key, _ = pairs[0]
            parted.append(
                MappingNode(item.tag, pairs, key.start_mark, pairs[-1][1].end_mark, flow_style=False)
            )
            if start:
                params = {"key": tree.shorten(key.value)}
                related = (Related(path, tree.span_of(first), "related.first"),)
                fix = _dash(key, node)
                found.append(
                    Finding(
                        "VT103", path, tree.span_of(key), params, variant="dash", related=related, fix=fix
                    )
                )
    if found:
        node.value = parted
    return found


def _starts(item: Node) -> list[int]:
    """Where the items begin that one item holds: itself, and wherever its first key comes again with others of its keys."""
    if not isinstance(item, MappingNode) or item.flow_style:
        return [0]
    if not all(isinstance(key, ScalarNode) for key, _ in item.value):
        return [0]
    names = [key.value for key, _ in item.value]
    starts = [number for number, name in enumerate(names) if name == names[0]]
    again = len(names) - len(set(names))
    own = names[: starts[1]] if len(starts) > 1 else []
    # A first key twice and nothing else is one line too many; a key twice before that is another mistake.
    return starts if again > len(starts) - 1 and len(set(own)) == len(own) else [0]


def _dash(key: ScalarNode, node: SequenceNode) -> Fix | None:
    """The dash in the column where the list has its own."""
    at = key.start_mark.index
    room = key.start_mark.column - node.start_mark.column
    return Fix(at - room, at, "-" + " " * (room - 1)) if room > 1 else None


def join(root: Node, errors: Sequence[ErrorDetails], text: str, path: str) -> list[Finding]:
    """Join items that a dash has cut; one finding for each dash that is too many."""
    lacking: dict[Loc, set[str]] = {}
    for error in errors:
        *holder, key = error["loc"]
        if error["type"] in MISSING_KEY and holder and isinstance(holder[-1], int):
            lacking.setdefault(tuple(holder), set()).add(str(key))
    found: list[Finding] = []
    for loc in sorted(
        lacking, key=lambda one: -int(one[-1])
    ):  # from the end: what is joined moves what follows
        found += _join(root, loc, lacking, text, path)
    return found


def _join(root: Node, loc: Loc, lacking: dict[Loc, set[str]], text: str, path: str) -> Iterator[Finding]:
    """The item at ``loc`` joined to the one before it, if each has what the other lacks."""
    number = int(loc[-1])
    _, node, depth = tree.find(root, loc[:-1])
    before = lacking.get((*loc[:-1], number - 1))
    if before is None or depth < len(loc) - 1 or not isinstance(node, SequenceNode) or node.flow_style:
        return
    first, second = node.value[number - 1], node.value[number]
    if not (isinstance(first, MappingNode) and isinstance(second, MappingNode)):
        return
    if second.flow_style or not (before <= _names(second) and lacking[loc] <= _names(first)):
        return
    if _names(first) & _names(second):
        return
    first.value = [*first.value, *second.value]
    first.__dict__.pop("by_key", None)  # what was remembered of it
    del node.value[number]
    key, _ = second.value[0]
    line, column = key.start_mark.line + 1, node.start_mark.column + 1
    begin, end = key.start_mark.index - (key.start_mark.column - node.start_mark.column), key.start_mark.index
    room = first.value[0][0].start_mark.column - node.start_mark.column
    fix = Fix(begin, end, " " * room) if text[begin : begin + 1] == "-" else None
    params = {"key": tree.shorten(key.value)}
    yield Finding("VT202", path, Span(line, column, line, column + 1), params, variant="dash", fix=fix)


def _names(node: MappingNode) -> set[str]:
    return {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
