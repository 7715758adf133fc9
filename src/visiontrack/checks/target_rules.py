"""Targets: their years (VT405, VT406), their direction (VT407), and that there are any (VT412).

Successive targets are compared in the order of their years, the baseline before the first; two that are equal
are fine, and ``maintain`` has no direction. A revision governs the years from its ``since`` on: it is compared
with the baseline and the targets in force from then on, not with targets of years that are past by then.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.checks.units import value_text
from visiontrack.evaluation.inputs import Scalar
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry
from visiontrack.schema.measure import Indicator, Measure, Period
from visiontrack.schema.vision import Vision


class _Point(NamedTuple):
    """A target of a year, or the baseline."""

    year: int
    value: Scalar
    baseline: bool = False


class _TargetSet(NamedTuple):
    """One map of targets in a file: the base one, or a revision's with the year it holds from."""

    loc: Loc
    targets: Mapping[int, Scalar]
    since: int | None


def _target_sets(number: int, indicator: Indicator) -> list[_TargetSet]:
    loc: Loc = ("indicators", number)
    return [
        _TargetSet((*loc, "targets"), indicator.targets, None),
        *(
            _TargetSet((*loc, "target_revisions", item, "targets"), revision.targets, revision.since)
            for item, revision in enumerate(indicator.target_revisions)
        ),
    ]


@rule("VT412", kind=("vision", "measure"))
def indicator_without_targets(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """An indicator has targets, unless it is one for reference."""
    for number, indicator in enumerate(model.indicators):
        if not indicator.targets and indicator.kind != "reference":
            place = Place(entry.path, ("indicators", number, "targets"))
            yield Issue("VT412", place, {"id": indicator.id})


@rule("VT405", "VT406", kind=("vision", "measure"))
def years_of_targets(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Targets are of years in the period and after the baseline; a revision changes none before it holds."""
    period = facts.vision_period
    for number, indicator in enumerate(model.indicators):
        baseline = indicator.baseline
        for target_set in _target_sets(number, indicator):
            since = target_set.since
            for year in target_set.targets:
                place = Place(entry.path, (*target_set.loc, year), "key")
                if period is not None and year not in period:
                    params = {"year": year, "start": period.start, "end": period.end}
                    yield Issue("VT405", place, params)
                elif baseline is not None and year <= baseline.year and _within(baseline.year, period):
                    params = {"year": year, "baseline": baseline.year}
                    yield Issue("VT405", place, params, variant="baseline")
                if since is not None and year < since and _within(since, period):
                    yield Issue("VT406", place, {"year": year, "since": since})


def _within(year: int, period: Period | None) -> bool:
    """Returns whether a year lies before the period's end; one that does not is a typo reported by itself."""
    return period is None or year <= period.end


@rule("VT407", kind=("vision", "measure"))
def targets_in_the_wrong_direction(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Targets rise or fall among themselves as the indicator's direction says."""
    return (issue for issue in _against_direction(facts, entry, model) if not _from_baseline(issue))


@rule("VT407", kind=("vision", "measure"), severity="warning")
def targets_behind_the_baseline(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Targets lie ahead of the baseline, unless a decline is to be slowed."""
    return filter(_from_baseline, _against_direction(facts, entry, model))


def _from_baseline(issue: Issue) -> bool:
    return (issue.variant or "").endswith("_baseline")


def _against_direction(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    for number, indicator in enumerate(model.indicators):
        if indicator.direction != "maintain":
            yield from _steps(entry.path, _target_sets(number, indicator), indicator, facts.vision_period)


def _steps(
    path: str, target_sets: list[_TargetSet], indicator: Indicator, period: Period | None
) -> Iterator[Issue]:
    """Lays each set over those before it, oldest first, and compares what it wrote with its neighbours in time.

    A year outside the vision's period is a typo reported by itself, and nothing is compared with it.
    """
    points: dict[int, _Point] = {}
    years: list[int] = []
    base, *revisions = target_sets
    for target_set in (base, *sorted(revisions, key=lambda revision: revision.since or 0)):
        fresh = [
            _Point(year, value)
            for year, value in sorted(target_set.targets.items())
            if isinstance(value, bool) == (indicator.type == "milestone")
            and year >= (target_set.since or 0)
            and (period is None or year in period)
        ]
        for point in fresh:
            if point.year not in points:
                insort(years, point.year)
            points[point.year] = point
        yield from _steps_of(path, target_set, fresh, points, years, indicator)


def _steps_of(
    path: str,
    target_set: _TargetSet,
    fresh: list[_Point],
    points: Mapping[int, _Point],
    years: list[int],
    indicator: Indicator,
) -> Iterator[Issue]:
    """Compares each fresh point with its neighbours; a step between two fresh points is reported at the later."""
    written = {point.year for point in fresh}
    since, baseline = target_set.since or 0, _baseline(indicator)
    for point in fresh:
        place = Place(path, (*target_set.loc, point.year))
        at = bisect_left(years, point.year)
        before = points[years[at - 1]] if at and years[at - 1] >= since else baseline
        after = points[years[at + 1]] if at + 1 < len(years) else None
        if before is not None and before.year < point.year and _wrong(indicator, before, point):
            yield _against(indicator, place, before, point)
        if after is not None and after.year not in written and _wrong(indicator, point, after):
            yield _against(indicator, place, point, after)


def _baseline(indicator: Indicator) -> _Point | None:
    baseline = indicator.baseline
    if baseline is None or isinstance(baseline.value, bool) != (indicator.type == "milestone"):
        return None
    return _Point(baseline.year, baseline.value, True)


def _wrong(indicator: Indicator, first: _Point, second: _Point) -> bool:
    if indicator.direction == "increase":
        return second.value < first.value
    return second.value > first.value


def _against(indicator: Indicator, place: Place, first: _Point, second: _Point) -> Issue:
    params = {
        "id": indicator.id,
        "first_year": first.year,
        "first": value_text(first.value),
        "year": second.year,
        "value": value_text(second.value),
    }
    variant = f"{indicator.direction}_baseline" if first.baseline else indicator.direction
    return Issue("VT407", place, params, variant=variant)
