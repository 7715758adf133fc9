"""A file's name is its id and its folder its year; ids are unique; ``vision`` is reserved.

VT303 the same id twice, VT304 file name, VT305 year of folder or file, VT306 the reserved id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from visiontrack.checks.facts import outside
from visiontrack.finding import Issue, Loc, Place
from visiontrack.fiscal_year import of_date
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry, file_path
from visiontrack.schema.scalars import id_problem

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.decisions import Decisions
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision

RESERVED = "vision"
FIRST = "related.first"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def of_vision(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:  # noqa: ARG001
    """Policies, fields and the vision's own indicators."""
    yield from _unique(entry.path, "policies", vision.policies)
    yield from _unique(entry.path, "fields", vision.fields)
    yield from _unique(entry.path, "indicators", vision.indicators)


def of_actor(draft: Draft, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """Actor and section ids share one name space; roles are unique in their actor."""
    yield from _file_name(draft, entry, actor.id)
    yield from _unique(entry.path, "roles", actor.roles)
    for number, section in enumerate(actor.sections if entry.path not in draft.twins else ()):
        loc = ("sections", number, "id")
        yield from _reserved(entry.path, loc, section.id)
        if section.id in draft.ids("actor"):
            first = Place(file_path("actor", section.id), ("id",))
            yield _twice(Place(entry.path, loc), section.id, first)
        else:
            yield from _across(draft, "party", Place(entry.path, loc), section.id)


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """Projects and indicators are unique in their measure."""
    yield from _file_name(draft, entry, measure.id)
    yield from _unique(entry.path, "projects", measure.projects)
    yield from _unique(entry.path, "indicators", measure.indicators)


def of_meeting(draft: Draft, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """A meeting stands in the fiscal year of its date; opinions are unique over all meetings."""
    yield from _file_name(draft, entry, meeting.id)
    year = of_date(meeting.date.year, meeting.date.month)
    if year != entry.year:
        params = {"date": meeting.date, "year": year, "folder": entry.year}
        yield Issue("VT305", Place(entry.path, ("date",)), params, variant="date")
    for number, opinion in enumerate(meeting.opinions if entry.path not in draft.twins else ()):
        loc = ("opinions", number, "id")
        yield from _reserved(entry.path, loc, opinion.id)
        yield from _across(draft, "opinion", Place(entry.path, loc), opinion.id)


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """A result's file is named by its measure and stands in its year's folder."""
    if result.measure != entry.id:
        place, params = Place(entry.path, ("measure",)), {"id": result.measure, "name": entry.id}
        if entry.path in draft.twins:
            yield Issue("VT303", place, params, variant="result", related=((draft.twins[entry.path], FIRST),))
        elif id_problem(entry.id):
            yield Issue("VT304", place, params, variant="measure_name")
        else:
            yield Issue("VT304", place, params, variant="measure", suggest=entry.id)
    yield from _results_year(draft, entry, result.year)


def of_vision_result(draft: Draft, entry: Entry, result: VisionResult) -> Iterator[Issue]:
    """The vision's own values stand in their year's folder."""
    yield from _results_year(draft, entry, result.year)


def of_decisions(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:  # noqa: ARG001
    """A decisions file is named by the year judged."""
    yield from _folder_year(entry, decisions.year, "file")


def _results_year(draft: Draft, entry: Entry, year: int) -> Iterator[Issue]:
    if not outside(draft, entry):  # the folder is wrong, and told as such
        yield from _folder_year(entry, year, "")


def _folder_year(entry: Entry, year: int, variant: str) -> Iterator[Issue]:
    if year != entry.year:
        params = {"year": year, "folder": entry.year}
        yield Issue("VT305", Place(entry.path, ("year",)), params, variant=variant, suggest=str(entry.year))


def _file_name(draft: Draft, entry: Entry, id_: str) -> Iterator[Issue]:
    """A copy is told as the same id twice: which of the two its author meant to keep is the one question."""
    yield from _reserved(entry.path, ("id",), id_)
    if id_ == entry.id:
        return
    place, params, usable = (
        Place(entry.path, ("id",)),
        {"id": id_, "name": entry.id},
        not id_problem(entry.id),
    )
    if entry.path in draft.twins:
        related = ((draft.twins[entry.path], FIRST),)
        yield Issue("VT303", place, params, variant="file" if usable else "copy", related=related)
    else:
        yield Issue("VT304", place, params, variant="" if usable else "name")


def _reserved(path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    if id_ == RESERVED:
        yield Issue("VT306", Place(path, loc), {"id": id_})


def _unique(path: str, key: str, items: Sequence[_Named]) -> Iterator[Issue]:
    """Ids under one key of a file."""
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        yield from _reserved(path, (key, number, "id"), item.id)
        if first.setdefault(item.id, number) != number:
            earlier = Place(path, (key, first[item.id], "id"))
            yield _twice(Place(path, (key, number, "id")), item.id, earlier)


def _across(draft: Draft, space: str, place: Place, id_: str) -> Iterator[Issue]:
    """Ids that must be unique beyond their file; the first one read counts as the first."""
    first = draft.first.setdefault((space, id_), place)
    if first != place:
        yield _twice(place, id_, first)


def _twice(place: Place, id_: str, first: Place) -> Issue:
    return Issue("VT303", place, {"id": id_}, related=((first, FIRST),))
