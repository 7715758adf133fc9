"""The target of a year, and where it comes from: explicit, interpolated, or the final one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.arithmetic import places_of, rounded
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar

Source = Literal["explicit", "interpolated", "final"]


class YearTarget(NamedTuple):
    """The year target *T*; ``between`` holds the two points of an interpolated one."""

    value: Scalar
    source: Source
    between: tuple[tuple[int, Decimal], tuple[int, Decimal]] | None = None
    places: int = 0


def target_in(inputs: IndicatorInputs) -> YearTarget | None:
    """*T* for the inputs's year, or None."""
    if inputs.year in inputs.targets:
        return YearTarget(inputs.targets[inputs.year], "explicit")
    last = inputs.last_target
    if last is None:
        return None
    if inputs.milestone:
        return YearTarget(last[1], "final") if inputs.year >= last[0] else None
    if inputs.rules.target_rule == "final":
        return YearTarget(last[1], "final")
    return _interpolated(inputs, last) if inputs.rules.target_rule == "interpolate" else None


def _interpolated(inputs: IndicatorInputs, last: tuple[int, Scalar]) -> YearTarget | None:
    """On the straight line between the neighbours in time, rounded before it is used."""
    baseline = inputs.baseline
    if baseline is not None and inputs.year <= baseline[0]:
        return None
    if inputs.year > last[0]:
        return YearTarget(last[1], "final")
    points = {year: Decimal(value) for year, value in inputs.targets.items()}
    if baseline is not None:
        points.setdefault(baseline[0], Decimal(baseline[1]))
    before = max((year for year in points if year < inputs.year), default=None)
    if before is None:
        return None
    after = min(year for year in points if year > inputs.year)
    start, end = Fraction(points[before]), Fraction(points[after])
    exact = start + (end - start) * Fraction(inputs.year - before, after - before)
    places = decimals(inputs)
    between = ((before, points[before]), (after, points[after]))
    return YearTarget(rounded(exact, places), "interpolated", between, places)


def decimals(inputs: IndicatorInputs) -> int:
    """The places that figures in the unit of an indicator are rounded to: ``decimals``, or the most written in baseline and targets."""
    if inputs.indicator.decimals is not None:
        return inputs.indicator.decimals
    held = list(inputs.targets.values())
    if inputs.baseline is not None:
        held.append(inputs.baseline[1])
    return max(places_of(Decimal(value)) for value in held)
