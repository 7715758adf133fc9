"""Nothing leads back to itself: predecessors, successors, replaced indicators, merges (VT308)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from visiontrack.draft import Draft
from visiontrack.finding import Issue, Loc, Place
from visiontrack.listing import Entry, file_path

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.vision import Vision

Steps = Mapping[str, Sequence[str]]


def of_indicators(draft: Draft, entry: Entry, holder: Measure | Vision) -> Iterator[Issue]:  # noqa: ARG001
    """An indicator does not replace itself."""
    for number, one in enumerate(holder.indicators):
        if one.replaces == one.id:
            yield _itself(entry.path, ("indicators", number, "replaces"), one.id)


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:  # noqa: ARG001
    """A measure is not its own predecessor."""
    for number, one in enumerate(measure.predecessors):
        if one == entry.id:
            yield _itself(entry.path, ("predecessors", number), one)


def of_decisions(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:  # noqa: ARG001
    """A measure is not merged into itself (one of its projects may be)."""
    for number, one in enumerate(decisions.decisions):
        if one.into == one.measure and one.project is None:
            yield _itself(entry.path, ("decisions", number, "into"), one.measure)


def of_actor(draft: Draft, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """A section's successors do not lead back to it; all actors were read before."""
    for number, section in enumerate(actor.sections):
        loc = ("sections", number, "successor")
        if section.successor == section.id:
            yield _itself(entry.path, loc, section.id)
        elif section.successor is not None:
            yield from _round(_successors(draft), section.id, section.successor, Place(entry.path, loc))


def of_predecessors(draft: Draft, today: datetime.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Measures are not each other's predecessors."""
    steps = {id_: one.predecessors for id_, one in draft.measures.items() if one.predecessors}
    for id_, predecessors in steps.items():
        for number, one in enumerate(predecessors):
            if one != id_:
                place = Place(file_path("measure", id_), ("predecessors", number))
                yield from _round(steps, id_, one, place)


def _successors(draft: Draft) -> Steps:
    if "successors" not in draft.cache:
        held = {id_: section for id_, (section, _) in draft.sections.items()}
        draft.cache["successors"] = {id_: (one.successor,) for id_, one in held.items() if one.successor}
    found: Steps = draft.cache["successors"]
    return found


def _itself(path: str, loc: Loc, id_: str) -> Issue:
    return Issue("VT308", Place(path, loc), {"id": id_})


def _round(steps: Steps, start: str, step: str, place: Place) -> Iterator[Issue]:
    """A way from ``step`` back to ``start``, told once: where the circle's smallest id takes it."""
    way = _way(steps, step, start)
    if way is not None and start == min(way):
        yield Issue("VT308", place, {"id": start, "way": " → ".join([start, *way])}, variant="circle")


def _way(steps: Steps, start: str, goal: str) -> list[str] | None:
    """A shortest way along ``steps``, both ends included, or None."""
    before: dict[str, str] = {}
    ahead = [start]
    for one in ahead:  # grows while it is walked
        if one == goal:
            way = [one]
            while way[0] != start:
                way.insert(0, before[way[0]])
            return way
        for following in steps.get(one, ()):
            if following not in before and following != start:
                before[following] = one
                ahead.append(following)
    return None
