"""Which measures surely score at or above a bound, without working out their score.

The exact evaluation of every measure in every year takes longer than reading the folder. Most measures lie well
above the bound, and that shows in a few products. The sieve lets through only what is certain, each target
rounded against the measure and a margin left for the rounding of printed figures; everything else is left to
``evaluation``. A test holds the two against each other.
"""

from __future__ import annotations

import decimal
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.schema.result import WITHOUT_VALUE

if TYPE_CHECKING:
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.result import Actual
    from visiontrack.schema.vision import Evaluation

History = Callable[[int], "Mapping[str, Actual]"]
# Numbers have at most 30 digits: no product here needs more than these, so nothing is ever rounded.
_EXACT = decimal.Context(prec=250)
_MARGIN = Decimal("0.1")
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Course:
    """A graded indicator with what its targets come to, prepared once for all years.

    ``years`` and ``values`` are its targets and its baseline in the order of time; ``half`` is how far the
    rounding of an interpolated target may move it. ``clear`` is False where it always takes a closer look.
    """

    one: Indicator
    period: Period
    years: tuple[int, ...]
    values: tuple[Decimal, ...]
    half: Decimal
    clear: bool


def courses(measure: Measure, period: Period) -> tuple[Course, ...]:
    """The graded indicators of a measure; ``period`` is the measure's."""
    return tuple(_course(one, one.period or period) for one in measure.indicators if one.kind != "reference")


def _course(one: Indicator, period: Period) -> Course:
    points = dict(one.targets)
    if one.baseline is not None:
        points.setdefault(one.baseline.year, one.baseline.value)
    years = tuple(sorted(points))
    values = tuple(Decimal(points[year]) for year in years)
    milestone = one.type == "milestone"
    baseline_first = one.baseline is None or not one.targets or one.baseline.year < min(one.targets)
    of_type = all(isinstance(held, bool) == milestone for held in points.values())
    clear = baseline_first and of_type and not one.target_revisions
    places = one.decimals
    if places is None:
        places = max((-int(value.as_tuple().exponent) for value in values), default=0)
    return Course(one, period, years, values, Decimal(5).scaleb(-max(places, 0) - 1), clear)


def surely_reaches(held: tuple[Course, ...], rules: Evaluation, year: int, history: History) -> bool:
    """Whether the measure's score is certainly not below ``attention_below``; False says nothing.

    ``history`` gives the actuals entered for the measure in a year.
    """
    entered = history(year)
    with decimal.localcontext(_EXACT):
        bound = rules.attention_below + _MARGIN
        if min(rules.cap, Decimal(100)) < bound:
            return False
        for course in held:
            actual = entered.get(course.one.id)
            # What is not measured does not enter the score.
            if actual is not None and actual.value is not None and year in course.period:
                value = _value(course, actual, year, history)
                if value is None or not _reaches(course, rules, year, value, bound):
                    return False
    return True


def _value(course: Course, actual: Actual, year: int, history: History) -> Decimal | bool | None:
    """The year's value, of a cumulative indicator the running total; None where it takes a closer look."""
    one, value = course.one, actual.value
    if (
        not course.clear
        or actual.state in WITHOUT_VALUE
        or isinstance(value, bool) != (one.type == "milestone")
    ):
        return None
    if one.accumulation != "cumulative" or isinstance(value, bool):
        return value
    total, first = _NONE, course.period.start
    if one.baseline is not None:
        total, first = Decimal(one.baseline.value), max(first, one.baseline.year + 1)
    if year < first:
        return None
    for at in range(first, year + 1):
        entry = history(at).get(one.id)
        if entry is None or not isinstance(entry.value, Decimal) or entry.state in WITHOUT_VALUE:
            return None
        total += entry.value
    return total


def _reaches(course: Course, rules: Evaluation, year: int, value: Decimal | bool, bound: Decimal) -> bool:
    one = course.one
    if isinstance(value, bool):
        return one.targets.get(year) is value
    if one.direction != "maintain" and (one.basis or rules.basis) != "achievement":
        return False
    low, high, parts = _target(course, rules, year)
    if low <= 0 or value <= 0:
        return False
    actual = value * parts * 100
    if one.direction == "increase":
        return actual >= bound * high
    if one.direction == "decrease" and rules.decrease == "two_minus_ratio":
        return actual <= (200 - bound) * low
    above = low * 100 >= bound * value * parts
    return above if one.direction == "decrease" else above and actual >= bound * high


def _target(course: Course, rules: Evaluation, year: int) -> tuple[Decimal, Decimal, int]:
    """The year target as two bounds, both to be divided by the third; 0 where it takes a closer look."""
    years, values, targets = course.years, course.values, course.one.targets
    at = bisect_left(years, year)
    if year in targets:
        return values[at], values[at], 1
    if not targets or rules.target_rule == "explicit":
        return _NONE, _NONE, 1
    if at == len(years) or rules.target_rule == "final":
        return values[-1], values[-1], 1
    if at == 0 or years[at] not in targets or years[at] == year:
        return _NONE, _NONE, 1
    before, after = years[at - 1], years[at]
    exact = values[at - 1] * (after - year) + values[at] * (year - before)
    half = course.half * (after - before)
    return exact - half, exact + half, after - before
