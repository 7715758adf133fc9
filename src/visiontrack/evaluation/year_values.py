"""The actual and the target of a year: entered, added up, interpolated, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.arithmetic import Formula, add, places_of, rounded
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar
from visiontrack.schema.result import WITHOUT_VALUE, State

# States of values from the least firm to the firmest.
_FIRMNESS: tuple[State, ...] = ("carried", "estimate", "preliminary", "final")
_REASONS_OF_STATES: Mapping[State | None, str] = {
    "not_applicable": "not-applicable",
    "unpublished": "unpublished",
}
TargetSource = Literal["explicit", "interpolated", "final"]


class Part(NamedTuple):
    """A part of a running total: the yearly amount of ``year`` (None where it is missing), or the baseline."""

    year: int
    amount: Decimal | None
    baseline: bool = False

    @property
    def letter(self) -> str:
        return "B" if self.baseline else f"a{self.year}"


class ActualValue(NamedTuple):
    """The actual *A* of a year, or the reason why there is none; ``parts`` are what a running total adds up.

    ``state`` is None without a value, but for ``unpublished`` and ``not_applicable``. A running total is as firm as
    the least firm of its parts; a baseline that stands alone has no state.
    """

    value: Scalar | None
    reason: str | None = None
    parts: tuple[Part, ...] = ()
    state: State | None = None


def actual_in(inputs: IndicatorInputs, year: int) -> ActualValue:
    """Returns *A* of ``year``: the value entered, or for a cumulative indicator the running total.

    Reasons for none: ``not-applicable``, ``unpublished``, ``no-actual``, ``gap``.
    """
    if inputs.cumulative:
        return _running_total(inputs, year)
    entry, value = inputs.entered(year), inputs.value_in(year)
    if entry is None or value is None:
        return _without_value(inputs, year)
    return ActualValue(value, state=entry.state)


def _without_value(inputs: IndicatorInputs, year: int) -> ActualValue:
    entry = inputs.entered(year)
    state = entry.state if entry is not None and entry.state in WITHOUT_VALUE else None
    return ActualValue(None, _REASONS_OF_STATES.get(state, "no-actual"), state=state)


def _running_total(inputs: IndicatorInputs, year: int) -> ActualValue:
    """*A = B + a(y₀+1) + … + a(Y)*: the baseline plus the yearly amounts since; a missing year is a gap."""
    first, parts = inputs.period.start, []
    if inputs.baseline is not None:
        base_year, base = inputs.baseline
        parts.append(Part(base_year, Decimal(base), baseline=True))
        if year == base_year:
            return ActualValue(base, None, tuple(parts))
        if year < base_year:
            return _without_value(inputs, year)
        first = max(first, base_year + 1)
    if inputs.value_in(year) is None or year < first:
        return _without_value(inputs, year)
    years = range(first, year + 1)
    for past in years:
        amount = inputs.value_in(past)
        parts.append(Part(past, None if amount is None else Decimal(amount)))
    amounts = [part.amount for part in parts if part.amount is not None]
    if len(amounts) < len(parts):
        return ActualValue(None, "gap", tuple(parts))
    states = [entry.state for past in years if (entry := inputs.entered(past)) is not None]
    return ActualValue(add(amounts), None, tuple(parts), min(states, key=_FIRMNESS.index))


class YearTarget(NamedTuple):
    """The target *T* of a year and where it comes from.

    An interpolated one is rounded to ``places``; ``exact`` and ``formula`` say from what, ``between`` from the
    targets (or the baseline) of which years.
    """

    value: Scalar
    source: TargetSource
    between: tuple[int, ...] = ()
    places: int = 0
    exact: Fraction | None = None
    formula: Formula | None = None


def target_in(inputs: IndicatorInputs) -> YearTarget | None:
    """Returns *T* of the year that is evaluated, or None where the rules give it none."""
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
    """*T = T₁ + (T₂ − T₁)(Y − y₁)/(y₂ − y₁)* between the neighbours in time, rounded before it is used."""
    baseline, year = inputs.baseline, inputs.year
    if baseline is not None and year <= baseline[0]:
        return None
    if year > last[0]:
        return YearTarget(last[1], "final")
    points = {target_year: Decimal(value) for target_year, value in inputs.targets.items()}
    if baseline is not None:
        points.setdefault(baseline[0], Decimal(baseline[1]))
    y1 = max((point for point in points if point < year), default=None)
    if y1 is None:
        return None
    y2 = min(point for point in points if point > year)
    t1, t2 = Fraction(points[y1]), Fraction(points[y2])
    exact = t1 + (t2 - t1) * Fraction(year - y1, y2 - y1)
    values: dict[str, Scalar | int | str] = {
        "T1": points[y1],
        "T2": points[y2],
        "Y": year,
        "y1": y1,
        "y2": y2,
    }
    formula = Formula("T1 + (T2 - T1) × (Y - y1) ÷ (y2 - y1)", values)
    places = decimals(inputs)
    return YearTarget(rounded(exact, places), "interpolated", (y1, y2), places, exact, formula)


def decimals(inputs: IndicatorInputs) -> int:
    """Returns the places that figures in an indicator's unit are rounded to.

    That is ``decimals``, or else the most places written in its baseline and targets.
    """
    if inputs.indicator.decimals is not None:
        return inputs.indicator.decimals
    values = list(inputs.targets.values())
    if inputs.baseline is not None:
        values.append(inputs.baseline[1])
    return max(places_of(Decimal(value)) for value in values)
