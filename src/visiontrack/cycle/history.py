"""A measure and an indicator through the years, as each year's own evaluation sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.do import is_filled
from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, evaluate_measure, evaluate_own

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Period
    from visiontrack.schema.result import Result, VisionResult


@dataclass(frozen=True, slots=True)
class MeasureYear:
    """One year of a measure: its evaluation, what its section reported, what was decided."""

    year: int
    score: MeasureScore
    result: Result | None
    decision: Decision | None


def last_year(folder: Folder) -> int:
    """The newest year of the period with anything entered; the period's first where there is none.

    Files just laid out for a year to come tell nothing of it yet.
    """
    period = folder.vision.period
    years = {year for (year, _), result in folder.results.items() if _entered(result)}
    years |= {year for year, result in folder.vision_results.items() if _values(result)}
    return max((year for year in years if year in period), default=period.start)


def _entered(result: Result) -> bool:
    """Whether more stands in a result than in the form it was laid out as."""
    texts = (result.outcomes, result.issues, result.internal, result.next)
    return bool(
        result.status != "not_started"
        or _values(result)
        or any((text or "").strip() for text in texts)
        or any(project is not None and (project.text or "").strip() for project in result.projects.values())
        or result.contributions
        or result.self_evaluation
    )


def _values(result: Result | VisionResult) -> bool:
    return any(is_filled(actual) for actual in result.actuals.values())


def measure_history(folder: Folder, id_: str, until: int) -> tuple[MeasureYear, ...]:
    """The years in which the measure is in force, up to ``until``."""
    measure = folder.measures[id_]
    return tuple(
        MeasureYear(
            year,
            evaluate_measure(folder.vision, id_, measure, folder.results, year),
            folder.results.get((year, id_)),
            folder.decision_on(year, id_),
        )
        for year in _years(folder.period_of(measure), until)
    )


def indicator_history(folder: Folder, measure: str, id_: str, until: int) -> tuple[IndicatorScore, ...]:
    """The years of the indicator's period up to ``until``; ``vision`` for the vision's own."""
    years: list[IndicatorScore] = []
    if measure == OWN:
        for year in _years(folder.vision.period, until):
            years += [
                score for score in evaluate_own(folder.vision, folder.vision_results, year) if score.id == id_
            ]
        return tuple(years)
    owner = folder.measures[measure]
    for year in _years(folder.period_of(owner), until):
        scores = evaluate_measure(folder.vision, measure, owner, folder.results, year).indicators
        years += [score for score in scores if score.id == id_]
    return tuple(years)


def _years(period: Period, until: int) -> range:
    return range(period.start, min(period.end, until) + 1)
