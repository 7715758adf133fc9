"""Names of actors, measures and so on, and their ids: for whoever writes a name in place of an id.

In a data file (``lead: 産業振興課``) only the other files say which id that is, so names are looked up once everything is
read, and only for values that cannot be ids. On the command line the folder has been read already.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from visiontrack.errors import WrongUse
from visiontrack.finding import Finding
from visiontrack.folder.listing import entry_at
from visiontrack.yaml.quick_id import all_ids

if TYPE_CHECKING:
    from visiontrack.folder.draft import Draft
    from visiontrack.folder.model import Folder
    from visiontrack.schema import Kind

NamesWithIds = Iterator[tuple[str, str]]


def parties(folder: Draft | Folder) -> NamesWithIds:
    """Yields actors and sections; a section also by its actor's name and its own: ``所沢市産業振興課``."""
    for id_, actor in folder.actors.items():
        yield actor.name, id_
        for section in actor.sections:
            yield section.name, section.id
            yield actor.name + section.name, section.id


def measures(folder: Draft | Folder) -> NamesWithIds:
    """Yields measures by their titles."""
    yield from ((measure.title, id_) for id_, measure in folder.measures.items())


def policies(folder: Draft | Folder) -> NamesWithIds:
    """Yields policies by their titles."""
    if folder.vision is not None:
        yield from ((policy.title, policy.id) for policy in folder.vision.policies)


def fields(folder: Draft | Folder) -> NamesWithIds:
    """Yields fields by their titles."""
    if folder.vision is not None:
        yield from ((field.title, field.id) for field in folder.vision.fields)


def programs(folder: Folder) -> NamesWithIds:
    """Yields programs by their titles."""
    yield from ((program.title, id_) for id_, (program, _) in folder.programs.items())


def indicators(folder: Folder) -> NamesWithIds:
    """Yields indicators by their names, each with ``measure/indicator`` as its id."""
    yield from ((indicator.name, f"vision/{indicator.id}") for indicator in folder.vision.indicators)
    for id_, measure in folder.measures.items():
        yield from ((indicator.name, f"{id_}/{indicator.id}") for indicator in measure.indicators)


def _measure_indicators(draft: Draft) -> NamesWithIds:
    measures = draft.measures.values()
    yield from ((indicator.name, indicator.id) for measure in measures for indicator in measure.indicators)


def _projects(draft: Draft) -> NamesWithIds:
    measures = draft.measures.values()
    yield from ((project.title, project.id) for measure in measures for project in measure.projects)


def _roles(draft: Draft) -> NamesWithIds:
    yield from ((role.title, role.id) for actor in draft.actors.values() for role in actor.roles)


def _of_result(draft: Draft, path: str) -> NamesWithIds:
    """Yields the indicators and projects that a result may have values of."""
    entry = entry_at(path)
    if entry is not None and entry.kind == "vision_result" and draft.vision is not None:
        yield from ((indicator.name, indicator.id) for indicator in draft.vision.indicators)
    if entry is not None and entry.kind == "result" and entry.id in draft.measures:
        measure = draft.measures[entry.id]
        yield from ((indicator.name, indicator.id) for indicator in measure.indicators)
        yield from ((project.title, project.id) for project in measure.projects)


# The key an id stands under → what has such ids.
_NAMES_BY_KEY: dict[str, Callable[[Draft], NamesWithIds]] = {
    **dict.fromkeys(["lead", "secretariat", "actor", "members", "attendees", "successor"], parties),
    **dict.fromkeys(["measure", "measures", "into", "predecessors"], measures),
    **dict.fromkeys(["role", "roles"], _roles),
    "policy": policies,
    "fields": fields,
    "project": _projects,
    "replaces": _measure_indicators,
}
_LISTS = ("fields", "members", "attendees", "measures", "predecessors", "roles")
_BETWEEN = re.compile(r"[、，､,・/／;；]")


def exact(name: str) -> str:
    """Returns a name as names are compared on the command line: NFKC, without spaces around it."""
    return normalize("NFKC", name).strip()


def chosen_id(text: str, known_ids: Collection[str], pairs: Iterable[tuple[str, str]]) -> str | None:
    """Returns the id that a person named by itself or by the thing's own name, or None where nothing bears either.

    Raises ``WrongUse`` error.ambiguous with the candidates where several bear the name. An id wins over a name.
    """
    if text in known_ids:
        return text
    ids = {id_ for name, id_ in pairs if id_ in known_ids and exact(name) == exact(text)}
    if len(ids) > 1:
        candidates = "".join(f"\n  {id_}" for id_ in sorted(ids))
        raise WrongUse("error.ambiguous", text=text, candidates=candidates)
    return next(iter(ids), None)


def id_of(name: str, pairs: Iterable[tuple[str, str]]) -> str | None:
    """Returns the id of what has this name, or None where nothing has it, or two have; ``pairs`` are (name, id)."""
    return _unambiguous(pairs).get(folded(name))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns ids by name, without names that two have: a section and its successor may be called the same."""
    ids: dict[str, str] = {}
    ambiguous: set[str] = set()
    for name, id_ in pairs:
        if ids.setdefault(folded(name), id_) != id_:
            ambiguous.add(folded(name))
    return {name: id_ for name, id_ in ids.items() if name not in ambiguous}


def folded(name: str) -> str:
    """Returns a name as names are compared: signs of one width, no blanks, small letters."""
    return "".join(normalize("NFKC", name).split()).casefold()


def with_ids(draft: Draft, findings: list[Finding]) -> list[Finding]:
    """Returns the findings; those on a name in place of an id suggest the id."""
    ids: dict[str, dict[str, str]] = {}
    return [_with_id(draft, finding, ids) if _may_be_name(finding) else finding for finding in findings]


def _may_be_name(finding: Finding) -> bool:
    return finding.code == "VT208" and not finding.variant and finding.suggest is None


def _with_id(draft: Draft, finding: Finding, cache: dict[str, dict[str, str]]) -> Finding:
    """Returns one finding with the id it suggests; ``cache`` has ids by name, by key or by the path of a result."""
    key, value = str(finding.params["key"]), str(finding.params["value"])
    if key == value:  # the key of a map is itself the id, of an indicator or project of the result's measure
        space, pairs = finding.path, _of_result(draft, finding.path)
    elif key in _NAMES_BY_KEY:
        space, pairs = key, _NAMES_BY_KEY[key](draft)
    else:
        return finding
    if space not in cache:
        cache[space] = _unambiguous(pairs)
    ids_by_name = cache[space]
    if (id_ := ids_by_name.get(folded(value))) is not None:
        return replace(finding, params={**finding.params, "ids": id_}, variant="name", suggest=id_)
    ids = [ids_by_name.get(folded(part)) for part in _BETWEEN.split(value)]
    if key not in _LISTS or None in ids:
        return finding
    return replace(finding, params={**finding.params, "ids": ", ".join(map(str, ids))}, variant="list")


def left_out_ids(folder: Folder, kind: Kind) -> dict[str, str]:
    """Returns every id written in the files of a kind that were left out, with the file that it stands in.

    Such an id counts as taken, though nothing more is known of it.
    """
    paths: dict[str, str] = {}
    for path in folder.left_out:
        entry = entry_at(path)
        if entry is not None and entry.kind == kind:
            paths |= dict.fromkeys(all_ids(os.path.join(folder.root, path)), path)
    return paths
