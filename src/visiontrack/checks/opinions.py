"""Opinions still unfinished (VT503, a warning): open, under way past the due date, or never answered.

The due date is the one thing that is held against the clock, and only where a day is handed in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.past import is_past
from visiontrack.finding import Issue, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.folder.model import reviewed_year

if TYPE_CHECKING:
    from visiontrack.schema.meeting import Meeting, Opinion


def of_meeting(draft: Draft, entry: Entry, meeting: Meeting, today: datetime.date | None) -> Iterator[Issue]:
    """Every opinion of a meeting; one without response may wait until the year it reviewed is past."""
    if entry.path in draft.twins:  # a copy: its opinions are told where they stand first
        return
    reviewed = reviewed_year(meeting, entry.year or 0)
    past = is_past(draft, reviewed)
    for number, one in enumerate(meeting.opinions):
        loc = ("opinions", number, "response")
        if one.response is None:
            if past:
                params = {"id": one.id, "year": reviewed}
                place = Place(entry.path, loc)
                yield Issue("VT503", place, params, "warning", variant="none", rests_on=(("reviews",),))
        elif one.response.status == "open":
            yield Issue(
                "VT503", Place(entry.path, (*loc, "status")), {"id": one.id}, "warning", variant="open"
            )
        elif _overdue(one, today):
            params = {"id": one.id, "due": one.response.due}
            place = Place(entry.path, (*loc, "due"))
            yield Issue("VT503", place, params, "warning", variant="due", rests_on=((*loc, "status"),))


def _overdue(one: Opinion, today: datetime.date | None) -> bool:
    held = one.response
    if held is None or held.status != "in_progress" or held.due is None or today is None:
        return False
    return held.due < today
