"""Editing one value of a YAML text by splice: comments, order, line ends and every other character stay.

Each edit is read back before it is handed out: the text then says exactly what was meant, or ``CannotEdit`` is
raised and nothing has happened. The text must be that of a sound file, without its byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.edit import spans, spelling
from visiontrack.edit.spans import CannotEdit, EditableText
from visiontrack.edit.spelling import Spelled, Value
from visiontrack.edit.verify_edit import checked, nested, plain, value_at, with_value
from visiontrack.finding import Fix, Loc
from visiontrack.yaml import tree

__all__ = ["CannotEdit", "append_item", "remove_item", "set_value"]


def set_value(text: str, loc: Loc, value: Value, order: Sequence[str] = ()) -> str:
    """The text with ``value`` under the key at ``loc``; keys that are missing on the way are added.

    ``None`` leaves the key without a value. A new key goes behind those that come before it in ``order``.
    """
    page = EditableText(text)
    _, node, depth = tree.find(page.root, loc)
    if depth < len(loc) and not (isinstance(node, MappingNode) and (node.value or depth == 0)):
        # The parent is empty: it gets its value as a whole.
        if not _is_nothing(node):
            raise CannotEdit(loc)
        loc, value = loc[:depth], nested(loc[depth:], value)
    expected = with_value(page.data, loc, value)
    if expected == page.data:
        return text
    if depth < len(loc):
        assert isinstance(node, MappingNode)
        fix = _insert(page, node, loc[: depth + 1], nested(loc[depth + 1 :], value), order)
        return checked(text, [fix], expected)
    return checked(text, _replace(page, loc, value), expected)


def append_item(text: str, loc: Loc, value: Value, order: Sequence[str] = ()) -> str:
    """The text with ``value`` as the last item of the list at ``loc``, which is made where there is none."""
    page = EditableText(text)
    _, node, depth = tree.find(page.root, loc)
    if depth < len(loc) or _is_nothing(node):
        return set_value(text, loc, [value], order)
    if not isinstance(node, SequenceNode):
        raise CannotEdit(loc)
    expected = with_value(page.data, loc, [*value_at(page.data, loc), plain(value)])
    if node.flow_style:
        at = page.end(node.value[-1])
        return checked(text, [Fix(at, at, f", {spelling.flow(value)}")], expected)
    column = node.start_mark.column
    return checked(
        text, [page.below(node.value[-1], spelling.item_lines(value, column, page.step))], expected
    )


def remove_item(text: str, loc: Loc) -> str:
    """The text without the list item at ``loc``; the list's last item leaves its key without a value."""
    page = EditableText(text)
    _, parent, depth = tree.find(page.root, loc[:-1])
    index = loc[-1]
    if depth < len(loc) - 1 or not isinstance(parent, SequenceNode) or not isinstance(index, int):
        raise CannotEdit(loc)
    if not 0 <= index < len(parent.value):
        raise CannotEdit(loc)
    rest = [item for number, item in enumerate(value_at(page.data, loc[:-1])) if number != index]
    if len(parent.value) == 1 and parent.flow_style:
        return set_value(text, loc[:-1], None)
    expected = with_value(page.data, loc[:-1], rest or None)
    return checked(text, [spans.item_gone(page, parent, index)], expected)


# ---- one value -------------------------------------------------------------------------------------------


def _replace(page: EditableText, loc: Loc, value: Value) -> list[Fix]:
    key, node, _ = tree.find(page.root, loc)
    if key is None:
        raise CannotEdit(loc)
    _, parent, _ = tree.find(page.root, loc[:-1])
    if parent.flow_style:  # type: ignore[attr-defined]  # the parent of a key is a mapping
        return [_in_flow(page, key, node, spelling.flow(value))]
    start = page.colon(key)
    spelled = spelling.block(value, key.start_mark.column, page.step)
    if _stands_below(page.text, start, node):
        return _replace_below(page, start, node, spelled)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        header = re.compile(r"[|>][-+0-9]*").match(page.text, node.start_mark.index)
        assert header is not None
        body = Fix(page.line_end(header.end()), page.end(node), page.joined(spelled.below))
        return [_inline(start, header.end(), spelled), page.ended(body)]
    end = node.end_mark.index if not _is_empty(node) else start
    at = page.line_end(end)
    below = Fix(at, at, page.joined(spelled.below))
    return [_inline(start, end, spelled), page.ended(below)]


def _inline(start: int, end: int, spelled: Spelled) -> Fix:
    return Fix(start, end, f" {spelled.inline}" if spelled.inline else "")


def _stands_below(text: str, start: int, node: Node) -> bool:
    """Whether a value begins on a line after its key's, as every block mapping and list does."""
    return not _is_empty(node) and "\n" in text[start : node.start_mark.index].replace("\r", "\n")


def _replace_below(page: EditableText, start: int, node: Node, spelled: Spelled) -> list[Fix]:
    """A value that begins on a line below its key; comments behind the key and between them stay."""
    above = page.line_end(start)
    if isinstance(node, CollectionNode) and not node.flow_style:
        first = page.line_start(node.start_mark.index)
        if page.text[first : node.start_mark.index].strip(" "):
            raise CannotEdit
        gone = Fix(page.break_before(first), page.line_end(page.end(node)), "")
    elif isinstance(node, ScalarNode) and node.style in ("|", ">"):
        raise CannotEdit
    else:
        if spelled.inline and not spelled.below:
            return [Fix(node.start_mark.index, node.end_mark.index, spelled.inline)]
        # A comment behind the old value goes to the margin: indented, a block of text would swallow it.
        behind = re.compile(r"[ \t]*").match(page.text, node.end_mark.index)
        gone = Fix(
            page.line_start(node.start_mark.index), behind.end() if behind else node.end_mark.index, ""
        )
    if gone.start == above:
        return [
            _inline(start, start, spelled),
            page.ended(gone._replace(text=page.joined(spelled.below))),
        ]
    new = Fix(above, above, page.joined(spelled.below))
    return [_inline(start, start, spelled), new, gone]


def _in_flow(page: EditableText, key: Node, node: Node, spelled: str) -> Fix:
    if not _is_empty(node):
        return Fix(node.start_mark.index, node.end_mark.index, spelled)
    try:
        at = page.colon(key)
    except CannotEdit:
        return Fix(key.end_mark.index, key.end_mark.index, f": {spelled}")
    return Fix(at, at, f" {spelled}")


# ---- a new key -------------------------------------------------------------------------------------------


def _insert(page: EditableText, node: MappingNode, loc: Loc, value: Value, order: Sequence[str]) -> Fix:
    name = str(loc[-1])
    if not node.value:
        raise CannotEdit(loc)
    key, anchor = _behind(node, name, order)
    if node.flow_style:
        at = key.end_mark.index if _is_empty(anchor) else page.end(anchor)
        if _is_empty(anchor):
            match = re.compile(r"[ \t]*:").match(page.text, at)
            at = match.end() if match else at
        return Fix(at, at, f", {spelling.text(name, flow=True)}: {spelling.flow(value)}")
    column = node.value[0][0].start_mark.column
    lines = spelling.pair_lines(name, value, column, page.step)
    # Where the parts of a file stand apart from each other, a new one does too.
    return page.below(anchor, ["", *lines] if column == 0 and page.apart(anchor, key) else lines, key)


def _behind(node: MappingNode, name: str, order: Sequence[str]) -> tuple[Node, Node]:
    """The pair a new key goes behind: the last that comes before it in ``order``, or the last of all."""
    pairs: list[tuple[Node, Node]] = node.value
    if name in order:
        before = set(order[: list(order).index(name)])
        earlier = [pair for pair in pairs if pair[0].value in before]
        if earlier:
            return earlier[-1]
        if any(pair[0].value in order for pair in pairs):
            return pairs[0]
    return pairs[-1]


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def _is_nothing(node: Node) -> bool:
    """Nothing is there yet, or a ``{}``, ``[]`` or ``~`` that has to give way."""
    if isinstance(node, ScalarNode):
        return not node.style and node.value in tree.NULLS
    return not node.value
