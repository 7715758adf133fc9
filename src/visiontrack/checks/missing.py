"""What is not there: results of past years (VT501), and decisions files that a revision names (VT506)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.facts import period_of, vision_period
from visiontrack.checks.identity import RESERVED
from visiontrack.checks.past import is_past, last_past
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import VISION, Entry, file_path

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure, Period
    from visiontrack.schema.vision import Vision

# A plan is not asked for results of more years than this, however early a slip lets its period start.
_LONGEST = 100


def results(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """A result for every past year from ``records_since`` on in which the measure is in force."""
    period = period_of(draft, entry.id, measure)
    # Another id than the file's is told by itself (of which of the two are the results wanted?), and so is `vision`:
    # results/<year>/vision.yaml hold the vision's own.
    if period is None or measure.id != entry.id or entry.id == RESERVED:
        return
    there = _reported(draft)
    for year in _years(draft, period):
        if (year, entry.id) not in there:
            path = file_path("result", entry.id, year)
            if not draft.may_stand(path) and entry.id not in draft.misnamed("result", year):
                params = {"id": entry.id, "year": year, "path": path}
                yield Issue("VT501", Place(entry.path, ("id",)), params, "warning")


def vision_results(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """A result of the vision's own indicators for every past year in which one of them is in force."""
    around = vision_period(draft)
    if around is None or not vision.indicators or not draft.whole(VISION, "indicators"):
        return
    there, periods = draft.listing.years("vision_result"), [one.period or around for one in vision.indicators]
    for year in _years(draft, around):
        path = file_path("vision_result", "", year)
        if year not in there and any(year in one for one in periods) and not draft.may_stand(path):
            place = Place(entry.path, ("indicators",), "key")
            yield Issue("VT501", place, {"year": year, "path": path}, "warning", variant="vision")


def _years(draft: Draft, period: Period) -> Iterator[int]:
    """The past years of a period in which records are kept; none where that cannot be told."""
    vision, around = draft.vision, vision_period(draft)
    if vision is None or around is None or not draft.whole(VISION, "records_since"):
        return
    if vision.records_since is not None and vision.records_since not in around:  # told by itself
        return
    last = min(period.end, around.end, last_past(draft))
    first = max(period.start, around.start, vision.records_since or around.start, last - _LONGEST)
    yield from (year for year in range(first, last + 1) if is_past(draft, year))


def _reported(draft: Draft) -> frozenset[tuple[int, str]]:
    if "reported" not in draft.cache:
        held = draft.listing.of("result")
        draft.cache["reported"] = frozenset((entry.year or 0, entry.id) for entry in held)
    found: frozenset[tuple[int, str]] = draft.cache["reported"]
    return found


def decisions(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:
    """Revisions and changed targets rest on a decisions file that exists."""
    for number, revision in enumerate(holder.revisions):
        yield from _rests_on(draft, entry.path, ("revisions", number, "decision"), revision.decision)
    for number, one in enumerate(holder.indicators):
        for item, change in enumerate(one.target_revisions):
            loc = ("indicators", number, "target_revisions", item, "decision")
            yield from _rests_on(draft, entry.path, loc, change.decision)


def _rests_on(draft: Draft, path: str, loc: Loc, year: int) -> Iterator[Issue]:
    file = file_path("decisions", "", year)
    if year not in draft.listing.years("decisions") and not draft.may_stand(file):
        yield Issue("VT506", Place(path, loc), {"year": year, "path": file}, "warning")
