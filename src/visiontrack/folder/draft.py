"""A folder while it is being read: what the cross-file checks look at.

It has the best of each file (the model, or what could be salvaged of a broken one) and knows which ids exist, so that
what follows from a broken file is not reported as a second mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visiontrack.finding import Place
from visiontrack.folder.listing import HIDDEN_ENDING, Entry, Listing, file_path
from visiontrack.schema import Kind
from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.schema.titles import key_by_title
from visiontrack.util.nearest import nearest
from visiontrack.yaml.quick_id import top_id

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor, Program, Section
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision
    from visiontrack.yaml.document import Document

# The parts of a file that rules on other files depend on, and so must know to be whole.
_DEPENDED_ON: dict[Kind, tuple[str, ...]] = {
    "vision": ("period", "evaluation", "indicators", "records_since", "revisions"),
    "measure": ("period", "predecessors", "projects", "indicators", "revisions", "programs", "aims"),
    "decisions": ("plan", "decisions"),
}
# The keys under which a kind of file declares ids.
_DECLARES: dict[Kind, tuple[str, ...]] = {
    "vision": ("policies", "fields", "indicators"),
    "actor": ("sections", "roles", "programs"),
    "measure": ("projects", "indicators"),
    "meeting": ("opinions",),
}
# The key whose value must be the name of the file.
_ID_KEYS: dict[Kind, str] = {"actor": "id", "measure": "id", "meeting": "id", "result": "measure"}


@dataclass
class Draft:
    """Everything read so far.

    ``read`` and ``unsound`` are paths; ``first`` is the first place of every id that must be unique beyond its file, by
    (namespace, id); ``copies`` is where the id of a copied file stands first, by the copy's path. ``_lost`` and
    ``_declared`` go by (path, key); ``_ambiguous`` are sections.
    """

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
    programs: dict[str, tuple[Program, str]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)
    first: dict[tuple[str, str], Place] = field(default_factory=dict)
    copies: dict[str, Place] = field(default_factory=dict)
    _lost: set[tuple[str, str]] = field(default_factory=set)
    _ambiguous: set[str] = field(default_factory=set)
    _declared: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)
    _ids: dict[Kind, frozenset[str]] = field(default_factory=dict)
    _misnamed: dict[tuple[Kind, int | None], frozenset[str]] = field(default_factory=dict)

    def add(self, entry: Entry, document: Document) -> None:
        """Adds a file that was just read."""
        self.read.add(entry.path)
        repeated: frozenset[str] = frozenset()
        if not document.sound:
            self.unsound.add(entry.path)
            repeated = _repeated_keys(document)
            for key in _DEPENDED_ON.get(entry.kind, ()):
                if document.best is None or document.lost((key,)) or key in repeated:
                    self._lost.add((entry.path, key))
        for key in _DECLARES.get(entry.kind, ()):
            unclear = not repeated.isdisjoint((key, "id"))
            ids = None if unclear else _ids_under(document.data, key, document.sound)
            self._declared[entry.path, key] = ids
        if document.best is not None:
            original = self._original(entry, document)
            if original is not None:
                self.copies[entry.path] = original
            self._store(entry, document.best)

    def _original(self, entry: Entry, document: Document) -> Place | None:
        """Returns where the id of a file with another name stands first, if another file has that id as well."""
        key = _ID_KEYS.get(entry.kind)
        id_ = getattr(document.best, key) if key is not None else entry.id
        if key is None or id_ == entry.id or document.lost((key,)):
            return None
        if entry.kind == "result" and not self.lacks("measure", entry.id):
            return None  # its name says whose result it is
        own = file_path(entry.kind, id_, entry.year)
        if own in self._paths and self._top_id(own, key) == id_:
            return Place(own, (key,))
        place = Place(entry.path, (key,))
        first = self.first.setdefault((f"{entry.kind} {entry.year}", id_), place)
        return first if first != place else None

    def _store(self, entry: Entry, model: Any) -> None:
        year = entry.year or 0
        match entry.kind:
            case "vision":
                self.vision = model
            case "actor":
                self.actors[entry.id] = model
                for section in model.sections if entry.path not in self.copies else ():
                    if self.sections.setdefault(section.id, (section, entry.id))[0] is not section:
                        self._ambiguous.add(section.id)
                for program in model.programs if entry.path not in self.copies else ():
                    self.programs.setdefault(program.id, (program, entry.id))
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

    def whole(self, path: str, *keys: str) -> bool:
        """Returns whether these parts of a file were read and nothing of them was left out as broken."""
        if path not in self.read:
            return False
        return not self._lost or not any((path, key) in self._lost for key in keys)

    # ---- what exists -------------------------------------------------------------------------------------

    def declared(self, path: str, key: str) -> frozenset[str] | None:
        """Returns the ids under ``key`` of a file that was read, or None when the file is too broken to tell.

        It is also None where an id stands twice: one of the two should be another id, and what refers to that one is
        right.
        """
        return self._declared.get((path, key))

    def mark_lost(self, path: str, key: str) -> None:
        """Marks what is declared under ``key`` of a file as lost: that is reported, and nothing that follows from it."""
        if (path, key) in self._declared:
            self._declared[(path, key)] = None
            self._lost.add((path, key))

    def ids(self, kind: Kind) -> frozenset[str]:
        """Returns the file names of a kind: a broken file still has its name."""
        if kind not in self._ids:
            self._ids[kind] = frozenset(entry.id for entry in self.listing.of(kind))
        return self._ids[kind]

    def lacks(self, kind: Kind, id_: str, year: int | None = None) -> bool:
        """Returns whether there is surely no such file: none of its name, and none that could not be listed."""
        path = file_path(kind, id_, year)
        if kind in ("actor", "measure") and id_ in self.ids(kind):
            return False
        return path not in self.read and not self.may_stand(path) and id_ not in self.misnamed(kind)

    def misnamed(self, kind: Kind, year: int | None = None) -> frozenset[str]:
        """Returns the ids inside files of other names, or near a name that is no id: reported there, not absent."""
        if (kind, year) not in self._misnamed:
            key = _ID_KEYS[kind]
            # A result under a measure's own name is that measure's, whatever it says inside.
            right = self.ids("measure") if kind == "result" else ()
            entries = [
                entry for entry in self.listing.of(kind) if entry.year == year and entry.id not in right
            ]
            ids = {self._top_id(entry.path, key) or near_id(entry.id) for entry in entries}
            self._misnamed[kind, year] = frozenset(ids)
        return self._misnamed[kind, year]

    def _top_id(self, path: str, key: str) -> str | None:
        return top_id(f"{self.root}/{path}", key)

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(entry.path for entries in self.listing.entries.values() for entry in entries)

    def may_stand(self, path: str) -> bool:
        """Returns whether something at this path, or its folder, could not be read as data."""
        folders = path.split("/")[:-1]
        above = {"/".join(folders[:depth]) for depth in range(1, len(folders) + 1)}
        return path.rsplit(".", 1)[0] in self._strays or not self._strays.isdisjoint(above)

    def may_stand_under(self, folder: str) -> bool:
        """Returns whether anything in a folder, or the folder itself, could not be read as data."""
        return any(
            stray.startswith(f"{folder}/") or f"{folder}/".startswith(f"{stray}/") for stray in self._strays
        )

    @cached_property
    def _strays(self) -> frozenset[str]:
        """Where something that looks like data was not listed as such: paths, with and without their endings."""
        findings = self.listing.findings
        paths = {finding.path for finding in findings if finding.severity == "error"}
        hidden = [finding.path for finding in findings if finding.code == "VT120" and finding.variant]
        paths |= {path[: -len(HIDDEN_ENDING)] for path in hidden}
        return frozenset(paths | {path.rsplit(".", 1)[0] for path in paths})

    def knows_party(self, party: str) -> bool:
        """Returns whether an actor or section exists, or may exist in a file too broken to tell."""
        return party in self.sections or not self.lacks("actor", party) or self.knows_section(party)

    def knows_section(self, section: str) -> bool:
        """Returns whether a section exists, or may exist in a file too broken to tell."""
        if section in self.sections or self._ambiguous or self.may_stand_under("data/actors"):
            return True
        declared = [self.declared(entry.path, "sections") for entry in self.listing.of("actor")]
        return any(ids is None or section in ids for ids in declared)

    def knows_program(self, program: str) -> bool:
        """Returns whether a program exists, or may exist in an actor's file too broken to tell."""
        if program in self.programs or self.may_stand_under("data/actors"):
            return True
        declared = [self.declared(entry.path, "programs") for entry in self.listing.of("actor")]
        return any(ids is None or program in ids for ids in declared)

    def is_ambiguous(self, party: str) -> bool:
        """Returns whether two parties have this id (which is reported): nobody knows which of them is meant."""
        return party in self._ambiguous or (party in self.sections and party in self.ids("actor"))

    def roles_of(self, party: str) -> frozenset[str] | None:
        """Returns the role ids of an actor, or of a section's actor, or None where that cannot be told."""
        if self.is_ambiguous(party):
            return None
        actor = party if party in self.ids("actor") else None
        if actor is None:
            actor = self.sections[party][1] if party in self.sections else None
        return self.declared(f"data/actors/{actor}.yaml", "roles") if actor is not None else None


def _ids_under(data: Any, key: str, sound: bool) -> frozenset[str] | None:
    """Returns the ``id`` of each item under ``key`` in plain data.

    Returns None where an id cannot be told, or stands twice. In a broken file a text that is no id, such as
    ``Founders``, counts as the id that it probably stands for.
    """
    if not isinstance(data, dict):
        return None
    items = data.get(key)
    if sound:
        ids = frozenset(item["id"] for item in items) if items else frozenset()
        return None if items and len(ids) < len(items) else ids
    if not isinstance(items, list):
        # No value declares nothing; one of another shape could have declared anything, and so could a mistyped key.
        return None if items is not None or _may_be_mistyped(data, key) else frozenset()
    near_ids: set[str] = set()
    for item in items:
        id_ = item.get("id") if isinstance(item, dict) else None
        if isinstance(id_, str) and id_problem(id_):
            id_ = near_id(id_)
        if not isinstance(id_, str) or id_problem(id_):
            return None
        near_ids.add(id_)
    return frozenset(near_ids) if len(near_ids) == len(items) else None


def _repeated_keys(document: Document) -> frozenset[str]:
    """Returns the keys that stand twice in one mapping of a file: what stood under the second was not read."""
    repeated = (finding for finding in document.findings if finding.code == "VT103" and not finding.variant)
    return frozenset(str(finding.params["key"]) for finding in repeated)


def _may_be_mistyped(data: dict[str, Any], key: str) -> bool:
    if key in data:
        return False
    return any(key in (key_by_title(written, [key]), nearest(written, [key])) for written in data)
