"""Contributions in a form: rows of a list, brought together with a list that may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from visiontrack.finding import Finding, Word
from visiontrack.forms.questions import Key
from visiontrack.forms.reading import Wish
from visiontrack.forms.values import tidy

Item = tuple[str | None, str | None]  # who, text
NOTHING: Item = (None, None)


class RowEdit(NamedTuple):
    """A contribution set (``place`` in the file now), taken out (an item of nothing) or added (no place)."""

    place: int | None
    item: Item


class AskedRow(NamedTuple):
    """An edit, and the first cell of the row that asks for it."""

    edit: RowEdit
    wish: Wish


def items(values: Mapping[Key, str]) -> list[Item]:
    """The list as a form numbers it."""
    count = 1 + max((int(key[1]) for key in values if key[0] == "contributions"), default=-1)
    return [_item(values, row) for row in range(count)]


def _item(values: Mapping[Key, str], row: int) -> Item:
    key = ("contributions", str(row))
    text = values.get((*key, "text"))
    return values.get((*key, "who")), tidy(text) if text is not None else None


def merged(
    base: Mapping[Key, str], now: Mapping[Key, str], wishes: Sequence[Wish], unread: Set[Key] = frozenset()
) -> tuple[list[AskedRow], list[tuple[Wish, Item]], list[Finding]]:
    """The edits to make; wishes that clash, each with what the file holds now; and what is wrong."""
    old, held = items(base), items(now)
    edits: list[AskedRow] = []
    taken: set[int | None] = set()
    clashes: list[tuple[Wish, Item]] = []
    wrong: list[Finding] = []
    for row, changed in _by_row(wishes).items():
        before = old[row] if row < len(old) else NOTHING
        after = _after(before, changed)
        if (after[0] is None) != (after[1] is None):
            if not {key for key in unread if key[:2] == changed[0].question.key[:2]}:
                wrong.append(_half(changed[0], after))
            continue
        index = _index(before, after, row, held)
        # Of two equal rows one may be gone: then both would be the one that is left.
        if index == _CLASH or index in taken:
            clashes.append((changed[0], held[row] if row < len(held) else NOTHING))
        elif index != _DONE:
            edits.append(AskedRow(RowEdit(index, after), changed[0]))
            if index is not None:
                taken.add(index)
    return edits, clashes, wrong


def _half(wish: Wish, item: Item) -> Finding:
    """A partner without what it did, or the other way round."""
    variant, needed = ("beside", Word("form.needed.who")) if item[0] is None else ("text", "")
    return wish.at.finding("VT712", variant, label=wish.question.label, needed=needed)


_DONE, _CLASH = -1, -2


def _index(before: Item, after: Item, row: int, held: Sequence[Item]) -> int | None:
    """Which item of the file the row is now: its number, None for a new one, or ``_DONE`` or ``_CLASH``."""
    if before == NOTHING:
        if after in held:
            return _DONE
        return _CLASH if row < len(held) and held[row][0] == after[0] else None
    if row < len(held) and held[row] == before:
        return row
    same = [index for index, item in enumerate(held) if item == before]
    if len(same) == 1:
        return same[0]
    if after in held or (after == NOTHING and not same):
        return _DONE
    return _CLASH


def _by_row(wishes: Sequence[Wish]) -> dict[int, list[Wish]]:
    found: dict[int, list[Wish]] = {}
    for wish in wishes:
        found.setdefault(int(wish.question.key[1]), []).append(wish)
    return found


def _after(before: Item, changed: Sequence[Wish]) -> Item:
    values = {wish.question.key[2]: wish.value for wish in changed}
    return values.get("who", before[0]), values.get("text", before[1])


def in_order(edits: Sequence[RowEdit]) -> Iterator[RowEdit]:
    """Settings first, then removals from the end, then additions: no edit moves another's item."""
    yield from (one for one in edits if one.place is not None and one.item != NOTHING)
    gone = [one for one in edits if one.place is not None and one.item == NOTHING]
    yield from sorted(gone, key=lambda one: -(one.place or 0))
    yield from (one for one in edits if one.place is None and one.item != NOTHING)
