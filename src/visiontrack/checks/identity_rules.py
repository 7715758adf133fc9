"""A file's name is its id and its folder its year; ids are unique; ``vision`` is reserved (VT303 to VT306).

VT316: a measure's number is used once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from visiontrack.checks.citations import IdSpace
from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.fiscal_year import of_date
from visiontrack.folder.listing import Entry, file_path
from visiontrack.schema import Kind
from visiontrack.schema.actor import Actor
from visiontrack.schema.decisions import Decisions
from visiontrack.schema.measure import Measure, Period
from visiontrack.schema.meeting import Meeting
from visiontrack.schema.references import ThingKind
from visiontrack.schema.result import Result, VisionResult
from visiontrack.schema.scalars import id_problem
from visiontrack.schema.vision import Vision

RESERVED = "vision"
FIRST = "related.first"
# The lists of a file whose items have ids of their own, unique in the list.
_UNIQUE_LISTS: dict[Kind, tuple[str, ...]] = {
    "vision": ("policies", "fields", "indicators"),
    "actor": ("roles",),
    "measure": ("projects", "indicators"),
}
# Those whose ids are unique in the whole folder; in a copy of a file they are not looked at.
_FOLDER_LISTS: dict[Kind, tuple[str, ...]] = {"actor": ("sections", "programs"), "meeting": ("opinions",)}
# Actors and sections share one name space.
_SPACES: dict[str, ThingKind] = {
    "policies": "policy",
    "fields": "field",
    "indicators": "indicator",
    "roles": "role",
    "projects": "project",
    "sections": "party",
    "programs": "program",
    "opinions": "opinion",
}
_OWNED = ("indicators", "roles", "projects")
_MOST_CITED = 8


def _lists(facts: Facts, entry: Entry) -> Iterator[str]:
    yield from _UNIQUE_LISTS.get(entry.kind, ())
    if entry.kind in _FOLDER_LISTS and entry.path not in facts.draft.copies:
        yield from _FOLDER_LISTS[entry.kind]


@rule("VT303", kind=("vision", "actor", "measure"))
def same_id_twice_in_a_file(facts: Facts, entry: Entry, model: Vision | Actor | Measure) -> Iterator[Issue]:
    """Policies, fields, indicators, projects and roles are unique under their key."""
    for key in _UNIQUE_LISTS[entry.kind]:
        first: dict[str, int] = {}
        for number, item in enumerate(getattr(model, key)):
            if first.setdefault(item.id, number) != number:
                earlier = Place(entry.path, (key, first[item.id], "id"))
                owner = entry.id if key in _OWNED else ""
                space = IdSpace(_SPACES[key], owner)
                yield _twice(facts, space, Place(entry.path, (key, number, "id")), item.id, earlier)


@rule("VT303", kind=("actor", "meeting"))
def same_id_twice_in_the_folder(facts: Facts, entry: Entry, model: Actor | Meeting) -> Iterator[Issue]:
    """Sections, programs and opinions are unique over all files. The first one read counts."""
    if entry.path in facts.draft.copies:
        return
    for key in _FOLDER_LISTS[entry.kind]:
        yield from _twice_in_folder(facts, entry, model, key)


def _twice_in_folder(facts: Facts, entry: Entry, model: Actor | Meeting, key: str) -> Iterator[Issue]:
    space = IdSpace(_SPACES[key])
    for number, item in enumerate(getattr(model, key)):
        place = Place(entry.path, (key, number, "id"))
        if key == "sections" and item.id in facts.draft.ids("actor"):
            yield _twice(facts, space, place, item.id, Place(file_path("actor", item.id), ("id",)))
            continue
        first = facts.draft.first.setdefault((_SPACES[key], item.id), place)
        if first != place:
            yield _twice(facts, space, place, item.id, first)


@rule("VT303", "VT304", kind=("actor", "measure", "meeting"))
def file_name_is_no_id(facts: Facts, entry: Entry, model: Actor | Measure | Meeting) -> Iterator[Issue]:
    """A file is named by its id. Of a copy the one question is which of the two its author meant to keep: VT303."""
    if model.id == entry.id:
        return
    place, params = Place(entry.path, ("id",)), {"id": model.id, "name": entry.id}
    usable = not id_problem(entry.id)
    if entry.path in facts.draft.copies:
        related = ((facts.draft.copies[entry.path], FIRST),)
        yield Issue("VT303", place, params, variant="file" if usable else "copy", related=related)
    else:
        yield Issue("VT304", place, params, variant="" if usable else "name")


@rule("VT303", "VT304", kind="result")
def result_is_of_another_measure(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """A result's file is named by its measure."""
    if result.measure == entry.id:
        return
    place, params = Place(entry.path, ("measure",)), {"id": result.measure, "name": entry.id}
    if entry.path in facts.draft.copies:
        related = ((facts.draft.copies[entry.path], FIRST),)
        yield Issue("VT303", place, params, variant="result", related=related)
    elif id_problem(entry.id):
        yield Issue("VT304", place, params, variant="measure_name")
    else:
        yield Issue("VT304", place, params, variant="measure", suggest=entry.id)


@rule("VT305", kind=("result", "vision_result", "decisions"))
def year_of_another_folder(
    facts: Facts, entry: Entry, model: Result | VisionResult | Decisions
) -> Iterator[Issue]:
    """Results stand in their year's folder, and a decisions file is named by the year judged."""
    if model.year == entry.year:
        return
    decisions = entry.kind == "decisions"
    if decisions or not facts.outside(entry):  # else the folder is wrong, and reported as such
        params = {"year": model.year, "folder": entry.year}
        variant = "file" if decisions else ""
        yield Issue("VT305", Place(entry.path, ("year",)), params, variant=variant, suggest=str(entry.year))


@rule("VT305", kind="meeting")
def date_of_another_folder(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """A meeting stands in the folder of its date's fiscal year."""
    year = of_date(meeting.date.year, meeting.date.month)
    if year != entry.year:
        params = {"date": meeting.date, "year": year, "folder": entry.year}
        yield Issue("VT305", Place(entry.path, ("date",)), params, variant="date")


@rule("VT306", kind=("vision", "actor", "measure", "meeting"))
def reserved_id(facts: Facts, entry: Entry, model: Any) -> Iterator[Issue]:
    """No id is ``vision``, the word that decisions and results have for the vision itself."""
    if entry.kind != "vision":
        yield from _reserved(entry.path, ("id",), model.id)
    for key in _lists(facts, entry):
        for number, item in enumerate(getattr(model, key)):
            yield from _reserved(entry.path, (key, number, "id"), item.id)


@folder_rule("VT316")
def number_used_twice(facts: Facts) -> Iterator[Issue]:
    """Measures that are in force in the same year have numbers of their own."""
    by_number: dict[str, list[tuple[str, Period]]] = {}
    for id_, measure in sorted(facts.draft.measures.items()):
        period, path = facts.period_of(id_, measure), file_path("measure", id_)
        if measure.number is None or period is None or path in facts.draft.copies:
            continue
        others = by_number.setdefault(measure.number, [])
        for other, around in others:
            if period.start <= around.end and around.start <= period.end:
                params = {"number": measure.number, "other": other}
                first = (Place(file_path("measure", other), ("number",)), FIRST)
                yield Issue("VT316", Place(path, ("number",)), params, related=(first,))
                break
        others.append((id_, period))


def _reserved(path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    if id_ == RESERVED:
        yield Issue("VT306", Place(path, loc), {"id": id_})


def _twice(facts: Facts, space: IdSpace, place: Place, id_: str, first: Place) -> Issue:
    """Returns VT303 with the next free id, and those who cite the double: one of the two they mean."""
    cited = facts.citations.of(space, id_)[:_MOST_CITED]
    params = {"id": id_, "free": facts.citations.free_id(space, id_)}
    related = ((first, FIRST), *((citing, "related.cites") for citing in cited))
    return Issue("VT303", place, params, variant="cited" if cited else "", related=related)
