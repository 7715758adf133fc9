"""Show: one measure, indicator, opinion, actor or section through the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from visiontrack.cycle.act import RaisedOpinion, RaisedRequest, raised_opinions, requests_under
from visiontrack.cycle.history import (
    MeasureYear,
    VisionYears,
    chain,
    grades_by_year,
    indicator_history,
    measure_history,
    predecessors,
    successors,
)
from visiontrack.cycle.naming import OWN, Named, indicators_of, resolve_indicator
from visiontrack.cycle.reflected import Reflected, reflected
from visiontrack.cycle.roles import ActorOverview, roles
from visiontrack.cycle.show_meeting import MeetingOverview, show_meeting
from visiontrack.cycle.show_program import ProgramHistory, show_program
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.inputs import Scalar
from visiontrack.evaluation.measure_score import MeasureScore, measure_score
from visiontrack.evaluation.year_values import YearTarget, target_in
from visiontrack.folder.loading import FileLine, LineFinder
from visiontrack.folder.model import Folder
from visiontrack.schema.actor import Actor, Section
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Indicator, Measure, Period, Project
from visiontrack.schema.result import Contribution, ProjectResult, Result, VisionResult


@dataclass(frozen=True, slots=True)
class RelatedMeasure:
    """A measure before or after; ``measure`` is None where it has no (sound) file."""

    id: str
    measure: Measure | None
    period: Period | None
    years: tuple[MeasureYear, ...]


@dataclass(frozen=True, slots=True)
class DatedDecision:
    """A decision of one year on the measure, one of its projects, or what merges into it."""

    year: int
    plan: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class MeasureOverview:
    """Everything ``show`` tells of a measure; ``until`` is the last year looked at."""

    id: str
    measure: Measure
    period: Period
    until: int
    years: tuple[MeasureYear, ...]
    before: tuple[RelatedMeasure, ...]
    after: tuple[RelatedMeasure, ...]
    decisions: tuple[DatedDecision, ...]
    opinions: tuple[RaisedOpinion, ...]


def show_measure(folder: Folder, id_: str, until: int) -> MeasureOverview:
    """Returns the measure up to a year; its kin through all of theirs."""
    before, after = predecessors(folder, id_), successors(folder, id_)
    measure = folder.measures[id_]
    return MeasureOverview(
        id_,
        measure,
        folder.period_of(measure),
        until,
        measure_history(folder, id_, until),
        tuple(_kin(folder, other, until) for other in before),
        tuple(_kin(folder, other, until) for other in after),
        tuple(_decisions_on(folder, id_, until)),
        tuple(
            opinion
            for opinion in raised_opinions(folder)
            if id_ in opinion.opinion.measures and opinion.reviewed <= until
        ),
    )


def _kin(folder: Folder, id_: str, until: int) -> RelatedMeasure:
    measure = folder.measures.get(id_)
    if measure is None:
        return RelatedMeasure(id_, None, None, ())
    return RelatedMeasure(id_, measure, folder.period_of(measure), measure_history(folder, id_, until))


def _decisions_on(folder: Folder, measure: str, until: int) -> Iterator[DatedDecision]:
    """Yields the decisions on the measure and on what merges into it, year by year."""
    for year, file in sorted(folder.decisions.items()):
        for decision in folder.decided(year) if year <= until else ():
            if measure in (decision.measure, decision.into):
                yield DatedDecision(year, file.plan_year, decision)


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A year on the path: the target in force (None: none) and whether it was written, the actual (None: none)."""

    year: int
    target: Scalar | None
    explicit: bool
    actual: Scalar | None


@dataclass(frozen=True, slots=True)
class IndicatorOverview:
    """Everything ``show`` tells of an indicator. ``before`` and ``after`` are those it replaces or that replace it.

    ``aiming`` are the measures that aim at an own indicator of the vision. ``elsewhere`` names the same indicator in measures that this one came from.
    """

    name: str
    measure: Measure | None
    indicator: Indicator
    until: int
    years: tuple[IndicatorScore, ...]
    path: tuple[PathPoint, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    elsewhere: tuple[str, ...]
    aiming: tuple[AimingMeasure, ...]


def show_indicator(folder: Folder, name: str, until: int) -> IndicatorOverview:
    """Returns the indicator up to a year; its targets through to the last one."""
    owner, indicator = resolve_indicator(folder, name)
    own = owner or OWN
    indicators = indicators_of(folder, own)
    years = indicator_history(folder, own, indicator.id, until)
    replaced = {other.id: other.replaces for other in indicators if other.replaces}
    return IndicatorOverview(
        f"{own}/{indicator.id}",
        folder.measures[owner] if owner is not None else None,
        indicator,
        until,
        years,
        target_path(years),
        chain(indicator.id, replaced),
        chain(indicator.id, {earlier: later for later, earlier in replaced.items()}),
        tuple(
            f"{measure}/{indicator.id}"
            for measure in predecessors(folder, own)
            if any(other.id == indicator.id for other in indicators_of(folder, measure))
        ),
        aiming_measures(folder, indicator.id, until) if owner is None else (),
    )


def target_path(years: tuple[IndicatorScore, ...]) -> tuple[PathPoint, ...]:
    """Returns every year from the baseline to the last target; those to come with the target that will be in force then."""
    if not years:
        return ()
    points = {score.inputs.year: _point(score.inputs.year, score.target, score.actual) for score in years}
    last = years[-1].inputs
    if last.baseline is not None:
        year, value = last.baseline
        points.setdefault(year, _point(year, None, value))
    end = replace(last, year=last.period.end).last_target
    for year in range(last.year + 1, end[0] + 1 if end is not None else 0):
        target = target_in(replace(last, year=year))
        if target is not None:
            points[year] = _point(year, target, None)
    years_on_path = range(min(points), max(points) + 1)
    return tuple(points.get(year, _point(year, None, None)) for year in years_on_path)


def _point(year: int, target: YearTarget | None, actual: Scalar | None) -> PathPoint:
    if target is None:
        return PathPoint(year, None, False, actual)
    return PathPoint(year, target.value, target.source == "explicit", actual)


@dataclass(frozen=True, slots=True)
class OpinionOverview:
    """Everything ``show`` tells of an opinion; ``decisions`` are those that answer it."""

    raised: RaisedOpinion
    where: FileLine
    decisions: tuple[Reflected, ...]


def show_opinion(folder: Folder, id_: str, until: int) -> OpinionOverview:
    """Returns the opinion and the way it went."""
    raised = next(opinion for opinion in raised_opinions(folder, until) if opinion.opinion.id == id_)
    plans = sorted({decisions_file.plan_year for decisions_file in folder.decisions.values()})
    return OpinionOverview(
        raised,
        LineFinder(folder.root).of(raised.place),
        tuple(entry for plan in plans for entry in reflected(folder, plan) if id_ in entry.decision.opinions),
    )


PartyPart = Literal["lead", "partner", "projects"]


@dataclass(frozen=True, slots=True)
class PartyMeasure:
    """A measure the party leads, helps with or has projects in, and its last year up to the one looked at.

    ``projects`` are those that it leads in a measure of someone else.
    """

    id: str
    measure: Measure
    period: Period
    part: PartyPart
    projects: tuple[Project, ...]
    last: MeasureYear | None


@dataclass(frozen=True, slots=True)
class PartyContribution:
    """A contribution that a result reports; ``measure`` is ``vision`` for one to the vision as a whole."""

    year: int
    measure: str
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class PartyOverview:
    """Everything ``show`` tells of an actor (with its sections) or of one section (``section`` is set)."""

    id: str
    actor: Actor
    section: Section | None
    until: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    roles: ActorOverview | None
    carried: tuple[PartyMeasure, ...]
    contributions: tuple[PartyContribution, ...]
    opinions: tuple[RaisedOpinion, ...]
    to_answer: tuple[RaisedOpinion, ...]
    requests: tuple[RaisedRequest, ...]


def show_party(folder: Folder, id_: str, until: int) -> PartyOverview:
    """Returns the party up to a year; an actor stands for its sections too."""
    section = folder.sections[id_][0] if id_ not in folder.actors else None
    actor = folder.actors[id_] if section is None else folder.sections[id_][1]
    parties = {id_} if section is not None else {id_, *(section.id for section in actor.sections)}
    raised = [opinion for opinion in raised_opinions(folder, until) if opinion.reviewed <= until]
    succession = folder.succession
    return PartyOverview(
        id_,
        actor,
        section,
        until,
        succession.predecessors(id_),
        tuple(succession.heirs(id_))[1:],
        _roles(folder, actor, id_ if section is not None else None, until),
        tuple(_carried(folder, id_, until)),
        tuple(_contributions(folder, parties, until)),
        tuple(opinion for opinion in raised if opinion.opinion.actor in parties),
        tuple(opinion for opinion in raised if opinion.lead in parties or _written_lead(opinion) in parties),
        tuple(request for request in requests_under(raised) if request.request.to in parties),
    )


def _roles(folder: Folder, actor: Actor, section: str | None, until: int) -> ActorOverview | None:
    """Returns an actor's roles with what serves them; of a section, which has them too, with what it does itself."""
    overview = next((entry for entry in roles(folder, until).actors if entry.actor is actor), None)
    if overview is None or section is None:
        return overview
    own = (
        replace(
            role,
            measures=tuple(measure for measure in role.measures if measure.party == section),
            contributions=tuple(entry for entry in role.contributions if entry.party == section),
        )
        for role in overview.roles
    )
    return replace(overview, roles=tuple(own))


def _written_lead(raised: RaisedOpinion) -> str | None:
    return raised.opinion.response.lead if raised.opinion.response is not None else None


def _carried(folder: Folder, party: str, until: int) -> Iterator[PartyMeasure]:
    """Yields the measures that the party, or whom it took over from, had a part in at the last."""
    last_year = min(until, folder.succession.last_years.get(party, until))
    for id_, measure in folder.measures.items():
        period = folder.period_of(measure)
        year = max(min(last_year, period.end), period.start)
        part, projects = _part(folder, measure, party, year)
        if part is not None:
            years = measure_history(folder, id_, last_year)
            yield PartyMeasure(id_, measure, period, part, projects, years[-1] if years else None)


def _part(
    folder: Folder, measure: Measure, party: str, year: int
) -> tuple[PartyPart | None, tuple[Project, ...]]:
    if folder.is_led_by(folder.lead_in(measure, year), party):
        return "lead", ()
    projects = tuple(
        project
        for project in measure.projects
        if folder.is_led_by(folder.project_lead_in(measure, project, year), party)
    )
    if any(folder.is_led_by(partner.actor, party) for partner in folder.partners_in(measure, year)):
        return "partner", projects
    return "projects" if projects else None, projects


def _contributions(folder: Folder, parties: set[str], until: int) -> Iterator[PartyContribution]:
    results: dict[tuple[int, str], Result | VisionResult] = {**folder.results}
    results |= {(year, OWN): result for year, result in folder.vision_results.items()}
    for (year, measure), result in sorted(results.items()):
        for contribution in result.contributions if year <= until else ():
            if contribution.actor in parties:
                yield PartyContribution(year, measure, contribution)


ShowOverview = (
    VisionYears
    | MeasureOverview
    | IndicatorOverview
    | PartyOverview
    | OpinionOverview
    | ProgramHistory
    | MeetingOverview
)


def show(folder: Folder, named: Named, until: int) -> ShowOverview:
    """Returns what is to be shown of a named thing, up to a year."""
    if named.kind == "vision":
        return grades_by_year(folder, until)
    if named.kind == "measure":
        return show_measure(folder, named.name, until)
    if named.kind == "indicator":
        return show_indicator(folder, named.name, until)
    if named.kind == "opinion":
        return show_opinion(folder, named.name, until)
    if named.kind == "program":
        return show_program(folder, named.name, until)
    if named.kind == "meeting":
        return show_meeting(folder, named.name)
    return show_party(folder, named.name, until)


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
