"""A measure and an indicator through the years, as each year's own evaluation sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.indicator import IndicatorScore
from visiontrack.evaluation.measure import MeasureScore, evaluate_measure, evaluate_own
from visiontrack.frozen import frozen

if TYPE_CHECKING:
    from visiontrack.folder import Folder
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Period
    from visiontrack.schema.result import Result


@frozen
class MeasureYear:
    """One year of a measure: its evaluation, what its section reported, what was decided."""

    year: int
    score: MeasureScore
    result: Result | None
    decision: Decision | None


def last_year(folder: Folder) -> int:
    """The newest year of the period with results of anything; the period's first where there are none."""
    period = folder.vision.period
    years = {year for year, _ in folder.results} | set(folder.vision_results)
    return max((year for year in years if year in period), default=period.start)


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
    found: list[IndicatorScore] = []
    if measure == OWN:
        for year in _years(folder.vision.period, until):
            found += [
                one for one in evaluate_own(folder.vision, folder.vision_results, year) if one.id == id_
            ]
        return tuple(found)
    held = folder.measures[measure]
    for year in _years(folder.period_of(held), until):
        scores = evaluate_measure(folder.vision, measure, held, folder.results, year).indicators
        found += [one for one in scores if one.id == id_]
    return tuple(found)


def _years(period: Period, until: int) -> range:
    return range(period.start, min(period.end, until) + 1)
