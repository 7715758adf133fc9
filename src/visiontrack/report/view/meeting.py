"""Meetings and their opinions, with the answers and where each is reflected."""

from __future__ import annotations

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.decision import Decision


@fact
class Answer(Fact):
    """The answer to an opinion; ``internal`` is None but for the team."""

    status: str
    lead: Text | None
    text: Text | None
    due: str | None
    internal: Text | None


@fact
class Opinion(Fact):
    """An opinion; without measures it speaks of the vision as a whole. ``reflected`` are the decisions it led to."""

    id: str
    actor: Text
    kind: str
    measures: tuple[Text, ...]
    text: Text
    answer: Answer | None
    reflected: tuple[Decision, ...]


@fact
class Earlier(Fact):
    """An unfinished opinion of a round before the last, with the title and day of its meeting."""

    opinion: Opinion
    meeting: Text
    day: str


@fact
class Meeting(Fact):
    """A meeting; ``day`` is YYYY-MM-DD."""

    id: str
    body: str
    title: Text
    day: str
    place: Text | None
    attendees: tuple[Text, ...]
    agenda: tuple[Text, ...]
    opinions: tuple[Opinion, ...]


@fact
class Round(Fact):
    """The meetings that reviewed one year, in order of their dates."""

    year: int
    meetings: tuple[Meeting, ...]
    opinions: int
