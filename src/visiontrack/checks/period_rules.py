"""Periods run forward and lie in the one around them (VT401, VT402, VT309); what is in force then (VT403, VT404, VT502).

The vision's period holds the measures', a measure's holds its projects' and indicators'. A period that runs
backward says nothing of what lies in it, so nothing else is reported of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from visiontrack.checks.facts import Facts, usable
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry
from visiontrack.schema.actor import Actor
from visiontrack.schema.measure import Indicator, Measure, Period, Project
from visiontrack.schema.result import Result, VisionResult
from visiontrack.schema.vision import Vision


def _periods(model: Vision | Measure) -> Iterator[tuple[Loc, Period]]:
    """Returns the periods written in a file, with their places."""
    if model.period is not None:
        yield ("period",), model.period
    for number, project in enumerate(getattr(model, "projects", ())):
        if project.period is not None:
            yield ("projects", number, "period"), project.period
    for number, indicator in enumerate(model.indicators):
        if indicator.period is not None:
            yield ("indicators", number, "period"), indicator.period


@rule("VT401", kind=("vision", "measure"))
def period_runs_backward(facts: Facts, entry: Entry, model: Vision | Measure) -> Iterator[Issue]:
    """A period does not end before it starts."""
    for loc, period in _periods(model):
        if usable(period) is None:
            params = {"start": period.start, "end": period.end}
            yield Issue("VT401", Place(entry.path, (*loc, "end")), params)


@rule("VT401", kind=("vision", "actor", "measure"))
def term_runs_backward(facts: Facts, entry: Entry, model: Vision | Actor | Measure) -> Iterator[Issue]:
    """A program's and a partner's period, and a member's term in the council, do not end before they start."""
    key = "programs" if entry.kind == "actor" else "partners"
    parts = () if entry.kind == "vision" else getattr(model, key)
    for number, part in enumerate(parts):
        if part.period is not None and usable(part.period) is None:
            params = {"start": part.period.start, "end": part.period.end}
            yield Issue("VT401", Place(entry.path, (key, number, "period", "end")), params)
    council = getattr(model, "council", None)
    for number, member in enumerate(council.members if council is not None else ()):
        if member.since is not None and member.until is not None and member.until < member.since:
            params = {"start": member.since, "end": member.until}
            place = Place(entry.path, ("council", "members", number, "until"))
            yield Issue("VT401", place, params, variant="term")


@rule("VT402", kind=("vision", "measure"))
def period_leaves_the_one_around(facts: Facts, entry: Entry, model: Vision | Measure) -> Iterator[Issue]:
    """A measure's period lies in the vision's, those of its projects and indicators in its own."""
    vision, own = entry.kind == "vision", facts.period_around(entry)
    for loc, period in _periods(model):
        if loc != ("period",):
            yield from _inside(entry.path, loc, period, own, "vision" if vision else "measure")
        elif not vision:
            yield from _inside(entry.path, loc, period, facts.vision_period, "vision")


def _inside(path: str, loc: Loc, period: Period, around: Period | None, variant: str) -> Iterator[Issue]:
    if around is None or usable(period) is None:
        return
    for key, year in (("start", period.start), ("end", period.end)):
        if year not in around:
            params = {"year": year, "start": around.start, "end": around.end}
            yield Issue("VT402", Place(path, (*loc, key)), params, variant=variant)


@rule("VT309", kind=("vision", "measure"))
def replaced_indicator_goes_on(facts: Facts, entry: Entry, model: Vision | Measure) -> Iterator[Issue]:
    """A replaced indicator's last year lies before the first of the one that replaces it."""
    around = facts.period_around(entry)
    for number, indicator in enumerate(model.indicators):
        if indicator.replaces is not None:
            yield from _replaced(entry.path, number, model.indicators, around)


def _replaced(
    path: str, number: int, indicators: tuple[Indicator, ...], around: Period | None
) -> Iterator[Issue]:
    new = indicators[number]
    old = [(index, indicator) for index, indicator in enumerate(indicators) if indicator.id == new.replaces]
    if len(old) != 1 or new.replaces == new.id:  # of two that share the id nobody knows which one ended
        return
    index, replaced = old[0]
    ends, starts = usable(replaced.period or around), usable(new.period or around)
    if ends is None or starts is None or ends.end < starts.start:
        return
    yield Issue(
        "VT309",
        Place(path, ("indicators", number, "replaces")),
        {"id": replaced.id, "end": ends.end, "start": starts.start},
        related=((Place(path, ("indicators", index, "id")), "related.replaced"),),
        rests_on=(("indicators", index, "period"), ("indicators", number, "period")),
    )


# ---- what is in force in the year of a result ----------------------------------------------------------------


@rule("VT402", kind=("vision_result", "result"))
def results_outside_the_vision(facts: Facts, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """A folder of results outside the vision's period is one typo, however many files it holds.

    It is reported at the first of them, and nothing else of their years.
    """
    period, year = facts.vision_period, entry.year or 0
    if period is not None and facts.outside(entry) and year not in facts.reported_folders:
        facts.reported_folders.add(year)
        params = {"year": year, "start": period.start, "end": period.end}
        variant = "earlier" if year < period.start else "folder"
        yield Issue("VT402", Place(entry.path, ("year",)), params, variant=variant)


@rule("VT403", kind="result")
def measure_not_in_force(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """A result is of a measure in force that year."""
    if _not_in_force(facts, entry):
        period = facts.owner(entry).period
        assert period is not None
        params = {"id": entry.id, "year": entry.year, "start": period.start, "end": period.end}
        yield Issue("VT403", Place(entry.path, ("year",)), params)


@rule("VT404", kind=("vision_result", "result"))
def part_not_in_force(facts: Facts, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """A result's indicators and projects are in force; where its measure is not, they are not reported as well."""
    owner = facts.owner(entry)
    if not (owner.timed_indicators or owner.timed_projects) or facts.outside(entry):
        return
    if entry.kind == "vision_result" or not _not_in_force(facts, entry):
        yield from _timed(entry, owner.timed_indicators, "actuals", result.actuals)
        yield from _timed(entry, owner.timed_projects, "projects", getattr(result, "projects", ()))


def _not_in_force(facts: Facts, entry: Entry) -> bool:
    period = facts.owner(entry).period
    return period is not None and (entry.year or 0) not in period and not facts.outside(entry)


def _timed(entry: Entry, timed: Mapping[str, Period], key: str, ids: Collection[str]) -> Iterator[Issue]:
    """Returns those under ``key`` whose own period does not hold the year."""
    variant = "project" if key == "projects" else ""
    for id_, period in timed.items():
        if id_ in ids and (entry.year or 0) not in period:
            params = {"id": id_, "year": entry.year, "start": period.start, "end": period.end}
            yield Issue("VT404", Place(entry.path, (key, id_), "key"), params, variant=variant)


@rule("VT502", kind="measure", severity="warning")
def lead_has_ended(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """A measure (or project) is led by somebody, or their successor, in each of its years; the clock is not asked."""
    period = facts.period_of(entry.id, measure)
    yield from _ended(facts, entry.path, (), measure, period)
    for number, project in enumerate(measure.projects):
        own = period if project.period is None else usable(project.period)
        yield from _ended(facts, entry.path, ("projects", number), project, own)


def _ended(
    facts: Facts, path: str, loc: Loc, led: Measure | Project, period: Period | None
) -> Iterator[Issue]:
    if period is None:
        return
    start = period.start
    for key, lead, until in _terms(led, loc, period.end):
        if until >= start:
            yield from _term_of_ended(facts, Place(path, key), lead, until, (*loc, "period"))
            start = until + 1


def _terms(led: Measure | Project, loc: Loc, end: int) -> Iterator[tuple[Loc, str, int]]:
    """Yields where each lead is written, its id, and the last year in which it leads, one after the other."""
    former = sorted(enumerate(led.former_leads), key=lambda item: item[1].until)
    for number, entry in former:
        yield (*loc, "former_leads", number, "lead"), entry.lead, min(entry.until, end)
    if led.lead is not None:
        yield (*loc, "lead"), led.lead, end


def _term_of_ended(facts: Facts, place: Place, lead: str, until: int, period: Loc) -> Iterator[Issue]:
    """Yields that whoever leads for a term, the last of its successors, has ended before the term does."""
    succession, draft = facts.succession, facts.draft
    last = succession.answering(lead, until)
    if not succession.has_ended(last, until) or any(map(draft.is_ambiguous, succession.heirs(lead))):
        return
    if last in succession.successors:
        return  # they lead back to one another, which is reported
    names = [facts.party_name(party) for party in (lead, last)]
    params = {"name": names[0], "last": names[1], "until": succession.last_years[last]}
    yield Issue("VT502", place, params, variant="alone" if last == lead else "", rests_on=(period,))
