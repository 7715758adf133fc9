"""The folder while it is being read: what the cross-file checks look at.

It holds the best there is of each file (the model, or what could be salvaged of a broken one) and knows which
ids exist, so that what follows from a broken file is not reported as a second mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visiontrack.finding import Place
from visiontrack.folder.listing import HIDDEN_ENDING, Entry, Listing, file_path
from visiontrack.schema import Kind
from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.yaml.quick_id import top_id

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor, Section
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision
    from visiontrack.yaml.document import Document

# The parts of a file that rules on other files go by, and so must know to be whole.
_GONE_BY: dict[Kind, tuple[str, ...]] = {
    "vision": ("period", "evaluation", "indicators", "records_since", "revisions"),
    "measure": ("period", "predecessors", "projects", "indicators", "revisions"),
    "decisions": ("plan", "decisions"),
}
# Where the ids that a kind of file declares stand in it.
_DECLARES: dict[Kind, tuple[str, ...]] = {
    "vision": ("policies", "fields", "indicators"),
    "actor": ("sections", "roles"),
    "measure": ("projects", "indicators"),
    "meeting": ("opinions",),
}
# The key that must say the same as the name of the file.
_NAMED_BY: dict[Kind, str] = {"actor": "id", "measure": "id", "meeting": "id", "result": "measure"}


@dataclass(slots=True)
class Draft:
    """Everything read so far.

    ``read`` and ``unsound`` hold paths; ``first`` the first place of every id that must be unique beyond its
    file, by (namespace, id); ``twins`` where the id of a copied file stands first, by the copy's path; ``cache``
    what a check worked out once for many files.
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
    read: set[str] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)
    first: dict[tuple[str, str], Place] = field(default_factory=dict)
    twins: dict[str, Place] = field(default_factory=dict)
    cache: dict[Any, Any] = field(default_factory=dict)
    _lost: set[tuple[str, str]] = field(default_factory=set)
    _twice: set[str] = field(default_factory=set)
    _declared: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)
    _ids: dict[Kind, frozenset[str]] = field(default_factory=dict)
    _strays: frozenset[str] | None = None

    def add(self, entry: Entry, document: Document) -> None:
        """Take in a file that was just read."""
        self.read.add(entry.path)
        twice: frozenset[str] = frozenset()
        if not document.sound:
            self.unsound.add(entry.path)
            twice = _keys_twice(document)
            for key in _GONE_BY.get(entry.kind, ()):
                if document.best is None or document.lost((key,)) or key in twice:
                    self._lost.add((entry.path, key))
        for key in _DECLARES.get(entry.kind, ()):
            told_twice = bool(twice) and not twice.isdisjoint((key, "id"))
            ids = None if told_twice else _ids_under(document.data, key, document.sound)
            self._declared[(entry.path, key)] = ids
        if document.best is not None:
            twin = self._twin(entry, document)
            if twin is not None:
                self.twins[entry.path] = twin
            self._store(entry, document.best)

    def _twin(self, entry: Entry, document: Document) -> Place | None:
        """The first place of the id of a file that bears another name, where another file has that id as well."""
        key = _NAMED_BY.get(entry.kind)
        id_ = getattr(document.best, key) if key is not None else entry.id
        if key is None or id_ == entry.id or document.lost((key,)):
            return None
        if entry.kind == "result" and not self.lacks("measure", entry.id):
            return None  # its name says whose result it is
        own = file_path(entry.kind, id_, entry.year)
        if self._is_there(own) and self._inside(own, key) == id_:
            return Place(own, (key,))
        here = Place(entry.path, (key,))
        first = self.first.setdefault((f"{entry.kind} {entry.year}", id_), here)
        return first if first != here else None

    def _store(self, entry: Entry, model: Any) -> None:
        year = entry.year or 0
        match entry.kind:
            case "vision":
                self.vision = model
            case "actor":
                self.actors[entry.id] = model
                for section in model.sections if entry.path not in self.twins else ():
                    if self.sections.setdefault(section.id, (section, entry.id))[0] is not section:
                        self._twice.add(section.id)
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
        """Whether these parts of a file were read and nothing of them was left aside as broken."""
        if path not in self.read:
            return False
        return not self._lost or not any((path, key) in self._lost for key in keys)

    # ---- what exists -------------------------------------------------------------------------------------

    def declared(self, path: str, key: str) -> frozenset[str] | None:
        """The ids under ``key`` of a file that was read; None when the file is too broken to tell.

        So it is where one of them stands there twice: one of the two was meant to be another id, and what refers to
        that one is right.
        """
        return self._declared.get((path, key))

    def doubt(self, path: str, key: str) -> None:
        """What is declared under ``key`` of a file was lost, and is told as that: from here on nobody can tell."""
        if (path, key) in self._declared:
            self._declared[(path, key)] = None
            self._lost.add((path, key))

    def ids(self, kind: Kind) -> frozenset[str]:
        """The file names of a kind: a broken file still has its name."""
        if kind not in self._ids:
            self._ids[kind] = frozenset(entry.id for entry in self.listing.of(kind))
        return self._ids[kind]

    def lacks(self, kind: Kind, id_: str, year: int | None = None) -> bool:
        """Whether there is surely no such file: none under its name, and none that could not be listed."""
        path = file_path(kind, id_, year)
        if kind in ("actor", "measure") and id_ in self.ids(kind):
            return False
        return path not in self.read and not self.may_stand(path) and id_ not in self.misnamed(kind)

    def misnamed(self, kind: Kind, year: int | None = None) -> frozenset[str]:
        """The ids inside files of other names, or meant by a name that is no id: told there, and not absent."""
        if ("misnamed", kind, year) not in self.cache:
            key = _NAMED_BY[kind]
            # A result under a measure's own name is that measure's, whatever it says inside.
            right = self.ids("measure") if kind == "result" else ()
            held = [one for one in self.listing.of(kind) if one.year == year and one.id not in right]
            found = {self._inside(one.path, key) or near_id(one.id) for one in held}
            self.cache["misnamed", kind, year] = frozenset(found)
        ids: frozenset[str] = self.cache["misnamed", kind, year]
        return ids

    def _inside(self, path: str, key: str) -> str | None:
        return top_id(f"{self.root}/{path}", key)

    def _is_there(self, path: str) -> bool:
        if "paths" not in self.cache:
            entries = self.listing.entries.values()
            self.cache["paths"] = frozenset(one.path for held in entries for one in held)
        return path in self.cache["paths"]

    def may_stand(self, path: str) -> bool:
        """Whether something stands at this path that could not be read as data, or its folder could not."""
        strays = self._unlisted()
        folders = path.split("/")[:-1]
        above = {"/".join(folders[:depth]) for depth in range(1, len(folders) + 1)}
        return path.rsplit(".", 1)[0] in strays or not strays.isdisjoint(above)

    def may_stand_under(self, folder: str) -> bool:
        """Whether anything in a folder, or the folder itself, could not be read as data."""
        return any(
            stray.startswith(f"{folder}/") or f"{folder}/".startswith(f"{stray}/")
            for stray in self._unlisted()
        )

    def _unlisted(self) -> frozenset[str]:
        """Where something that looks like data was not listed as such: paths, with and without their endings."""
        if self._strays is None:
            found = self.listing.findings
            paths = {one.path for one in found if one.severity == "error"}
            paths |= {one.path[: -len(HIDDEN_ENDING)] for one in found if one.code == "VT120" and one.variant}
            self._strays = frozenset(paths | {path.rsplit(".", 1)[0] for path in paths})
        return self._strays

    def knows_party(self, party: str) -> bool:
        """Whether an actor or section exists, or may exist in a file too broken to tell."""
        return party in self.sections or not self.lacks("actor", party) or self.knows_section(party)

    def knows_section(self, section: str) -> bool:
        """Whether a section exists, or may exist in a file too broken to tell."""
        if section in self.sections or self._twice or self.may_stand_under("data/actors"):
            return True
        held = [self.declared(entry.path, "sections") for entry in self.listing.of("actor")]
        return any(ids is None or section in ids for ids in held)

    def doubtful(self, party: str) -> bool:
        """Whether two bear this id, which is told by itself: nobody knows which one is meant."""
        return party in self._twice or (party in self.sections and party in self.ids("actor"))

    def roles_of(self, party: str) -> frozenset[str] | None:
        """The role ids of an actor, or of a section's actor; None where that cannot be told."""
        if self.doubtful(party):
            return None
        actor = party if party in self.ids("actor") else None
        if actor is None:
            actor = self.sections[party][1] if party in self.sections else None
        return self.declared(f"data/actors/{actor}.yaml", "roles") if actor is not None else None


def _ids_under(data: Any, key: str, sound: bool) -> frozenset[str] | None:
    """The ``id`` of each item under ``key`` in raw data; None where an id may stand that cannot be told, or one twice.

    In a broken file an id that is none, such as ``Founders``, counts in the form that was probably meant too.
    """
    if not isinstance(data, dict):
        return None
    items = data.get(key)
    if sound:
        ids = frozenset(item["id"] for item in items) if items else frozenset()
        return None if items and len(ids) < len(items) else ids
    if not isinstance(items, list):
        # Nothing there is nothing declared; something of another shape could have declared anything, and so
        # could a key that is this one mistyped.
        return None if items is not None or _may_be_mistyped(data, key) else frozenset()
    found: set[str] = set()
    for item in items:
        id_ = item.get("id") if isinstance(item, dict) else None
        meant = id_ if not isinstance(id_, str) or not id_problem(id_) else near_id(id_)
        if not isinstance(meant, str) or id_problem(meant):
            return None
        found.add(meant)
    return frozenset(found) if len(found) == len(items) else None


def _keys_twice(document: Document) -> frozenset[str]:
    """The keys that stand twice in one mapping of a file: of what stood under the second nothing is known."""
    return frozenset(
        str(one.params["key"]) for one in document.findings if one.code == "VT103" and not one.variant
    )


def _may_be_mistyped(data: dict[str, Any], key: str) -> bool:
    from visiontrack.schema.titles import key_by_title
    from visiontrack.util.nearest import nearest

    return key not in data and any(key in (key_by_title(one, [key]), nearest(one, [key])) for one in data)
