"""Nothing leads back to itself: predecessors, successors, replaced indicators, merges (VT308)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry, file_path
from visiontrack.schema.actor import Actor
from visiontrack.schema.decisions import Decisions
from visiontrack.schema.measure import Measure
from visiontrack.schema.vision import Vision

Steps = Mapping[str, Sequence[str]]
_MOST_LISTED = 8


@rule("VT308", kind=("vision", "measure"))
def indicator_replaces_itself(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """An indicator does not replace itself; of two with one id, one was to bear another and may replace it."""
    ids = [indicator.id for indicator in model.indicators]
    for number, indicator in enumerate(model.indicators):
        if indicator.replaces == indicator.id and ids.count(indicator.id) == 1:
            yield _itself(entry.path, ("indicators", number, "replaces"), indicator.id)


@rule("VT308", kind="measure")
def measure_precedes_itself(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """A measure is not its own predecessor."""
    for number, predecessor in enumerate(measure.predecessors):
        if predecessor == entry.id:
            yield _itself(entry.path, ("predecessors", number), predecessor)


@rule("VT308", kind="decisions")
def measure_merged_into_itself(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """A measure is not merged into itself (one of its projects may be)."""
    for number, decision in enumerate(decisions.decisions):
        merged = decision.decision == "merge" and decision.project is None
        if merged and decision.into == decision.measure:
            yield _itself(entry.path, ("decisions", number, "into"), decision.measure)


@rule("VT308", kind="actor")
def successors_in_a_circle(facts: Facts, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """The successors of a section or actor do not lead back to it."""
    parties: list[tuple[str, str | None, Loc]] = [
        (section.id, section.successor, ("sections", number, "successor"))
        for number, section in enumerate(actor.sections)
    ]
    for party, successor, loc in [*parties, (entry.id, actor.successor, ("successor",))]:
        circles = _successor_circles(facts)
        if successor is None or facts.draft.is_ambiguous(party):
            continue  # the id of another party was written here, or this one's there
        if successor == party:
            yield _itself(entry.path, loc, party)
        elif party in circles:
            yield _circle(Place(entry.path, loc), circles[party])


@folder_rule("VT308")
def predecessors_in_a_circle(facts: Facts) -> Iterator[Issue]:
    """Measures are not each other's predecessors."""
    steps = {
        id_: measure.predecessors for id_, measure in facts.draft.measures.items() if measure.predecessors
    }
    for id_, circle in _circles(steps).items():
        place = Place(file_path("measure", id_), ("predecessors", steps[id_].index(circle[-1])))
        yield _circle(place, circle)


def _successor_circles(facts: Facts) -> Mapping[str, list[str]]:
    """Returns the circles of successors, by the party whose successor closes one."""
    if facts.successor_circles is None:
        draft = facts.draft
        steps = {
            id_: (section.successor,) for id_, (section, _) in draft.sections.items() if section.successor
        }
        steps |= {id_: (actor.successor,) for id_, actor in draft.actors.items() if actor.successor}
        facts.successor_circles = _circles(steps)
    return facts.successor_circles


def _itself(path: str, loc: Loc, id_: str) -> Issue:
    return Issue("VT308", Place(path, loc), {"id": id_})


def _circle(place: Place, circle: list[str]) -> Issue:
    ids = circle if len(circle) <= _MOST_LISTED else [*circle[:3], "…", *circle[-3:]]
    return Issue("VT308", place, {"way": " → ".join(ids)}, variant="circle")


def _circles(steps: Steps) -> dict[str, list[str]]:
    """Returns each circle, from its first member round to it again, by the member whose step closes it.

    This is a walk in depth that sees each step once, however many there are; a step to oneself is left to the other
    rules.
    """
    circles: dict[str, list[str]] = {}
    done: set[str] = set()
    for start in sorted(steps):
        way: dict[str, Iterator[str]] = {} if start in done else {start: iter(steps[start])}
        while way:
            last = next(reversed(way))
            step = next(way[last], None)
            if step is None:
                done.add(last)
                del way[last]
            elif step in way and step != last and last not in circles:
                walked = list(way)
                circles[last] = [*walked[walked.index(step) :], step]
            elif step not in done and step not in way and step in steps:
                way[step] = iter(steps[step])
    return circles
