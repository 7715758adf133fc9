"""Merges two versions of a data file with the one that both began from: by key and id, never by line.

A text is taken apart into units, the keys of a mapping or the items of a list, each with the comments that stand above
it. A unit that one side left as it was is the other side's; one that both changed is taken apart in its turn; what then
is left, two values for one key, stands between conflict markers. So every other character is that of one side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node

from visiontrack.edit.spans import CannotEdit, EditableText
from visiontrack.edit.value_edits import append_item, remove_item
from visiontrack.finding import Fix
from visiontrack.history.text_units import (
    NO_UNITS,
    TextUnit,
    UnitList,
    end_of_value,
    mapping_units,
    undashed,
    units_of_value,
)
from visiontrack.yaml import files

# Lists in which two sides may well have added the like of each other: both stay.
_LOOSE = frozenset(["contributions", "requests", "revisions", "partners"])
# What a laid-out file says before anybody has filled it in.
_LAID_OUT = (("status", "not_started"), ("status", "planned"), ("decision", "undecided"))


_COMMENTED_KEY = re.compile("[ ]*# ?([a-z_]+):")
_DEEPER = re.compile("[ ]*#  ")


class Merged(NamedTuple):
    """A merged text; with ``conflict`` there are markers in it."""

    text: str
    conflict: bool


class _Part(NamedTuple):
    """A merged part of a text and what it reads as."""

    text: str
    data: Any
    conflict: bool = False


def merge_files(base: bytes, ours: bytes, theirs: bytes) -> Merged | None:
    """Returns the merge of three files, or None where one is too large or does not parse: then lines are all there is."""
    if max(map(len, (base, ours, theirs))) > files.MAX_BYTES:
        return None
    texts = [files.decode(content, "").text for content in (base, ours, theirs)]
    if texts[0] is None or texts[1] is None or texts[2] is None:
        return None
    try:
        return merge(texts[0], texts[1], texts[2])
    except CannotEdit:
        return None


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Returns the merge of two texts. Raises ``CannotEdit`` where one of the three cannot be taken apart."""
    line_break = EditableText(ours).line_break
    if theirs in (ours, base):
        return Merged(ours, False)
    if ours == base:
        return Merged(theirs, False)
    texts = [_with_plain_ends(text) for text in (base, ours, theirs)]
    pages = [EditableText(text) if text.strip() else None for text in texts]
    base_units, our_units, their_units = (
        mapping_units(page, page.root) if page is not None else NO_UNITS for page in pages
    )
    part = _merge_units(base_units, our_units, their_units, "")
    if not part.conflict and EditableText(part.text).data != part.data:
        raise CannotEdit
    text = part.text if line_break == "\n" else part.text.replace("\n", line_break)
    return Merged(text, part.conflict)


def _with_plain_ends(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if not text or text.endswith("\n") else text + "\n"


# ---- putting together ------------------------------------------------------------------------------------------


def _merge_units(base: UnitList, ours: UnitList, theirs: UnitList, name: str, is_list: bool = False) -> _Part:
    """Merges the units of one mapping, or of the list under a key; in the order of our side, theirs behind what they follow there."""
    if not base.units and not is_list:  # the same file laid out twice
        ours, theirs = _without_written(ours, theirs), _without_written(theirs, ours)
    sides = [{unit.name: unit for unit in side.units} for side in (base, ours, theirs)]
    parts: list[tuple[Any, _Part]] = []
    for unit_name in _order(*([unit.name for unit in side.units] for side in (base, ours, theirs))):
        was, our, their = (side.get(unit_name) for side in sides)
        loose = is_list and name in _LOOSE and was is None and our is not None and their is not None
        if loose and our.data != their.data:  # type: ignore[union-attr]  # neither is None
            parts += [(unit_name, _Part(unit.lead + unit.body, unit.data)) for unit in (our, their) if unit]
            continue
        part = _merge_unit(was, our, their, is_list)
        if part is not None:
            parts.append((unit_name, part))
    foot = _merge_lines(base.foot, ours.foot, theirs.foot)
    data: Any = [part.data for _, part in parts] if is_list else {key: part.data for key, part in parts}
    text = "".join(part.text for _, part in parts) + foot
    return _Part(text, data or None, any(part.conflict for _, part in parts))


def _without_written(side: UnitList, other: UnitList) -> UnitList:
    """Returns one side without the keys in its comments that the other has filled in, and what explains them there."""
    names = {unit.name for unit in side.units}
    written = {unit.name: unit.lead.splitlines() for unit in other.units if unit.name not in names}
    if not written:
        return side
    units = [replace(unit, lead=_without_keys(unit.lead, written)) for unit in side.units]
    return UnitList(units, _without_keys(side.foot, written))


def _without_keys(comments: str, written: Mapping[str, Sequence[str]]) -> str:
    lines: list[str] = []
    within = False
    for line in comments.splitlines():
        key = _COMMENTED_KEY.match(line)
        if key is not None and key[1] in written:
            while lines and lines[-1] in written[key[1]]:
                lines.pop()
            within = True
        elif not (within and _DEEPER.match(line)):
            lines.append(line)
            within = False
    return "".join(f"{line}\n" for line in lines)


def _order(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    order = list(ours)
    for position, name in enumerate(theirs):
        if name in order:
            continue
        before = next((other for other in reversed(theirs[:position]) if other in order), None)
        at = order.index(before) + 1 if before is not None else 0
        # What we added at the same place comes first.
        while at < len(order) and order[at] not in theirs and order[at] not in base:
            at += 1
        order.insert(at, name)
    return order


def _merge_unit(
    was: TextUnit | None, our: TextUnit | None, their: TextUnit | None, is_item: bool
) -> _Part | None:
    """Merges one unit; None where it is to go."""
    if our is None or their is None:
        rest = our or their
        assert rest is not None
        if was is None:
            return _Part(rest.lead + rest.body, rest.data)
        if rest.body == was.body or rest.data == was.data:
            return None
        sides = (rest.body, "") if our is not None else ("", rest.body)
        return _Part(rest.lead + _marked(*sides), None, True)
    lead = _merge_lines(was.lead if was is not None else "", our.lead, their.lead)
    body = _choice(was.body if was is not None else None, our.body, their.body)
    if body is not None:
        return _Part(lead + body, our.data if body == our.body else their.data)
    merge_body = _merge_item if is_item else _merge_pair
    part = merge_body(was, our, their)
    return part._replace(text=lead + part.text)


def _choice(was: str | None, our: str, their: str) -> str | None:
    """Returns the text that only one side changed, or None where both did, each otherwise."""
    if their in (our, was):
        return our
    return their if our == was else None


def _marked(our: str, their: str) -> str:
    return f"<<<<<<< ours\n{our}=======\n{their}>>>>>>> theirs\n"


def _merge_lines(was: str, our: str, their: str) -> str:
    """Merges comments and blank lines: what either side took out goes, what either side wrote stays."""
    text = _choice(was, our, their)
    if text is not None:
        return text
    before, ours, theirs = (part.splitlines(keepends=True) for part in (was, our, their))
    stay = [line for line in ours if line in theirs or line not in before]
    return "".join([*stay, *(line for line in theirs if line not in ours and line not in before)])


def _merge_item(was: TextUnit | None, our: TextUnit, their: TextUnit) -> _Part:
    """Merges an item that both sides changed: without its dash a mapping is one like any other."""
    if not isinstance(our.data, dict) or not isinstance(their.data, dict):
        return _Part(_marked(our.body, their.body), None, True)
    try:
        pages = [undashed(unit.body) if unit is not None else None for unit in (was, our, their)]
        units = [mapping_units(page, page.root) if page is not None else NO_UNITS for page in pages]
    except CannotEdit:
        return _Part(_marked(our.body, their.body), None, True)
    part = _merge_units(units[0], units[1], units[2], "")
    at = our.body.index("-")
    first = part.text[: at + 1]
    if first.strip(" ") or len(first) <= at:  # it begins with a comment or a marker
        return _Part(_marked(our.body, their.body), None, True)
    return part._replace(text=part.text[:at] + "-" + part.text[at + 1 :])


def _merge_pair(was: TextUnit | None, our: TextUnit, their: TextUnit) -> _Part:
    """Merges a key that both sides changed: part by part where it has parts, else its value and its comments apart."""
    pages = [EditableText(unit.body) if unit is not None else None for unit in (was, our, their)]
    parts = [units_of_value(page, str(our.name)) if page is not None else None for page in pages]
    old, mine, other = parts
    if mine is not None and other is not None and mine.is_list == other.is_list:
        before = old.units if old is not None else NO_UNITS
        inner = _merge_units(before, mine.units, other.units, str(our.name), mine.is_list)
        rest = _merge_rest(old.rest if old is not None else "\n", mine.rest, other.rest)
        return inner._replace(text=mine.key + rest + inner.text)
    ends = [end_of_value(page) if page is not None else 0 for page in pages]
    rests = [
        unit.body[end:] if unit is not None else "\n"
        for unit, end in zip((was, our, their), ends, strict=True)
    ]
    value = _merge_value(was, our, their)
    if value is None:
        return _Part(_marked(our.body, their.body), None, True)
    end = end_of_value(EditableText(value.text))
    return value._replace(text=value.text[:end] + _merge_rest(rests[0], rests[1], rests[2]))


def _merge_value(was: TextUnit | None, our: TextUnit, their: TextUnit) -> _Part | None:
    """Returns the side whose value holds, with what the other one added to a list or map; None for two values."""
    old = was.data if was is not None else None
    if our.data == their.data or (was is not None and their.data == old):
        return _Part(our.body, our.data)
    if was is not None and our.data == old:
        return _Part(their.body, their.data)
    blank = [_is_blank(unit, was is None) for unit in (our, their)]
    if blank[0] or blank[1]:
        filled = their if blank[0] else our
        return _Part(filled.body, filled.data)
    try:
        if isinstance(our.data, list) and isinstance(their.data, list):
            return _merge_list(old if isinstance(old, list) else [], our, their)
        if isinstance(our.data, dict) and isinstance(their.data, dict):
            return _merge_map(old if isinstance(old, dict) else {}, our, their)
    except CannotEdit:
        pass
    return None


def _is_blank(unit: TextUnit, is_new: bool) -> bool:
    return unit.data in (None, "", [], {}) or (is_new and (unit.name, unit.data) in _LAID_OUT)


def _merge_list(old: list[Any], our: TextUnit, their: TextUnit) -> _Part:
    """Merges two lists of scalars: the union, without what either side took out."""
    if not all(isinstance(item, str) for item in [*old, *our.data, *their.data]):
        raise CannotEdit
    text, items, loc = our.body, list(our.data), (str(our.name),)
    for item in [item for item in our.data if item in old and item not in their.data]:
        text = remove_item(text, (*loc, items.index(item)))
        items.remove(item)
    for item in [item for item in their.data if item not in old and item not in our.data]:
        text = append_item(text, loc, item)
        items.append(item)
    return _Part(text, items or None)


def _merge_map(old: dict[str, Any], our: TextUnit, their: TextUnit) -> _Part:
    """Merges two maps in braces key by key. Raises ``CannotEdit`` for two values of one key, and where a key went."""
    page, other = EditableText(our.body), EditableText(their.body)
    pairs, their_pairs = (_pairs_in_braces(side) for side in (page, other))
    end = page.end(list(pairs.values())[-1][1])
    fixes, data = [], dict(our.data)
    for name in dict.fromkeys([*their.data, *old]):
        was, value, new = (side.get(name, _ABSENT) for side in (old, our.data, their.data))
        if new in (value, was):
            continue
        if value != was or new is _ABSENT:
            raise CannotEdit
        data[name] = new
        key, node = their_pairs[name]
        if value is _ABSENT:
            spelled = other.text[key.start_mark.index : node.end_mark.index]
            fixes.append(Fix(end, end, f", {spelled}"))
        else:
            spelled, place = other.text[node.start_mark.index : node.end_mark.index], pairs[name][1]
            fixes.append(Fix(place.start_mark.index, place.end_mark.index, spelled))
    return _Part(page.edited(sorted(fixes), {str(our.name): data}), data)


def _pairs_in_braces(page: EditableText) -> dict[str, tuple[Node, Node]]:
    assert isinstance(page.root, MappingNode)
    value = page.root.value[0][1]
    if not isinstance(value, MappingNode) or not value.flow_style:
        raise CannotEdit
    return {key.value: (key, node) for key, node in value.value}


_ABSENT = object()


def _merge_rest(was: str, our: str, their: str) -> str:
    """Merges what follows a value: the comment on its line, and those below it."""
    text = _choice(was, our, their)
    if text is not None:
        return text
    (first_was, below_was), (first_our, below_our), (first_their, below_their) = (
        (part.partition("\n")[0], part.partition("\n")[2]) for part in (was, our, their)
    )
    first = _choice(first_was, first_our, first_their)
    if first is None:
        both = first_our.strip() and first_their.strip()
        first = f"{first_our}  {first_their.lstrip()}" if both else first_our or first_their
    return f"{first}\n{_merge_lines(below_was, below_our, below_their)}"
