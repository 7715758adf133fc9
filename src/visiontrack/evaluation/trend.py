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
LEAST_ACTUALS = 3
# Shares of the distance still to go: missing less than the first is on course, up to the second slightly off.
_ON_COURSE = Fraction(5, 100)
_SLIGHTLY_OFF = Fraction(20, 100)


def change(inputs: IndicatorInputs, target: Scalar | None) -> Change | None:
    """Returns how this year's entered value compares with last year's, or None without both."""
    now, before = inputs.value_in(inputs.year), inputs.value_in(inputs.year - 1)
    if now is None or before is None:
        return None
    if inputs.milestone:
        return _compared(int(now) - int(before))
    gain = exact(now) - exact(before)
    if inputs.indicator.direction == "increase":
        return _compared(gain)
    if inputs.indicator.direction == "decrease":
        return _compared(-gain)
    if target is None:
        return None
    aim = exact(target)
    return _compared(abs(exact(before) - aim) - abs(exact(now) - aim))


def _compared(gain: Fraction | int) -> Change:
    return "better" if gain > 0 else "worse" if gain < 0 else "same"


class Outlook(NamedTuple):
    """The verdict, and the value projected for the year of the last target with the formula that gave it."""

    verdict: Verdict
    projected: Fraction
    formula: Formula


def outlook(inputs: IndicatorInputs) -> Outlook | None:
    """Returns where a straight line from the first actual of the last five years through this one leads.

    None for a milestone, from the year of the last target on, and with fewer than three actuals.
    """
    last = inputs.last_target
    if inputs.milestone or last is None or inputs.year >= last[0]:
        return None
    now = actual_in(inputs, inputs.year).value
    if now is None:
        return None
    actuals = [
        (year, value)
        for year in range(inputs.year - WINDOW, inputs.year + 1)
        if (value := actual_in(inputs, year).value) is not None
    ]
    if len(actuals) < LEAST_ACTUALS:
        return None
    first_year, first = actuals[0]
    a, aim = exact(now), exact(last[1])
    slope = (a - exact(first)) / (inputs.year - first_year)
    projected = a + slope * (last[0] - inputs.year)
    values = {"A": now, "A1": first, "Y": inputs.year, "y1": first_year, "yT": last[0]}
    formula = Formula("A + (A - A1) ÷ (Y - y1) × (yT - Y)", values)
    return Outlook(_verdict(inputs, a, aim, slope, projected), projected, formula)


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
