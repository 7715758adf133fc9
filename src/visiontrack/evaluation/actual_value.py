"""The actual of a year: the value entered, or for a cumulative indicator the running total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from visiontrack.evaluation.arithmetic import places_of
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar


class ActualValue(NamedTuple):
    """The actual *A* of a year, or why there is none; ``summed`` lists the years added up."""

    value: Scalar | None
    reason: str | None = None
    summed: tuple[int, ...] = ()


def actual_in(inputs: IndicatorInputs, year: int) -> ActualValue:
    """*A* for ``year``; reasons: not-applicable, unpublished, no-actual, gap."""
    if inputs.cumulative:
        return _running_total(inputs, year)
    value = inputs.value_in(year)
    return ActualValue(value) if value is not None else ActualValue(None, _why_none(inputs, year))


def _why_none(inputs: IndicatorInputs, year: int) -> str:
    entry = inputs.entered(year)
    if entry is not None and entry.state == "not_applicable":
        return "not-applicable"
    return "unpublished" if entry is not None and entry.state == "unpublished" else "no-actual"


def _running_total(inputs: IndicatorInputs, year: int) -> ActualValue:
    """The baseline plus the yearly amounts since; a missing year in between is a gap."""
    first = inputs.period.start
    total: Decimal | None = None
    if inputs.baseline is not None:
        base_year, base = inputs.baseline
        if year == base_year:
            return ActualValue(base)
        if year < base_year:
            return ActualValue(None, _why_none(inputs, year))
        first = max(first, base_year + 1)
        total = Decimal(base)
    if inputs.value_in(year) is None or year < first:
        return ActualValue(None, _why_none(inputs, year))
    years = tuple(range(first, year + 1))
    amounts = [inputs.value_in(one) for one in years]
    if any(amount is None for amount in amounts):
        return ActualValue(None, "gap", years)
    parts = [Decimal(amount) for amount in amounts if amount is not None]
    return ActualValue(add(parts if total is None else [total, *parts]), None, years)


def add(values: list[Decimal]) -> Decimal:
    """An exact sum with the most decimal places of its parts."""
    places = max(map(places_of, values))
    total = sum((Fraction(value) for value in values), Fraction(0))
    digits = total * 10**places
    return Decimal(f"{digits.numerator // digits.denominator}E-{places}")
