"""Lays out a year's results files, and adds to them what their measures gained since: as changes, not yet written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visiontrack.cycle.do import DoOverview, MeasureReporting
from visiontrack.cycle.naming import OWN
from visiontrack.edit import value_edits
from visiontrack.edit.spans import EditableText
from visiontrack.edit.writer import Change, text_change
from visiontrack.evaluation.measure_score import measure_score, own_scores
from visiontrack.finding import Loc
from visiontrack.folder.listing import entry_at
from visiontrack.folder.model import Folder
from visiontrack.messages import Catalogue
from visiontrack.scaffold.commented_yaml import comment_lines
from visiontrack.scaffold.year_skeletons import (
    EMPTY_PROJECT,
    indicator_note,
    project_note,
    result_skeleton,
    vision_result_skeleton,
)
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files, tree

_KEYS = {"project": "projects", "indicator": "actuals"}


@dataclass(frozen=True, slots=True)
class Addition:
    """Ids that a results file lacks, and the change that adds them; None where it cannot be done by splice."""

    path: str
    ids: tuple[str, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class LaidOutResults:
    """New files and additions to files that exist."""

    start: bool
    add_missing: bool
    created: tuple[Change, ...]
    additions: tuple[Addition, ...]

    @property
    def added(self) -> list[Addition]:
        return [addition for addition in self.additions if addition.change is not None]

    @property
    def refused(self) -> list[Addition]:
        """The additions that only a person can make."""
        return [addition for addition in self.additions if addition.change is None]

    @property
    def changes(self) -> list[Change]:
        """All that is to be written."""
        return [
            *self.created,
            *(addition.change for addition in self.additions if addition.change is not None),
        ]

    def as_dict(self, dry_run: bool) -> dict[str, object]:
        """Returns what stands in the JSON of ``do``."""
        return {
            "dry_run": dry_run,
            "created": [change.path for change in self.created],
            "added": [{"path": addition.path, "ids": list(addition.ids)} for addition in self.added],
            "refused": [{"path": addition.path, "ids": list(addition.ids)} for addition in self.refused],
        }


def lay_out_results(
    folder: Folder, overview: DoOverview, words: Catalogue, start: bool, add_missing: bool
) -> LaidOutResults:
    """Returns what ``--start`` and ``--add-missing`` write for the reports shown; ``words`` explain it there."""
    created = _new_files(folder, overview, words) if start else ()
    additions = _additions(folder, overview, words) if add_missing else ()
    return LaidOutResults(start, add_missing, tuple(created), tuple(additions))


def _new_files(folder: Folder, overview: DoOverview, words: Catalogue) -> Iterator[Change]:
    """Yields a file for each report that has none; whatever stands at its place is left alone."""
    for report in overview.reports:
        if report.exists or os.path.lexists(folder.root / report.path):
            continue
        if report.measure == OWN:
            text = vision_result_skeleton(folder, overview.year, words)
        else:
            measure = folder.measures[report.measure]
            text = result_skeleton(folder, overview.year, report.measure, measure, words)
        yield Change(report.path, None, text.encode())


def _additions(folder: Folder, overview: DoOverview, words: Catalogue) -> Iterator[Addition]:
    """Yields what is missing in each sound file, added at the end of ``projects`` and ``actuals``."""
    for report in overview.reports:
        if report.exists and not report.left_out:
            notes = _missing(folder, overview.year, report, words)
            if notes:
                yield _addition(folder, report.path, notes)


def _missing(folder: Folder, year: int, report: MeasureReporting, words: Catalogue) -> dict[Loc, str]:
    """Returns where what the report asks for is to stand and what explains it, projects first."""
    notes: dict[Loc, str] = {}
    if report.measure == OWN:
        actuals = folder.vision_results[year].actuals
        scores = own_scores(folder, year)
    else:
        measure, result = folder.measures[report.measure], folder.results[(year, report.measure)]
        actuals = result.actuals
        scores = measure_score(folder, report.measure, year).indicators
        for project in measure.projects:
            if project.id not in result.projects:
                notes["projects", project.id] = project_note(folder, year, measure, project, words)
    for score in scores:
        if score.id not in actuals:
            notes["actuals", score.id] = indicator_note(score, words)
    locs = {(_KEYS[slot.kind], slot.id) for slot in report.slots if slot.kind in _KEYS}
    return {loc: note for loc, note in notes.items() if loc in locs}


def _addition(folder: Folder, path: str, notes: Mapping[Loc, str]) -> Addition:
    ids = tuple(str(loc[-1]) for loc in notes)
    raw, entry = files.read(os.path.join(folder.root, path), path), entry_at(path)
    if raw.text is None or entry is None:
        return Addition(path, ids, None)
    text, order = raw.text, keys_at(entry.kind, ())
    try:
        for loc, note in notes.items():
            text = value_edits.set_value(text, loc, EMPTY_PROJECT if loc[0] == "projects" else None, order)
            text = _with_comment(text, loc, comment_lines(note))
    except value_edits.CannotEdit:
        return Addition(path, ids, None)
    return Addition(path, ids, text_change(path, raw.content, text))


def _with_comment(text: str, loc: Loc, lines: Sequence[str]) -> str:
    """Returns the text with a comment above the key at ``loc``; a key in brackets stays without."""
    page = EditableText(text)
    key, _, _ = tree.find(page.root, loc)
    if key is None:
        return text
    start = page.line_start(key.start_mark.index)
    indent = text[start : key.start_mark.index]
    if indent.strip(" "):
        return text
    return text[:start] + "".join(indent + line + page.line_break for line in lines) + text[start:]
