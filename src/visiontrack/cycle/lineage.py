"""Where something came from and what became of it, each thing once: successors, merges, renames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder


def chain(start: str, step: Mapping[str, str]) -> tuple[str, ...]:
    """What ``step`` leads to, one after the other; a circle (an error told elsewhere) ends where it began."""
    reached: list[str] = []
    current = step.get(start)
    while current is not None and current not in reached and current != start:
        reached.append(current)
        current = step.get(current)
    return tuple(reached)


def predecessors(folder: Folder, id_: str) -> tuple[str, ...]:
    """All measures that led to this one, the nearest first."""
    return _reached(id_, _before(folder))


def successors(folder: Folder, id_: str) -> tuple[str, ...]:
    """All measures that this one led to, the nearest first; those only decided upon are among them."""
    after: dict[str, list[str]] = {}
    for later, earlier in _before(folder).items():
        for predecessor in earlier:
            after.setdefault(predecessor, []).append(later)
    return _reached(id_, after)


def _before(folder: Folder) -> dict[str, list[str]]:
    """Each measure's direct predecessors: as its file says, and as merges were decided."""
    before = {id_: list(measure.predecessors) for id_, measure in folder.measures.items()}
    for year in sorted(folder.decisions):
        for decision in folder.decisions[year].decisions:
            if decision.decision == "merge" and decision.into is not None and decision.project is None:
                direct = before.setdefault(decision.into, [])
                if decision.measure not in direct:
                    direct.append(decision.measure)
    return before


def _reached(start: str, edges: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Everything reached from ``start``; a circle (an error told elsewhere) ends where it began."""
    reached = {start: None}
    waiting = [start]
    for current in waiting:
        for neighbor in edges.get(current, ()):
            if neighbor not in reached:
                reached[neighbor] = None
                waiting.append(neighbor)
    return tuple(reached)[1:]
