"""Gives a thing another id everywhere: keys, references and file names, by splice, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode

from visiontrack import fiscal_year
from visiontrack.cycle.naming import OWN
from visiontrack.edit.spans import CannotEdit, EditableText
from visiontrack.edit.spelling import spell
from visiontrack.edit.writer import Change, existing_content, text_change
from visiontrack.errors import WrongUse
from visiontrack.finding import Fix, Loc, Word
from visiontrack.folder.listing import Entry, published_path
from visiontrack.folder.loading import FileLine
from visiontrack.folder.model import Folder
from visiontrack.folder.names import chosen_id
from visiontrack.schema import Kind
from visiontrack.schema.paths import is_free_text
from visiontrack.schema.references import IdPlace, ThingKind, id_places
from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.util.nearest import nearest
from visiontrack.yaml import files, tree
from visiontrack.yaml.lines import Lines

RenameKind = Literal[
    "measure",
    "project",
    "indicator",
    "actor",
    "section",
    "role",
    "policy",
    "field",
    "opinion",
    "meeting",
    "program",
]
_PARTIES: tuple[RenameKind, ...] = ("actor", "section")
# Kinds of files that are named by an id → the kind of thing that bears it.
_FILES: Mapping[Kind, ThingKind] = {
    "measure": "measure",
    "result": "measure",
    "actor": "party",
    "meeting": "meeting",
}


class Rename(NamedTuple):
    """A thing, and the id that it gets; ``owner`` is the measure, actor or year that has it, empty for the others."""

    kind: RenameKind
    owner: str
    old: str
    new: str

    @property
    def thing(self) -> ThingKind:
        """The space of ids that it belongs to."""
        match self.kind:
            case "actor" | "section":
                return "party"
            case kind:
                return kind

    @property
    def names(self) -> tuple[str, str]:
        """The ids before and after, with the owner where the id alone could be another thing's."""
        prefix = f"{self.owner}/" if self.owner else ""
        return prefix + self.old, prefix + self.new


def rename_of(folder: Folder, kind: RenameKind, old: str, new: str) -> Rename:
    """Returns the rename that was asked for; ``old`` is an id or a name, ``new`` may have the owner before it.

    Raises ``WrongUse`` where nothing or several things bear the old one, where the new one is no free id, and where a
    file was left out: nobody knows what it names.
    """
    if folder.left_out:
        raise WrongUse("rename.left_out", path=folder.left_out[0], count=len(folder.left_out))
    names = dict(_named(folder, kind))
    year, slash, rest = old.partition("/")
    if kind == "meeting" and slash and (number := fiscal_year.parse(year)) is not None:
        old = f"{number}/{rest}"
    chosen = chosen_id(old, names, [(full_id.rpartition("/")[2], full_id) for full_id in names])
    chosen = chosen or chosen_id(old, names, [(name, full_id) for full_id, name in names.items()])
    if chosen is None:
        near = nearest(old, [*names, *(full_id.rpartition("/")[2] for full_id in names)])
        raise WrongUse("rename.unknown", kind=Word(f"word.{kind}"), id=old, suggest=near)
    owner, _, old_id = chosen.rpartition("/")
    prefix, slash, new_id = new.rpartition("/")
    if slash and prefix != owner and not (kind == "meeting" and str(fiscal_year.parse(prefix)) == owner):
        raise WrongUse("rename.moved", old=chosen, new=new)
    if id_problem(new_id) is not None or new_id == OWN:
        near = near_id(new_id)
        raise WrongUse("new.bad_id", id=new_id, suggest=near if id_problem(near) is None else None)
    rename = Rename(kind, owner, old_id, new_id)
    used = [*names, *(full_id for other in _PARTIES for full_id, _ in _named(folder, other))]
    if rename.names[1] in (used if rename.thing == "party" else names):
        raise WrongUse("new.taken", id=rename.names[1])
    return rename


def _named(folder: Folder, kind: RenameKind) -> Iterator[tuple[str, str]]:
    """Yields the full ids of all things of a kind, each with its name (an opinion has none)."""
    vision, measures, actors = folder.vision, folder.measures, folder.actors
    match kind:
        case "measure":
            yield from ((id_, measure.title) for id_, measure in measures.items())
        case "project":
            yield from (
                (f"{id_}/{part.id}", part.title) for id_, owner in measures.items() for part in owner.projects
            )
        case "indicator":
            yield from ((f"{OWN}/{part.id}", part.name) for part in vision.indicators)
            yield from (
                (f"{id_}/{part.id}", part.name)
                for id_, owner in measures.items()
                for part in owner.indicators
            )
        case "actor":
            yield from ((id_, actor.name) for id_, actor in actors.items())
        case "section":
            yield from ((part.id, part.name) for actor in actors.values() for part in actor.sections)
        case "role":
            yield from (
                (f"{id_}/{part.id}", part.title) for id_, actor in actors.items() for part in actor.roles
            )
        case "policy" | "field":
            parts = vision.policies if kind == "policy" else vision.fields
            yield from ((part.id, part.title) for part in parts)
        case "opinion":
            yield from ((id_, "") for id_ in folder.opinions)
        case "meeting":
            yield from ((f"{year}/{id_}", part.title) for (year, id_), part in folder.meetings.items())
        case "program":
            yield from ((id_, program.title) for id_, (program, _) in folder.programs.items())


def rename_changes(folder: Folder, rename: Rename) -> list[Change]:
    """Returns the changes of all sound files that name the thing, for ``commit_together``.

    Raises ``WrongUse`` where a file cannot be changed by splice, and where two things bear the id.
    """
    changes, declared = [], 0
    for entry in _entries(folder):
        if entry.path in folder.left_out:
            continue
        content = existing_content(folder.root, entry.path) or b""
        moves = _FILES.get(entry.kind) == rename.thing and entry.id == rename.old
        moves &= entry.kind != "meeting" or str(entry.year) == rename.owner
        if not moves and rename.old.encode() not in content:
            continue
        try:
            page = EditableText(files.decode(content, entry.path).text or "")
            places = [
                place for place in id_places(entry.kind, page.data, entry.year) if _is(place, rename, folder)
            ]
            text = _renamed(page, places, rename)
        except CannotEdit:
            raise WrongUse("rename.by_hand", path=entry.path, old=rename.old) from None
        declared += sum(place.loc[-1] == "id" for place in places)
        change = text_change(entry.path, content, text)
        if moves:
            path = folder.path_of(entry.kind, rename.new, entry.year)
            change = change._replace(path=path, moved_from=entry.path)
        if moves or places:
            changes.append(change)
    if declared != 1:
        raise WrongUse("rename.twice", id=rename.old)
    return changes


def _entries(folder: Folder) -> Iterator[Entry]:
    for entries in folder.listing.entries.values():
        yield from entries


def _is(place: IdPlace, rename: Rename, folder: Folder) -> bool:
    """Returns whether an id in a file is the thing's; a role named for a section is its actor's."""
    if (place.kind, place.id) != (rename.thing, rename.old):
        return False
    if place.kind == "role":
        actor = folder.actor_of(place.owner)
        return actor is not None and actor.id == rename.owner
    return place.owner == rename.owner


def _renamed(page: EditableText, places: list[IdPlace], rename: Rename) -> str:
    """Returns the text with another id at these places, in the quotes that stand there. Raises ``CannotEdit``."""
    fixes = []
    for place in places:
        key, value, _ = tree.find(page.root, place.loc)
        node = key if place.at == "key" else value
        if not isinstance(node, ScalarNode) or node.style in ("|", ">"):
            raise CannotEdit
        quote = node.style or ""
        spelled = f"{quote}{rename.new}{quote}" if quote else spell(rename.new, flow=True)
        fixes.append(Fix(node.start_mark.index, node.end_mark.index, spelled))
    expected = _with_ids(page.data, (), {(place.loc, place.at) for place in places}, rename.new)
    return page.edited(sorted(fixes), expected)


def _with_ids(data: Any, loc: Loc, places: set[tuple[Loc, str]], new: str) -> Any:
    """Returns plain data with another id at these places."""
    if isinstance(data, dict):
        return {
            new if ((*loc, key), "key") in places else key: _with_ids(value, (*loc, key), places, new)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_with_ids(item, (*loc, number), places, new) for number, item in enumerate(data)]
    return new if (loc, "value") in places else data


# ---- what is left to people ------------------------------------------------------------------------------------


def mentions(folder: Folder, changes: list[Change], old: str) -> list[FileLine]:
    """Returns the lines of texts, comments and the city's own templates that still have the old id once it is changed."""
    token = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])")
    texts = {change.moved_from or change.path: (change.path, change.new) for change in changes}
    lines = []
    for entry in _entries(folder):
        content = existing_content(folder.root, entry.path) or b""
        path, content = texts.get(entry.path, (entry.path, content))
        if old.encode() not in content:
            continue
        text = files.decode(content, path).text or ""
        root = tree.compose(text)
        scalars = list(_scalars(root, (), entry.kind)) if root is not None else []
        numbers = Lines(text)
        for match in token.finditer(text):
            within = [free for start, end, free in scalars if start <= match.start() < end]
            if all(within):
                lines.append(FileLine(path, numbers.span(*match.span()).line))
    for place in sorted((folder.root / "templates").rglob("*.j2")):
        path = place.relative_to(folder.root).as_posix()
        text = (existing_content(folder.root, path) or b"").decode("utf-8", "replace")
        lines += [FileLine(path, Lines(text).span(*match.span()).line) for match in token.finditer(text)]
    return list(dict.fromkeys(lines))


def _scalars(node: Node, loc: Loc, kind: Kind) -> Iterator[tuple[int, int, bool]]:
    """Yields where each scalar begins and ends, and whether it is free text."""
    if isinstance(node, ScalarNode):
        yield node.start_mark.index, node.end_mark.index, bool(is_free_text(kind, loc))
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield key.start_mark.index, key.end_mark.index, False
            yield from _scalars(value, (*loc, key.value), kind)
    else:
        for number, item in enumerate(node.value):
            yield from _scalars(item, (*loc, number), kind)


def published_with(folder: Folder, old: str) -> list[str]:
    """Returns the reports that were handed out and name the old id, in the file names of charts, say."""
    token = re.compile(rf"(?<![a-z0-9]){re.escape(old)}(?![a-z0-9])".encode())
    paths = dict.fromkeys(filter(None, map(published_path, folder.vision.published)))
    listed = [path for path in paths if path in folder.listing.reports]
    return [path for path in listed if token.search(existing_content(folder.root, path) or b"")]
