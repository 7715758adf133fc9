"""Meetings and opinions: of the round that reviewed the year before, and of the one that reviewed this year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cycle import act
from visiontrack.folder import reviewed_year
from visiontrack.report.builders import decided
from visiontrack.report.builders.material import Material
from visiontrack.report.data_text import Text, optional
from visiontrack.report.view.decision import Decision
from visiontrack.report.view.meeting import Answer, Earlier, Meeting, Opinion, Round

if TYPE_CHECKING:
    from visiontrack.schema import meeting as schema


def round_of(material: Material, reviewed: int) -> Round:
    """The meetings that reviewed a year. The public is told of the council, not of the city's own team."""
    held = [
        one
        for (folder_year, _), one in material.folder.meetings.items()
        if reviewed_year(one, folder_year) == reviewed
        and (one.body == "council" or material.audience != "public")
    ]
    held.sort(key=lambda one: (one.date, one.body, one.id))
    return Round(
        year=reviewed,
        meetings=tuple(_meeting(material, one) for one in held),
        opinions=sum(len(one.opinions) for one in held),
    )


def unfinished(material: Material) -> tuple[act.Asked, ...]:
    """The opinions that still want something done, of the rounds up to this year's."""
    return tuple(
        one
        for one in act.opinions(material.folder)
        if one.reviewed <= material.year and one.state in act.UNFINISHED
    )


def earlier(material: Material) -> tuple[Earlier, ...]:
    """Those of rounds before the two that are told in full; no opinion is out of sight until it is finished."""
    if material.audience == "public":
        return ()
    return tuple(
        Earlier(
            opinion=opinion(material, one.opinion),
            meeting=Text(one.meeting.title),
            day=one.meeting.date.isoformat(),
        )
        for one in unfinished(material)
        if one.reviewed < material.year - 1
    )


def _meeting(material: Material, held: schema.Meeting) -> Meeting:
    return Meeting(
        id=held.id,
        body=held.body,
        title=Text(held.title),
        day=held.date.isoformat(),
        place=optional(held.place),
        attendees=material.parties(held.attendees),
        agenda=tuple(Text(one) for one in held.agenda),
        opinions=tuple(opinion(material, one) for one in held.opinions),
    )


def opinion(material: Material, held: schema.Opinion) -> Opinion:
    """An opinion with its answer and the decisions that name it."""
    answer = held.response
    return Opinion(
        id=held.id,
        actor=material.party(held.actor),
        kind=held.kind,
        measures=material.titles(held.measures),
        text=Text(held.text),
        answer=Answer(
            status=answer.status,
            lead=material.party(answer.lead) if answer.lead is not None else None,
            text=optional(answer.text),
            due=answer.due.isoformat() if answer.due is not None else None,
            internal=optional(answer.internal) if material.shows_internal else None,
        )
        if answer is not None
        else None,
        reflected=tuple(_led_to(material, held.id)),
    )


def _led_to(material: Material, opinion_id: str) -> list[Decision]:
    """The decisions that answer an opinion, up to those on this year: later ones belong to later reports."""
    return [
        decided.decision(material, one, held)
        for year, held in sorted(material.folder.decisions.items())
        if year <= material.year
        for one in held.decisions
        if opinion_id in one.opinions
    ]


def named(material: Material, measure: str) -> list[schema.Opinion]:
    """The opinions of both rounds on a measure."""
    bodies = ("council",) if material.audience == "public" else ("council", "team")
    return [
        one
        for one, meeting, reviewed in material.folder.opinions.values()
        if measure in one.measures
        and reviewed in (material.year - 1, material.year)
        and meeting.body in bodies
    ]
