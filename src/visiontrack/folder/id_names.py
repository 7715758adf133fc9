"""A name where an id belongs: ``lead: 産業振興課``. Which id that is, only the other files tell.

Looked up once everything is read, and only where some value can be no id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from unicodedata import normalize

from visiontrack.finding import Finding
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import entry_at

# The key an id stands under → what it is the id of.
_OF: dict[str, str] = {
    **dict.fromkeys(["lead", "secretariat", "actor", "members", "attendees", "successor"], "party"),
    **dict.fromkeys(["measure", "measures", "into", "predecessors"], "measure"),
    **dict.fromkeys(["role", "roles"], "role"),
    "policy": "policy",
    "fields": "field",
    "project": "project",
    "replaces": "indicator",
}
_BETWEEN = re.compile(r"[、，､,・/／;；]")


def with_ids(draft: Draft, findings: list[Finding]) -> list[Finding]:
    """The findings, where a name was written with the id it is the name of."""
    names: dict[str, dict[str, str]] = {}
    return [_named(draft, one, names) if _may_be_name(one) else one for one in findings]


def id_of(name: str, pairs: Iterable[tuple[str, str]]) -> str | None:
    """The id of what bears this name; None where nothing does, or two do."""
    return _unambiguous(pairs).get(_plain(name))


def _may_be_name(one: Finding) -> bool:
    return one.code == "VT208" and not one.variant and one.suggest is None


def _named(draft: Draft, one: Finding, names: dict[str, dict[str, str]]) -> Finding:
    key, value = str(one.params["key"]), str(one.params["value"])
    # The key of a map is itself the id, of an indicator or project of the file's measure.
    space = one.path if key == value else _OF.get(key)
    if space is None:
        return one
    if space not in names:
        names[space] = _unambiguous(_names(draft, space))
    held = names[space]
    if (id_ := held.get(_plain(value))) is not None:
        return replace(one, params={**one.params, "ids": id_}, variant="name", suggest=id_)
    ids = [held.get(_plain(part)) for part in _BETWEEN.split(value)]
    if key not in ("fields", "members", "attendees", "measures", "predecessors", "roles") or None in ids:
        return one
    return replace(one, params={**one.params, "ids": ", ".join(map(str, ids))}, variant="list")


def _plain(name: str) -> str:
    return "".join(normalize("NFKC", name).split()).casefold()


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name → id, without the names that two bear: a section and the one that took over may be called the same."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, id_ in pairs:
        if found.setdefault(_plain(name), id_) != id_:
            twice.add(_plain(name))
    return {name: id_ for name, id_ in found.items() if name not in twice}


def _names(draft: Draft, space: str) -> Iterator[tuple[str, str]]:
    vision, measures = draft.vision, draft.measures
    match space:
        case "party":
            yield from _parties(draft)
        case "measure":
            yield from ((one.title, id_) for id_, one in measures.items())
        case "role":
            yield from ((role.title, role.id) for actor in draft.actors.values() for role in actor.roles)
        case "policy":
            yield from ((one.title, one.id) for one in (vision.policies if vision is not None else ()))
        case "field":
            yield from ((one.title, one.id) for one in (vision.fields if vision is not None else ()))
        case "project":
            yield from ((one.title, one.id) for measure in measures.values() for one in measure.projects)
        case "indicator":
            yield from ((one.name, one.id) for measure in measures.values() for one in measure.indicators)
        case path:
            yield from _of_result(draft, path)


def _parties(draft: Draft) -> Iterator[tuple[str, str]]:
    """Actors and sections; a section also by its city's name and its own: ``所沢市産業振興課``."""
    yield from ((one.name, id_) for id_, one in draft.actors.items())
    for id_, (section, actor) in draft.sections.items():
        yield section.name, id_
        if actor in draft.actors:
            yield draft.actors[actor].name + section.name, id_


def _of_result(draft: Draft, path: str) -> Iterator[tuple[str, str]]:
    """The indicators and projects that a result may have values of."""
    entry = entry_at(path)
    if entry is not None and entry.kind == "vision_result" and draft.vision is not None:
        yield from ((one.name, one.id) for one in draft.vision.indicators)
    if entry is not None and entry.kind == "result" and entry.id in draft.measures:
        measure = draft.measures[entry.id]
        yield from ((one.name, one.id) for one in measure.indicators)
        yield from ((one.title, one.id) for one in measure.projects)
