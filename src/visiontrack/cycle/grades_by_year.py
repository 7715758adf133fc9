"""The vision through the years: which grade each measure had in which year, as it was given then."""

from __future__ import annotations

from dataclasses import dataclass

from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.evaluation.restated import restating_rules
from visiontrack.evaluation.vision_score import ScoreCounts, evaluate
from visiontrack.folder.model import Folder
from visiontrack.schema.measure import Measure


@dataclass(frozen=True, slots=True)
class MeasureGrades:
    """A measure with its score in every year in which it is in force."""

    id: str
    measure: Measure
    scores: dict[int, MeasureScore]


@dataclass(frozen=True, slots=True)
class VisionYears:
    """The measures by policy and year; ``changed`` are the years whose rules differ from the year before."""

    until: int
    counts: dict[int, ScoreCounts]
    rows: tuple[MeasureGrades, ...]
    changed: tuple[int, ...]


def grades_by_year(folder: Folder, until: int) -> VisionYears:
    """Returns the grades of all measures from the first year of the period to ``until``."""
    years = range(folder.vision.period.start, min(until, folder.vision.period.end) + 1)
    evaluated = {year: evaluate(folder, year) for year in years}
    scores: dict[str, dict[int, MeasureScore]] = {}
    for year, of_year in evaluated.items():
        for score in of_year.measures:
            scores.setdefault(score.id, {})[year] = score
    rows = [MeasureGrades(id_, folder.measures[id_], of_measure) for id_, of_measure in scores.items()]
    rows.sort(key=lambda row: (folder.policy_position(row.measure), row.id))
    changed = tuple(year for year in years[1:] if restating_rules(folder, year) is not None)
    counts = {year: of_year.counts() for year, of_year in evaluated.items()}
    return VisionYears(until, counts, tuple(rows), changed)
