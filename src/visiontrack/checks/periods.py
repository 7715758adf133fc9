"""A period runs forward (VT401) and lies in the one around it (VT402); a replaced indicator has ended (VT309).

The vision's period holds the measures', a measure's holds its projects' and indicators'. A period that runs
backward says nothing of what lies in it, so nothing else is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.facts import period_of, usable, vision_period
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.vision import Vision


def of_vision(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """The vision's own period, and those of its own indicators in it."""
    yield from _forward(entry.path, ("period",), vision.period)
    around = vision_period(draft)
    yield from _indicators(entry.path, vision.indicators, around, "vision")


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """A measure's period in the vision's; its projects' and indicators' in its own."""
    if measure.period is not None:
        yield from _forward(entry.path, ("period",), measure.period)
        yield from _inside(entry.path, ("period",), measure.period, vision_period(draft), "vision")
    around = period_of(draft, entry.id, measure)
    for number, project in enumerate(measure.projects):
        if project.period is not None:
            loc = ("projects", number, "period")
            yield from _forward(entry.path, loc, project.period)
            yield from _inside(entry.path, loc, project.period, around, "measure")
    yield from _indicators(entry.path, measure.indicators, around, "measure")


def _indicators(
    path: str, indicators: tuple[Indicator, ...], around: Period | None, variant: str
) -> Iterator[Issue]:
    for number, one in enumerate(indicators):
        if one.period is not None:
            loc = ("indicators", number, "period")
            yield from _forward(path, loc, one.period)
            yield from _inside(path, loc, one.period, around, variant)
        if one.replaces is not None:
            yield from _replaced(path, number, indicators, around)


def _forward(path: str, loc: Loc, period: Period) -> Iterator[Issue]:
    if usable(period) is None:
        params = {"start": period.start, "end": period.end}
        yield Issue("VT401", Place(path, (*loc, "end")), params)


def _inside(path: str, loc: Loc, period: Period, around: Period | None, variant: str) -> Iterator[Issue]:
    """Both ends lie in the period around."""
    if around is None or usable(period) is None:
        return
    for key, year in (("start", period.start), ("end", period.end)):
        if year not in around:
            params = {"year": year, "start": around.start, "end": around.end}
            yield Issue("VT402", Place(path, (*loc, key)), params, variant=variant)


def _replaced(
    path: str, number: int, indicators: tuple[Indicator, ...], around: Period | None
) -> Iterator[Issue]:
    """The replaced indicator's last year lies before the first of the one that replaces it."""
    new = indicators[number]
    held = [(index, one) for index, one in enumerate(indicators) if one.id == new.replaces]
    if len(held) != 1 or new.replaces == new.id:  # of two that bear the id nobody knows which one ended
        return
    index, old = held[0]
    ends, starts = usable(old.period or around), usable(new.period or around)
    if ends is None or starts is None or ends.end < starts.start:
        return
    yield Issue(
        "VT309",
        Place(path, ("indicators", number, "replaces")),
        {"id": old.id, "end": ends.end, "start": starts.start},
        related=((Place(path, ("indicators", index, "id")), "related.replaced"),),
        rests_on=(("indicators", index, "period"), ("indicators", number, "period")),
    )
