"""A measure in one year: its indicators, rolled up from the printed figures, and whether it wants a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from visiontrack.evaluation.arithmetic import rounded
from visiontrack.evaluation.indicator_score import IndicatorScore, evaluate_indicator, grade_of
from visiontrack.evaluation.inputs import IndicatorInputs
from visiontrack.folder.model import Folder, once_per_folder
from visiontrack.schema.measure import Indicator, Measure, Period
from visiontrack.schema.result import Result, VisionResult
from visiontrack.schema.vision import Evaluation, Vision

Results = Mapping[tuple[int, str], "Result"]
DecisionReason = Literal["low", "wants"]
DECISION_REASONS: tuple[DecisionReason, ...] = ("low", "wants")


class RollUp(NamedTuple):
    """A score before it is rounded, in per cent, from the capped figures of the indicators and their weights."""

    exact: Fraction
    figures: tuple[Decimal, ...]
    weights: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """A measure's score (per cent, one decimal) and grade in a year, with what they are made of."""

    id: str
    measure: Measure
    year: int
    rules: Evaluation
    indicators: tuple[IndicatorScore, ...]
    rolled_up: RollUp | None
    score: Decimal | None
    grade: str | None

    @property
    def measured(self) -> int:
        return sum(indicator.measured for indicator in self.indicators)

    @property
    def graded(self) -> int:
        return sum(indicator.graded for indicator in self.indicators)

    @property
    def achieved(self) -> int:
        """How many of the measured indicators reached their target."""
        return sum(indicator.measured and indicator.achieved is True for indicator in self.indicators)


def evaluate_measure(
    vision: Vision,
    measure_id: str,
    measure: Measure,
    results: Results,
    year: int,
    rules: Evaluation | None = None,
) -> MeasureScore:
    """Evaluates a measure in a year, under the rules in force then unless others are handed over.

    ``results`` is keyed by (year, measure id).
    """
    rules, period = rules or vision.rules_in(year), measure.period or vision.period

    def result_of(past_year: int) -> Result | None:
        return results.get((past_year, measure_id))

    scores = _evaluate_all(measure.indicators, rules, year, period, result_of)
    rolled_up = roll_up(scores, rules)
    score = rounded(rolled_up.exact, 1) if rolled_up is not None else None
    grade = grade_of(score, rules.grades)
    return MeasureScore(measure_id, measure, year, rules, scores, rolled_up, score, grade)


@once_per_folder
def measure_score(folder: Folder, id_: str, year: int, rules: Evaluation | None = None) -> MeasureScore:
    """Returns the score of a measure of the folder in a year, as ``evaluate_measure`` does."""
    return evaluate_measure(folder.vision, id_, folder.measures[id_], folder.results, year, rules)


@once_per_folder
def own_scores(folder: Folder, year: int, rules: Evaluation | None = None) -> tuple[IndicatorScore, ...]:
    """Returns the vision's own indicators in a year; they are shown and counted apart."""
    vision = folder.vision
    rules = rules or vision.rules_in(year)
    return _evaluate_all(vision.indicators, rules, year, vision.period, folder.vision_results.get)


def _evaluate_all(
    indicators: Sequence[Indicator],
    rules: Evaluation,
    year: int,
    around: Period,
    result_of: Callable[[int], Result | VisionResult | None],
) -> tuple[IndicatorScore, ...]:
    """Evaluates the indicators whose period holds the year; others do not appear."""
    periods = [(indicator, indicator.period or around) for indicator in indicators]
    return tuple(
        evaluate_indicator(IndicatorInputs(indicator, year, rules, period, result_of))
        for indicator, period in periods
        if year in period
    )


def roll_up(scores: Sequence[IndicatorScore], rules: Evaluation) -> RollUp | None:
    """Returns the weighted mean *Σ(min(x, cap) × w) / Σw* of the printed figures, or by ``worst`` the lowest of them.

    None where no indicator is measured.
    """
    measured = [(score.counted, score.inputs.indicator) for score in scores if score.counted is not None]
    if not measured:
        return None
    figures = tuple(min(counted, rules.cap) for counted, _ in measured)
    weights = tuple(indicator.weight or Decimal(1) for _, indicator in measured)
    if rules.roll_up == "worst":
        return RollUp(Fraction(min(figures)), figures, weights)
    pairs = zip(figures, weights, strict=True)
    total = sum((Fraction(figure) * Fraction(weight) for figure, weight in pairs), Fraction(0))
    return RollUp(total / sum(map(Fraction, weights), Fraction(0)), figures, weights)


def reasons_for_decision(
    score: Decimal | None, rules: Evaluation | None, proposed: str | None
) -> tuple[DecisionReason, ...]:
    """Returns why a measure wants a decision (docs/data.md), nothing where it wants none.

    ``low``: the score is below ``attention_below``. ``wants``: its section proposes another next step than to
    continue.
    """
    reasons: list[DecisionReason] = []
    if score is not None and rules is not None and score < rules.attention_below:
        reasons.append("low")
    if proposed not in (None, "continue"):
        reasons.append("wants")
    return tuple(reasons)
