"""Values of the indicator's type: ``true`` / ``false`` for a milestone, else a number (VT410); none where the
state says that there is none (VT411)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.facts import owner
from visiontrack.checks.shown import shown
from visiontrack.finding import Issue, Loc, Place, Word
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.schema.result import WITHOUT_VALUE

if TYPE_CHECKING:
    from decimal import Decimal

    from visiontrack.schema.measure import Indicator, Measure
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision


def of_indicators(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:  # noqa: ARG001
    """Baselines, targets and revised targets."""
    for number, one in enumerate(holder.indicators):
        for loc, value in _planned(one):
            if isinstance(value, bool) != (one.type == "milestone"):
                yield _other_type(entry.path, ("indicators", number, *loc), one.id, value)


def _planned(one: Indicator) -> Iterator[tuple[Loc, Decimal | bool]]:
    if one.baseline is not None:
        yield ("baseline", "value"), one.baseline.value
    for year, value in one.targets.items():
        yield ("targets", year), value
    for number, revision in enumerate(one.target_revisions):
        for year, value in revision.targets.items():
            yield ("target_revisions", number, "targets", year), value


def of_result(draft: Draft, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """What was entered for a year."""
    known = owner(draft, entry).indicators
    for id_, actual in result.actuals.items():
        if actual.value is not None and actual.state in WITHOUT_VALUE:
            params = {"id": id_, "state": Word(f"word.{actual.state}"), "value": shown(actual.value)}
            yield Issue("VT411", Place(entry.path, ("actuals", id_, "value")), params)
        held = known.get(id_)
        if held is None or held.milestone is None:
            continue
        if actual.value is not None and isinstance(actual.value, bool) != held.milestone:
            yield _other_type(entry.path, ("actuals", id_, "value"), id_, actual.value)
        if actual.was is not None and isinstance(actual.was, bool) != held.milestone:
            yield _other_type(entry.path, ("actuals", id_, "was"), id_, actual.was)


def _other_type(path: str, loc: Loc, id_: str, value: Decimal | bool) -> Issue:
    variant = "number" if isinstance(value, bool) else "milestone"
    # Where the indicator's type was left aside, it cannot be told which is wrong.
    rests_on = ((*loc[:2], "type"),) if loc[0] == "indicators" else ()
    return Issue(
        "VT410", Place(path, loc), {"id": id_, "value": shown(value)}, variant=variant, rests_on=rests_on
    )
