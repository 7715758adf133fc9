"""What lies under an own indicator of the vision: the measures that aim at it, with indicators, projects and money."""

from __future__ import annotations

from dataclasses import dataclass

from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, measure_score
from visiontrack.folder.model import Folder
from visiontrack.schema.measure import Project
from visiontrack.schema.result import ProjectResult


@dataclass(frozen=True, slots=True)
class AimingMeasure:
    """A measure that is meant to move the indicator, in the last of its years that is looked at."""

    score: MeasureScore
    projects: tuple[tuple[Project, ProjectResult | None], ...]

    def indicators(self, kind: str) -> tuple[IndicatorScore, ...]:
        """Returns the measure's outcomes, or its outputs."""
        return tuple(score for score in self.score.indicators if score.inputs.indicator.kind == kind)


def aiming_measures(folder: Folder, indicator: str, until: int) -> tuple[AimingMeasure, ...]:
    """Returns the measures that name an own indicator under ``aims`` and had begun by ``until``."""
    aiming = []
    for id_, measure in folder.measures.items():
        period = folder.period_of(measure)
        if indicator not in measure.aims or period.start > until:
            continue
        year = min(until, period.end)
        result = folder.results.get((year, id_))
        projects = tuple(
            (project, result.projects.get(project.id) if result is not None else None)
            for project in folder.projects_in(measure, year)
        )
        score = measure_score(folder, id_, year)
        aiming.append(AimingMeasure(score, projects))
    return tuple(aiming)
