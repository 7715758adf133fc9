"""Change against last year 前年比, and the outlook 見通し (linear, after the German statistical office's method)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.actual_value import actual_in
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar, exact
from visiontrack.evaluation.rates import within

Change = Literal["better", "worse", "same"]
Verdict = Literal["on_course", "wrong_way", "slightly_off", "off_course"]
WINDOW = 5
LEAST_ACTUALS = 3


def change(inputs: IndicatorInputs, target: Scalar | None) -> Change | None:
    """This year's entered value against last year's, in the indicator's direction; None without both."""
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
    """The verdict and what it rests on: the first year and value of the slope, and the projected value."""

    verdict: Verdict
    first_year: int
    first: Fraction
    projected: Fraction


def outlook(inputs: IndicatorInputs) -> Outlook | None:
    """Where a straight line from the first actual of the last five years through this one leads."""
    last = inputs.last_target
    if inputs.milestone or last is None or inputs.year >= last[0]:
        return None
    now = actual_in(inputs, inputs.year).value
    if now is None:
        return None
    known = [
        (year, value)
        for year in range(inputs.year - WINDOW, inputs.year + 1)
        if (value := actual_in(inputs, year).value) is not None
    ]
    if len(known) < LEAST_ACTUALS:
        return None
    first_year, first = known[0][0], exact(known[0][1])
    current, aim = exact(now), exact(last[1])
    slope = (current - first) / (inputs.year - first_year)
    projected = current + slope * (last[0] - inputs.year)
    return Outlook(_verdict(inputs, current, aim, slope, projected), first_year, first, projected)


def _verdict(
    inputs: IndicatorInputs, current: Fraction, aim: Fraction, slope: Fraction, projected: Fraction
) -> Verdict:
    if inputs.maintain:
        return "on_course" if within(inputs, projected, aim) else "off_course"
    sign = 1 if inputs.indicator.direction == "increase" else -1
    missed, distance = abs(aim - projected), abs(aim - current)
    if sign * current >= sign * aim or sign * projected >= sign * aim or missed < distance * Fraction(5, 100):
        return "on_course"
    if sign * slope < 0:
        return "wrong_way"
    return "slightly_off" if missed <= distance * Fraction(20, 100) else "off_course"
