"""The actual of a year: the value entered, or for a cumulative indicator the running total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from visiontrack.evaluation.arithmetic import places_of
from visiontrack.evaluation.inputs import Case, Scalar


class Actual(NamedTuple):
    """The actual *A* of a year, or why there is none; ``summed`` lists the years added up."""

    value: Scalar | None
    reason: str | None = None
    summed: tuple[int, ...] = ()


def actual_in(case: Case, year: int) -> Actual:
    """*A* for ``year``; reasons: not-applicable, unpublished, no-actual, gap."""
    if case.cumulative:
        return _running_total(case, year)
    value = case.value_in(year)
    return Actual(value) if value is not None else Actual(None, _why_none(case, year))


def _why_none(case: Case, year: int) -> str:
    entry = case.entered(year)
    if entry is not None and entry.state == "not_applicable":
        return "not-applicable"
    return "unpublished" if entry is not None and entry.state == "unpublished" else "no-actual"


def _running_total(case: Case, year: int) -> Actual:
    """The baseline plus the yearly amounts since; a missing year in between is a gap."""
    first = case.period.start
    total: Decimal | None = None
    if case.baseline is not None:
        base_year, base = case.baseline
        if year == base_year:
            return Actual(base)
        if year < base_year:
            return Actual(None, _why_none(case, year))
        first = max(first, base_year + 1)
        total = Decimal(base)
    if case.value_in(year) is None or year < first:
        return Actual(None, _why_none(case, year))
    years = tuple(range(first, year + 1))
    amounts = [case.value_in(one) for one in years]
    if any(amount is None for amount in amounts):
        return Actual(None, "gap", years)
    parts = [Decimal(amount) for amount in amounts if amount is not None]
    return Actual(add(parts if total is None else [total, *parts]), None, years)


def add(values: list[Decimal]) -> Decimal:
    """An exact sum with the most decimal places of its parts."""
    places = max(map(places_of, values))
    total = sum((Fraction(value) for value in values), Fraction(0))
    digits = total * 10**places
    return Decimal(f"{digits.numerator // digits.denominator}E-{places}")
