"""Keys that go with another: some have no place without it (VT310), some are wanted because of it (VT311).

VT306: a measure is merged into a measure, not into ``vision``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.identity import RESERVED
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Indicator, Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.vision import Vision


def of_vision(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:  # noqa: ARG001
    """The vision's own indicators."""
    for number, one in enumerate(vision.indicators):
        yield from _tolerance(entry.path, ("indicators", number), one)


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:  # noqa: ARG001
    """A measure's indicators: they have its policy and none of their own."""
    for number, one in enumerate(measure.indicators):
        loc = ("indicators", number)
        yield from _tolerance(entry.path, loc, one)
        if one.policy is not None:
            yield _misplaced(entry.path, (*loc, "policy"))


def of_meeting(draft: Draft, entry: Entry, meeting: Meeting) -> Iterator[Issue]:  # noqa: ARG001
    """Who declines says why."""
    for number, one in enumerate(meeting.opinions):
        response = one.response
        if response is not None and response.status == "declined" and not (response.text or "").strip():
            yield _wanted(entry.path, ("opinions", number, "response", "text"), one.id)


def of_decisions(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:  # noqa: ARG001
    """``into`` with a merge only, and there required; ``title`` with what is new; the vision has no projects."""
    for number, one in enumerate(decisions.decisions):
        loc = ("decisions", number)
        if one.decision == "merge" and one.into is None:
            yield _wanted(entry.path, (*loc, "into"), one.measure)
        if one.decision == "merge" and one.into == RESERVED:
            yield Issue("VT306", Place(entry.path, (*loc, "into")), {"id": RESERVED}, variant="into")
        if one.decision != "merge" and one.into is not None:
            yield _misplaced(entry.path, (*loc, "into"), (*loc, "decision"))
        if one.decision != "new" and one.title is not None:
            yield _misplaced(entry.path, (*loc, "title"), (*loc, "decision"))
        if one.measure == "vision" and one.project is not None:
            yield _misplaced(entry.path, (*loc, "project"))


def _tolerance(path: str, loc: Loc, one: Indicator) -> Iterator[Issue]:
    """With ``maintain`` and nowhere else; a milestone is kept or not, so none is asked of it."""
    maintain = one.direction == "maintain"
    if maintain and one.tolerance is None and one.type == "number":
        yield _wanted(path, (*loc, "tolerance"), one.id, (*loc, "direction"))
    if not maintain and one.tolerance is not None:
        yield _misplaced(path, (*loc, "tolerance"), (*loc, "direction"))


def _misplaced(path: str, loc: Loc, *because: Loc) -> Issue:
    place, params = Place(path, loc, "key"), {"key": loc[-1]}
    return Issue("VT310", place, params, variant=str(loc[-1]), rests_on=because)


def _wanted(path: str, loc: Loc, id_: str, *because: Loc) -> Issue:
    place, params = Place(path, loc), {"key": loc[-1], "id": id_}
    return Issue("VT311", place, params, variant=str(loc[-1]), rests_on=because)
