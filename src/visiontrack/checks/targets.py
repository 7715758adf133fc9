"""Targets: their years (VT405, VT406), their way (VT407), and that there are any (VT412).

Successive targets are compared in the order of their years, the baseline before the first; two that are equal
are fine, and ``maintain`` has no way to go. A revision governs the years from its ``since`` on: it is held
against the baseline and the targets in force from then on, not against targets of years that are past by then.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from visiontrack.checks.facts import vision_period
from visiontrack.checks.shown import shown
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.vision import Vision

Scalar = Decimal | bool


class _Point(NamedTuple):
    """A target of a year, or the baseline."""

    year: int
    value: Scalar
    baseline: bool = False


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
            yield from _way(entry.path, sets, one, period)


def _years(path: str, held: _Set, one: Indicator, period: Period | None) -> Iterator[Issue]:
    for year in held.targets:
        place = Place(path, (*held.loc, year), "key")
        if period is not None and year not in period:
            params = {"year": year, "start": period.start, "end": period.end}
            yield Issue("VT405", place, params)
        elif one.baseline is not None and year <= one.baseline.year and _within(one.baseline.year, period):
            params = {"year": year, "baseline": one.baseline.year}
            yield Issue("VT405", place, params, variant="baseline")
        if held.since is not None and year < held.since and _within(held.since, period):
            yield Issue("VT406", place, {"year": year, "since": held.since})


def _within(year: int, period: Period | None) -> bool:
    """Whether a year lies before the period's end; one that does not is a slip told by itself."""
    return period is None or year <= period.end


def _way(path: str, sets: list[_Set], one: Indicator, period: Period | None) -> Iterator[Issue]:
    """Each set laid over those before it, oldest first; what it wrote is held against its neighbours in time.

    A year outside the vision's period is a slip told by itself, and nothing is held against it.
    """
    points: dict[int, _Point] = {}
    years: list[int] = []
    if one.baseline is not None and isinstance(one.baseline.value, bool) == (one.type == "milestone"):
        start = _Point(one.baseline.year, one.baseline.value, True)
    else:
        start = None
    base, *revisions = sets
    for held in (base, *sorted(revisions, key=lambda each: each.since or 0)):
        fresh = [
            _Point(year, value)
            for year, value in sorted(held.targets.items())
            if isinstance(value, bool) == (one.type == "milestone")
            and year >= (held.since or 0)
            and (period is None or year in period)
        ]
        for point in fresh:
            if point.year not in points:
                insort(years, point.year)
            points[point.year] = point
        yield from _steps(path, held, fresh, points, years, start, one)


def _steps(
    path: str,
    held: _Set,
    fresh: list[_Point],
    points: Mapping[int, _Point],
    years: list[int],
    start: _Point | None,
    one: Indicator,
) -> Iterator[Issue]:
    """The steps to and from each fresh point; one between two fresh points is told at the later."""
    written = {point.year for point in fresh}
    since = held.since or 0
    for point in fresh:
        place = Place(path, (*held.loc, point.year))
        at = bisect_left(years, point.year)
        before = points[years[at - 1]] if at and years[at - 1] >= since else start
        after = points[years[at + 1]] if at + 1 < len(years) else None
        if before is not None and before.year < point.year and _wrong(one, before, point):
            yield _against(one, place, before, point)
        if after is not None and after.year not in written and _wrong(one, point, after):
            yield _against(one, place, point, after)


def _wrong(one: Indicator, first: _Point, second: _Point) -> bool:
    if one.direction == "increase":
        return second.value < first.value
    return second.value > first.value


def _against(one: Indicator, place: Place, first: _Point, second: _Point) -> Issue:
    params = {
        "id": one.id,
        "first_year": first.year,
        "first": shown(first.value),
        "year": second.year,
        "value": shown(second.value),
    }
    variant = f"{one.direction}_baseline" if first.baseline else one.direction
    return Issue("VT407", place, params, variant=variant)
