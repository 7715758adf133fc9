"""The vision in one year: counts first, overall, per policy and per field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, evaluate_measure, evaluate_own
from visiontrack.folder.model import Folder
from visiontrack.schema.vision import Evaluation

NO_GRADE = "none"


@dataclass(frozen=True, slots=True)
class ScoreCounts:
    """How many measures have which grade, and how their indicators stand.

    ``all`` counts every indicator, ``graded`` those that are no reference; of these ``measured`` have a figure and
    ``achieved`` reached their target.
    """

    measures: int
    grades: dict[str, int]
    all: int
    graded: int
    measured: int
    achieved: int


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


def evaluate(folder: Folder, year: int) -> VisionScore:
    """Evaluates every measure in force in ``year`` and the vision's own indicators."""
    scores = tuple(
        evaluate_measure(folder.vision, id_, measure, folder.results, year)
        for id_, measure in folder.in_force(year)
    )
    own = evaluate_own(folder.vision, folder.vision_results, year)
    return VisionScore(year, folder.vision.rules_in(year), scores, own)


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
    graded = [score for score in indicators if score.graded]
    return ScoreCounts(
        measures=measures,
        grades=grades,
        all=len(indicators),
        graded=len(graded),
        measured=sum(score.measured for score in graded),
        achieved=sum(score.achieved is True for score in graded),
    )
