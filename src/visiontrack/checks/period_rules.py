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
from visiontrack.schema.measure import Indicator, Measure, Period
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
        yield Issue("VT402", Place(entry.path, ("year",)), params, variant="folder")


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
    """A measure (or project) is led by a section that exists as long as it; the clock is not asked."""
    period = facts.period_of(entry.id, measure)
    yield from _ended(facts, entry.path, ("lead",), measure.lead, period)
    for number, project in enumerate(measure.projects):
        if project.lead is not None:
            own = period if project.period is None else usable(project.period)
            yield from _ended(facts, entry.path, ("projects", number, "lead"), project.lead, own)


def _ended(facts: Facts, path: str, loc: Loc, lead: str, period: Period | None) -> Iterator[Issue]:
    draft = facts.draft
    section = draft.sections[lead][0] if lead in draft.sections and not draft.is_ambiguous(lead) else None
    if section is None or section.until is None or period is None or period.end <= section.until:
        return
    params = {"id": lead, "name": section.name, "until": section.until, "successor": section.successor}
    variant = "" if section.successor else "alone"
    yield Issue("VT502", Place(path, loc), params, variant=variant, rests_on=((*loc[:-1], "period"),))
