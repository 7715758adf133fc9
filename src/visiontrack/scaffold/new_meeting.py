"""A new meeting's file: in the fiscal year of its date, its number counted up."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.checks.year_rules import may_review
from visiontrack.errors import WrongUse
from visiontrack.scaffold.made import Made, given, must_be_free, must_be_party, new_file
from visiontrack.scaffold.render import render

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

BODIES = ("council", "team")
_NUMBERED = re.compile(r"(council|team)-([0-9]+)")


@dataclass(frozen=True, slots=True)
class MeetingOrder:
    """What was asked for; the id counts up and the title follows where they are not given."""

    year: int
    id: str | None
    body: str | None
    date: datetime.date
    title: str | None = None
    reviews: int | None = None
    place: str | None = None
    attendees: Sequence[str] = ()


def new_meeting(folder: Folder, order: MeetingOrder, words: Catalogue) -> Made:
    """The meeting's file; the date must lie in the year, the id must be free in it."""
    actual = fiscal_year.of_date(order.date.year, order.date.month)
    if actual != order.year:
        raise WrongUse("new.other_year", date=order.date, year=order.year, actual=actual)
    body = order.body or _body_of(order.id)
    id_ = order.id or _next_id(folder, order.year, body)
    path = folder.path_of("meeting", id_, order.year)
    must_be_free(folder, path, id_, ())
    must_be_party(folder, "--attendee", order.attendees)
    values = given(
        id=id_,
        body=body,
        date=order.date,
        reviews=_reviewed(folder, order),
        title=order.title or _title(folder, order.year, body, words),
        place=order.place,
        attendees=list(order.attendees),
    )
    notes = {
        "attendees": words("new.note.attendees", members=", ".join(_members(folder, body)) or "-"),
        "opinions": words("new.note.opinions", year=order.year, meeting=id_),
    }
    text = render("meeting", values, words, notes, words("new.head.meeting"))
    return new_file(path, id_, text)


def _reviewed(folder: Folder, order: MeetingOrder) -> int:
    """The year looked at, which the reader must take; where nobody says, the year before, or the last of all."""
    period = folder.vision.period
    reviewed = order.reviews if order.reviews is not None else min(order.year - 1, period.end)
    if not may_review(reviewed, order.year, period):
        raise WrongUse("error.year_outside", year=reviewed, start=period.start, end=period.end)
    return reviewed


def _body_of(id_: str | None) -> str:
    """``council-1`` is a meeting of the council."""
    match = _NUMBERED.fullmatch(id_ or "")
    if match is None:
        raise WrongUse("error.missing", name="--body council|team")
    return match[1]


def _next_id(folder: Folder, year: int, body: str) -> str:
    """One more than the highest number of this body's meetings in the year, whether their files are sound or not."""
    ids = [entry.id for entry in folder.listing.of("meeting") if entry.year == year]
    numbers = [int(match[2]) for id_ in ids if (match := _NUMBERED.fullmatch(id_)) and match[1] == body]
    return f"{body}-{max(numbers, default=0) + 1}"


def _title(folder: Folder, year: int, body: str, words: Catalogue) -> str:
    held = folder.vision.council if body == "council" else folder.vision.team
    before = sum(at == year and one.body == body for (at, _), one in folder.meetings.items())
    return meeting_title(held.name if held is not None else words(f"word.{body}"), before + 1, year, words)


def meeting_title(name: str, number: int, year: int, words: Catalogue) -> str:
    """``令和7年度第1回 推進会議``."""
    fiscal = fiscal_year.wareki(year) if words.language == "ja" else f"FY{year}"
    return words("new.meeting_title", name=name, number=number, fiscal=fiscal)


def _members(folder: Folder, body: str) -> Sequence[str]:
    held = folder.vision.council if body == "council" else folder.vision.team
    return held.members if held is not None else ()
