"""Actors: their roles, the measures that serve them, and what was contributed this year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, get_args

from visiontrack.report.builders.material import Material
from visiontrack.report.data_text import Text, optional
from visiontrack.report.view.actor import Actor, Contribution, Role
from visiontrack.schema.actor import Category

if TYPE_CHECKING:
    from visiontrack.schema import actor as schema
    from visiontrack.schema.result import Contribution as Entered

_ORDER = get_args(Category)


class _Done(NamedTuple):
    measure: str
    held: Entered


def actors(material: Material) -> tuple[Actor, ...]:
    """Every actor, by the vision's six groups and in the order of the files."""
    folder = material.folder
    done = [
        _Done(one.id, held)
        for one in material.scores.measures
        if (result := folder.results.get((material.year, one.id))) is not None
        for held in result.contributions
    ]
    ordered = sorted(folder.actors.values(), key=lambda one: (_ORDER.index(one.category), one.id))
    return tuple(_actor(material, one, done) for one in ordered)


def _actor(material: Material, held: schema.Actor, done: list[_Done]) -> Actor:
    own = [one for one in done if material.folder.actor_of(one.held.actor) is held]
    return Actor(
        name=Text(held.name),
        category=held.category,
        roles=tuple(_role(material, held, role, own) for role in held.roles),
        contributions=len(own),
    )


def _role(material: Material, actor: schema.Actor, role: schema.Role, done: list[_Done]) -> Role:
    return Role(
        title=Text(role.title),
        text=Text(role.text),
        measures=material.titles(tuple(dict.fromkeys(_serving(material, actor, role.id)))),
        contributions=tuple(
            Contribution(
                measure=material.title(one.measure),
                by=material.party(one.held.actor) if one.held.actor != actor.id else None,
                text=optional(one.held.text),
            )
            for one in done
            if one.held.role == role.id
        ),
    )


def _serving(material: Material, actor: schema.Actor, role: str) -> Iterator[str]:
    """The measures in force that name a role, of their lead or of a partner."""
    for one in material.scores.measures:
        named = [(one.measure.lead, one.measure.roles), *((p.actor, p.roles) for p in one.measure.partners)]
        for party, roles in named:
            if role in roles and material.folder.actor_of(party) is actor:
                yield one.id
