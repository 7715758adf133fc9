"""The decisions that change a year's plan: where the plan shows each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from visiontrack.checks.reflection import NOTHING_ASKED, Ground, reflection
from visiontrack.cycle.naming import OWN
from visiontrack.finding import Place
from visiontrack.folder.loading import FileLine, LineFinder
from visiontrack.folder.model import Folder
from visiontrack.schema.decisions import Decision

State = Literal["shown", "not_yet", "not_asked", "unclear"]
STATES: tuple[State, ...] = ("shown", "not_yet", "not_asked", "unclear")


@dataclass(frozen=True, slots=True)
class Reflected:
    """A decision on the year ``judged`` and what the plan of the year ``plan`` shows of it.

    ``not_asked``: the decision changes nothing that must be written. ``unclear``: a file concerned was left out,
    or an id is unknown. ``missing`` is the variant of VT505.
    """

    judged: int
    plan: int
    decision: Decision
    stands: FileLine
    state: State
    where: FileLine | None = None
    missing: str = ""


def reflected(folder: Folder, year: int) -> tuple[Reflected, ...]:
    """Returns every decision of every file whose plan year this is, in the order of the years judged.

    A draft is no decision, and no plan shows it.
    """
    lines = LineFinder(folder.root)
    return tuple(
        entry
        for judged, file in sorted(folder.decisions.items())
        if file.plan_year == year
        for entry in _of_file(folder, lines, judged, year)
    )


def drafts(folder: Folder, year: int) -> dict[int, int]:
    """Returns how many drafts wait to become decisions on this year's plan, by the year judged."""
    counts = {
        judged: sum(decision.draft for decision in file.decisions)
        for judged, file in sorted(folder.decisions.items())
        if file.plan_year == year
    }
    return {judged: count for judged, count in counts.items() if count}


def _of_file(folder: Folder, lines: LineFinder, judged: int, year: int) -> Iterator[Reflected]:
    ground = Ground(folder.vision, folder.measures, judged, year)
    path = folder.path_of("decisions", "", judged)
    for number, decision in enumerate(folder.decisions[judged].decisions):
        if decision.draft:
            continue
        stands = lines.of(Place(path, ("decisions", number)))
        if decision.decision in NOTHING_ASKED:
            yield Reflected(judged, year, decision, stands, "not_asked")
            continue
        plan = reflection(decision, ground)
        if plan.place is None or _left_out(folder, decision):
            yield Reflected(judged, year, decision, stands, "unclear")
        elif plan.missing:
            yield Reflected(judged, year, decision, stands, "not_yet", missing=plan.missing)
        else:
            yield Reflected(judged, year, decision, stands, "shown", lines.of(plan.place))


def _left_out(folder: Folder, decision: Decision) -> bool:
    """Returns whether a file that could show the decision exists but was left out."""
    measures = [id_ for id_ in (decision.measure, decision.into) if id_ is not None and id_ != OWN]
    return any(folder.path_of("measure", id_) in folder.left_out for id_ in measures)
