"""Show an actor or a section: what it carries, what it contributed, what it said and what it has to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from visiontrack.cycle.act import RaisedOpinion, raised_opinions
from visiontrack.cycle.history import MeasureYear, measure_history
from visiontrack.cycle.lineage import chain
from visiontrack.cycle.roles import ActorOverview, roles

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema.actor import Actor, Section
    from visiontrack.schema.measure import Measure, Period, Project
    from visiontrack.schema.result import Contribution


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
    """A contribution that a result tells of."""

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


def show_party(folder: Folder, id_: str, until: int) -> PartyOverview:
    """The party up to a year; an actor stands for its sections too."""
    section = folder.sections[id_][0] if id_ not in folder.actors else None
    actor = folder.actors[id_] if section is None else folder.sections[id_][1]
    parties = {id_} if section is not None else {id_, *(section.id for section in actor.sections)}
    raised = [opinion for opinion in raised_opinions(folder) if opinion.reviewed <= until]
    # A section may go to another actor.
    took_over = {id_: section.successor for id_, (section, _) in folder.sections.items() if section.successor}
    return PartyOverview(
        id_,
        actor,
        section,
        until,
        _gave_to(id_, took_over),
        chain(id_, took_over),
        next((entry for entry in roles(folder, until).actors if entry.actor is actor), None),
        tuple(_carried(folder, parties, until)),
        tuple(_done(folder, parties, until)),
        tuple(opinion for opinion in raised if opinion.opinion.actor in parties),
        tuple(opinion for opinion in raised if _answers(opinion) in parties),
    )


def _carried(folder: Folder, parties: set[str], until: int) -> Iterator[PartyMeasure]:
    for id_, measure in folder.measures.items():
        part, projects = _part(measure, parties)
        if part is not None:
            years, period = measure_history(folder, id_, until), folder.period_of(measure)
            yield PartyMeasure(id_, measure, period, part, projects, years[-1] if years else None)


def _part(measure: Measure, parties: set[str]) -> tuple[PartyPart | None, tuple[Project, ...]]:
    if measure.lead in parties:
        return "lead", ()
    projects = tuple(project for project in measure.projects if project.lead in parties)
    if any(partner.actor in parties for partner in measure.partners):
        return "partner", projects
    return "projects" if projects else None, projects


def _done(folder: Folder, parties: set[str], until: int) -> Iterator[PartyContribution]:
    for (year, measure), result in sorted(folder.results.items()):
        for contribution in result.contributions if year <= until else ():
            if contribution.actor in parties:
                yield PartyContribution(year, measure, contribution)


def _answers(raised: RaisedOpinion) -> str | None:
    return raised.opinion.response.lead if raised.opinion.response is not None else None


def _gave_to(id_: str, step: Mapping[str, str]) -> tuple[str, ...]:
    """The sections that this one took over from, directly or through others."""
    return tuple(section for section in step if id_ in chain(section, step))
