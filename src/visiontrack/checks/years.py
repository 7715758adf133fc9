"""Years that lie where a slip of the pen put them (2204 for 2024): outside the vision's period where they belong
in it, or too far from it where they need not (VT402).

What may lie outside: a baseline or a council's founding before the period; a decision before it that changes its
first plans, or one of its last years that changes the plan after it; a meeting that looks at the year before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from visiontrack.checks.facts import vision_period
from visiontrack.finding import Issue, Loc, Place
from visiontrack.fiscal_year import of_date
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.folder.model import reviewed_year

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Measure, Period, Revision
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.vision import Vision

# A decision on the last year changes the plan one or two years on, though that is no plan of this vision.
_LAG = 2
# Nothing of a vision is older, or lies further ahead.
_BEFORE, _AFTER = 100, 10


def of_vision(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """Records, rules and reports of the period; the founding of council and team near it."""
    period = vision_period(draft)
    if period is None:
        return
    if vision.records_since is not None and vision.records_since > period.end:
        yield _told(entry, ("records_since",), vision.records_since, period)
    for key, body in (("council", vision.council), ("team", vision.team)):
        if body is not None:
            yield from _far(entry, (key, "established"), int(body.established[:4]), period)
    earliest = min((one.since for one in vision.evaluation), default=0)
    for number, rules in enumerate(vision.evaluation):
        loc: Loc = ("evaluation", number, "since")
        if rules.since > period.end and rules.since != earliest:  # of the earliest VT409 says more
            yield _told(entry, loc, rules.since, period)
        elif rules.since <= period.end:
            yield from _far(entry, loc, rules.since, period)
    for number, report in enumerate(vision.published):
        if report.year not in period:
            yield _told(entry, ("published", number, "year"), report.year, period)
        handed_out = of_date(report.date.year, report.date.month)
        yield from _far(entry, ("published", number, "date"), handed_out, period)


def of_plan(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:
    """Baselines, changed targets and revisions of a measure or of the vision."""
    period = vision_period(draft)
    if period is None:
        return
    for number, one in enumerate(holder.indicators):
        loc: Loc = ("indicators", number)
        if one.baseline is not None:
            if one.baseline.year > period.end:
                yield _told(entry, (*loc, "baseline", "year"), one.baseline.year, period)
            else:
                yield from _far(entry, (*loc, "baseline", "year"), one.baseline.year, period)
        for item, change in enumerate(one.target_revisions):
            since: Loc = (*loc, "target_revisions", item, "since")
            if change.since not in period:
                yield _told(entry, since, change.since, period)
    for number, revision in enumerate(holder.revisions):
        where: Loc = ("revisions", number, "year")
        if not period.start <= revision.year <= period.end + _LAG:
            yield _told(entry, where, revision.year, period)


def of_actor(draft: Draft, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """The last years of sections."""
    period = vision_period(draft)
    for number, section in enumerate(actor.sections):
        if section.until is not None and period is not None:
            yield from _far(entry, ("sections", number, "until"), section.until, period)


def of_meeting(draft: Draft, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """The year a meeting looked at: of the period, or the one before; before the period also the one before its own."""
    period = vision_period(draft)
    if period is None:
        return
    folder = entry.year or 0
    reviewed = reviewed_year(meeting, folder)
    if not may_review(reviewed, folder, period):
        loc: Loc = ("date",) if meeting.reviews is None else ("reviews",)
        yield replace(_told(entry, loc, reviewed, period, "reviews"), rests_on=(("reviews",),))
    for number, one in enumerate(meeting.opinions):
        if one.response is not None and one.response.due is not None:
            due = one.response.due
            place: Loc = ("opinions", number, "response", "due")
            yield from _far(entry, place, of_date(due.year, due.month), period)


def of_decisions(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """The year judged is none after the period, and the plan changed none before it."""
    period = vision_period(draft)
    if period is None or decisions.year != entry.year:
        return
    plan = decisions.plan_year
    if decisions.year > period.end or decisions.year < plan < period.start:
        yield replace(_told(entry, ("year",), decisions.year, period), rests_on=(("plan",),))
    elif decisions.plan is not None:
        yield from _far(entry, ("plan",), decisions.plan, period)


def may_review(reviewed: int, own: int, period: Period) -> bool:
    """Whether a meeting of the year ``own`` may have looked at a year: in the period or near its beginning."""
    before = reviewed == own - 1 and reviewed >= period.start - _BEFORE
    return reviewed <= period.end and (reviewed >= period.start - 1 or before)


def misdated(revisions: Sequence[Revision], judged: int, period: Period) -> bool:
    """Whether a revision rests on the decisions of a year and its own year is a slip, told by itself."""
    return any(
        one.decision == judged and not period.start <= one.year <= period.end + _LAG for one in revisions
    )


def _far(entry: Entry, loc: Loc, year: int, period: Period) -> Iterator[Issue]:
    if not period.start - _BEFORE <= year <= period.end + _AFTER:
        yield _told(entry, loc, year, period, "far")


def _told(entry: Entry, loc: Loc, year: int, period: Period, variant: str = "vision") -> Issue:
    params = {"year": year, "start": period.start, "end": period.end}
    return Issue("VT402", Place(entry.path, loc), params, variant=variant)
