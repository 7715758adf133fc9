"""Decisions: one for a measure (and project) and year (VT312), on a plan to come (VT413)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.finding import Issue, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.decisions import Decisions


def once(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:  # noqa: ARG001
    """A second decision on the same measure, or on the same project of it."""
    first: dict[tuple[str, str | None], int] = {}
    for number, one in enumerate(decisions.decisions):
        key = (one.measure, one.project)
        if first.setdefault(key, number) == number:
            continue
        what = "measure" if one.project is None else "project"
        places = [Place(entry.path, ("decisions", at, what)) for at in (first[key], number)]
        yield Issue(
            "VT312",
            places[1],
            {"id": one.measure, "project": one.project},
            variant="" if one.project is None else "project",
            related=((places[0], "related.first"),),
            rests_on=tuple(("decisions", at, "project") for at in (first[key], number)),
        )


def plan_year(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:  # noqa: ARG001
    """The plan that a decision changes comes after the year it judges."""
    if decisions.plan is not None and decisions.plan <= (entry.year or 0):
        params = {"plan": decisions.plan, "year": entry.year}
        yield Issue("VT413", Place(entry.path, ("plan",)), params)
