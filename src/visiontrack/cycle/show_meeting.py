"""Show a meeting or hearing: the record to publish (会議結果), with who was there and who did not come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from visiontrack import fiscal_year
from visiontrack.cycle.act import RaisedOpinion, raised_opinions
from visiontrack.evaluation.arithmetic import percent
from visiontrack.finding import Place
from visiontrack.folder.loading import FileLine, LineFinder
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.schema.meeting import Meeting


@dataclass(frozen=True, slots=True)
class MeetingOverview:
    """Everything ``show`` tells of a meeting; ``absent`` are the members on that day who did not come."""

    year: int
    meeting: Meeting
    reviewed: int
    absent: tuple[str, ...]
    opinions: tuple[RaisedOpinion, ...]
    where: FileLine

    @property
    def rate(self) -> Decimal | None:
        return response_rate(self.meeting)


def response_rate(meeting: Meeting) -> Decimal | None:
    """Returns answered of asked, in per cent; None where nobody was asked by name."""
    invited, answered = meeting.asked, meeting.answered
    return percent(Fraction(answered, invited)) if invited and answered is not None else None


def show_meeting(folder: Folder, name: str) -> MeetingOverview:
    """Returns the meeting named ``year/id``."""
    year, _, id_ = name.partition("/")
    meeting = folder.meetings[int(year), id_]
    path = folder.path_of("meeting", id_, int(year))
    return MeetingOverview(
        int(year),
        meeting,
        reviewed_year(meeting, int(year)),
        absent_members(folder, meeting),
        tuple(raised for raised in raised_opinions(folder) if raised.meeting is meeting),
        LineFinder(folder.root).of(Place(path)),
    )


def absent_members(folder: Folder, meeting: Meeting) -> tuple[str, ...]:
    """Returns the members of the meeting's body on its day who did not come; a hearing has none.

    An actor counts as present where one of its sections came. Where nobody is recorded, nobody is known to be absent.
    """
    day = meeting.date
    if not meeting.attendees or meeting.body == "hearing":
        return ()
    members = folder.council_on(day) if meeting.body == "council" else folder.team_in(fiscal_year.of_day(day))
    parties = {
        *meeting.attendees,
        *(folder.answering(party, fiscal_year.of_day(day)) for party in meeting.attendees),
    }
    present = parties | {actor.id for party in parties if (actor := folder.actor_of(party)) is not None}
    return tuple(member for member in members if member not in present)
