"""Laying out a year's results files, and adding to them what the measure gained since: changes, not yet written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.do import DoOverview, MeasureReporting
from visiontrack.cycle.naming import OWN
from visiontrack.cycle.result_form import (
    EMPTY_PROJECT,
    indicator_comment,
    project_comment,
    result_form,
    vision_form,
)
from visiontrack.edit import value_edits
from visiontrack.edit.spans import EditableText
from visiontrack.edit.writer import Change
from visiontrack.evaluation.measure_score import evaluate_measure, evaluate_own
from visiontrack.finding import Loc
from visiontrack.folder.listing import entry_at
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files, tree

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

_KEYS = {"project": "projects", "indicator": "actuals"}


@dataclass(frozen=True, slots=True)
class Addition:
    """Ids that a results file lacks, and the change that adds them; None where it cannot be done by splice."""

    path: str
    ids: tuple[str, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Laid:
    """New files and additions to files that exist."""

    start: bool
    add_missing: bool
    created: tuple[Change, ...]
    added: tuple[Addition, ...]

    @property
    def changes(self) -> list[Change]:
        return [*self.created, *(one.change for one in self.added if one.change is not None)]

    @property
    def refused(self) -> list[Addition]:
        return [one for one in self.added if one.change is None]

    def as_dict(self, dry_run: bool) -> dict[str, object]:
        """As it stands in the JSON of ``do``."""
        return {
            "dry_run": dry_run,
            "created": [change.path for change in self.created],
            "added": [{"path": one.path, "ids": list(one.ids)} for one in self.added if one.change],
            "refused": [{"path": one.path, "ids": list(one.ids)} for one in self.refused],
        }


def lay_out(folder: Folder, view: DoOverview, words: Catalogue, start: bool, add_missing: bool) -> Laid:
    """What ``--start`` and ``--add-missing`` would write for the reports of the view; ``words`` explain it there."""
    return Laid(
        start,
        add_missing,
        tuple(new_files(folder, view, words)) if start else (),
        tuple(additions(folder, view, words)) if add_missing else (),
    )


def new_files(folder: Folder, view: DoOverview, words: Catalogue) -> list[Change]:
    """A laid-out file for each report of the view that has none; whatever stands at its place is left alone."""
    changes = []
    for report in view.reports:
        if report.exists or os.path.lexists(folder.root / report.path):
            continue
        if report.measure == OWN:
            text = vision_form(folder, view.year, words)
        else:
            measure = folder.measures[report.measure]
            text = result_form(folder, view.year, report.measure, measure, words)
        changes.append(Change(report.path, None, text.encode()))
    return changes


def additions(folder: Folder, view: DoOverview, words: Catalogue) -> list[Addition]:
    """What is missing in each sound file of the view, added at the end of its ``projects`` and ``actuals``."""
    found = []
    for report in view.reports:
        if report.exists and not report.left_out:
            locs = _missing(folder, view.year, report)
            if locs:
                found.append(
                    _addition(folder, report.path, _comments(folder, view.year, report, locs, words))
                )
    return found


def _missing(folder: Folder, year: int, report: MeasureReporting) -> list[Loc]:
    """Where the ids that the report asks for and the file does not have belong."""
    if report.measure == OWN:
        held: dict[str, Mapping[str, Any]] = {"actuals": folder.vision_results[year].actuals}
    else:
        result = folder.results[(year, report.measure)]
        held = {"projects": result.projects, "actuals": result.actuals}
    asked = [(_KEYS[slot.kind], slot.id) for slot in report.slots if slot.kind in _KEYS]
    return [
        (key, id_) for key, id_ in sorted(asked, key=lambda one: one[0] == "actuals") if id_ not in held[key]
    ]


def _comments(
    folder: Folder, year: int, report: MeasureReporting, locs: Sequence[Loc], words: Catalogue
) -> dict[Loc, list[str]]:
    """The comment that explains each new entry."""
    found: dict[Loc, list[str]] = {}
    if report.measure == OWN:
        scores = evaluate_own(folder.vision, folder.vision_results, year)
    else:
        measure = folder.measures[report.measure]
        scores = evaluate_measure(folder.vision, report.measure, measure, folder.results, year).indicators
        for project in measure.projects:
            found[("projects", project.id)] = project_comment(folder, measure, project, words)
    found |= {("actuals", score.id): indicator_comment(score, words) for score in scores}
    return {loc: found[loc] for loc in locs}


def _addition(folder: Folder, path: str, wanted: Mapping[Loc, list[str]]) -> Addition:
    ids = tuple(str(loc[-1]) for loc in wanted)
    raw, entry = files.read(os.path.join(folder.root, path), path), entry_at(path)
    if raw.text is None or entry is None:
        return Addition(path, ids, None)
    text, order = raw.text, keys_at(entry.kind, ())
    try:
        for loc, lines in wanted.items():
            text = value_edits.set_value(text, loc, EMPTY_PROJECT if loc[0] == "projects" else None, order)
            text = _explained(text, loc, lines)
    except value_edits.CannotEdit:
        return Addition(path, ids, None)
    mark = files.BOM if raw.content.startswith(files.BOM.encode()) else ""
    return Addition(path, ids, Change(path, raw.content, (mark + text).encode()))


def _explained(text: str, loc: Loc, lines: Sequence[str]) -> str:
    """The text with a comment above the key at ``loc``; one in brackets stays without."""
    page = EditableText(text)
    key, _, _ = tree.find(page.root, loc)
    if key is None:
        return text
    start = page.line_start(key.start_mark.index)
    indent = text[start : key.start_mark.index]
    if indent.strip(" "):
        return text
    return text[:start] + "".join(indent + line + page.line_break for line in lines) + text[start:]
