"""Works out the lines that would make a plan show a decision: on the text of its files, which are not touched.

Each edit is made by splice and read back; the lines are then read off as the difference.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from visiontrack.checks.reflection import Ground, Reflection, reflection
from visiontrack.diagnose.reader import parse
from visiontrack.edit.spelling import Value
from visiontrack.edit.value_edits import CannotEdit, append_item, set_value
from visiontrack.finding import Loc
from visiontrack.folder.listing import VISION, entry_at
from visiontrack.folder.model import Folder
from visiontrack.scaffold.commented_yaml import YamlEntry, in_brackets, yaml_lines
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Indicator, Measure, Period, Project
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files
from visiontrack.yaml.lines import split


class Paste(NamedTuple):
    """Lines for a file: put after line ``after`` in the place of the ``replaced`` lines that follow it.

    ``create`` says that the file is not there yet. ``lines`` are to be pasted as they are, indent and all.
    """

    path: str
    create: bool
    after: int
    replaced: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class _EditedFiles:
    """The files as they would read while the edits are worked out; what is no data file, such as a link, is none."""

    folder: Folder
    ground: Ground
    before: dict[str, str | None] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """Returns the text of a file so far, None for one that is not there. Raises ``CannotEdit`` if it is unreadable."""
        if path not in self.before:
            entry = entry_at(path)
            listed = entry is not None and entry in self.folder.listing.of(entry.kind)
            readable = listed and path not in self.folder.left_out
            if not readable and (listed or os.path.lexists(self.folder.root / path)):
                raise CannotEdit(path)
            self.before[path] = files.read(str(self.folder.root / path), path).text if readable else None
        return self.after.get(path, self.before[path])

    def put(self, path: str, text: str) -> None:
        """Takes in an edited file. Raises ``CannotEdit`` if it would not be sound."""
        entry = entry_at(path)
        document = parse(path, entry.kind, text) if entry is not None else None
        if entry is None or document is None or not document.sound:
            raise CannotEdit(path)
        self.after[path] = text
        if path == VISION:
            self.ground = self.ground._replace(vision=document.model)
        else:
            self.ground = self.ground._replace(measures={**self.ground.measures, entry.id: document.model})


def pastes(folder: Folder, decision: Decision, ground: Ground) -> tuple[Paste, ...]:
    """Returns what to paste where; nothing where a file is written in a way that only a person can change."""
    edited = _EditedFiles(folder, ground)
    state, done = reflection(decision, ground), set[str]()
    # One edit may uncover the next: a merge can need the target's period first and its predecessors then.
    while state.missing and state.missing not in done:
        done.add(state.missing)
        try:
            _take_step(edited, decision, state)
        except CannotEdit:
            break
        state = reflection(decision, edited.ground)
    return tuple(
        paste for path, text in edited.after.items() for paste in _pastes_of(path, edited.before[path], text)
    )


def _take_step(edited: _EditedFiles, decision: Decision, state: Reflection) -> None:
    assert state.place is not None
    path = state.place.path
    text = edited.text(path)
    if text is None:
        text = new_measure_text(edited.folder, decision, edited.ground)
    else:
        text = edited_text(text, decision, edited.ground, state)
    edited.put(path, text)


def _pastes_of(path: str, before: str | None, after: str) -> list[Paste]:
    """Returns a file's changed lines from its end upwards: pasting some does not move the lines of the next."""
    new = _lines(after)
    if before is None:
        return [Paste(path, True, 0, 0, tuple(new))]
    old = _lines(before)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Paste(path, False, start, end - start, tuple(new[first:last]))
        for tag, start, end, first, last in reversed(matcher.get_opcodes())
        if tag != "equal"
    ]


def _lines(text: str) -> list[str]:
    lines = split(text)
    return lines if lines[-1] else lines[:-1]


def edited_text(text: str, decision: Decision, ground: Ground, state: Reflection) -> str:
    """Returns the text of the file at ``state.place`` with what is missing. Raises ``CannotEdit``."""
    if state.missing == "revision_text" and state.place is not None:
        return set_value(text, state.place.loc, _reason(decision))
    if state.missing in ("revision", "vision"):
        revision: Value = {"year": ground.plan, "decision": ground.judged, "text": _reason(decision)}
        return append_item(text, ("revisions",), revision)
    if state.missing == "merge_predecessors":
        return append_item(text, ("predecessors",), decision.measure)
    if state.missing == "new_project":
        id_, end = str(decision.project), ground.period(ground.measures[decision.measure]).end
        period: Value = {"start": ground.plan, "end": end}
        project: Value = {"id": id_, "title": decision.title or id_, "period": period}
        return append_item(text, ("projects",), project)
    measure = decision.into if state.missing == "merge_force" else decision.measure
    return _with_period(text, ground.measures[str(measure)], decision, ground, state)


def new_measure_text(folder: Folder, decision: Decision, ground: Ground) -> str:
    """Returns a measure that starts in the plan year, valid as it stands; what only people know is marked.

    It is the same for each of the decisions that ask for it: where there are several, each has its part in it.
    """
    vision = folder.vision
    id_ = decision.into if decision.decision == "merge" and decision.into else decision.measure
    asking = [
        decision
        for decisions in folder.decisions.values()
        if decisions.plan_year == ground.plan
        for decision in decisions.decisions
        if not decision.draft
    ]
    merged = [merge for merge in asking if merge.into == id_ and merge.measure in folder.measures]
    titles = [new.title for new in asking if (new.decision, new.measure, new.project) == ("new", id_, None)]
    old = folder.measures[merged[0].measure] if merged else None
    policies = [policy.id for policy in vision.policies]
    policy = old.policy if old is not None else next(iter(policies), "")
    entries = [
        YamlEntry("id", id_),
        YamlEntry("title", next((title for title in titles if title), id_)),
        YamlEntry("policy", policy, behind=" | ".join(policies)),
        YamlEntry(
            "lead",
            folder.lead_in(old, ground.plan) if old is not None else folder.secretariat_in(ground.plan),
        ),
        YamlEntry("period", in_brackets({"start": ground.plan, "end": vision.period.end})),
    ]
    predecessors = [merge.measure for merge in merged if merge.project is None]
    if predecessors:
        entries.append(YamlEntry("predecessors", in_brackets(predecessors)))
    return "\n".join(yaml_lines(entries)) + "\n"


def _reason(decision: Decision) -> str | None:
    """Returns the decision's reason, the first draft of what changes; without one the text is left to people."""
    reason = (decision.reason or "").strip()
    return f"{reason}\n" if "\n" in reason else reason or None


def _with_period(text: str, measure: Measure, decision: Decision, ground: Ground, state: Reflection) -> str:
    """Returns the text with the measure's (or project's) period so that it starts, ends or lasts as was decided."""
    period = ground.period(measure)
    number = next((n for n, project in enumerate(measure.projects) if project.id == decision.project), None)
    loc: Loc = ("period",)
    is_written = measure.period is not None
    if number is not None and state.missing != "merge_force":
        project = measure.projects[number]
        loc, is_written = ("projects", number, "period"), project.period is not None
        period = project.period or period
    start, end = _decided_years(period, ground, state)
    text = _set_period(text, loc, is_written, period, start, end)
    return _fit_parts(text, measure, start, end) if loc == ("period",) else text


def _decided_years(period: Period, ground: Ground, state: Reflection) -> tuple[int, int]:
    if state.missing == "ends":
        return period.start, ground.plan - 1
    if state.missing == "new_start":
        return ground.plan, max(period.end, ground.plan)
    last = ground.vision.period.end  # how long it is to go on, only people know
    return min(period.start, ground.plan), last if period.end < ground.plan else period.end


def _set_period(text: str, loc: Loc, is_written: bool, period: Period, start: int, end: int) -> str:
    if not is_written:
        order = keys_at("measure", loc[:-1])
        return set_value(text, loc, {"start": start, "end": end}, order)
    if start != period.start:
        text = set_value(text, (*loc, "start"), start)
    return set_value(text, (*loc, "end"), end) if end != period.end else text


def _fit_parts(text: str, measure: Measure, start: int, end: int) -> str:
    """Returns the text in which no project and no indicator begins before its measure or outlasts it."""
    parts: dict[str, Sequence[Project | Indicator]] = {
        "projects": measure.projects,
        "indicators": measure.indicators,
    }
    for key, items in parts.items():
        for number, item in enumerate(items):
            period = item.period
            if period is not None and period.start <= end and period.end >= start:
                loc: Loc = (key, number, "period")
                text = _set_period(text, loc, True, period, max(start, period.start), min(end, period.end))
    return text
