"""Targets: their years (VT405, VT406), their way (VT407), and that there are any (VT412).

Successive targets are compared in the order of their years, the baseline before the first; two that are equal
are fine, and ``maintain`` has no way to go. A revision governs the years from its ``since`` on: it is held
against the baseline and the targets in force from then on, not against targets of years that are past by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from visiontrack.checks.facts import vision_period
from visiontrack.checks.shown import shown
from visiontrack.draft import Draft
from visiontrack.finding import Issue, Loc, Place
from visiontrack.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.vision import Vision

Scalar = Decimal | bool


class _Set(NamedTuple):
    """One map of targets in a file: the base ones, or a revision's with the year it holds from."""

    loc: Loc
    targets: Mapping[int, Scalar]
    since: int | None


def of_indicators(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:
    """All indicators of a measure or of the vision."""
    period = vision_period(draft)
    for number, one in enumerate(holder.indicators):
        loc = ("indicators", number)
        if not one.targets and one.kind != "reference":
            yield Issue("VT412", Place(entry.path, (*loc, "targets")), {"id": one.id})
        sets = [_Set((*loc, "targets"), one.targets, None)]
        sets += [
            _Set((*loc, "target_revisions", item, "targets"), revision.targets, revision.since)
            for item, revision in enumerate(one.target_revisions)
        ]
        for each in sets:
            yield from _years(entry.path, each, one, period)
        if one.direction != "maintain":
            yield from _way(entry.path, sets, one, loc)


def _years(path: str, held: _Set, one: Indicator, period: Period | None) -> Iterator[Issue]:
    for year in held.targets:
        place = Place(path, (*held.loc, year), "key")
        if period is not None and year not in period:
            params = {"year": year, "start": period.start, "end": period.end}
            yield Issue("VT405", place, params)
        elif one.baseline is not None and year <= one.baseline.year:
            params = {"year": year, "baseline": one.baseline.year}
            yield Issue("VT405", place, params, variant="baseline")
        if held.since is not None and year < held.since:
            yield Issue("VT406", place, {"year": year, "since": held.since})


def _way(path: str, sets: list[_Set], one: Indicator, loc: Loc) -> Iterator[Issue]:
    """Each set laid over those before it, oldest first; a pair is told where one of its two was just written."""
    in_force: dict[int, tuple[Scalar, Place]] = {}
    base, *revisions = sets
    for held in (base, *sorted(revisions, key=lambda each: each.since or 0)):
        fresh = {
            year: (value, Place(path, (*held.loc, year)))
            for year, value in held.targets.items()
            if isinstance(value, bool) == (one.type == "milestone")
            and (held.since is None or year >= held.since)
        }
        in_force.update(fresh)
        ahead = {year: in_force[year] for year in sorted(in_force) if year >= (held.since or 0)}
        yield from _steps(ahead, fresh, one, Place(path, (*loc, "baseline", "value")))


def _steps(
    ahead: Mapping[int, tuple[Scalar, Place]],
    fresh: Mapping[int, tuple[Scalar, Place]],
    one: Indicator,
    baseline: Place,
) -> Iterator[Issue]:
    before: tuple[int, Scalar, Place] | None = None
    if one.baseline is not None and isinstance(one.baseline.value, bool) == (one.type == "milestone"):
        before = (one.baseline.year, one.baseline.value, baseline)
    for year, (value, place) in ahead.items():
        if before is not None and year > before[0]:
            last, from_value, from_place = before
            against = value < from_value if one.direction == "increase" else value > from_value
            if against and (year in fresh or last in fresh):
                told = place if year in fresh else from_place
                yield _against(one, told, (last, from_value), (year, value), from_place is baseline)
        before = (year, value, place)


def _against(
    one: Indicator, place: Place, first: tuple[int, Scalar], second: tuple[int, Scalar], from_baseline: bool
) -> Issue:
    params = {
        "id": one.id,
        "first_year": first[0],
        "first": shown(first[1]),
        "year": second[0],
        "value": shown(second[1]),
    }
    way = one.direction
    return Issue("VT407", place, params, variant=f"{way}_baseline" if from_baseline else way)
