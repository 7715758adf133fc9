"""The vision in one year: counts first, overall, per policy and per field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, evaluate_measure, evaluate_own

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema.vision import Evaluation

NO_GRADE = "none"


@dataclass(frozen=True, slots=True)
class ScoreCounts:
    """How many measures have which grade, and how their indicators stand."""

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

    def counts(self, measures: Iterable[MeasureScore] | None = None) -> ScoreCounts:
        """ScoreCounts of these measures, or of all."""
        return count(self.measures if measures is None else tuple(measures), self.rules)

    def of_policy(self, policy: str) -> tuple[MeasureScore, ...]:
        return tuple(one for one in self.measures if one.measure.policy == policy)

    def of_field(self, field: str) -> tuple[MeasureScore, ...]:
        return tuple(one for one in self.measures if field in one.measure.fields)

    def of(self, measure: str) -> MeasureScore | None:
        return next((one for one in self.measures if one.id == measure), None)


def evaluate(folder: Folder, year: int) -> VisionScore:
    """Evaluate every measure in force in ``year`` and the vision's own indicators."""
    scores = tuple(
        evaluate_measure(folder.vision, id_, measure, folder.results, year)
        for id_, measure in folder.in_force(year)
    )
    own = evaluate_own(folder.vision, folder.vision_results, year)
    return VisionScore(year, folder.vision.rules_in(year), scores, own)


def count(measures: Sequence[MeasureScore], rules: Evaluation) -> ScoreCounts:
    """Grades of measures, and their indicators: all, graded, measured and achieved among the graded."""
    grades = {one.grade: 0 for one in rules.grades}
    grades[NO_GRADE] = 0
    for measure in measures:
        grades[measure.grade or NO_GRADE] += 1
    indicators = [one for measure in measures for one in measure.indicators]
    graded = [one for one in indicators if one.graded]
    return ScoreCounts(
        measures=len(measures),
        grades=grades,
        all=len(indicators),
        graded=len(graded),
        measured=sum(one.measured for one in graded),
        achieved=sum(one.achieved is True for one in graded),
    )


def count_own(scores: Sequence[IndicatorScore]) -> ScoreCounts:
    """The vision's own indicators, counted apart."""
    graded = [one for one in scores if one.graded]
    return ScoreCounts(
        measures=0,
        grades={},
        all=len(scores),
        graded=len(graded),
        measured=sum(one.measured for one in graded),
        achieved=sum(one.achieved is True for one in graded),
    )
