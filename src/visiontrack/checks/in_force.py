"""A result belongs to a measure in force that year (VT403), and so do its indicators and projects (VT404).

A folder of a year outside the vision's period (VT402) is one slip, however many files it holds: it is told at the
first of them, and nothing else of their years.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from visiontrack.checks.facts import outside, owner, vision_period
from visiontrack.finding import Issue, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.measure import Period
    from visiontrack.schema.result import Result, VisionResult


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """A result of a measure; where the measure is not in force, its parts are not told as well."""
    if outside(draft, entry):
        yield from _wrong_folder(draft, entry)
        return
    held = owner(draft, entry)
    year = entry.year or 0
    if held.period is not None and year not in held.period:
        params = {"id": entry.id, "year": year, "start": held.period.start, "end": held.period.end}
        yield Issue("VT403", Place(entry.path, ("year",)), params)
        return
    if held.timed_indicators:
        yield from _not_in_force(entry, held.timed_indicators, "actuals", result.actuals)
    if held.timed_projects:
        yield from _not_in_force(entry, held.timed_projects, "projects", result.projects)


def of_vision_result(draft: Draft, entry: Entry, result: VisionResult) -> Iterator[Issue]:
    """The values of the vision's own indicators."""
    if outside(draft, entry):
        yield from _wrong_folder(draft, entry)
    else:
        yield from _not_in_force(entry, owner(draft, entry).timed_indicators, "actuals", result.actuals)


def _wrong_folder(draft: Draft, entry: Entry) -> Iterator[Issue]:
    period, told = vision_period(draft), draft.cache.setdefault("wrong folders", set())
    if period is not None and entry.year not in told:
        told.add(entry.year)
        params = {"year": entry.year, "start": period.start, "end": period.end}
        yield Issue("VT402", Place(entry.path, ("year",)), params, variant="folder")


def _not_in_force(
    entry: Entry, timed: Mapping[str, Period], key: str, ids: Collection[str]
) -> Iterator[Issue]:
    """Those under ``key`` whose own period does not hold the year."""
    variant = "project" if key == "projects" else ""
    for id_, period in timed.items():
        if id_ in ids and (entry.year or 0) not in period:
            yield _not_then(entry, (key, id_), period, variant)


def _not_then(entry: Entry, loc: tuple[str, str], period: Period, variant: str) -> Issue:
    params = {"id": loc[1], "year": entry.year, "start": period.start, "end": period.end}
    return Issue("VT404", Place(entry.path, loc, "key"), params, variant=variant)
