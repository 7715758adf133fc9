"""The folder while it is being read: what the cross-file checks look at.

It holds the best there is of each file (the model, or what could be salvaged of a broken one) and knows which
ids exist, so that what follows from a broken file is not reported as a second mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visiontrack.finding import Loc, Place
from visiontrack.listing import Entry, Listing, file_path
from visiontrack.schema.kinds import Kind

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor, Section
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision
    from visiontrack.source.document import Document

# Where the ids that a kind of file declares stand in it.
_DECLARES: dict[Kind, tuple[str, ...]] = {
    "vision": ("policies", "fields", "indicators"),
    "actor": ("sections", "roles"),
    "measure": ("projects", "indicators"),
    "meeting": ("opinions",),
}


@dataclass(slots=True)
class Draft:
    """Everything read so far. ``declared`` maps (path, key) to the ids a file declares, or None if it tells none."""

    root: Path
    listing: Listing
    vision: Vision | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    results: dict[tuple[int, str], Result] = field(default_factory=dict)
    vision_results: dict[int, VisionResult] = field(default_factory=dict)
    meetings: dict[tuple[int, str], Meeting] = field(default_factory=dict)
    decisions: dict[int, Decisions] = field(default_factory=dict)
    sections: dict[str, tuple[Section, str]] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    _declared: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)
    _ids: dict[Kind, frozenset[str]] = field(default_factory=dict)
    # The first place of every id that must be unique beyond its file: (namespace, id) → place.
    first: dict[tuple[str, str], Place] = field(default_factory=dict)

    def add(self, entry: Entry, document: Document) -> None:
        """Take in a file that was just read."""
        if not document.sound:
            self.unsound.add(entry.path)
        for key in _DECLARES.get(entry.kind, ()):
            self._declared[(entry.path, key)] = _ids_under(document.data, key)
        if document.best is not None:
            self._store(entry, document.best)

    def _store(self, entry: Entry, model: Any) -> None:
        year = entry.year or 0
        match entry.kind:
            case "vision":
                self.vision = model
            case "actor":
                self.actors[entry.id] = model
                for section in model.sections:
                    self.sections.setdefault(section.id, (section, entry.id))
            case "measure":
                self.measures[entry.id] = model
            case "result":
                self.results[(year, entry.id)] = model
            case "vision_result":
                self.vision_results[year] = model
            case "meeting":
                self.meetings[(year, entry.id)] = model
            case "decisions":
                self.decisions[year] = model

    # ---- what exists -------------------------------------------------------------------------------------

    def declared(self, path: str, key: str) -> frozenset[str] | None:
        """The ids under ``key`` of a file that was read; None when the file is too broken to tell."""
        return self._declared.get((path, key))

    def ids(self, kind: Kind) -> frozenset[str]:
        """The file names of a kind: a broken file still has its name."""
        if kind not in self._ids:
            self._ids[kind] = frozenset(entry.id for entry in self.listing.of(kind))
        return self._ids[kind]

    def parties(self) -> frozenset[str]:
        """Every known actor and section id."""
        known = set(self.ids("actor"))
        for entry in self.listing.of("actor"):
            known |= self.declared(entry.path, "sections") or frozenset()
        return frozenset(known)

    def knows_party(self, party: str) -> bool:
        """Whether an actor or section exists, or may exist in a file too broken to tell."""
        if party in self.actors or party in self.sections or party in self.ids("actor"):
            return True
        paths = [entry.path for entry in self.listing.of("actor")]
        held = [self.declared(path, "sections") for path in paths]
        return any(ids is None or party in ids for ids in held)

    def roles_of(self, party: str) -> frozenset[str] | None:
        """The role ids of an actor, or of a section's actor; None where that cannot be told."""
        actor = party if party in self.ids("actor") else None
        if actor is None:
            actor = self.sections[party][1] if party in self.sections else None
        return self.declared(f"data/actors/{actor}.yaml", "roles") if actor is not None else None

    def place(self, kind: Kind, id_: str, loc: Loc = (), year: int | None = None) -> Place:
        return Place(file_path(kind, id_, year), loc)


def _ids_under(data: Any, key: str) -> frozenset[str] | None:
    """The ``id`` of each item under ``key`` in raw data; None for a file with no data at all."""
    if not isinstance(data, dict):
        return None
    items = data.get(key)
    if not isinstance(items, list):
        # Nothing there is nothing declared; something of another shape could have declared anything.
        return frozenset() if items is None else None
    return frozenset(
        item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)
    )
