"""Change against last year 前年比, and the outlook 見通し (linear, after the German statistical office's method)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.inputs import Case, Scalar, exact
from visiontrack.evaluation.rates import within
from visiontrack.evaluation.series import actual_in

Change = Literal["better", "worse", "same"]
Verdict = Literal["on_course", "wrong_way", "slightly_off", "off_course"]
WINDOW = 5
LEAST_ACTUALS = 3


def change(case: Case, target: Scalar | None) -> Change | None:
    """This year's entered value against last year's, in the indicator's direction; None without both."""
    now, before = case.value_in(case.year), case.value_in(case.year - 1)
    if now is None or before is None:
        return None
    if case.milestone:
        return _compared(int(now) - int(before))
    gain = exact(now) - exact(before)
    if case.indicator.direction == "increase":
        return _compared(gain)
    if case.indicator.direction == "decrease":
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


def outlook(case: Case) -> Outlook | None:
    """Where a straight line from the first actual of the last five years through this one leads."""
    last = case.last_target
    if case.milestone or last is None or case.year >= last[0]:
        return None
    now = actual_in(case, case.year).value
    if now is None:
        return None
    known = [
        (year, value)
        for year in range(case.year - WINDOW, case.year + 1)
        if (value := actual_in(case, year).value) is not None
    ]
    if len(known) < LEAST_ACTUALS:
        return None
    first_year, first = known[0][0], exact(known[0][1])
    current, aim = exact(now), exact(last[1])
    slope = (current - first) / (case.year - first_year)
    projected = current + slope * (last[0] - case.year)
    return Outlook(_verdict(case, current, aim, slope, projected), first_year, first, projected)


def _verdict(case: Case, current: Fraction, aim: Fraction, slope: Fraction, projected: Fraction) -> Verdict:
    if case.maintain:
        return "on_course" if within(case, projected, aim) else "off_course"
    sign = 1 if case.indicator.direction == "increase" else -1
    missed, distance = abs(aim - projected), abs(aim - current)
    if sign * current >= sign * aim or sign * projected >= sign * aim or missed < distance * Fraction(5, 100):
        return "on_course"
    if sign * slope < 0:
        return "wrong_way"
    return "slightly_off" if missed <= distance * Fraction(20, 100) else "off_course"
