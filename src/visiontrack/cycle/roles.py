"""Roles: every role the vision gives an actor, against the measures that name it and what was contributed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from visiontrack.cycle.naming import OWN
from visiontrack.folder.model import Folder, once_per_folder
from visiontrack.schema.actor import Actor, Category, Role

_ORDER = get_args(Category)


@dataclass(frozen=True, slots=True)
class ServingMeasure:
    """A measure in force that names a role: of its lead, or of a partner."""

    measure: str
    title: str
    party: str
    leads: bool


@dataclass(frozen=True, slots=True)
class RoleContribution:
    """What a result says was done for a role; ``party`` is the actor or one of its sections.

    ``measure`` is ``vision`` for what was done for the vision as a whole.
    """

    measure: str
    title: str
    party: str
    text: str | None


@dataclass(frozen=True, slots=True)
class RoleOverview:
    """One role with all that serves it."""

    role: Role
    measures: tuple[ServingMeasure, ...]
    contributions: tuple[RoleContribution, ...]

    @property
    def served(self) -> bool:
        return bool(self.measures or self.contributions)


@dataclass(frozen=True, slots=True)
class ActorOverview:
    """An actor and its roles in the order of its file."""

    id: str
    actor: Actor
    roles: tuple[RoleOverview, ...]


@dataclass(frozen=True, slots=True)
class RolesOverview:
    """Everything ``roles`` shows."""

    year: int
    actors: tuple[ActorOverview, ...]

    @property
    def roles(self) -> tuple[RoleOverview, ...]:
        return tuple(role for actor in self.actors for role in actor.roles)

    @property
    def unserved(self) -> int:
        return sum(not role.served for role in self.roles)


@once_per_folder
def roles(folder: Folder, year: int) -> RolesOverview:
    """Returns all actors by the vision's six groups, then by id; one that has ended has no roles any more."""
    ordered = sorted(folder.actors.items(), key=lambda item: (_ORDER.index(item[1].category), item[0]))
    existing = [(id_, actor) for id_, actor in ordered if not folder.has_ended(id_, year)]
    return RolesOverview(year, tuple(_actor(folder, year, id_, actor) for id_, actor in existing))


def _actor(folder: Folder, year: int, id_: str, actor: Actor) -> ActorOverview:
    roles = [
        RoleOverview(
            role,
            tuple(_serving(folder, year, actor, role.id)),
            tuple(_contributed(folder, year, actor, role.id)),
        )
        for role in actor.roles
    ]
    return ActorOverview(id_, actor, tuple(roles))


def _serving(folder: Folder, year: int, actor: Actor, role: str) -> Iterator[ServingMeasure]:
    """Yields the measures that name the role, of their lead first."""
    for id_, measure in folder.in_force(year):
        if role in measure.roles and folder.actor_of(measure.lead) is actor:
            yield ServingMeasure(id_, measure.title, folder.lead_in(measure, year), leads=True)
        for partner in folder.partners_in(measure, year):
            if role in partner.roles and folder.actor_of(partner.actor) is actor:
                yield ServingMeasure(id_, measure.title, partner.actor, leads=False)


def _contributed(folder: Folder, year: int, actor: Actor, role: str) -> Iterator[RoleContribution]:
    vision_result = folder.vision_results.get(year)
    for contribution in vision_result.contributions if vision_result is not None else ():
        if contribution.role == role and folder.actor_of(contribution.actor) is actor:
            yield RoleContribution(OWN, folder.vision.name, contribution.actor, contribution.text)
    for id_, measure in folder.in_force(year):
        result = folder.results.get((year, id_))
        for contribution in result.contributions if result is not None else ():
            if contribution.role == role and folder.actor_of(contribution.actor) is actor:
                yield RoleContribution(id_, measure.title, contribution.actor, contribution.text)
