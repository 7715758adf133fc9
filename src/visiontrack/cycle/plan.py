"""Plan: a year's measures, leads, projects and targets, and the decisions that change this plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from visiontrack.cycle.check import Filters, with_ids
from visiontrack.cycle.reflected import Reflected, drafts, reflected
from visiontrack.cycle.show_program import EndingProgram, ending_programs
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, measure_score, own_scores
from visiontrack.folder.model import Folder
from visiontrack.schema.measure import Measure, Period, Project

Standing = Literal["new", "continuing", "ended"]


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """A project in force, or one that ended with the year before."""

    project: Project
    period: Period
    lead: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure in force; ``score`` holds its indicators with the year's targets."""

    score: MeasureScore
    period: Period
    standing: Standing
    projects: tuple[PlannedProject, ...]

    @property
    def id(self) -> str:
        return self.score.id

    @property
    def measure(self) -> Measure:
        return self.score.measure


@dataclass(frozen=True, slots=True)
class EndedMeasure:
    """A measure whose last year was the one before, and the measures that carry it on."""

    id: str
    measure: Measure
    period: Period
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """Everything ``plan`` shows. ``later`` is the plan that the decisions on the year before change instead.

    ``drafts`` counts what is not yet decided on this plan, by the year judged.
    """

    year: int
    measures: tuple[PlannedMeasure, ...]
    ended: tuple[EndedMeasure, ...]
    own: tuple[IndicatorScore, ...]
    decisions: tuple[Reflected, ...]
    drafts: Mapping[int, int]
    programs: tuple[EndingProgram, ...]
    later: int | None

    def standing(self, standing: Standing) -> tuple[PlannedMeasure, ...]:
        return tuple(measure for measure in self.measures if measure.standing == standing)

    @property
    def ending(self) -> tuple[PlannedMeasure, ...]:
        """The measures for which this is the last year."""
        return tuple(measure for measure in self.measures if measure.period.end == self.year)

    @property
    def projects(self) -> tuple[PlannedProject, ...]:
        return tuple(project for measure in self.measures for project in measure.projects)

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        return tuple(score for measure in self.measures for score in measure.score.indicators)


def plan(folder: Folder, year: int, filters: Filters) -> PlanOverview:
    """Returns the plan of a year; an unknown id in a filter is wrong use."""
    filters = with_ids(folder, filters)
    chosen = {id_ for id_, measure in folder.measures.items() if _matches(folder, year, measure, filters)}
    changes = (
        entry
        for entry in reflected(folder, year)
        if not filters or {entry.decision.measure, entry.decision.into} & chosen
    )
    planned = [
        _planned(folder, year, id_, measure) for id_, measure in folder.in_force(year) if id_ in chosen
    ]
    ended = [
        _ended(folder, id_, measure)
        for id_, measure in folder.in_force(year - 1)
        if id_ in chosen and year not in folder.period_of(measure)
    ]
    decisions_file = folder.decisions.get(year - 1)
    return PlanOverview(
        year,
        tuple(planned),
        tuple(ended),
        () if filters else own_scores(folder, year),
        tuple(changes),
        drafts(folder, year),
        tuple(program for program in ending_programs(folder, year) if chosen.intersection(program.measures)),
        decisions_file.plan_year if decisions_file is not None and decisions_file.plan_year > year else None,
    )


def _standing(period: Period, year: int) -> Standing:
    if period.end < year:
        return "ended"
    return "new" if period.start == year else "continuing"


def _planned(folder: Folder, year: int, id_: str, measure: Measure) -> PlannedMeasure:
    period = folder.period_of(measure)
    projects = []
    for project in measure.projects:
        project_period = project.period or period
        if year in project_period or project_period.end == year - 1:
            lead = folder.project_lead_in(measure, project, year)
            projects.append(PlannedProject(project, project_period, lead, _standing(project_period, year)))
    score = measure_score(folder, id_, year)
    return PlannedMeasure(score, period, _standing(period, year), tuple(projects))


def _ended(folder: Folder, id_: str, measure: Measure) -> EndedMeasure:
    successors = (other for other, later in folder.measures.items() if id_ in later.predecessors)
    return EndedMeasure(id_, measure, folder.period_of(measure), tuple(successors))


def _matches(folder: Folder, year: int, measure: Measure, filters: Filters) -> bool:
    """Returns whether the filters name a measure's policy, and its lead or the lead of a project of it."""
    leads = {folder.project_lead_in(measure, project, year) for project in measure.projects}
    leads.add(folder.lead_in(measure, year))
    return (not filters.policies or measure.policy in filters.policies) and (
        not filters.leads or any(folder.is_led_by(lead, party) for lead in leads for party in filters.leads)
    )
