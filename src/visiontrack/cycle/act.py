"""Act: unfinished opinions, measures that need a decision and why, decisions made."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from visiontrack import fiscal_year
from visiontrack.cycle.attention import Attention, attention
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.finding import Place
from visiontrack.folder.loading import FileLine, LineFinder
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.schema.decisions import Decision
from visiontrack.schema.meeting import Meeting, Opinion

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
class PendingDecision:
    """A measure that needs a decision and has none yet; ``required`` says that ``validate`` will ask for it."""

    attention: Attention
    required: bool
    undecided: bool


@dataclass(frozen=True, slots=True)
class ActOverview:
    """Everything ``act`` shows. ``plan`` is the plan the decisions change; None while there is no file."""

    year: int
    today: datetime.date
    opinions: tuple[tuple[RaisedOpinion, FileLine], ...]
    pending: tuple[PendingDecision, ...]
    decisions: tuple[tuple[Decision, FileLine], ...]
    path: str
    exists: bool
    plan: int | None

    @property
    def overdue(self) -> int:
        return sum(opinion.overdue(self.today) for opinion, _ in self.opinions)


def act(folder: Folder, year: int, today: datetime.date) -> ActOverview:
    """Returns the state of the year's decisions, and of all opinions raised on it or on a year before."""
    lines = LineFinder(folder.root)
    path = folder.path_of("decisions", "", year)
    decisions_file = folder.decisions.get(year)
    decisions = decisions_file.decisions if decisions_file is not None else ()
    unfinished = [
        opinion
        for opinion in raised_opinions(folder, fiscal_year.of_day(today))
        if opinion.reviewed <= year and opinion.state in UNFINISHED
    ]
    unfinished.sort(key=lambda opinion: UNFINISHED.index(opinion.state))
    return ActOverview(
        year,
        today,
        tuple((opinion, lines.of(opinion.place)) for opinion in unfinished),
        tuple(pending_decisions(folder, year)),
        tuple((decision, lines.of(Place(path, ("decisions", n)))) for n, decision in enumerate(decisions)),
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


def pending_decisions(folder: Folder, year: int) -> Iterator[PendingDecision]:
    """Yields the measures of a year that need a decision and have none."""
    for entry in attention(folder, evaluate(folder, year)):
        decision = folder.decision_on(year, entry.measure.id)
        if not any(reason.key in _CALLS for reason in entry.reasons):
            continue
        if decision is None or decision.decision == "undecided":
            yield PendingDecision(entry, entry.wants_decision, decision is not None)
