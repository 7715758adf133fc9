"""Finds the id of a name written in its place: ``lead: 産業振興課``.

Only the other files say which id that is, so names are looked up once everything is read, and only for values that
cannot be ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from visiontrack.finding import Finding
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import entry_at

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure, Project
    from visiontrack.schema.vision import IndustryField, Policy, Vision

# The key an id stands under → what it is the id of.
_SUBJECTS: dict[str, str] = {
    **dict.fromkeys(["lead", "secretariat", "actor", "members", "attendees", "successor"], "party"),
    **dict.fromkeys(["measure", "measures", "into", "predecessors"], "measure"),
    **dict.fromkeys(["role", "roles"], "role"),
    "policy": "policy",
    "fields": "field",
    "project": "project",
    "replaces": "indicator",
}
_LISTS = ("fields", "members", "attendees", "measures", "predecessors", "roles")
_BETWEEN = re.compile(r"[、，､,・/／;；]")


def with_ids(draft: Draft, findings: list[Finding]) -> list[Finding]:
    """Returns the findings; those on a name in place of an id suggest the id."""
    ids: dict[str, dict[str, str]] = {}
    return [_with_id(draft, finding, ids) if _may_be_name(finding) else finding for finding in findings]


def id_of(name: str, pairs: Iterable[tuple[str, str]]) -> str | None:
    """Returns the id of what has this name, or None where nothing has it, or two have; ``pairs`` are (name, id)."""
    return _unambiguous(pairs).get(_folded(name))


def _may_be_name(finding: Finding) -> bool:
    return finding.code == "VT208" and not finding.variant and finding.suggest is None


def _with_id(draft: Draft, finding: Finding, ids_by_subject: dict[str, dict[str, str]]) -> Finding:
    key, value = str(finding.params["key"]), str(finding.params["value"])
    # The key of a map is itself the id, of an indicator or project of the file's measure.
    subject = finding.path if key == value else _SUBJECTS.get(key)
    if subject is None:
        return finding
    if subject not in ids_by_subject:
        ids_by_subject[subject] = _unambiguous(_names(draft, subject))
    ids_by_name = ids_by_subject[subject]
    if (id_ := ids_by_name.get(_folded(value))) is not None:
        return replace(finding, params={**finding.params, "ids": id_}, variant="name", suggest=id_)
    ids = [ids_by_name.get(_folded(part)) for part in _BETWEEN.split(value)]
    if key not in _LISTS or None in ids:
        return finding
    return replace(finding, params={**finding.params, "ids": ", ".join(map(str, ids))}, variant="list")


def _folded(name: str) -> str:
    return "".join(normalize("NFKC", name).split()).casefold()


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns ids by name, without names that two have: a section and its successor may be called the same."""
    ids: dict[str, str] = {}
    ambiguous: set[str] = set()
    for name, id_ in pairs:
        if ids.setdefault(_folded(name), id_) != id_:
            ambiguous.add(_folded(name))
    return {name: id_ for name, id_ in ids.items() if name not in ambiguous}


def _names(draft: Draft, subject: str) -> Iterator[tuple[str, str]]:
    """Yields (name, id) of everything that a subject's ids stand for; ``subject`` may be the path of a result."""
    vision, measures = draft.vision, draft.measures
    match subject:
        case "party":
            yield from _parties(draft)
        case "measure":
            yield from ((measure.title, id_) for id_, measure in measures.items())
        case "role":
            yield from ((role.title, role.id) for actor in draft.actors.values() for role in actor.roles)
        case "policy":
            yield from _titles(vision.policies if vision is not None else ())
        case "field":
            yield from _titles(vision.fields if vision is not None else ())
        case "project":
            for measure in measures.values():
                yield from _titles(measure.projects)
        case "indicator":
            for measure in measures.values():
                yield from _indicators(measure)
        case path:
            yield from _of_result(draft, path)


def _titles(parts: Iterable[Policy | IndustryField | Project]) -> Iterator[tuple[str, str]]:
    return ((part.title, part.id) for part in parts)


def _indicators(owner: Measure | Vision) -> Iterator[tuple[str, str]]:
    return ((indicator.name, indicator.id) for indicator in owner.indicators)


def _parties(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yields actors and sections; a section also by its city's name and its own: ``所沢市産業振興課``."""
    yield from ((actor.name, id_) for id_, actor in draft.actors.items())
    for id_, (section, actor_id) in draft.sections.items():
        yield section.name, id_
        if actor_id in draft.actors:
            yield draft.actors[actor_id].name + section.name, id_


def _of_result(draft: Draft, path: str) -> Iterator[tuple[str, str]]:
    """Yields the indicators and projects that a result may have values of."""
    entry = entry_at(path)
    if entry is not None and entry.kind == "vision_result" and draft.vision is not None:
        yield from _indicators(draft.vision)
    if entry is not None and entry.kind == "result" and entry.id in draft.measures:
        yield from _indicators(draft.measures[entry.id])
        yield from _titles(draft.measures[entry.id].projects)
