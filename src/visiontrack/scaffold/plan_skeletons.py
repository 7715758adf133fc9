"""Lays out a new measure and a new actor; adds projects and indicators to a measure by splice.

What decisions say in advance of a measure is known: its title, its first year, what merges into it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from visiontrack.diagnose.reader import parse
from visiontrack.edit.spans import EditableText
from visiontrack.edit.spelling import Plain
from visiontrack.edit.value_edits import CannotEdit, append_item
from visiontrack.edit.writer import text_change
from visiontrack.errors import Unsound, WrongUse
from visiontrack.folder import names
from visiontrack.folder.listing import VISION
from visiontrack.folder.model import Folder
from visiontrack.messages import Catalogue
from visiontrack.scaffold.commented_yaml import Layout, skeleton, skeleton_text, yaml_lines
from visiontrack.scaffold.skeleton_checks import (
    Skeleton,
    checked_document,
    new_file,
    present_values,
    require_free,
    require_id,
    require_known,
    require_measure,
    require_party,
)
from visiontrack.schema import Kind
from visiontrack.schema.measure import Indicator, Project
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """What was asked for; ``title`` and ``start`` may follow from a decision."""

    id: str
    policy: str
    lead: str
    title: str | None = None
    fields: Sequence[str] = ()
    start: int | None = None
    end: int | None = None


def new_actor(folder: Folder, id_: str, name: str, category: str, words: Catalogue) -> Skeleton:
    """Returns the actor's file. Raises ``WrongUse`` where its id is not free among actors and sections."""
    path = folder.path_of("actor", id_)
    require_free(folder, path, id_, folder.sections)
    values = {"id": id_, "name": name, "category": category}
    return new_file(path, id_, skeleton_text("actor", values, words, {}, words("new.head.actor", name=name)))


def new_measure(folder: Folder, request: MeasureRequest, words: Catalogue) -> Skeleton:
    """Returns the measure's file. Raises ``WrongUse`` where a reference is unknown or the id is not free."""
    vision, path = folder.vision, folder.path_of("measure", request.id)
    require_free(folder, path, request.id, ["vision"])
    policies = {policy.id: policy.title for policy in vision.policies}
    fields = {field.id for field in vision.fields}
    (policy,) = require_known(folder, "--policy", [request.policy], policies, VISION, names.policies(folder))
    own_fields = require_known(folder, "--field", request.fields, fields, VISION, names.fields(folder))
    (lead,) = require_party(folder, "--lead", [request.lead])
    decided_title, decided_start, predecessors = _decided(folder, request.id)
    title = request.title or decided_title
    if title is None:
        raise WrongUse("error.missing", name="--title")
    values = present_values(
        id=request.id,
        title=title,
        policy=policy,
        fields=own_fields,
        lead=lead,
        period=_period(folder, request.start or decided_start or _first_open_year(folder), request.end),
        predecessors=predecessors,
    )
    notes = {
        "policy": words("new.note.policy", title=policies[policy]),
        "lead": words("new.note.lead", name=folder.party_name(lead)),
        "period": words("new.note.period", start=vision.period.start, end=vision.period.end),
    }
    text = skeleton_text("measure", values, words, notes, words("new.head.measure", title=title))
    return new_file(path, request.id, text)


def new_project(
    folder: Folder, measure: str, id_: str, title: str, lead: str | None, words: Catalogue
) -> Skeleton:
    """Returns the change that adds a project to its measure's file. Raises ``WrongUse`` and ``Unsound``."""
    (measure_id,) = require_measure(folder, "MEASURE", [measure])
    leads = require_party(folder, "--lead", [lead] if lead is not None else [])
    item = {"id": id_, "title": title, "lead": leads[0] if leads else None, "period": None}
    return _new_part(folder, measure_id, "projects", item, words)


def new_indicator(
    folder: Folder, measure: str, values: Mapping[str, str], target: tuple[int, str] | None, words: Catalogue
) -> Skeleton:
    """Returns the change that adds an indicator, with one target, to its measure's file. Raises ``WrongUse``, ``Unsound``."""
    (measure_id,) = require_measure(folder, "MEASURE", [measure])
    targets = {target[0]: Plain(target[1])} if target is not None else None
    item = {**values, "targets": targets}
    return _new_part(folder, measure_id, "indicators", item, words)


def _new_part(folder: Folder, measure: str, key: str, item: Mapping[str, Any], words: Catalogue) -> Skeleton:
    """Returns the change that adds a project or an indicator at the end of its list in the measure's file."""
    path, id_ = folder.path_of("measure", measure), str(item["id"])
    require_id(id_)
    raw = files.read(os.path.join(folder.root, path), path)
    if measure not in folder.measures or raw.text is None or not parse(path, "measure", raw.text).sound:
        raise Unsound("error.file_left_out", path=path)
    parts: Sequence[Project | Indicator] = getattr(folder.measures[measure], key)
    if any(part.id == id_ for part in parts):
        raise WrongUse("new.taken", id=id_)
    cls = Project if key == "projects" else Indicator
    layout = Layout(words, omit=frozenset(["policy"]), only_empty=True)
    lines = yaml_lines(skeleton(cls, item, layout))
    try:
        laid_out = EditableText("\n".join(lines)).data  # with the keys that are still empty
        text = append_item(raw.text, (key,), laid_out, keys_at("measure", ()), lines)
    except CannotEdit:
        raise WrongUse("new.no_part_place", path=path, list=key) from None
    checked_document(path, text)
    return Skeleton(id_, text_change(path, raw.content, text))


def _decided(folder: Folder, id_: str) -> tuple[str | None, int | None, list[str]]:
    """Returns title and first year that decisions gave a measure still to be made, and the measures merged into it."""
    title, start, predecessors = None, None, []
    for year in sorted(folder.decisions):
        decisions = folder.decisions[year]
        for decision in decisions.decisions:
            if decision.decision == "new" and decision.measure == id_:
                title, start = decision.title or title, decisions.plan_year
            elif decision.decision == "merge" and decision.into == id_ and decision.project is None:
                start = decisions.plan_year
                predecessors.append(decision.measure)
    return title, start, predecessors


def _first_open_year(folder: Folder) -> int | None:
    """Returns the first year without results or decisions, where a new measure starts; None where no year has any."""
    kinds: tuple[Kind, ...] = ("result", "vision_result", "decisions")
    period = folder.vision.period
    last = max(
        (year for kind in kinds for year in folder.listing.years(kind) if year in period), default=None
    )
    return None if last is None or last == period.end else last + 1


def _period(folder: Folder, start: int | None, end: int | None) -> dict[str, int] | None:
    """Returns the period to write, None where it is the vision's. Raises ``WrongUse`` for one that cannot be."""
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
