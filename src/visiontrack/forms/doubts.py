"""Answers that can be taken in but look like slips, told as warnings: a status left as it was laid out (VT718), and
an amount in yen among amounts in thousand yen (VT719)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.checks.money import FACTOR
from visiontrack.finding import Word
from visiontrack.formats.figures import grouped
from visiontrack.forms.questions import Key
from visiontrack.forms.values import values_of

if TYPE_CHECKING:
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.forms.merge import Merged
    from visiontrack.forms.standing import At
    from visiontrack.forms.subjects import Subject

_STATUS: Key = ("status",)
_YEN = 1000
_AMOUNTS = ("budget", "spent")
# What shows that work has begun; a budget is there before it.
_REPORTED = {"actuals": ("value",), "projects": ("text", "spent")}
_TEXTS = ("outcomes", "issues")


def doubts(
    folder: Folder, year: int, subject: Subject, found: Merged, places: Mapping[Key, At]
) -> Iterator[Finding]:
    """What looks wrong among the changes of one form; ``places`` tells where its answers stand."""
    after: dict[Key, str | None] = {**subject.values, **found.changes}
    yield from _left(found, after, places)
    before = folder.results.get((year - 1, subject.id))
    last = values_of(before) if before is not None else {}
    for key, value in found.changes.items():
        if key[0] == "projects" and key[-1] in _AMOUNTS and value is not None:
            yield from _in_yen(key, Decimal(value), last, after, found)


def _left(found: Merged, after: Mapping[Key, str | None], places: Mapping[Key, At]) -> Iterator[Finding]:
    reported = [key for key, value in found.changes.items() if value is not None and _is_report(key)]
    statuses = {key: (*key[:-1], "status") for key in reported if key[0] == "projects"}
    for status in dict.fromkeys(statuses.values()):
        if after.get(status) == "planned" and status in places:
            label = next(found.wishes[key].question.label for key in reported if statuses.get(key) == status)
            yield places[status].warning("VT718", "project", label=label, status=Word("word.planned"))
    if reported and after.get(_STATUS) == "not_started" and _STATUS in places:
        yield places[_STATUS].warning("VT718", status=Word("word.not_started"))


def _is_report(key: Key) -> bool:
    return key[0] in _TEXTS if len(key) == 1 else key[-1] in _REPORTED.get(key[0], ())


def _in_yen(
    key: Key, value: Decimal, last: Mapping[Key, str], after: Mapping[Key, str | None], found: Merged
) -> Iterator[Finding]:
    """An amount a hundred times last year's, or spending a hundred times the budget."""
    beside = {
        "last": last.get(key),
        "budget": after.get((*key[:-1], "budget")) if key[-1] == "spent" else None,
    }
    for variant, text in beside.items():
        other = Decimal(text or 0)
        if other > 0 and value >= other * FACTOR:
            wish = found.wishes[key]
            shown = {"value": grouped(value), "other": grouped(other), "meant": f"{value / _YEN:f}"}
            yield wish.at.warning("VT719", variant, label=wish.question.label, **shown)
            return
