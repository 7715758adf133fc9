"""Three versions of a results file brought together: as the form was made, as the form came back, as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from visiontrack.finding import Finding, Loc, Related, Span, Word
from visiontrack.forms import contributions
from visiontrack.forms.contributions import AskedRow
from visiontrack.forms.questions import Key
from visiontrack.forms.reading import Wish
from visiontrack.forms.subjects import Subject
from visiontrack.forms.values import FINAL, same, tidy
from visiontrack.schema.result import WITHOUT_VALUE
from visiontrack.yaml import tree

if TYPE_CHECKING:
    from visiontrack.forms.record import Source

_AROUND, _SHOWN = 10, 60


@dataclass(slots=True)
class Merged:
    """What one form changes in one file, and what stands against it."""

    changes: dict[Key, str | None] = field(default_factory=dict)
    wishes: dict[Key, Wish] = field(default_factory=dict)
    rows: list[AskedRow] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.changes) + len(self.rows)


def merge(subject: Subject, source: Source, wishes: Sequence[Wish], unread: Set[Key] = frozenset()) -> Merged:
    """Take what only the form changed; what both changed in different ways is a conflict, told side by side.

    ``unread`` are answers that are told to be wrong: nothing that would follow from one is told besides.
    """
    found = Merged()
    listed = [wish for wish in wishes if wish.question.key[0] == "contributions"]
    for wish in wishes:
        if wish in listed:
            continue
        key, kind = wish.question.key, wish.question.kind
        now = subject.values.get(key)
        if same(key, kind, now, wish.base):
            found.changes[key] = wish.value
            found.wishes[key] = wish
        elif not same(key, kind, now, wish.value):
            found.wrong.append(_conflict(subject, wish, now))
    found.rows, clashes, wrong = contributions.merged(source.base, subject.values, listed, unread)
    found.wrong += wrong
    for wish, item in clashes:
        found.wrong.append(_conflict(subject, wish, item[1] or item[0]))
    found.wrong += required(subject, found, unread)
    return found


def _conflict(subject: Subject, wish: Wish, now: str | None) -> Finding:
    span = _span(subject, wish.question.key)
    shown = _side_by_side(_label(wish, wish.base), _label(wish, now), _label(wish, wish.value))
    related = (
        Related(wish.at.book, wish.at.span, "form.conflict.base", {"value": shown[0]}, wish.at.cell),
        Related(subject.path, span, "form.conflict.now", {"value": shown[1]}),
        Related(wish.at.book, wish.at.span, "form.conflict.form", {"value": shown[2]}, wish.at.cell),
    )
    told = wish.at.finding("VT714", label=wish.question.label)
    return Finding(told.code, told.path, told.span, told.params, related=related, cell=told.cell)


def _label(wish: Wish, value: str | None) -> str:
    """A value as the form shows it."""
    labels = {one.value: one.label for one in reversed(wish.question.choices)}
    return labels.get(value or "", value or "")


def _side_by_side(*values: str) -> list[str]:
    """Values to compare, long ones cut to where the last two begin to differ."""
    texts = [tidy(value).replace("\n", " ／ ") for value in values]
    filled = [text for text in texts[-2:] if text]
    start = 0
    if len(filled) > 1 and max(map(len, filled)) > _SHOWN:
        alike = takewhile(lambda signs: len(set(signs)) == 1, zip(*filled, strict=False))
        start = max(0, sum(1 for _ in alike) - _AROUND)
    return [_part(text, start) for text in texts]


def _part(text: str, start: int) -> str:
    shown = text[start : start + _SHOWN]
    return ("…" if start and shown else "") + shown + ("…" if start + _SHOWN < len(text) else "")


def _span(subject: Subject, key: Key) -> Span:
    root = tree.compose(subject.text)
    loc: Loc = ("contributions", int(key[1])) if key[0] == "contributions" else key
    return tree.locate(root, loc) if root is not None else Span()


def required(subject: Subject, found: Merged, unread: Set[Key] = frozenset()) -> Iterator[Finding]:
    """What may not be empty once the form is taken in, and values where the state says there are none."""
    after = {**subject.values, **found.changes}
    told: set[Key] = set(unread)
    for key, wish in found.wishes.items():
        label = wish.question.label
        needed = _needs(key)
        if needed and needed not in told and after.get(needed) is None and _filled(after, needed):
            told.add(needed)
            word = Word(f"form.needed.{needed[-1]}")
            yield wish.at.finding("VT712", "" if needed == key else "beside", label=label, needed=word)
        state = after.get((*key[:-1], "state"))
        valued = after.get((*key[:-1], "value")) is not None
        if key[0] == "actuals" and state in WITHOUT_VALUE and valued and key[:-1] not in told:
            told.add(key[:-1])
            params = {"state": Word(f"word.{state}"), "final": Word(f"word.{FINAL}")}
            yield wish.at.finding("VT713", label=label, **params)


def _needs(key: Key) -> Key | None:
    """The key without which this one cannot stand in a file."""
    if key == ("status",):
        return key
    if key[0] == "projects":
        return (*key[:-1], "status")
    return ("self_evaluation", "grade") if key[0] == "self_evaluation" else None


def _filled(after: Mapping[Key, str | None], needed: Key) -> bool:
    """Whether anything beside the key asks for it: a project or a self-evaluation may be emptied as a whole."""
    if len(needed) == 1:
        return True
    return any(value is not None for key, value in after.items() if key[:-1] == needed[:-1])


def joined(first: Merged, second: Merged) -> list[Finding]:
    """The changes of a second form on the same file added to those of the first; where they differ, a finding."""
    wrong = []
    for key, wish in second.wishes.items():
        other = first.wishes.get(key)
        if other is None:
            first.wishes[key], first.changes[key] = wish, wish.value
        elif not same(key, wish.question.kind, other.value, wish.value):
            wrong.append(_two_forms(wish, wish.value, other, other.value))
    return [*wrong, *_joined_rows(first.rows, second.rows)]


def _joined_rows(rows: list[AskedRow], more: Sequence[AskedRow]) -> Iterator[Finding]:
    """Rows of a second form added to those of the first: what both add is added once, what both set must agree."""
    by_place = {one.edit.place: one for one in rows if one.edit.place is not None}
    edits = {one.edit for one in rows}
    for one in more:
        other = by_place.get(one.edit.place) if one.edit.place is not None else None
        if one.edit in edits:
            continue
        if other is None:
            rows.append(one)
        else:
            item, other_item = one.edit.item, other.edit.item
            yield _two_forms(one.wish, item[1] or item[0], other.wish, other_item[1] or other_item[0])


def _two_forms(wish: Wish, value: str | None, other: Wish, other_value: str | None) -> Finding:
    told = wish.at.finding("VT715", label=wish.question.label)
    one, two = _side_by_side(_label(wish, value), _label(other, other_value))
    related = (
        Related(wish.at.book, wish.at.span, "form.conflict.form", {"value": one}, wish.at.cell),
        Related(other.at.book, other.at.span, "form.conflict.other", {"value": two}, other.at.cell),
    )
    return Finding(told.code, told.path, told.span, told.params, related=related, cell=told.cell)
