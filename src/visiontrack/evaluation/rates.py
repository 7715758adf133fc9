"""Achievement 達成率, progress 進捗率 and pace 時点進捗率: exact ratios, or the reason why there is none."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from visiontrack.evaluation.inputs import Case, Scalar, exact


class Rate(NamedTuple):
    """An exact ratio (1 is 100 %), or why it cannot be computed."""

    ratio: Fraction | None
    reason: str | None = None


def achieved(case: Case, actual: Scalar | None, target: Scalar | None) -> bool | None:
    """Whether the year target is reached; it stands even where the rate is not computable."""
    if actual is None or target is None:
        return None
    if case.milestone:
        return actual == target
    a, t = exact(actual), exact(target)
    if case.indicator.direction == "increase":
        return a >= t
    if case.indicator.direction == "decrease":
        return a <= t
    return within(case, a, t)


def within(case: Case, value: Fraction, target: Fraction) -> bool:
    """Maintain: *|A − T| ≤ tolerance % of |T|*."""
    tolerance = exact(case.indicator.tolerance) if case.indicator.tolerance is not None else Fraction(0)
    return abs(value - target) <= tolerance / 100 * abs(target)


def achievement(case: Case, actual: Scalar, target: Scalar | None) -> Rate:
    """Increase *A/T*; decrease *T/A* or *2 − A/T*; maintain 100 % or *min(A/T, T/A)*; milestone 100 % or 0."""
    if target is None:
        return Rate(None, "no-target")
    if case.milestone:
        return Rate(Fraction(int(actual == target)))
    a, t = exact(actual), exact(target)
    if a < 0 or t < 0:
        return Rate(None, "negative")
    if t == 0:
        return Rate(None, "zero-target")
    if case.indicator.direction == "increase":
        return Rate(a / t)
    if case.indicator.direction == "decrease":
        return _decreasing(case, a, t)
    if within(case, a, t):
        return Rate(Fraction(1))
    return Rate(min(a / t, t / a)) if a else Rate(None, "zero-actual")


def _decreasing(case: Case, a: Fraction, t: Fraction) -> Rate:
    if case.rules.decrease == "two_minus_ratio":
        return Rate(2 - a / t)
    return Rate(t / a) if a else Rate(None, "zero-actual")


def progress(case: Case, actual: Scalar) -> Rate:
    """*(A − B) / (T_f − B)*, whatever the direction."""
    if case.last_target is None:
        return Rate(None, "no-target")
    if case.baseline is None:
        return Rate(None, "no-baseline")
    a, b, final = exact(actual), exact(case.baseline[1]), exact(case.last_target[1])
    return Rate((a - b) / (final - b)) if final != b else Rate(None, "baseline-equals-target")


def pace(case: Case, actual: Scalar) -> Rate:
    """*(A − B)(y_T − y₀) / ((T_f − B)(min(Y, y_T) − y₀))*; not computable for *Y ≤ y₀*."""
    rate = progress(case, actual)
    if rate.ratio is None or case.last_target is None or case.baseline is None:
        return rate
    end, start = case.last_target[0], case.baseline[0]
    elapsed = min(case.year, end) - start
    if elapsed <= 0:
        return Rate(None, "too-early")
    return Rate(rate.ratio * Fraction(end - start, elapsed))
