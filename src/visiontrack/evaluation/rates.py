"""Achievement 達成率, progress 進捗率 and pace 時点進捗率: exact ratios, or the reason why there is none."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from visiontrack.evaluation.inputs import IndicatorInputs, Scalar, exact


class Rate(NamedTuple):
    """An exact ratio (1 is 100 %), or why it cannot be computed."""

    ratio: Fraction | None
    reason: str | None = None


def achieved(inputs: IndicatorInputs, actual: Scalar | None, target: Scalar | None) -> bool | None:
    """Whether the year target is reached; it stands even where the rate is not computable."""
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
    """Maintain: *|A − T| ≤ tolerance % of |T|*."""
    tolerance = exact(inputs.indicator.tolerance) if inputs.indicator.tolerance is not None else Fraction(0)
    return abs(value - target) <= tolerance / 100 * abs(target)


def achievement(inputs: IndicatorInputs, actual: Scalar, target: Scalar | None) -> Rate:
    """Increase *A/T*; decrease *T/A* or *2 − A/T*; maintain 100 % or *min(A/T, T/A)*; milestone 100 % or 0."""
    if target is None:
        return Rate(None, "no-target")
    if inputs.milestone:
        return Rate(Fraction(int(actual == target)))
    a, t = exact(actual), exact(target)
    if a < 0 or t < 0:
        return Rate(None, "negative")
    if t == 0:
        return Rate(None, "zero-target")
    if inputs.indicator.direction == "increase":
        return Rate(a / t)
    if inputs.indicator.direction == "decrease":
        return _decreasing(inputs, a, t)
    if within(inputs, a, t):
        return Rate(Fraction(1))
    return Rate(min(a / t, t / a)) if a else Rate(None, "zero-actual")


def _decreasing(inputs: IndicatorInputs, a: Fraction, t: Fraction) -> Rate:
    if inputs.rules.decrease == "two_minus_ratio":
        return Rate(2 - a / t)
    return Rate(t / a) if a else Rate(None, "zero-actual")


def progress(inputs: IndicatorInputs, actual: Scalar) -> Rate:
    """*(A − B) / (T_f − B)*, whatever the direction."""
    if inputs.last_target is None:
        return Rate(None, "no-target")
    if inputs.baseline is None:
        return Rate(None, "no-baseline")
    a, b, final = exact(actual), exact(inputs.baseline[1]), exact(inputs.last_target[1])
    return Rate((a - b) / (final - b)) if final != b else Rate(None, "baseline-equals-target")


def pace(inputs: IndicatorInputs, actual: Scalar) -> Rate:
    """*(A − B)(y_T − y₀) / ((T_f − B)(min(Y, y_T) − y₀))*; not computable for *Y ≤ y₀*."""
    rate = progress(inputs, actual)
    if rate.ratio is None or inputs.last_target is None or inputs.baseline is None:
        return rate
    end, start = inputs.last_target[0], inputs.baseline[0]
    elapsed = min(inputs.year, end) - start
    if elapsed <= 0:
        return Rate(None, "too-early")
    return Rate(rate.ratio * Fraction(end - start, elapsed))
