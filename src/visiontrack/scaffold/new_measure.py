"""A new measure's file. What was decided of it in advance (its title, its first year, what merges into it) is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.errors import WrongUse
from visiontrack.folder.listing import VISION
from visiontrack.scaffold import names
from visiontrack.scaffold.made import Made, given, must_be_free, must_be_known, must_be_party, new_file
from visiontrack.scaffold.render import render

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema import Kind


@dataclass(frozen=True, slots=True)
class MeasureOrder:
    """What was asked for; ``title`` and ``start`` may follow from a decision."""

    id: str
    policy: str
    lead: str
    title: str | None = None
    fields: Sequence[str] = ()
    start: int | None = None
    end: int | None = None


def new_measure(folder: Folder, order: MeasureOrder, words: Catalogue) -> Made:
    """The measure's file; references must exist, the id must be free."""
    vision, path = folder.vision, folder.path_of("measure", order.id)
    must_be_free(folder, path, order.id, ["vision"])
    policies, fields = ({one.id for one in held} for held in (vision.policies, vision.fields))
    must_be_known(folder, "--policy", [order.policy], policies, VISION, names.policies(folder))
    must_be_known(folder, "--field", order.fields, fields, VISION, names.fields(folder))
    must_be_party(folder, "--lead", [order.lead])
    decided_title, decided_start, merged = _decided(folder, order.id)
    title = order.title or decided_title
    if title is None:
        raise WrongUse("error.missing", name="--title")
    values = given(
        id=order.id,
        title=title,
        policy=order.policy,
        fields=list(order.fields),
        lead=order.lead,
        period=_period(folder, order.start or decided_start or _first_open(folder), order.end),
        predecessors=merged,
    )
    policy = next(one.title for one in vision.policies if one.id == order.policy)
    notes = {
        "policy": words("new.note.policy", title=policy),
        "lead": words("new.note.lead", name=folder.party_name(order.lead)),
        "period": words("new.note.period", start=vision.period.start, end=vision.period.end),
    }
    head = words("new.head.measure", title=title)
    return new_file(path, order.id, render("measure", values, words, notes, head))


def _decided(folder: Folder, id_: str) -> tuple[str | None, int | None, list[str]]:
    """Title and first year that a decision gave a measure still to be made, and the measures to merge into it."""
    title, start, merged = None, None, []
    for year in sorted(folder.decisions):
        held = folder.decisions[year]
        for one in held.decisions:
            if one.decision == "new" and one.measure == id_:
                title, start = one.title or title, held.plan_year
            elif one.decision == "merge" and one.into == id_ and one.project is None:
                start = held.plan_year
                merged.append(one.measure)
    return title, start, merged


def _first_open(folder: Folder) -> int | None:
    """The first year without results or decisions, where there are earlier ones: a new measure starts there."""
    listing = folder.listing
    kinds: tuple[Kind, ...] = ("result", "vision_result", "decisions")
    done = [year for kind in kinds for year in listing.years(kind) if year in folder.vision.period]
    if not done or max(done) == folder.vision.period.end:
        return None
    return max(done) + 1


def _period(folder: Folder, start: int | None, end: int | None) -> dict[str, int] | None:
    """The period to write, None where it is the vision's."""
    whole = folder.vision.period
    if start is None and end is None:
        return None
    first, last = start or whole.start, end or whole.end
    for year in (first, last):
        if year not in whole:
            raise WrongUse("error.year_outside", year=year, start=whole.start, end=whole.end)
    if last < first:
        raise WrongUse("new.backwards", start=first, end=last)
    return {"start": first, "end": last}
