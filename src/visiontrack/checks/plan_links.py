"""References of the plan's own files: the vision, the actors, the measures (rules in ``references``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks import references as refer
from visiontrack.finding import Issue, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.measure import Indicator, Measure
    from visiontrack.schema.vision import Vision


def of_vision(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """The secretariat and the team are sections, the council's members actors; indicators name policies."""
    path = entry.path
    yield from refer.section(draft, path, ("secretariat",), vision.secretariat)
    if vision.council is not None:
        for number, member in enumerate(vision.council.members):
            yield from refer.actor(draft, path, ("council", "members", number), member)
    if vision.team is not None:
        for number, member in enumerate(vision.team.members):
            yield from refer.section(draft, path, ("team", "members", number), member)
    for number, one in enumerate(vision.indicators):
        if one.policy is not None:
            loc = ("indicators", number, "policy")
            yield from refer.in_vision(draft, path, loc, one.policy, "policies", "policy")
    yield from _replaced(draft, path, vision.indicators)


def of_actor(draft: Draft, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """Who took over from a section is a section."""
    for number, one in enumerate(actor.sections):
        if one.successor is not None:
            yield from refer.section(draft, entry.path, ("sections", number, "successor"), one.successor)


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """Policy, fields, lead, partners and their roles, predecessors, projects' leads, replaced indicators."""
    path = entry.path
    yield from refer.in_vision(draft, path, ("policy",), measure.policy, "policies", "policy")
    for number, one in enumerate(measure.fields):
        yield from refer.in_vision(draft, path, ("fields", number), one, "fields", "field")
    yield from refer.party(draft, path, ("lead",), measure.lead)
    yield from refer.roles(draft, path, ("roles",), measure.lead, measure.roles)
    for number, partner in enumerate(measure.partners):
        loc = ("partners", number)
        yield from refer.party(draft, path, (*loc, "actor"), partner.actor)
        yield from refer.roles(draft, path, (*loc, "roles"), partner.actor, partner.roles)
    for number, one in enumerate(measure.predecessors):
        yield from refer.file_of(draft, "measure", path, ("predecessors", number), one)
    for number, project in enumerate(measure.projects):
        if project.lead is not None:
            yield from refer.party(draft, path, ("projects", number, "lead"), project.lead)
    yield from _replaced(draft, path, measure.indicators)


def _replaced(draft: Draft, path: str, indicators: tuple[Indicator, ...]) -> Iterator[Issue]:
    """``replaces`` names another indicator of the same file."""
    declared = draft.declared(path, "indicators")
    for number, one in enumerate(indicators):
        if one.replaces is not None and declared is not None and one.replaces not in declared:
            place = Place(path, ("indicators", number, "replaces"))
            yield refer.unknown(draft, place, one.replaces, "", declared, path)
