"""Years that lie where a typo put them (2204 for 2024): outside the vision's period where they belong in it, or too
far from it where they need not (VT402).

What may lie outside: a baseline or a council's founding before the period; a decision before it that changes its
first plans, or one of its last years that changes the plan after it; a meeting that looks at the year before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.fiscal_year import of_date
from visiontrack.folder.listing import Entry
from visiontrack.folder.model import reviewed_year
from visiontrack.schema.actor import Actor
from visiontrack.schema.decisions import Decisions
from visiontrack.schema.measure import Measure, Period, Revision
from visiontrack.schema.meeting import Meeting
from visiontrack.schema.vision import Vision

# A decision on the last year changes the plan one or two years on, though that is no plan of this vision.
_LAG = 2
# Nothing of a vision is older, or lies further ahead.
_BEFORE, _AFTER = 100, 10


@rule("VT402", kind="vision")
def years_of_vision(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """Records, rules and reports are of the period; council and team were founded near it."""
    period = facts.vision_period
    if period is None:
        return
    if vision.records_since is not None and vision.records_since > period.end:
        yield _outside(entry, ("records_since",), vision.records_since, period)
    for key, body in (("council", vision.council), ("team", vision.team)):
        if body is not None:
            yield from _far(entry, (key, "established"), int(body.established[:4]), period)
    earliest = min((rules.since for rules in vision.evaluation), default=0)
    for number, rules in enumerate(vision.evaluation):
        loc: Loc = ("evaluation", number, "since")
        if rules.since > period.end and rules.since != earliest:  # of the earliest VT409 says more
            yield _outside(entry, loc, rules.since, period)
        elif rules.since <= period.end:
            yield from _far(entry, loc, rules.since, period)
    for number, report in enumerate(vision.published):
        if report.year not in period:
            yield _outside(entry, ("published", number, "year"), report.year, period)
        handed_out = of_date(report.date.year, report.date.month)
        yield from _far(entry, ("published", number, "date"), handed_out, period)


@rule("VT402", kind=("vision", "measure"))
def years_of_plan(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Baselines, changed targets and revisions of a measure or of the vision."""
    period = facts.vision_period
    if period is None:
        return
    for number, indicator in enumerate(model.indicators):
        loc: Loc = ("indicators", number)
        if indicator.baseline is not None:
            year = indicator.baseline.year
            if year > period.end:
                yield _outside(entry, (*loc, "baseline", "year"), year, period)
            else:
                yield from _far(entry, (*loc, "baseline", "year"), year, period)
        for item, change in enumerate(indicator.target_revisions):
            if change.since not in period:
                yield _outside(entry, (*loc, "target_revisions", item, "since"), change.since, period)
    for number, revision in enumerate(model.revisions):
        if not period.start <= revision.year <= period.end + _LAG:
            yield _outside(entry, ("revisions", number, "year"), revision.year, period)


@rule("VT402", kind="actor")
def years_of_sections(facts: Facts, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """The last years of sections."""
    period = facts.vision_period
    for number, section in enumerate(actor.sections):
        if section.until is not None and period is not None:
            yield from _far(entry, ("sections", number, "until"), section.until, period)


@rule("VT402", kind="meeting")
def years_of_meeting(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """A meeting looks at a year of the period or the one before, before the period also at the one before its own."""
    period = facts.vision_period
    if period is None:
        return
    folder = entry.year or 0
    reviewed = reviewed_year(meeting, folder)
    if not may_review(reviewed, folder, period):
        loc: Loc = ("date",) if meeting.reviews is None else ("reviews",)
        yield replace(_outside(entry, loc, reviewed, period, "reviews"), rests_on=(("reviews",),))
    for number, opinion in enumerate(meeting.opinions):
        if opinion.response is not None and opinion.response.due is not None:
            due = opinion.response.due
            place: Loc = ("opinions", number, "response", "due")
            yield from _far(entry, place, of_date(due.year, due.month), period)


@rule("VT402", kind="decisions")
def years_of_decisions(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """The year judged is none after the period, and the plan changed none before it."""
    period = facts.vision_period
    if period is None or decisions.year != entry.year:
        return
    plan = decisions.plan_year
    if decisions.year > period.end or decisions.year < plan < period.start:
        yield replace(_outside(entry, ("year",), decisions.year, period), rests_on=(("plan",),))
    elif decisions.plan is not None:
        yield from _far(entry, ("plan",), decisions.plan, period)


def may_review(reviewed: int, own: int, period: Period) -> bool:
    """Returns whether a meeting of the year ``own`` may have looked at a year: in the period or near its beginning."""
    before = reviewed == own - 1 and reviewed >= period.start - _BEFORE
    return reviewed <= period.end and (reviewed >= period.start - 1 or before)


def misdated(revisions: Sequence[Revision], judged: int, period: Period) -> bool:
    """Returns whether a revision rests on the decisions of a year and its own year is a typo, reported by itself."""
    return any(
        revision.decision == judged and not period.start <= revision.year <= period.end + _LAG
        for revision in revisions
    )


def _far(entry: Entry, loc: Loc, year: int, period: Period) -> Iterator[Issue]:
    if not period.start - _BEFORE <= year <= period.end + _AFTER:
        yield _outside(entry, loc, year, period, "far")


def _outside(entry: Entry, loc: Loc, year: int, period: Period, variant: str = "vision") -> Issue:
    params = {"year": year, "start": period.start, "end": period.end}
    return Issue("VT402", Place(entry.path, loc), params, variant=variant)
