"""Where a measure came from and what became of it: through merges and renames, each measure once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder


def predecessors(folder: Folder, id_: str) -> tuple[str, ...]:
    """All measures that led to this one, the nearest first."""
    return _reached(id_, _before(folder))


def successors(folder: Folder, id_: str) -> tuple[str, ...]:
    """All measures that this one led to, the nearest first; those only decided upon are among them."""
    after: dict[str, list[str]] = {}
    for later, earlier in _before(folder).items():
        for one in earlier:
            after.setdefault(one, []).append(later)
    return _reached(id_, after)


def _before(folder: Folder) -> dict[str, list[str]]:
    """Each measure's direct predecessors: as its file says, and as merges were decided."""
    before = {id_: list(measure.predecessors) for id_, measure in folder.measures.items()}
    for year in sorted(folder.decisions):
        for one in folder.decisions[year].decisions:
            if one.decision == "merge" and one.into is not None and one.project is None:
                held = before.setdefault(one.into, [])
                if one.measure not in held:
                    held.append(one.measure)
    return before


def _reached(start: str, edges: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Everything reached from ``start``; a circle (an error told elsewhere) ends where it began."""
    found = {start: None}
    waiting = [start]
    for one in waiting:
        for other in edges.get(one, ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)[1:]
