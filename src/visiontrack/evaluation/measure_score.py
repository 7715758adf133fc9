"""A measure in one year: its indicators, rolled up from the printed figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.evaluation.arithmetic import rounded
from visiontrack.evaluation.indicator_score import IndicatorScore, band, score
from visiontrack.evaluation.inputs import IndicatorInputs

if TYPE_CHECKING:
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.result import Actual, Result, VisionResult
    from visiontrack.schema.vision import Evaluation, Vision

Results = Mapping[tuple[int, str], "Result"]


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """A measure's score (per cent, one decimal) and grade in a year, with what they are made of."""

    id: str
    measure: Measure
    year: int
    rules: Evaluation
    indicators: tuple[IndicatorScore, ...]
    score: Decimal | None
    grade: str | None

    @property
    def measured(self) -> int:
        return sum(one.measured for one in self.indicators)

    @property
    def graded(self) -> int:
        return sum(one.graded for one in self.indicators)


def evaluate_measure(
    vision: Vision, measure_id: str, measure: Measure, results: Results, year: int
) -> MeasureScore:
    """Evaluate a measure in a year. ``results`` is keyed by (year, measure id)."""
    rules = vision.rules_in(year)

    def entered(indicator: str, at: int) -> Actual | None:
        held = results.get((at, measure_id))
        return held.actuals.get(indicator) if held is not None else None

    scores = _scores(measure.indicators, rules, year, measure.period or vision.period, entered)
    figure = roll_up(scores, rules)
    return MeasureScore(measure_id, measure, year, rules, scores, figure, band(figure, rules.grades))


def evaluate_own(
    vision: Vision, results: Mapping[int, VisionResult], year: int
) -> tuple[IndicatorScore, ...]:
    """The vision's own indicators in a year; they are shown and counted apart."""

    def entered(indicator: str, at: int) -> Actual | None:
        held = results.get(at)
        return held.actuals.get(indicator) if held is not None else None

    return _scores(vision.indicators, vision.rules_in(year), year, vision.period, entered)


class _Entered:
    """Binds an indicator to the lookup of what was entered for it."""

    __slots__ = ("_indicator", "_lookup")

    def __init__(self, lookup: _Lookup, indicator: str) -> None:
        self._lookup = lookup
        self._indicator = indicator

    def __call__(self, year: int) -> Actual | None:
        return self._lookup(self._indicator, year)


if TYPE_CHECKING:
    from typing import Protocol

    class _Lookup(Protocol):
        def __call__(self, indicator: str, at: int, /) -> Actual | None: ...


def _scores(
    indicators: Sequence[Indicator], rules: Evaluation, year: int, period: Period, lookup: _Lookup
) -> tuple[IndicatorScore, ...]:
    """Scores of the indicators whose period holds the year; others do not appear."""
    return tuple(
        score(IndicatorInputs(one, year, rules, one.period or period, _Entered(lookup, one.id)))
        for one in indicators
        if year in (one.period or period)
    )


def roll_up(scores: Sequence[IndicatorScore], rules: Evaluation) -> Decimal | None:
    """Weighted mean (or the worst) of min(counted, cap), from printed figures, rounded once."""
    parts = [
        (min(Fraction(one.counted), Fraction(rules.cap)), Fraction(one.inputs.indicator.weight or 1))
        for one in scores
        if one.counted is not None
    ]
    if not parts:
        return None
    if rules.roll_up == "worst":
        return rounded(min(figure for figure, _ in parts), 1)
    total = sum((figure * weight for figure, weight in parts), Fraction(0))
    return rounded(total / sum(weight for _, weight in parts), 1)
