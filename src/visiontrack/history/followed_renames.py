"""Which things of an earlier state have another id in a later one, so that they are compared with themselves.

What went and what came of one kind is one renamed thing where it is alike but for its id, or has the same name in the
same place; so are two files of which git would say that they are one renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from visiontrack.checks.suite import Suite
from visiontrack.edit.writer import commit_together, existing_content
from visiontrack.errors import WrongUse
from visiontrack.finding import Place
from visiontrack.folder.listing import file_path
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder
from visiontrack.history.data_points import plain
from visiontrack.history.renaming import Rename, RenameKind, rename_changes
from visiontrack.history.states import SpanFinder
from visiontrack.schema import Kind
from visiontrack.schema.base import Model
from visiontrack.schema.references import id_places

# A thing by its owner and id: the measure of an indicator, the path of an opinion's meeting.
_Key = tuple[str, str]
_Things = Mapping[_Key, Model]
_FILES: Mapping[RenameKind, Kind] = {"measure": "measure", "actor": "actor", "meeting": "meeting"}
_PARTS: tuple[RenameKind, ...] = (
    *("section", "role", "program", "policy", "field", "project", "indicator", "opinion"),
)
_ALIKE = 0.5  # share of equal lines, by their bytes, from which git takes two files for one renamed


def follow_renames(before: Folder, after: Folder) -> tuple[Folder, list[Rename]]:
    """Gives the earlier folder, which must be a copy of its own, the later ids; returns it, and what was renamed."""
    renames: list[Rename] = []
    for kinds, renamed in ((_FILES, _renamed_files), (_PARTS, _renamed_parts)):
        for rename in [rename for kind in kinds for rename in renamed(kind, before, after)]:
            with suppress(WrongUse):  # written so that it cannot be followed: gone, and new
                commit_together(before.root, rename_changes(before, rename))
                renames.append(rename)
                before = load(before.root, Suite(errors_only=True)).folder or before
    return before, renames


def rename_place(rename: Rename, after: Folder, spans: SpanFinder) -> Place:
    """Returns where a renamed thing has its new id."""
    for kind in ("vision", "measure", "actor", "meeting"):
        for entry in after.listing.of(kind):
            document = spans.document(entry.path)
            if document is None or rename.new not in (document.text or ""):
                continue
            for place in id_places(kind, document.data, entry.year):
                if place.loc[-1] == "id" and (place.kind, place.id) == (rename.thing, rename.new):
                    return Place(entry.path, place.loc)
    return Place("data/vision.yaml")


def _renamed_files(kind: RenameKind, before: Folder, after: Folder) -> Iterator[Rename]:
    gone, new = _gone_and_new(_things(before, kind), _things(after, kind))
    rated = []
    for (owner, old), model in gone.items():
        for (other, id_), later in new.items():
            if owner != other:
                continue
            year = int(owner) if owner else None
            share = _alike(
                existing_content(before.root, file_path(_FILES[kind], old, year)) or b"",
                existing_content(after.root, file_path(_FILES[kind], id_, year)) or b"",
            )
            if _without_id(model) == _without_id(later) or old in getattr(later, "predecessors", ()):
                share = 2.0
            rated.append((share, Rename(kind, owner, old, id_)))
    used: set[str] = set()
    for share, rename in sorted(rated, key=lambda pair: (-pair[0], pair[1])):
        if share >= _ALIKE and used.isdisjoint((f"<{rename.old}", f">{rename.new}")):
            used |= {f"<{rename.old}", f">{rename.new}"}
            yield rename


def _alike(old: bytes, new: bytes) -> float:
    """Returns which share of the larger file the lines are that both have, by their bytes."""
    common = Counter(old.splitlines()) & Counter(new.splitlines())
    most = max(len(b"".join(content.splitlines())) for content in (old, new))
    return sum(len(line) * count for line, count in common.items()) / most if most else 0.0


def _renamed_parts(kind: RenameKind, before: Folder, after: Folder) -> Iterator[Rename]:
    gone, new = _gone_and_new(_things(before, kind), _things(after, kind))
    for mark in (_without_id, _called):
        marks = Counter(f"<{owner} {mark(part)}" for (owner, _), part in gone.items())
        marks += Counter(f">{owner} {mark(part)}" for (owner, _), part in new.items())
        for (owner, old), part in list(gone.items()):
            key = f"{owner} {mark(part)}"
            if marks[f"<{key}"] == marks[f">{key}"] == 1:
                _, id_ = next(pair for pair, other in new.items() if f"{pair[0]} {mark(other)}" == key)
                del gone[owner, old], new[owner, id_]
                yield Rename(kind, owner if kind in ("project", "indicator", "role") else "", old, id_)


def _gone_and_new(before: _Things, after: _Things) -> tuple[dict[_Key, Model], dict[_Key, Model]]:
    gone = {key: model for key, model in before.items() if key not in after}
    return gone, {key: model for key, model in after.items() if key not in before}


def _without_id(model: Model) -> str:
    return str({key: value for key, value in plain(model).items() if key != "id"})


def _called(model: Model) -> str:
    """Returns what people call a thing; of an opinion, who said what."""
    values = plain(model)
    return str([values.get(key) for key in ("title", "name", "actor", "text")])


def _things(folder: Folder, kind: RenameKind) -> _Things:
    """Returns what a folder has of a kind."""
    if kind == "measure":
        return {("", id_): measure for id_, measure in folder.measures.items()}
    if kind == "actor":
        return {("", id_): actor for id_, actor in folder.actors.items()}
    if kind == "meeting":
        return {(str(year), id_): meeting for (year, id_), meeting in folder.meetings.items()}
    return {(owner, part.id): part for owner, part in _parts(folder, kind)}


def _parts(folder: Folder, kind: RenameKind) -> Iterator[tuple[str, Any]]:
    key = {"policy": "policies"}.get(kind, f"{kind}s")
    if kind in ("policy", "field", "indicator"):
        yield from (("vision", part) for part in getattr(folder.vision, key))
    owners: Mapping[Any, Any] = {}
    if kind in ("project", "indicator"):
        owners = folder.measures
    elif kind in ("section", "role", "program"):
        owners = folder.actors
    elif kind == "opinion":
        owners = {f"{year}/{id_}": meeting for (year, id_), meeting in folder.meetings.items()}
    for id_, owner in owners.items():
        yield from ((id_, part) for part in getattr(owner, key))
