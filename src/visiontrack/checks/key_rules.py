"""Keys that go with another: some have no place without it (VT310), some are required because of it (VT311).

VT306: a measure is merged into a measure, not into ``vision``.
"""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.identity_rules import RESERVED
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry
from visiontrack.schema.actor import Actor
from visiontrack.schema.decisions import Decisions
from visiontrack.schema.measure import Measure
from visiontrack.schema.meeting import Meeting
from visiontrack.schema.result import Result, VisionResult
from visiontrack.schema.vision import Vision


@rule("VT310", "VT311", kind=("vision", "measure"))
def tolerance_goes_with_maintain(facts: Facts, entry: Entry, model: Vision | Measure) -> Iterator[Issue]:
    """``tolerance`` goes with ``maintain`` and nothing else; a milestone is reached or not, and needs none."""
    for number, indicator in enumerate(model.indicators):
        loc: Loc = ("indicators", number, "tolerance")
        maintain, direction = indicator.direction == "maintain", ("indicators", number, "direction")
        if maintain and indicator.tolerance is None and indicator.type == "number":
            yield _required(entry.path, loc, indicator.id, direction)
        if not maintain and indicator.tolerance is not None:
            yield _misplaced(entry.path, loc, direction)


@rule("VT310", kind="measure")
def policy_belongs_to_the_measure(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """A measure's indicators have its policy and none of their own."""
    for number, indicator in enumerate(measure.indicators):
        if indicator.policy is not None:
            yield _misplaced(entry.path, ("indicators", number, "policy"))


@rule("VT310", kind="decisions")
def key_of_another_decision(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """``into`` goes with a merge only, ``title`` with what is new; the vision has no projects."""
    for number, decision in enumerate(decisions.decisions):
        loc = ("decisions", number)
        if decision.decision != "merge" and decision.into is not None:
            yield _misplaced(entry.path, (*loc, "into"), (*loc, "decision"))
        if decision.decision != "new" and decision.title is not None:
            yield _misplaced(entry.path, (*loc, "title"), (*loc, "decision"))
        if decision.measure == "vision" and decision.project is not None:
            yield _misplaced(entry.path, (*loc, "project"))


@rule("VT306", "VT311", kind="decisions")
def merge_names_its_target(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """A merge says into which measure; the vision is none."""
    for number, decision in enumerate(decisions.decisions):
        if decision.decision != "merge":
            continue
        loc = ("decisions", number, "into")
        if decision.into is None:
            yield _required(entry.path, loc, decision.measure)
        elif decision.into == RESERVED:
            yield Issue("VT306", Place(entry.path, loc), {"id": RESERVED}, variant="into")


@rule("VT311", kind="actor")
def successor_needs_an_end(facts: Facts, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """Whoever names a successor has a last year; a section's may be its actor's."""
    if actor.successor is not None and actor.until is None:
        yield _required(entry.path, ("until",), actor.successor)
    for number, section in enumerate(actor.sections):
        if section.successor is not None and section.until is None and actor.until is None:
            yield _required(entry.path, ("sections", number, "until"), section.successor)


@rule("VT311", kind="meeting")
def declined_says_why(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """A response that declines an opinion has a text."""
    for number, opinion in enumerate(meeting.opinions):
        response = opinion.response
        if response is not None and response.status == "declined" and not (response.text or "").strip():
            yield _required(entry.path, ("opinions", number, "response", "text"), opinion.id)


@rule("VT310", "VT311", kind="meeting")
def keys_of_hearings_and_proposals(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """A hearing counts its answers, and who was asked with them; a recommendation is on one measure."""
    for key in ("asked", "answered"):
        if getattr(meeting, key) is not None and meeting.body != "hearing":
            yield _misplaced(entry.path, (key,), ("body",))
    if meeting.body == "hearing" and meeting.asked is not None and meeting.answered is None:
        yield _required(entry.path, ("answered",), meeting.id)
    for number, opinion in enumerate(meeting.opinions):
        if opinion.recommends is not None and len(opinion.measures) != 1:
            loc = ("opinions", number)
            yield _misplaced(entry.path, (*loc, "recommends"), (*loc, "measures"))


@rule("VT310", "VT311", kind=("vision_result", "result"))
def carried_value(facts: Facts, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """A carried value says of when it is; a running total is never carried."""
    for id_, actual in result.actuals.items():
        if actual.state != "carried":
            continue
        if not (actual.as_of or "").strip():
            yield _required(entry.path, ("actuals", id_, "as_of"), id_)
        indicator = facts.owner(entry).indicators.get(id_)
        if indicator is None or indicator.milestone is not False:
            continue
        if indicator.indicator.accumulation == "cumulative":
            place = Place(entry.path, ("actuals", id_, "state"))
            yield Issue("VT310", place, {"id": id_}, variant="carried")


@rule("VT310", kind=("vision", "measure"))
def maintained_total(facts: Facts, entry: Entry, model: Vision | Measure) -> Iterator[Issue]:
    """A running total only grows: it cannot be maintained."""
    for number, indicator in enumerate(model.indicators):
        if indicator.direction == "maintain" and indicator.accumulation == "cumulative":
            loc: Loc = ("indicators", number)
            place, because = Place(entry.path, (*loc, "accumulation")), ((*loc, "direction"),)
            yield Issue("VT310", place, {"id": indicator.id}, variant="maintained", rests_on=because)


def _misplaced(path: str, loc: Loc, *because: Loc) -> Issue:
    place, params = Place(path, loc, "key"), {"key": loc[-1]}
    return Issue("VT310", place, params, variant=str(loc[-1]), rests_on=because)


def _required(path: str, loc: Loc, id_: str, *because: Loc) -> Issue:
    place, params = Place(path, loc), {"key": loc[-1], "id": id_}
    return Issue("VT311", place, params, variant=str(loc[-1]), rests_on=because)
