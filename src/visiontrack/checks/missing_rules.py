"""What is not there: results of past years (VT501), answers to opinions (VT503), decisions files (VT506)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.identity_rules import RESERVED
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.folder.model import reviewed_year
from visiontrack.schema.measure import Measure, Period
from visiontrack.schema.meeting import Meeting, Opinion
from visiontrack.schema.vision import Vision

# No plan owes results of more years than this, however early a typo lets its period start.
_LONGEST = 100


@rule("VT501", kind="measure", severity="warning")
def result_missing(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """There is a result for every past year from ``records_since`` on in which the measure is in force."""
    draft, period = facts.draft, facts.period_of(entry.id, measure)
    # Another id than the file's is reported by itself (which of the two are the results of?), and so is `vision`:
    # results/<year>/vision.yaml holds the vision's own.
    if period is None or measure.id != entry.id or entry.id == RESERVED:
        return
    for year in _recorded_years(facts, period):
        if (year, entry.id) not in facts.results:
            path = file_path("result", entry.id, year)
            if not draft.may_stand(path) and entry.id not in draft.misnamed("result", year):
                params = {"id": entry.id, "year": year, "path": path}
                yield Issue("VT501", Place(entry.path, ("id",)), params)


@rule("VT501", kind="vision", severity="warning")
def vision_result_missing(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """There is a result of the vision's own indicators for every past year in which one of them is in force."""
    draft, around = facts.draft, facts.vision_period
    if around is None or not vision.indicators or not draft.whole(VISION, "indicators"):
        return
    years = draft.listing.years("vision_result")
    periods = [indicator.period or around for indicator in vision.indicators]
    for year in _recorded_years(facts, around):
        path = file_path("vision_result", "", year)
        if year not in years and any(year in period for period in periods) and not draft.may_stand(path):
            params = {"year": year, "path": path}
            yield Issue("VT501", Place(entry.path, ("indicators",), "key"), params, variant="vision")


def _recorded_years(facts: Facts, period: Period) -> Iterator[int]:
    """Returns the past years of a period in which records are kept; none where that cannot be told."""
    vision, around = facts.draft.vision, facts.vision_period
    if vision is None or around is None or not facts.draft.whole(VISION, "records_since"):
        return
    if vision.records_since is not None and vision.records_since not in around:  # reported by itself
        return
    last = min(period.end, around.end, facts.last_past)
    first = max(period.start, around.start, vision.records_since or around.start, last - _LONGEST)
    yield from (year for year in range(first, last + 1) if facts.is_past(year))


@rule("VT503", kind="meeting", severity="warning")
def opinion_unfinished(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """No opinion is open, under way past its due date, or without response once the year it reviewed is past.

    The due date is the one thing compared with the clock, and only where a day is handed in.
    """
    if entry.path in facts.draft.copies:  # a copy: its opinions are reported where they stand first
        return
    reviewed = reviewed_year(meeting, entry.year or 0)
    past = facts.is_past(reviewed)
    for number, opinion in enumerate(meeting.opinions):
        loc: Loc = ("opinions", number, "response")
        if opinion.response is None:
            if past:
                place, params = Place(entry.path, loc), {"id": opinion.id, "year": reviewed}
                yield Issue("VT503", place, params, variant="none", rests_on=(("reviews",),))
        elif opinion.response.status == "open":
            place = Place(entry.path, (*loc, "status"))
            yield Issue("VT503", place, {"id": opinion.id}, variant="open")
        elif _overdue(opinion, facts.today):
            place, due = Place(entry.path, (*loc, "due")), opinion.response.due
            status = ((*loc, "status"),)
            yield Issue("VT503", place, {"id": opinion.id, "due": due}, variant="due", rests_on=status)


def _overdue(opinion: Opinion, today: datetime.date | None) -> bool:
    response = opinion.response
    if response is None or response.status != "in_progress" or response.due is None or today is None:
        return False
    return response.due < today


@rule("VT506", kind=("vision", "measure"), severity="warning")
def decisions_missing(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Revisions and changed targets rest on a decisions file that exists."""
    for number, revision in enumerate(model.revisions):
        yield from _rests_on(facts, entry.path, ("revisions", number, "decision"), revision.decision)
    for number, indicator in enumerate(model.indicators):
        for item, change in enumerate(indicator.target_revisions):
            loc = ("indicators", number, "target_revisions", item, "decision")
            yield from _rests_on(facts, entry.path, loc, change.decision)


def _rests_on(facts: Facts, path: str, loc: Loc, year: int) -> Iterator[Issue]:
    file = file_path("decisions", "", year)
    if year not in facts.draft.listing.years("decisions") and not facts.draft.may_stand(file):
        yield Issue("VT506", Place(path, loc), {"year": year, "path": file})
