"""Achievement 達成率, progress 進捗率 and pace 時点進捗率: exact ratios with their formulas, or why there is none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from visiontrack.evaluation.arithmetic import Formula, plain
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar, exact


class Rate(NamedTuple):
    """An exact ratio (1 is 100 %) and the formula that gave it, or the reason why it cannot be computed.

    ``condition`` names the condition that decides where no quotient does: ``within`` or ``milestone``.
    """

    ratio: Fraction | None = None
    reason: str | None = None
    formula: Formula | None = None
    condition: str = ""


def achieved(inputs: IndicatorInputs, actual: Scalar | None, target: Scalar | None) -> bool | None:
    """Returns whether the target of the year is reached; it can be told even where no rate can be computed."""
    if actual is None or target is None:
        return None
    if inputs.milestone:
        return actual == target
    a, t = exact(actual), exact(target)
    if inputs.indicator.direction == "increase":
        return a >= t
    if inputs.indicator.direction == "decrease":
        return a <= t
    return within(inputs, a, t)


def within(inputs: IndicatorInputs, value: Fraction, target: Fraction) -> bool:
    """Returns whether *|A − T| ≤ tolerance % of |T|*, which is what ``maintain`` asks for."""
    tolerance = exact(inputs.indicator.tolerance or Decimal(0))
    return abs(value - target) <= tolerance / 100 * abs(target)


def achievement(inputs: IndicatorInputs, actual: Scalar, target: Scalar | None) -> Rate:
    """Returns *A/T* to increase, *T/A* or *2 − A/T* to decrease, 1 or *min(A/T, T/A)* to maintain, 1 or 0 of a milestone."""
    if target is None:
        return Rate(reason="no-target")
    if inputs.milestone:
        return Rate(Fraction(int(actual == target)), formula=Formula("A = T"), condition="milestone")
    a, t = exact(actual), exact(target)
    if a < 0 or t < 0:
        return Rate(reason="negative")
    if t == 0:
        return Rate(reason="zero-target")
    values = {"A": actual, "T": target}
    if inputs.indicator.direction == "increase":
        return Rate(a / t, formula=Formula("A ÷ T", values))
    if inputs.indicator.direction == "decrease" and inputs.rules.decrease == "two_minus_ratio":
        return Rate(2 - a / t, formula=Formula("(2 - A ÷ T)", values))
    if inputs.maintain and within(inputs, a, t):
        tolerance = plain(inputs.indicator.tolerance or Decimal(0))
        formula = Formula("|A - T| ≤ p% × |T|", {**values, "|T|": target, "p": tolerance})
        return Rate(Fraction(1), formula=formula, condition="within")
    if a == 0:
        return Rate(reason="zero-actual")
    if inputs.maintain:
        return Rate(min(a / t, t / a), formula=Formula("min(A ÷ T, T ÷ A)", values))
    return Rate(t / a, formula=Formula("T ÷ A", values))


def progress(inputs: IndicatorInputs, actual: Scalar) -> Rate:
    """Returns *(A − B) / (T_f − B)*, whatever the direction; none where *T_f* lies on the far side of *B*."""
    if inputs.last_target is None:
        return Rate(reason="no-target")
    if inputs.baseline is None:
        return Rate(reason="no-baseline")
    baseline, final = inputs.baseline[1], inputs.last_target[1]
    a, b, t = exact(actual), exact(baseline), exact(final)
    if t == b:
        return Rate(reason="baseline-equals-target")
    if (t < b) if inputs.indicator.direction == "increase" else (t > b):
        return Rate(reason="target-behind-baseline")
    values = {"A": actual, "B": baseline, "Tf": final}
    return Rate((a - b) / (t - b), formula=Formula("(A - B) ÷ (Tf - B)", values))


def pace(inputs: IndicatorInputs, actual: Scalar) -> Rate:
    """Returns *(A − B)(y_T − y₀) / ((T_f − B)(min(Y, y_T) − y₀))*; it cannot be computed for *Y ≤ y₀*."""
    rate = progress(inputs, actual)
    if rate.ratio is None or inputs.last_target is None or inputs.baseline is None:
        return rate
    (start, baseline), (end, final) = inputs.baseline, inputs.last_target
    now = min(inputs.year, end)
    if now <= start:
        return Rate(reason="too-early")
    a, b, t = exact(actual), exact(baseline), exact(final)
    ratio = (a - b) * (end - start) / ((t - b) * (now - start))
    values = {"A": actual, "B": baseline, "Tf": final, "yT": end, "y0": start, "min(Y, yT)": now}
    return Rate(ratio, formula=Formula("(A - B) × (yT - y0) ÷ ((Tf - B) × (min(Y, yT) - y0))", values))
