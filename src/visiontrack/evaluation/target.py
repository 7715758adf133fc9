"""The target of a year, and where it comes from: explicit, interpolated, or the final one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.arithmetic import places_of, rounded
from visiontrack.evaluation.inputs import Case, Scalar

Source = Literal["explicit", "interpolated", "final"]


class Target(NamedTuple):
    """The year target *T*; ``between`` holds the two points of an interpolated one."""

    value: Scalar
    source: Source
    between: tuple[tuple[int, Decimal], tuple[int, Decimal]] | None = None
    places: int = 0


def target_in(case: Case) -> Target | None:
    """*T* for the case's year, or None."""
    if case.year in case.targets:
        return Target(case.targets[case.year], "explicit")
    last = case.last_target
    if last is None:
        return None
    if case.milestone:
        return Target(last[1], "final") if case.year >= last[0] else None
    if case.rules.target_rule == "final":
        return Target(last[1], "final")
    return _interpolated(case, last) if case.rules.target_rule == "interpolate" else None


def _interpolated(case: Case, last: tuple[int, Scalar]) -> Target | None:
    """On the straight line between the neighbours in time, rounded before it is used."""
    baseline = case.baseline
    if baseline is not None and case.year <= baseline[0]:
        return None
    if case.year > last[0]:
        return Target(last[1], "final")
    points = {year: Decimal(value) for year, value in case.targets.items()}
    if baseline is not None:
        points.setdefault(baseline[0], Decimal(baseline[1]))
    before = max((year for year in points if year < case.year), default=None)
    if before is None:
        return None
    after = min(year for year in points if year > case.year)
    start, end = Fraction(points[before]), Fraction(points[after])
    exact = start + (end - start) * Fraction(case.year - before, after - before)
    places = decimals(case)
    between = ((before, points[before]), (after, points[after]))
    return Target(rounded(exact, places), "interpolated", between, places)


def decimals(case: Case) -> int:
    """The places that figures in the unit of an indicator are rounded to: ``decimals``, or the most written in baseline and targets."""
    if case.indicator.decimals is not None:
        return case.indicator.decimals
    held = list(case.targets.values())
    if case.baseline is not None:
        held.append(case.baseline[1])
    return max(places_of(Decimal(value)) for value in held)
