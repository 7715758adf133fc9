"""Nothing leads back to itself: predecessors, successors, replaced indicators, merges (VT308)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry, file_path

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Indicator, Measure
    from visiontrack.schema.vision import Vision

Steps = Mapping[str, Sequence[str]]
_MOST_SHOWN = 8


def of_indicators(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:  # noqa: ARG001
    """An indicator does not replace itself."""
    for number, one in enumerate(holder.indicators):
        if one.replaces == one.id and _bearers(one.id, holder.indicators) == 1:
            yield _itself(entry.path, ("indicators", number, "replaces"), one.id)


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:  # noqa: ARG001
    """A measure is not its own predecessor."""
    for number, one in enumerate(measure.predecessors):
        if one == entry.id:
            yield _itself(entry.path, ("predecessors", number), one)


def of_decisions(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:  # noqa: ARG001
    """A measure is not merged into itself (one of its projects may be)."""
    for number, one in enumerate(decisions.decisions):
        if one.decision == "merge" and one.into == one.measure and one.project is None:
            yield _itself(entry.path, ("decisions", number, "into"), one.measure)


def of_actor(draft: Draft, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """A section's successors do not lead back to it; all actors were read before."""
    closing = _successors(draft)
    for number, section in enumerate(actor.sections):
        loc = ("sections", number, "successor")
        if draft.doubtful(section.id):
            continue  # the id of another section was written here, or this one's there
        if section.successor == section.id:
            yield _itself(entry.path, loc, section.id)
        elif section.id in closing:
            yield _circle(Place(entry.path, loc), closing[section.id])


def of_predecessors(draft: Draft) -> Iterator[Issue]:
    """Measures are not each other's predecessors."""
    steps = {id_: one.predecessors for id_, one in draft.measures.items() if one.predecessors}
    for id_, way in _closing(steps).items():
        place = Place(file_path("measure", id_), ("predecessors", steps[id_].index(way[-1])))
        yield _circle(place, way)


def _successors(draft: Draft) -> Mapping[str, list[str]]:
    """The sections whose successor closes a circle, with the circle."""
    if "successors" not in draft.cache:
        held = {id_: section.successor for id_, (section, _) in draft.sections.items()}
        draft.cache["successors"] = _closing({id_: (one,) for id_, one in held.items() if one})
    found: Mapping[str, list[str]] = draft.cache["successors"]
    return found


def _bearers(id_: str, indicators: Sequence[Indicator]) -> int:
    """How many indicators of a file bear an id; of two, one was meant to bear another and may replace it."""
    return sum(one.id == id_ for one in indicators)


def _itself(path: str, loc: Loc, id_: str) -> Issue:
    return Issue("VT308", Place(path, loc), {"id": id_})


def _circle(place: Place, way: list[str]) -> Issue:
    shown = way if len(way) <= _MOST_SHOWN else [*way[:3], "…", *way[-3:]]
    return Issue("VT308", place, {"way": " → ".join(shown)}, variant="circle")


def _closing(steps: Steps) -> dict[str, list[str]]:
    """Who takes the step that closes a circle → the circle, from its first member round to it again.

    A walk in depth that sees each step once, however many there are; steps to oneself are told elsewhere.
    """
    found: dict[str, list[str]] = {}
    done: set[str] = set()
    for start in sorted(steps):
        way: dict[str, Iterator[str]] = {} if start in done else {start: iter(steps[start])}
        while way:
            here = next(reversed(way))
            step = next(way[here], None)
            if step is None:
                done.add(here)
                del way[here]
            elif step in way and step != here and here not in found:
                walked = list(way)
                found[here] = [*walked[walked.index(step) :], step]
            elif step not in done and step not in way and step in steps:
                way[step] = iter(steps[step])
    return found
