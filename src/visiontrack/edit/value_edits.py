"""Editing one value of a YAML text by splice: comments, order, line ends and every other character stay.

Each edit is read back before it is handed out: the text then says exactly what was meant, or ``CannotEdit`` is
raised and nothing has happened. The text must be that of a sound file, without its byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.edit import spans
from visiontrack.edit.spans import CannotEdit, EditableText
from visiontrack.edit.spelling import (
    SpelledValue,
    Value,
    item_lines,
    pair_lines,
    spell,
    spell_block,
    spell_flow,
)
from visiontrack.edit.verify_edit import nested, plain_data, value_at, verified, with_value
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
        return verified(text, [fix], expected)
    return verified(text, _replace(page, loc, value), expected)


def append_item(
    text: str, loc: Loc, value: Value, order: Sequence[str] = (), lines: Sequence[str] = ()
) -> str:
    """Returns the text with ``value`` as the last item of the list at ``loc``, which is made where there is none.

    ``lines`` are the item as it is to stand in a block, without its dash: with comments, say. Where the list ends is
    not always told by YAML alone, since comments and blank lines may belong to it or to what follows: places are
    tried in turn, and the first that reads back as meant counts. Raises ``CannotEdit``.
    """
    page = EditableText(text)
    _, node, depth = tree.find(page.root, loc)
    is_there = depth == len(loc) and not _is_nothing(node)
    if is_there and not isinstance(node, SequenceNode):
        raise CannotEdit(loc)
    items = value_at(page.data, loc) if is_there else []
    expected = with_value(page.data, loc, [*items, plain_data(value)])
    for fixes in _item_places(page, loc, value, lines, order):
        with suppress(CannotEdit):
            return verified(text, fixes, expected)
    if is_there:
        raise CannotEdit(loc)
    return set_value(text, loc, [value], order)


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
    return verified(text, [spans.item_gone(page, parent, index)], expected)


# ---- one value -------------------------------------------------------------------------------------------


def _replace(page: EditableText, loc: Loc, value: Value) -> list[Fix]:
    key, node, _ = tree.find(page.root, loc)
    if key is None:
        raise CannotEdit(loc)
    _, parent, _ = tree.find(page.root, loc[:-1])
    if parent.flow_style:  # type: ignore[attr-defined]  # the parent of a key is a mapping
        return [_in_flow(page, key, node, spell_flow(value))]
    start = page.colon(key)
    spelled = spell_block(value, key.start_mark.column, page.step)
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


def _inline(start: int, end: int, spelled: SpelledValue) -> Fix:
    return Fix(start, end, f" {spelled.inline}" if spelled.inline else "")


def _stands_below(text: str, start: int, node: Node) -> bool:
    """Whether a value begins on a line after its key's, as every block mapping and list does."""
    return not _is_empty(node) and "\n" in text[start : node.start_mark.index].replace("\r", "\n")


def _replace_below(page: EditableText, start: int, node: Node, spelled: SpelledValue) -> list[Fix]:
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


# ---- a new item ------------------------------------------------------------------------------------------


def _item_places(
    page: EditableText, loc: Loc, value: Value, lines: Sequence[str], order: Sequence[str]
) -> Iterator[list[Fix]]:
    """The edits that may add an item, the likeliest first; none where the list has to be made in another way."""
    item = _dashed(lines) if lines else item_lines(value, 0, page.step)
    key, node, depth = tree.find(page.root, loc)
    _, parent, _ = tree.find(page.root, loc[:-1])
    if depth == len(loc) and isinstance(node, SequenceNode) and node.value:
        yield from _behind_last_item(page, node, value, item)
    elif depth < len(loc) - 1 or not isinstance(parent, MappingNode) or parent.flow_style:
        return
    elif key is not None and depth == len(loc):
        yield from _in_place_of_nothing(page, key, node, item)
    elif parent.value and depth < len(loc):
        column = parent.value[0][0].start_mark.column
        new_lines = [" " * column + f"{spell(str(loc[-1]))}:", *_indented(item, column + page.step)]
        yield [_new_pair(page, parent, str(loc[-1]), new_lines, order)]


def _behind_last_item(
    page: EditableText, items: SequenceNode, value: Value, item: Sequence[str]
) -> Iterator[list[Fix]]:
    """Below the last item and the comments that are indented as its own keys are; else where the list ends."""
    end = page.end(items.value[-1])
    if items.flow_style:
        yield [Fix(end, end, f", {spell_flow(value)}")]
        return
    column = items.start_mark.column
    new_text = page.joined(_indented(item, column))
    at = page.below_comments(end, column)
    yield [page.ended(Fix(at, at, new_text))]
    list_end = items.end_mark.index
    line_start = page.line_start(list_end)
    at = page.break_before(line_start) if line_start == list_end else page.line_end(list_end)
    yield [page.ended(Fix(at, at, new_text))]


def _in_place_of_nothing(
    page: EditableText, key: Node, node: Node, item: Sequence[str]
) -> Iterator[list[Fix]]:
    """``opinions:``, ``opinions: []`` or ``opinions: ~``, with or without a comment behind it and below it."""
    start = page.colon(key)
    end = max(start, node.end_mark.index)
    if "\n" in page.text[start:end]:
        return  # a comment may stand between
    column = key.start_mark.column
    new_text = page.joined(_indented(item, column + page.step))
    for at in dict.fromkeys((page.below_comments(end, column), page.line_end(end))):
        yield [Fix(start, end, ""), page.ended(Fix(at, at, new_text))]


def _dashed(lines: Sequence[str]) -> list[str]:
    return [f"- {lines[0]}", *_indented(lines[1:], 2)]


def _indented(lines: Sequence[str], columns: int) -> list[str]:
    return [" " * columns + line if line else "" for line in lines]


# ---- a new key -------------------------------------------------------------------------------------------


def _insert(page: EditableText, node: MappingNode, loc: Loc, value: Value, order: Sequence[str]) -> Fix:
    name = str(loc[-1])
    if not node.value:
        raise CannotEdit(loc)
    if node.flow_style:
        key, anchor = _behind(node, name, order)
        at = key.end_mark.index if _is_empty(anchor) else page.end(anchor)
        if _is_empty(anchor):
            match = re.compile(r"[ \t]*:").match(page.text, at)
            at = match.end() if match else at
        return Fix(at, at, f", {spell(name, flow=True)}: {spell_flow(value)}")
    column = node.value[0][0].start_mark.column
    return _new_pair(page, node, name, pair_lines(name, value, column, page.step), order)


def _new_pair(
    page: EditableText, node: MappingNode, name: str, lines: Sequence[str], order: Sequence[str]
) -> Fix:
    """The lines of a new key of a block mapping, put where it belongs."""
    key, anchor = _behind(node, name, order)
    # Where the parts of a file stand apart from each other, a new one does too.
    is_apart = key.start_mark.column == 0 and page.apart(anchor, key)
    return page.below(anchor, ["", *lines] if is_apart else lines, key)


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
