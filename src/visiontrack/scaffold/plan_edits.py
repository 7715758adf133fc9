"""Writes into a plan what the decisions on it ask for: every edit by splice, read back, and written as a whole later."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from visiontrack.checks.reflection import Ground, Reflection, reflection
from visiontrack.diagnose.reader import parse
from visiontrack.edit.spelling import Value
from visiontrack.edit.value_edits import CannotEdit, append_item, set_value
from visiontrack.edit.writer import Change, text_change
from visiontrack.finding import Loc
from visiontrack.folder.listing import VISION, entry_at
from visiontrack.folder.model import Folder
from visiontrack.scaffold.commented_yaml import YamlEntry, in_brackets, yaml_lines
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Indicator, Measure, Period, Project
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files

# What is reported and left to people: how long something goes on, or which year it really began, no decision says.
_REPORTED = frozenset(["extend", "merge_force", "new_start"])


class PlanStart(NamedTuple):
    """The changes that make a plan show its decisions, and the decisions that a person must enter.

    Each of ``left`` is the year judged, the decision, and the variant of VT505 that says what is missing.
    """

    changes: tuple[Change, ...]
    left: tuple[tuple[int, Decision, str], ...]


@dataclass(slots=True)
class _EditedFiles:
    """The files as they would read while the edits are worked out; what is no data file, such as a link, is none."""

    folder: Folder
    ground: Ground
    before: dict[str, files.RawFile | None] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """Returns the text of a file so far, None for one that is not there. Raises ``CannotEdit`` if it is unreadable."""
        if path not in self.before:
            entry = entry_at(path)
            listed = entry is not None and entry in self.folder.listing.of(entry.kind)
            readable = listed and path not in self.folder.left_out
            if not readable and (listed or os.path.lexists(self.folder.root / path)):
                raise CannotEdit(path)
            self.before[path] = files.read(str(self.folder.root / path), path) if readable else None
        raw = self.before[path]
        return self.after.get(path, raw.text if raw is not None else None)

    def changes(self) -> Iterator[Change]:
        """Yields the changes of the files, new ones as they are."""
        for path, text in self.after.items():
            raw = self.before[path]
            yield (
                text_change(path, raw.content, text) if raw is not None else Change(path, None, text.encode())
            )

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


def plan_start(folder: Folder, year: int) -> PlanStart:
    """Returns what the decisions on the plan of a year ask for and the plan does not show; drafts ask for nothing."""
    edited = _EditedFiles(folder, Ground(folder.vision, folder.measures, year, year))
    left: list[tuple[int, Decision, str]] = []
    for judged, decisions in sorted(folder.decisions.items()):
        if decisions.plan_year != year:
            continue
        edited.ground = edited.ground._replace(judged=judged)
        for decision in decisions.decisions:
            missing = "" if decision.draft else _missing_after(edited, decision)
            if missing:
                left.append((judged, decision, missing))
    return PlanStart(tuple(edited.changes()), tuple(left))


def _missing_after(edited: _EditedFiles, decision: Decision) -> str:
    """Makes the edits that a decision asks for; returns what then is missing still, nothing where all is shown."""
    state, done = reflection(decision, edited.ground), set[str]()
    # One edit may uncover the next: a merge names its predecessor first, and then ends it.
    while state.missing and state.missing not in done and state.missing not in _REPORTED:
        done.add(state.missing)
        try:
            _take_step(edited, decision, state)
        except CannotEdit:
            break
        state = reflection(decision, edited.ground)
    return state.missing


def _take_step(edited: _EditedFiles, decision: Decision, state: Reflection) -> None:
    assert state.place is not None
    path = state.place.path
    text = edited.text(path)
    if text is None:
        text = new_measure_text(edited.folder, decision, edited.ground)
    else:
        text = edited_text(text, decision, edited.ground, state)
    edited.put(path, text)


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
    return _with_end(text, ground.measures[decision.measure], decision, ground)


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


def _with_end(text: str, measure: Measure, decision: Decision, ground: Ground) -> str:
    """Returns the text in which the measure, with all its parts, or one project ends with the year before the plan."""
    end = ground.plan - 1
    for number, project in enumerate(measure.projects):
        if project.id == decision.project:
            period = project.period or ground.period(measure)
            loc: Loc = ("projects", number, "period")
            return _set_period(text, loc, project.period is not None, period, end)
    period = ground.period(measure)
    text = _set_period(text, ("period",), measure.period is not None, period, end)
    return _fit_parts(text, measure, end)


def _set_period(text: str, loc: Loc, is_written: bool, period: Period, end: int) -> str:
    if period.start > end:
        raise CannotEdit(loc)  # it would end before it begins: what becomes of it, people decide
    if not is_written:
        return set_value(text, loc, {"start": period.start, "end": end}, keys_at("measure", loc[:-1]))
    return set_value(text, (*loc, "end"), end) if end != period.end else text


def _fit_parts(text: str, measure: Measure, end: int) -> str:
    """Returns the text in which no project and no indicator outlasts its measure."""
    parts: dict[str, Sequence[Project | Indicator]] = {
        "projects": measure.projects,
        "indicators": measure.indicators,
    }
    for key, items in parts.items():
        for number, item in enumerate(items):
            if item.period is not None and item.period.end > end:
                text = _set_period(text, (key, number, "period"), True, item.period, end)
    return text
