"""A data file's text taken apart: the keys of a mapping or the items of a list, each with the comments above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, SequenceNode

from visiontrack.edit.spans import CannotEdit, EditableText
from visiontrack.yaml import tree

# What makes two items of a list the same item, by the key of the list; elsewhere their id.
_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "decisions": ("measure", "project"),
    "partners": ("actor",),
    "members": ("actor",),
    "contributions": ("actor", "role"),
    "requests": ("to", "date"),
    "revisions": ("year", "decision"),
    "target_revisions": ("since",),
    "evaluation": ("since",),
    "former_leads": ("until",),
    "published": ("year", "for", "date", "file"),
    "grades": ("grade",),
}


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A key with its value, or an item: the lines of comments above it, its own, and what these read as."""

    name: Any
    lead: str
    body: str
    data: Any


class UnitList(NamedTuple):
    """A mapping or list taken apart: its units, and the comments below them."""

    units: Sequence[TextUnit]
    foot: str


NO_UNITS = UnitList((), "")


def mapping_units(page: EditableText, node: Node) -> UnitList:
    """Takes apart a block mapping that goes to the end of the text. Raises ``CannotEdit``."""
    if not isinstance(node, MappingNode) or node.flow_style:
        raise CannotEdit
    starts = [page.line_start(key.start_mark.index) for key, _ in node.value]
    column = node.start_mark.column
    ends = [
        _line_after(page, page.below_comments(max(page.end(value, key), key.end_mark.index), column))
        for key, value in node.value
    ]
    names = [str(key.value) for key, _ in node.value]
    values = [tree.data_of(value, "")[0] for _, value in node.value]
    return _cut(page.text, 0, starts, ends, names, values)


def _list_units(page: EditableText, node: SequenceNode, above: int, name: str) -> UnitList:
    """Takes a block list apart, from the line behind its key on."""
    text = page.text
    starts, column = [], node.start_mark.column
    for number, item in enumerate(node.value):
        after = page.end(node.value[number - 1]) if number else above
        at = next((at for at in _line_starts(text, after) if text.startswith(" " * column + "-", at)), None)
        if at is None or at > item.start_mark.index:
            raise CannotEdit
        starts.append(at)
    ends = [_line_after(page, page.below_comments(page.end(item), column)) for item in node.value]
    items = [tree.data_of(item, "")[0] for item in node.value]
    return _cut(text, above, starts, ends, _item_names(name, items), items)


def _line_starts(text: str, at: int) -> Sequence[int]:
    starts = [at] if at == 0 or text[at - 1] == "\n" else []
    while (at := text.find("\n", at) + 1) and at < len(text):
        starts.append(at)
    return starts


def _line_after(page: EditableText, at: int) -> int:
    return min(page.line_end(at) + 1, len(page.text))


def _cut(
    text: str,
    begin: int,
    starts: Sequence[int],
    ends: Sequence[int],
    names: Sequence[Any],
    values: Sequence[Any],
) -> UnitList:
    units = []
    for name, start, end, data in zip(names, starts, ends, values, strict=True):
        if start < begin:
            raise CannotEdit  # two keys on one line
        units.append(TextUnit(name, text[begin:start], text[start:end], data))
        begin = end
    return UnitList(units, text[begin:])


def _item_names(name: str, items: Sequence[Any]) -> list[tuple[str, int]]:
    """Returns what tells each item of a list from the others; what is there twice is counted."""
    names: list[tuple[str, int]] = []
    for item in items:
        if isinstance(item, dict):
            fields = _IDENTITY.get(name, ("id",))
            identity = str([item.get(field) for field in fields] if fields[0] in item else item)
        else:
            identity = str([item]) if name == "members" else str(item)
        names.append((identity, sum(other == identity for other, _ in names)))
    return names


def undashed(body: str) -> EditableText:
    """Returns an item without its dash: a mapping like any other. Raises ``CannotEdit``."""
    return EditableText(body.replace("-", " ", 1))


class ValueUnits(NamedTuple):
    """A key with a value in block style: the text up to its colon, the rest of that line, and the parts of the value."""

    key: str
    rest: str
    units: UnitList
    is_list: bool


def units_of_value(page: EditableText, name: str) -> ValueUnits | None:
    """Returns the parts of the value of the one key of a text; None where it is no block with any. Raises ``CannotEdit``."""
    assert isinstance(page.root, MappingNode)
    key, value = page.root.value[0]
    colon = page.colon(key)
    above = _line_after(page, colon)
    is_block = isinstance(value, (MappingNode, SequenceNode)) and not value.flow_style and value.value
    if not is_block or value.start_mark.index < above:
        return None
    line = page.text[:colon], page.text[colon:above]
    if isinstance(value, SequenceNode):
        return ValueUnits(*line, _list_units(page, value, above, name), True)
    units = mapping_units(page, value)
    first = units.units[0]
    shorter = TextUnit(first.name, first.lead[above:], first.body, first.data)
    return ValueUnits(*line, UnitList([shorter, *units.units[1:]], units.foot), False)


def end_of_value(page: EditableText) -> int:
    """Returns where the value of the one key of a text ends, before its comments."""
    assert isinstance(page.root, MappingNode)
    key, value = page.root.value[0]
    return page.end(value, key)
