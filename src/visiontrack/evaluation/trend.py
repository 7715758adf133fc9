"""Change against last year 前年比, and the outlook 見通し (linear, after the German statistical office's method)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.arithmetic import Formula
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar, exact
from visiontrack.evaluation.rates import within
from visiontrack.evaluation.year_values import actual_in

Change = Literal["better", "worse", "same"]
Verdict = Literal["on_course", "wrong_way", "slightly_off", "off_course"]
WINDOW = 5
LEAST_POINTS = 4
# Shares of the distance still to go: missing less than the first is on course, up to the second slightly off.
_ON_COURSE = Fraction(5, 100)
_SLIGHTLY_OFF = Fraction(20, 100)


def change(inputs: IndicatorInputs, target: Scalar | None) -> Change | None:
    """Returns how this year's entered value compares with last year's, or None without both."""
    now, before = inputs.value_in(inputs.year), last_value(inputs)
    if now is None or before is None or inputs.carried(inputs.year):
        return None
    gain = exact(now) - exact(before)
    if inputs.indicator.direction == "increase":
        return _compared(gain)
    if inputs.indicator.direction == "decrease":
        return _compared(-gain)
    if target is None:
        return None
    aim = exact(target)
    return _compared(abs(exact(before) - aim) - abs(exact(now) - aim))


def last_value(inputs: IndicatorInputs) -> Scalar | None:
    """Returns the value that this year's is compared with: last year's entry, or else what ``history`` says of it.

    None where last year's value is carried.
    """
    year = inputs.year - 1
    if inputs.carried(year):
        return None
    value = inputs.value_in(year)
    if value is None:
        value = inputs.indicator.history.get(year)
    return value if value is not None and inputs.fits(value) else None


def _compared(gain: Fraction | int) -> Change:
    return "better" if gain > 0 else "worse" if gain < 0 else "same"


class Outlook(NamedTuple):
    """The verdict, the value projected for the year of the last target with the formula that gave it, and its points.

    ``years`` are those whose values the line rests on: the first and the last of them are what it is drawn through.
    """

    verdict: Verdict
    projected: Fraction
    formula: Formula
    years: tuple[int, ...]


def outlook(inputs: IndicatorInputs) -> Outlook | None:
    """Returns where a straight line from the first point of the last five years through this year's leads.

    None for a milestone, from the year of the last target on, and with fewer than four points.
    """
    last = inputs.last_target
    if inputs.milestone or last is None or inputs.year >= last[0]:
        return None
    now = actual_in(inputs, inputs.year).value
    if now is None or inputs.carried(inputs.year):
        return None
    points = _points(inputs)
    if len(points) < LEAST_POINTS:
        return None
    first_year, first = points[0]
    a, aim = exact(now), exact(last[1])
    slope = (a - exact(first)) / (inputs.year - first_year)
    projected = a + slope * (last[0] - inputs.year)
    values = {"A": now, "A1": first, "Y": inputs.year, "y1": first_year, "yT": last[0]}
    formula = Formula("A + (A - A1) ÷ (Y - y1) × (yT - Y)", values)
    years = tuple(year for year, _ in points)
    return Outlook(_verdict(inputs, a, aim, slope, projected), projected, formula, years)


def _points(inputs: IndicatorInputs) -> list[tuple[int, Scalar]]:
    """Returns the years of the window with their actuals, or the baseline where its year has none.

    The years that the rules leave out are no points, but for the year that is evaluated; carried values are none.
    """
    baseline_year, baseline = inputs.baseline or (None, None)
    points = []
    for year in range(inputs.year - WINDOW, inputs.year + 1):
        left_out = year in inputs.rules.outlook_without and year != inputs.year
        if left_out or inputs.carried(year):
            continue
        value = actual_in(inputs, year).value
        value = baseline if value is None and year == baseline_year else value
        if value is not None:
            points.append((year, value))
    return points


def _verdict(
    inputs: IndicatorInputs, current: Fraction, aim: Fraction, slope: Fraction, projected: Fraction
) -> Verdict:
    if inputs.maintain:
        return "on_course" if within(inputs, projected, aim) else "off_course"
    sign = 1 if inputs.indicator.direction == "increase" else -1
    missed, distance = abs(aim - projected), abs(aim - current)
    if sign * current >= sign * aim or sign * projected >= sign * aim or missed < distance * _ON_COURSE:
        return "on_course"
    if sign * slope < 0:
        return "wrong_way"
    return "slightly_off" if missed <= distance * _SLIGHTLY_OFF else "off_course"
