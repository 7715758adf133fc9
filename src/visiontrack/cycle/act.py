"""Act: unfinished opinions, measures that need a decision and why, decisions made."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from visiontrack import fiscal_year
from visiontrack.cycle.attention import Attention, attention
from visiontrack.cycle.check import Filters, with_ids
from visiontrack.finding import Place
from visiontrack.folder.loading import FileLine, LineFinder
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.schema.decisions import Decision
from visiontrack.schema.meeting import Meeting, Opinion, Request

OpinionState = Literal["none", "open", "in_progress", "deferred", "done", "declined"]
UNFINISHED: tuple[OpinionState, ...] = ("none", "open", "in_progress", "deferred")
# The reasons that call for a decision; the rest tell only why a measure stands out.
_CALLS = ("low", "self_differs", "wants", "opinion")


@dataclass(frozen=True, slots=True)
class RaisedOpinion:
    """An opinion with the meeting it was raised in, and the year that meeting reviewed; ``lead`` owes the answer."""

    opinion: Opinion
    meeting: Meeting
    reviewed: int
    place: Place
    lead: str | None

    @property
    def state(self) -> OpinionState:
        return self.opinion.response.status if self.opinion.response is not None else "none"

    @property
    def due(self) -> datetime.date | None:
        return self.opinion.response.due if self.opinion.response is not None else None

    def overdue(self, today: datetime.date) -> bool:
        return self.state in UNFINISHED and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class RaisedRequest:
    """A request (働きかけ) under the answer to an opinion: whom the city asked to act."""

    raised: RaisedOpinion
    request: Request
    place: Place

    @property
    def waiting(self) -> bool:
        """Whether there is no reply yet."""
        return not (self.request.reply or "").strip()

    def overdue(self, today: datetime.date) -> bool:
        return self.waiting and self.request.due is not None and self.request.due < today


@dataclass(frozen=True, slots=True)
class PendingDecision:
    """A measure that needs a decision and has none yet; ``required`` says that ``validate`` will ask for it.

    ``draft`` is the entry without a reason that is to become one.
    """

    attention: Attention
    required: bool
    undecided: bool
    draft: Decision | None


@dataclass(frozen=True, slots=True)
class ActOverview:
    """Everything ``act`` shows. ``plan`` is the plan the decisions change; None while there is no file.

    ``drafts`` are the entries without a reason, which nobody has decided on yet.
    """

    year: int
    today: datetime.date
    opinions: tuple[tuple[RaisedOpinion, FileLine], ...]
    requests: tuple[tuple[RaisedRequest, FileLine], ...]
    pending: tuple[PendingDecision, ...]
    decisions: tuple[tuple[Decision, FileLine], ...]
    drafts: tuple[tuple[Decision, FileLine], ...]
    path: str
    exists: bool
    plan: int | None

    @property
    def overdue(self) -> int:
        return sum(opinion.overdue(self.today) for opinion, _ in self.opinions)

    @property
    def overdue_requests(self) -> int:
        return sum(request.overdue(self.today) for request, _ in self.requests)


def act(folder: Folder, year: int, today: datetime.date, leads: Sequence[str] = ()) -> ActOverview:
    """Returns the state of the year's decisions, and of all opinions and requests on it or on a year before.

    ``leads`` limits it to what these sections and actors have to answer and to measures that they lead.
    """
    lines = LineFinder(folder.root)
    leads = with_ids(folder, Filters(leads=tuple(leads))).leads
    answers_in = fiscal_year.of_day(today)
    path = folder.path_of("decisions", "", year)
    decisions_file = folder.decisions.get(year)
    decisions = decisions_file.decisions if decisions_file is not None else ()
    raised = [
        opinion
        for opinion in raised_opinions(folder, answers_in)
        if opinion.reviewed <= year and _any_led(folder, owners(folder, opinion, answers_in), leads)
    ]
    entries = [
        (decision, lines.of(Place(path, ("decisions", number))))
        for number, decision in enumerate(decisions)
        if _any_led(folder, _leads_of(folder, [decision.measure], year), leads)
    ]
    unfinished = [opinion for opinion in raised if opinion.state in UNFINISHED]
    unfinished.sort(key=lambda opinion: UNFINISHED.index(opinion.state))
    return ActOverview(
        year,
        today,
        tuple((opinion, lines.of(opinion.place)) for opinion in unfinished),
        tuple((request, lines.of(request.place)) for request in requests_under(raised) if request.waiting),
        tuple(
            pending
            for pending in pending_decisions(folder, year)
            if _any_led(folder, [folder.lead_in(pending.attention.measure.measure, year)], leads)
        ),
        tuple((decision, where) for decision, where in entries if not decision.draft),
        tuple((decision, where) for decision, where in entries if decision.draft),
        path,
        year in folder.listing.years("decisions"),
        decisions_file.plan_year if decisions_file is not None else None,
    )


def raised_opinions(folder: Folder, answers_in: int | None = None) -> Iterator[RaisedOpinion]:
    """Yields every opinion of every meeting, in the order of the meetings' dates.

    The lead is whoever answers in the fiscal year ``answers_in``; without one, whoever is written.
    """
    for (year, id_), meeting in sorted(folder.meetings.items(), key=lambda item: (item[1].date, item[0])):
        path = folder.path_of("meeting", id_, year)
        for number, opinion in enumerate(meeting.opinions):
            lead = opinion.response.lead if opinion.response is not None else None
            if lead is not None and answers_in is not None:
                lead = folder.answering(lead, answers_in)
            place = Place(path, ("opinions", number))
            yield RaisedOpinion(opinion, meeting, reviewed_year(meeting, year), place, lead)


def requests_under(opinions: Iterable[RaisedOpinion]) -> Iterator[RaisedRequest]:
    """Yields the requests under the answers to these opinions."""
    for raised in opinions:
        response = raised.opinion.response
        for number, request in enumerate(response.requests if response is not None else ()):
            place = Place(raised.place.path, (*raised.place.loc, "response", "requests", number))
            yield RaisedRequest(raised, request, place)


def owners(folder: Folder, raised: RaisedOpinion, year: int) -> tuple[str, ...]:
    """Returns who owes the answer to an opinion: its lead, else the leads of its measures, else the secretariat."""
    return (raised.lead,) if raised.lead is not None else _leads_of(folder, raised.opinion.measures, year)


def _leads_of(folder: Folder, measures: Iterable[str], year: int) -> tuple[str, ...]:
    """Returns who leads these measures in a year, or the secretariat where there is none."""
    known_measures = [folder.measures[id_] for id_ in measures if id_ in folder.measures]
    leads = dict.fromkeys(folder.lead_in(measure, year) for measure in known_measures)
    return tuple(leads) or (folder.secretariat_in(year),)


def _any_led(folder: Folder, parties: Iterable[str], leads: Sequence[str]) -> bool:
    return not leads or any(folder.is_led_by(party, lead) for party in parties for lead in leads)


def pending_decisions(folder: Folder, year: int) -> Iterator[PendingDecision]:
    """Yields the measures of a year that need a decision and have none, though they may have a draft."""
    file = folder.decisions.get(year)
    drafts = {
        decision.measure: decision
        for decision in (file.decisions if file is not None else ())
        if decision.draft and decision.project is None
    }
    for entry in attention(folder, year):
        decision = folder.decision_on(year, entry.measure.id)
        if not any(reason.key in _CALLS for reason in entry.reasons):
            continue
        if decision is None or decision.decision == "undecided":
            draft = drafts.get(entry.measure.id)
            yield PendingDecision(entry, entry.wants_decision, decision is not None, draft)
