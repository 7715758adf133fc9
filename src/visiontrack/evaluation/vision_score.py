"""The vision in one year: counts first, overall, per policy and per field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, measure_score, own_scores
from visiontrack.folder.model import Folder, once_per_folder
from visiontrack.schema.vision import Evaluation

NO_GRADE = "none"


@dataclass(frozen=True, slots=True)
class IndicatorCounts:
    """How indicators stand: ``graded`` are no reference, of these ``measured`` count, of these ``achieved`` theirs."""

    all: int
    graded: int
    measured: int
    achieved: int


@dataclass(frozen=True, slots=True)
class ScoreCounts(IndicatorCounts):
    """How many measures have which grade, and how their indicators stand: all, the outcomes and the outputs alone."""

    outcome: IndicatorCounts
    output: IndicatorCounts
    measures: int
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class VisionScore:
    """All that is evaluated in a year."""

    year: int
    rules: Evaluation
    measures: tuple[MeasureScore, ...]
    own: tuple[IndicatorScore, ...]

    def counts(self, measures: Sequence[MeasureScore] | None = None) -> ScoreCounts:
        """Returns the counts of these measures, or of all."""
        return count(self.measures if measures is None else measures, self.rules)

    def of_policy(self, policy: str) -> tuple[MeasureScore, ...]:
        return tuple(score for score in self.measures if score.measure.policy == policy)

    def of_field(self, field: str) -> tuple[MeasureScore, ...]:
        return tuple(score for score in self.measures if field in score.measure.fields)

    def of(self, measure: str) -> MeasureScore | None:
        return next((score for score in self.measures if score.id == measure), None)


@once_per_folder
def evaluate(folder: Folder, year: int, rules: Evaluation | None = None) -> VisionScore:
    """Evaluates every measure in force in ``year`` and the vision's own indicators.

    The rules are those in force then unless others are handed over.
    """
    rules = rules or folder.vision.rules_in(year)
    scores = tuple(measure_score(folder, id_, year, rules) for id_, _ in folder.in_force(year))
    own = own_scores(folder, year, rules)
    return VisionScore(year, rules, scores, own)


def count(measures: Sequence[MeasureScore], rules: Evaluation) -> ScoreCounts:
    """Returns how many measures have which grade, and the counts of all their indicators."""
    grades = dict.fromkeys([*(grade.grade for grade in rules.grades), NO_GRADE], 0)
    for measure in measures:
        grades[measure.grade or NO_GRADE] += 1
    return _counts([score for measure in measures for score in measure.indicators], len(measures), grades)


def count_own(scores: Sequence[IndicatorScore]) -> ScoreCounts:
    """Returns the counts of the vision's own indicators, which are counted apart."""
    return _counts(scores, 0, {})


def _counts(indicators: Sequence[IndicatorScore], measures: int, grades: dict[str, int]) -> ScoreCounts:
    outcomes, outputs = (
        IndicatorCounts(**_counted([score for score in indicators if score.inputs.indicator.kind == kind]))
        for kind in ("outcome", "output")
    )
    return ScoreCounts(
        **_counted(indicators), outcome=outcomes, output=outputs, measures=measures, grades=grades
    )


def _counted(indicators: Sequence[IndicatorScore]) -> dict[str, int]:
    """Returns the four counts of some indicators, by the names of their fields."""
    graded = [score for score in indicators if score.graded]
    measured = [score for score in graded if score.measured]
    return {
        "all": len(indicators),
        "graded": len(graded),
        "measured": len(measured),
        "achieved": sum(score.achieved is True for score in measured),
    }
