"""Meetings and opinions in a report: of the round that reviewed the year before, and of this year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.cycle import act
from visiontrack.cycle.show_meeting import response_rate
from visiontrack.folder.model import reviewed_year
from visiontrack.report.data_text import Text, optional
from visiontrack.report.decision_view import DecisionView, decision_view
from visiontrack.report.view import ReportData, View
from visiontrack.schema.meeting import PUBLIC_BODIES

if TYPE_CHECKING:
    from visiontrack.schema.meeting import Meeting, Opinion, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView(View):
    """Whom the city asked to act, so that an opinion comes true; without ``reply`` it is still awaited."""

    to: Text
    day: str
    text: Text
    due: str | None
    reply: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView(View):
    """The answer to an opinion; ``internal`` is None but for the team, and the public reads no ``requests``."""

    status: str
    lead: Text | None
    text: Text | None
    due: str | None
    internal: Text | None
    requests: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionView(View):
    """An opinion; without measures it speaks of the vision as a whole. ``reflected`` are the decisions it led to."""

    id: str
    actor: Text
    kind: str
    measures: tuple[Text, ...]
    text: Text
    answer: AnswerView | None
    reflected: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierView(View):
    """An unfinished opinion of a round before the last, with the title and day of its meeting."""

    opinion: OpinionView
    meeting: Text
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView(View):
    """A meeting; ``day`` is YYYY-MM-DD. A hearing says how many were ``asked`` and ``answered``, ``rate`` in per cent."""

    id: str
    body: str
    title: Text
    day: str
    place: Text | None
    attendees: tuple[Text, ...]
    agenda: tuple[Text, ...]
    asked: int | None
    answered: int | None
    rate: Decimal | None
    opinions: tuple[OpinionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView(View):
    """The meetings that reviewed one year, in order of their dates, hearings last."""

    year: int
    meetings: tuple[MeetingView, ...]
    opinions: int


def round_view(data: ReportData, reviewed: int) -> RoundView:
    """Returns the meetings that reviewed a year, hearings last; the public reads of no meeting of the team."""
    meetings = [
        meeting
        for (folder_year, _), meeting in data.folder.meetings.items()
        if reviewed_year(meeting, folder_year) == reviewed and meeting.body in _bodies(data)
    ]
    meetings.sort(key=lambda meeting: (meeting.body == "hearing", meeting.date, meeting.body, meeting.id))
    return RoundView(
        year=reviewed,
        meetings=tuple(_meeting(data, meeting) for meeting in meetings),
        opinions=sum(len(meeting.opinions) for meeting in meetings),
    )


def _bodies(data: ReportData) -> tuple[str, ...]:
    """Returns the bodies whose meetings this audience reads about."""
    if data.audience == "team":
        return ("council", "team", "hearing")
    return PUBLIC_BODIES


def unfinished_opinions(data: ReportData) -> tuple[act.RaisedOpinion, ...]:
    """Returns the opinions of the rounds up to this year's on which something is still to be done."""
    return tuple(
        opinion
        for opinion in act.raised_opinions(data.folder)
        if opinion.reviewed <= data.year and opinion.state in act.UNFINISHED
    )


def earlier_opinions(data: ReportData) -> tuple[EarlierView, ...]:
    """Returns the unfinished opinions of rounds before the two that are reported in full."""
    if data.audience == "public":
        return ()
    return tuple(
        EarlierView(
            opinion=opinion_view(data, unfinished.opinion),
            meeting=Text(unfinished.meeting.title),
            day=unfinished.meeting.date.isoformat(),
        )
        for unfinished in unfinished_opinions(data)
        if unfinished.reviewed < data.year - 1
    )


def _meeting(data: ReportData, meeting: Meeting) -> MeetingView:
    return MeetingView(
        id=meeting.id,
        body=meeting.body,
        title=Text(meeting.title),
        day=meeting.date.isoformat(),
        place=optional(meeting.place),
        attendees=data.parties(meeting.attendees),
        agenda=tuple(Text(item) for item in meeting.agenda),
        asked=meeting.asked,
        answered=meeting.answered,
        rate=response_rate(meeting),
        opinions=tuple(opinion_view(data, opinion) for opinion in meeting.opinions),
    )


def opinion_view(data: ReportData, opinion: Opinion) -> OpinionView:
    """Returns an opinion with its answer and the decisions that name it."""
    return OpinionView(
        id=opinion.id,
        actor=data.party(opinion.actor),
        kind=opinion.kind,
        measures=data.titles(opinion.measures),
        text=Text(opinion.text),
        answer=_answer(data, opinion),
        reflected=_decisions_naming(data, opinion.id),
    )


def _answer(data: ReportData, opinion: Opinion) -> AnswerView | None:
    response = opinion.response
    if response is None:
        return None
    return AnswerView(
        status=response.status,
        lead=data.party(data.folder.answering(response.lead, data.year))
        if response.lead is not None
        else None,
        text=optional(response.text),
        due=response.due.isoformat() if response.due is not None else None,
        internal=optional(response.internal) if data.shows_internal else None,
        requests=tuple(_requests(data, response)) if data.audience != "public" else (),
    )


def _requests(data: ReportData, response: Response) -> Iterator[RequestView]:
    for request in response.requests:
        yield RequestView(
            to=data.party(data.folder.answering(request.to, data.year)),
            day=request.date.isoformat(),
            text=Text(request.text),
            due=request.due.isoformat() if request.due is not None else None,
            reply=optional(request.reply),
        )


def _decisions_naming(data: ReportData, opinion_id: str) -> tuple[DecisionView, ...]:
    """Returns the decisions that answer an opinion, up to those on this year: later reports show later ones."""
    return tuple(
        decision_view(data, decision, file)
        for year, file in sorted(data.folder.decisions.items())
        if year <= data.year
        for decision in data.folder.decided(year)
        if opinion_id in decision.opinions
    )


def opinions_on(data: ReportData, measure_id: str) -> list[Opinion]:
    """Returns the opinions of both rounds on a measure."""
    return [
        opinion
        for opinion, meeting, reviewed in data.folder.opinions.values()
        if measure_id in opinion.measures
        and reviewed in (data.year - 1, data.year)
        and meeting.body in _bodies(data)
    ]
