"""A measure (or project) in force is led by a section that still exists (VT502, a warning)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.facts import period_of, usable
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure, Period


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """The last year of each lead against the last year of what it leads; the clock is not asked."""
    period = period_of(draft, entry.id, measure)
    yield from _ended(draft, entry.path, ("lead",), measure.lead, period)
    for number, one in enumerate(measure.projects):
        if one.lead is not None:
            held = period if one.period is None else usable(one.period)
            yield from _ended(draft, entry.path, ("projects", number, "lead"), one.lead, held)


def _ended(draft: Draft, path: str, loc: Loc, lead: str, period: Period | None) -> Iterator[Issue]:
    section = draft.sections[lead][0] if lead in draft.sections and not draft.doubtful(lead) else None
    if section is None or section.until is None or period is None or period.end <= section.until:
        return
    params = {"id": lead, "name": section.name, "until": section.until, "successor": section.successor}
    yield Issue(
        "VT502",
        Place(path, loc),
        params,
        "warning",
        variant="" if section.successor else "alone",
        rests_on=((*loc[:-1], "period"),),
    )
