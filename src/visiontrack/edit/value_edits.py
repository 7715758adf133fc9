"""Edits of a YAML text by splice, value by value: comments, order, line ends and every other character stay.

Each edit is read back before it is handed out: the text then says exactly what was meant, or ``CannotEdit`` is raised
and nothing has happened. The text must be that of a sound file, without its byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.edit.spans import CannotEdit, EditableText, nested, plain_data, value_at, with_value
from visiontrack.edit.spelling import (
    SpelledValue,
    Value,
    item_lines,
    pair_lines,
    spell,
    spell_block,
    spell_flow,
)
from visiontrack.finding import Fix, Loc
from visiontrack.yaml import tree
from visiontrack.yaml.lines import LINE_END

__all__ = ["CannotEdit", "append_item", "remove_item", "set_value"]


def set_value(text: str, loc: Loc, value: Value, order: Sequence[str] = ()) -> str:
    """Returns the text with ``value`` under the key at ``loc``; keys that are missing on the way are added.

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
        return page.edited([_new_key(page, node, loc, depth, value, order)], expected)
    return page.edited(_replace(page, loc, value), expected)


def append_item(
    text: str, loc: Loc, value: Value, order: Sequence[str] = (), lines: Sequence[str] = ()
) -> str:
    """Returns the text with ``value`` as the last item of the list at ``loc``, which is made where there is none.

    ``lines`` are the item as it is to stand in a block, without its dash: with comments, say. Where the list ends is
    not always told by YAML alone, since comments and blank lines may belong to it or to what follows: places are
    tried in turn, and the first that reads back as meant counts.
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
            return page.edited(fixes, expected)
    if is_there:
        raise CannotEdit(loc)
    return set_value(text, loc, [value], order)


def remove_item(text: str, loc: Loc) -> str:
    """Returns the text without the list item at ``loc``; the list's last item leaves its key without a value."""
    page = EditableText(text)
    _, parent, depth = tree.find(page.root, loc[:-1])
    index = loc[-1]
    if depth < len(loc) - 1 or not isinstance(parent, SequenceNode) or not isinstance(index, int):
        raise CannotEdit(loc)
    if not 0 <= index < len(parent.value):
        raise CannotEdit(loc)
    if len(parent.value) == 1 and parent.flow_style:
        return set_value(text, loc[:-1], None)
    items = [item for number, item in enumerate(value_at(page.data, loc[:-1])) if number != index]
    expected = with_value(page.data, loc[:-1], items or None)
    return page.edited([_removal(page, parent, index)], expected)


# ---- one value -------------------------------------------------------------------------------------------


def _replace(page: EditableText, loc: Loc, value: Value) -> list[Fix]:
    key, node, _ = tree.find(page.root, loc)
    if key is None:
        raise CannotEdit(loc)
    _, parent, _ = tree.find(page.root, loc[:-1])
    if parent.flow_style:  # type: ignore[attr-defined]  # the parent of a key is a mapping
        return [_replace_in_flow(page, key, node, spell_flow(value))]
    start = page.colon(key)
    spelled = spell_block(value, key.start_mark.column, page.step)
    if not tree.is_empty(node) and LINE_END.search(page.text, start, node.start_mark.index):
        return _replace_below(page, start, node, spelled)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        header = re.compile(r"[|>][-+0-9]*").match(page.text, node.start_mark.index)
        assert header is not None
        body = page.lines_at(page.line_end(header.end()), page.end(node), spelled.below)
        return [_inline(start, header.end(), spelled), body]
    end = start if tree.is_empty(node) else node.end_mark.index
    at = page.line_end(end)
    return [_inline(start, end, spelled), page.lines_at(at, at, spelled.below)]


def _inline(start: int, end: int, spelled: SpelledValue) -> Fix:
    return Fix(start, end, f" {spelled.inline}" if spelled.inline else "")


def _replace_below(page: EditableText, start: int, node: Node, spelled: SpelledValue) -> list[Fix]:
    """Replaces a value that begins on a line below its key; comments behind the key and between them stay."""
    above = page.line_end(start)
    first = page.line_start(node.start_mark.index)
    if isinstance(node, CollectionNode) and not node.flow_style:
        if page.text[first : node.start_mark.index].strip(" "):
            raise CannotEdit
        first, end = page.break_before(first), page.line_end(page.end(node))
    elif isinstance(node, ScalarNode) and node.style in ("|", ">"):
        raise CannotEdit
    else:
        if spelled.inline and not spelled.below:
            return [Fix(node.start_mark.index, node.end_mark.index, spelled.inline)]
        # A comment behind the old value goes to the margin: indented, it would become part of a block of text.
        rest = page.text[node.end_mark.index :]
        end = node.end_mark.index + len(rest) - len(rest.lstrip(" \t"))
    if first == above:
        return [_inline(start, start, spelled), page.lines_at(first, end, spelled.below)]
    new_lines = page.lines_at(above, above, spelled.below)
    return [_inline(start, start, spelled), new_lines, Fix(first, end, "")]


def _replace_in_flow(page: EditableText, key: Node, node: Node, spelled: str) -> Fix:
    if not tree.is_empty(node):
        return Fix(node.start_mark.index, node.end_mark.index, spelled)
    try:
        at = page.colon(key)
    except CannotEdit:
        return Fix(key.end_mark.index, key.end_mark.index, f": {spelled}")
    return Fix(at, at, f" {spelled}")


# ---- items of a list -------------------------------------------------------------------------------------


def _item_places(
    page: EditableText, loc: Loc, value: Value, lines: Sequence[str], order: Sequence[str]
) -> Iterator[list[Fix]]:
    """Yields the edits that may add an item, the likeliest first; none where its list has to be made by setting it."""
    item = [f"- {lines[0]}", *_indented(lines[1:], 2)] if lines else item_lines(value, 0, page.step)
    key, node, depth = tree.find(page.root, loc)
    _, parent, _ = tree.find(page.root, loc[:-1])
    if depth == len(loc) and isinstance(node, SequenceNode) and node.value:
        yield from _behind_last_item(page, node, value, item)
    elif depth < len(loc) - 1 or not isinstance(parent, MappingNode) or parent.flow_style:
        return
    elif key is not None and depth == len(loc):
        yield from _in_place_of_nothing(page, key, node, item)
    elif parent.value and depth < len(loc):
        column, name = parent.value[0][0].start_mark.column, str(loc[-1])
        pair = [" " * column + f"{spell(name)}:", *_indented(item, column + page.step)]
        yield [_new_pair(page, parent, name, pair, order)]


def _behind_last_item(
    page: EditableText, items: SequenceNode, value: Value, item: Sequence[str]
) -> Iterator[list[Fix]]:
    """Below the last item and the comments that are indented as its own keys are; else where the list ends."""
    end = page.end(items.value[-1])
    if items.flow_style:
        yield [Fix(end, end, f", {spell_flow(value)}")]
        return
    column = items.start_mark.column
    list_end = items.end_mark.index
    line_start = page.line_start(list_end)
    last = page.break_before(line_start) if line_start == list_end else page.line_end(list_end)
    for at in (page.below_comments(end, column), last):
        yield [page.lines_at(at, at, _indented(item, column))]


def _in_place_of_nothing(
    page: EditableText, key: Node, node: Node, item: Sequence[str]
) -> Iterator[list[Fix]]:
    """``opinions:``, ``opinions: []`` or ``opinions: ~``, with or without a comment behind it and below it."""
    start = page.colon(key)
    end = max(start, node.end_mark.index)
    if LINE_END.search(page.text, start, end):
        return  # a comment may stand between
    column = key.start_mark.column
    for at in dict.fromkeys((page.below_comments(end, column), page.line_end(end))):
        yield [Fix(start, end, ""), page.lines_at(at, at, _indented(item, column + page.step))]


def _indented(lines: Sequence[str], columns: int) -> list[str]:
    return [" " * columns + line if line else "" for line in lines]


def _removal(page: EditableText, items: SequenceNode, index: int) -> Fix:
    """Returns the fix that takes out one item: its lines, or in brackets its text and one comma."""
    node = items.value[index]
    if items.flow_style:
        if index + 1 < len(items.value):
            return Fix(node.start_mark.index, items.value[index + 1].start_mark.index, "")
        return Fix(page.end(items.value[index - 1]), page.end(node), "")
    start = _dash_line(page, items, index)
    end = page.line_end(page.end(node))
    following = LINE_END.match(page.text, end)
    if following is None:
        return Fix(page.break_before(start), end, "")
    return Fix(start, following.end(), "")


def _dash_line(page: EditableText, items: SequenceNode, index: int) -> int:
    """Returns where the line with the dash of an item begins."""
    column = items.start_mark.column
    if not index:
        at = page.line_start(items.start_mark.index)
        if page.text[at : items.start_mark.index].strip(" "):
            raise CannotEdit
        return at
    for line in LINE_END.finditer(page.text, page.end(items.value[index - 1])):
        if page.text.startswith(" " * column + "-", line.end()):
            return line.end()
    raise CannotEdit


# ---- a new key -------------------------------------------------------------------------------------------


def _new_key(
    page: EditableText, node: MappingNode, loc: Loc, depth: int, value: Value, order: Sequence[str]
) -> Fix:
    """Returns the fix that puts the step of ``loc`` at ``depth``, and all below it, into a mapping."""
    name, value = str(loc[depth]), nested(loc[depth + 1 :], value)
    if not node.value:
        raise CannotEdit(loc)
    if not node.flow_style:
        column = node.value[0][0].start_mark.column
        return _new_pair(page, node, name, pair_lines(name, value, column, page.step), order)
    key, anchor = _pair_before(node, name, order)
    at = key.end_mark.index
    with suppress(CannotEdit):
        at = page.end(anchor, key)
    return Fix(at, at, f", {spell(name, flow=True)}: {spell_flow(value)}")


def _new_pair(
    page: EditableText, node: MappingNode, name: str, lines: Sequence[str], order: Sequence[str]
) -> Fix:
    """Returns the fix that puts the lines of a new key of a block mapping where it belongs."""
    key, anchor = _pair_before(node, name, order)
    at = page.line_end(page.end(anchor, key))
    # Where the parts of a file stand apart from each other, a new one does too.
    is_apart = key.start_mark.column == 0 and page.is_before_empty_line(at)
    return page.lines_at(at, at, ["", *lines] if is_apart else lines)


def _pair_before(node: MappingNode, name: str, order: Sequence[str]) -> tuple[Node, Node]:
    """Returns the pair a new key goes behind: the last that comes before it in ``order``, or the last of all."""
    pairs: list[tuple[Node, Node]] = node.value
    if name in order:
        before = set(order[: list(order).index(name)])
        earlier = [pair for pair in pairs if pair[0].value in before]
        if earlier:
            return earlier[-1]
        if any(pair[0].value in order for pair in pairs):
            return pairs[0]
    return pairs[-1]


def _is_nothing(node: Node) -> bool:
    """Returns whether nothing is there yet, or a ``{}``, ``[]`` or ``~`` that has to give way."""
    if isinstance(node, ScalarNode):
        return not node.style and node.value in tree.NULLS
    return not node.value
