"""Actors in a report: their roles, the measures that serve them, and what was contributed this year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.roles import roles
from visiontrack.report.data_text import Text, optional
from visiontrack.report.program_view import ProgramView, program_views
from visiontrack.report.view import ReportData, View

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
