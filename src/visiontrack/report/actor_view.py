"""Actors in a report: their roles with the measures that serve them, what they contributed, the programs they offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.roles import roles
from visiontrack.cycle.show_program import show_program
from visiontrack.report.data_text import Text, optional, web_address
from visiontrack.report.view import ReportData, View
from visiontrack.schema.actor import Actor, Program

if TYPE_CHECKING:
    from visiontrack.cycle import roles as cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionView(View):
    """What was done for a role: in which measure, and by which section where it was one."""

    measure: Text
    by: Text | None
    text: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView(View):
    """A role, the measures in force that serve it, and what was done; not ``served`` where there is neither."""

    title: Text
    text: Text
    measures: tuple[Text, ...]
    served: bool
    contributions: tuple[ContributionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView(View):
    """One of those who carry the vision."""

    name: Text
    category: str
    roles: tuple[RoleView, ...]
    contributions: int
    programs: tuple[ProgramView, ...]


def actor_views(data: ReportData) -> tuple[ActorView, ...]:
    """Returns every actor, by the vision's six groups and in the order of the files."""
    return tuple(
        ActorView(
            name=Text(overview.actor.name),
            category=overview.actor.category,
            roles=tuple(_role(data, overview.id, role) for role in overview.roles),
            contributions=sum(len(role.contributions) for role in overview.roles),
            programs=program_views(data, overview.actor),
        )
        for overview in roles(data.folder, data.year).actors
    )


def _role(data: ReportData, actor_id: str, overview: cycle.RoleOverview) -> RoleView:
    measure_ids = dict.fromkeys(serving.measure for serving in overview.measures)
    return RoleView(
        title=Text(overview.role.title),
        text=Text(overview.role.text),
        measures=data.titles(tuple(measure_ids)),
        served=overview.served,
        contributions=tuple(
            ContributionView(
                measure=Text(contribution.title),
                by=data.party(contribution.party) if contribution.party != actor_id else None,
                text=optional(contribution.text),
            )
            for contribution in overview.contributions
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView(View):
    """A program (制度) in its year; ``url`` is an address on the web, ``used`` counts its use in the city."""

    title: Text
    text: Text | None
    url: str | None
    end: int | None
    notices: tuple[Text, ...]
    used: int | None
    used_before: int | None


def program_views(data: ReportData, actor: Actor) -> tuple[ProgramView, ...]:
    """Returns the programs that an actor offers in the year."""
    return tuple(_program(data, program) for program in actor.programs if _is_offered(program, data.year))


def _is_offered(program: Program, year: int) -> bool:
    return program.period is None or program.period.start <= year <= program.period.end


def _program(data: ReportData, program: Program) -> ProgramView:
    years = {entry.year: entry for entry in show_program(data.folder, program.id, data.year).years}
    now, before = years.get(data.year), years.get(data.year - 1)
    return ProgramView(
        title=Text(program.title),
        text=optional(program.text),
        url=web_address(program.url),
        end=program.period.end if program.period is not None else None,
        notices=tuple(Text(notice.text) for notice in now.notices) if now is not None else (),
        used=now.used if now is not None else None,
        used_before=before.used if before is not None else None,
    )
