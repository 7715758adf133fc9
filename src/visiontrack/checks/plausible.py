"""Values that are probably slips, all of them warnings.

VT414 below zero where the unit allows none, VT415 ten times above or below last year's, VT416 no source.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.checks.facts import last_year, owner
from visiontrack.checks.shown import shown
from visiontrack.checks.units import Shape, shape
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.measure import Indicator, Measure
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision

# A digit too many or a decimal point lost makes a value exactly ten times another.
FACTOR = 10


def of_indicators(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:  # noqa: ARG001
    """Baselines and targets below zero where the unit allows none."""
    for number, one in enumerate(holder.indicators):
        held = shape(one.unit)
        if held is None:
            continue
        for loc, value in _planned(one):
            if value < 0:
                yield _negative(Place(entry.path, ("indicators", number, *loc)), one, value, held)


def _planned(one: Indicator) -> Iterator[tuple[Loc, Decimal]]:
    written: list[tuple[Loc, Decimal | bool]] = []
    if one.baseline is not None:
        written.append((("baseline", "value"), one.baseline.value))
    written += [(("targets", year), value) for year, value in one.targets.items()]
    for number, revision in enumerate(one.target_revisions):
        loc = ("target_revisions", number, "targets")
        written += [((*loc, year), value) for year, value in revision.targets.items()]
    return ((loc, value) for loc, value in written if isinstance(value, Decimal))


def of_result(draft: Draft, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """What was entered for a year, against its unit, the year before, and where it comes from."""
    known = owner(draft, entry).indicators
    last = last_year(draft, entry)
    for id_, actual in result.actuals.items():
        held = known.get(id_)
        if held is None or actual.value is None:
            continue
        if held.wants_source and not actual.source:
            place = Place(entry.path, ("actuals", id_, "source"))
            yield Issue("VT416", place, {"id": id_}, "warning")
        value = actual.value
        if isinstance(value, Decimal):
            if value < 0 and held.shape is not None:
                place = Place(entry.path, ("actuals", id_, "value"))
                yield _negative(place, held.indicator, value, held.shape)
            before = last.get(id_)
            if before is not None and isinstance(before.value, Decimal) and _is_leap(value, before.value):
                yield _leap(entry, id_, value, before.value)


def _negative(place: Place, one: Indicator, value: Decimal, held: Shape) -> Issue:
    params = {"id": one.id, "value": shown(value), "unit": one.unit}
    return Issue("VT414", place, params, "warning", variant=held)


def _is_leap(value: Decimal, last: Decimal) -> bool:
    """Whether one of two values is ten times the other or more; nothing is, beside zero."""
    if not value or not last or value.adjusted() == last.adjusted():  # as many digits: found out at once
        return False
    now, then = abs(value), abs(last)
    return FACTOR * then <= now or FACTOR * now <= then


def _leap(entry: Entry, id_: str, value: Decimal, last: Decimal) -> Issue:
    place = Place(entry.path, ("actuals", id_, "value"))
    params = {"id": id_, "value": shown(value), "last": shown(last), "year": (entry.year or 0) - 1}
    return Issue("VT415", place, params, "warning", variant="above" if abs(value) > abs(last) else "below")
