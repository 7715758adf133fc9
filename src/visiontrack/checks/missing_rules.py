"""What is not there: results of past years (VT501), decisions files (VT506)."""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.identity_rules import RESERVED
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.schema.measure import Measure, Period
from visiontrack.schema.vision import Vision

# No plan owes results of more years than this, however early a typo lets its period start.
_LONGEST = 100


@folder_rule("VT501", severity="warning")
def result_missing(facts: Facts) -> Iterator[Issue]:
    """There is a result for every past year from ``records_since`` on in which the measure is in force."""
    draft = facts.draft
    for id_, measure in draft.measures.items():
        period = facts.period_of(id_, measure)
        # Another id than the file's is reported by itself (which of the two are the results of?), and so is `vision`:
        # results/<year>/vision.yaml holds the vision's own.
        if period is None or measure.id != id_ or id_ == RESERVED:
            continue
        for year in _recorded_years(facts, period):
            path = file_path("result", id_, year)
            may_stand = draft.may_stand(path) or id_ in draft.misnamed("result", year)
            if (year, id_) not in facts.results and not may_stand:
                params = {"id": id_, "year": year, "path": path}
                yield Issue("VT501", Place(file_path("measure", id_), ("id",)), params)


@folder_rule("VT501", severity="warning")
def vision_result_missing(facts: Facts) -> Iterator[Issue]:
    """There is a result of the vision's own indicators for every past year in which one of them is in force."""
    draft, around, vision = facts.draft, facts.vision_period, facts.draft.vision
    if vision is None or around is None or not vision.indicators or not draft.whole(VISION, "indicators"):
        return
    years = draft.listing.years("vision_result")
    periods = [indicator.period or around for indicator in vision.indicators]
    for year in _recorded_years(facts, around):
        path = file_path("vision_result", "", year)
        if year not in years and any(year in period for period in periods) and not draft.may_stand(path):
            params = {"year": year, "path": path}
            yield Issue("VT501", Place(VISION, ("indicators",), "key"), params, variant="vision")


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
