"""Writes what a plan lacks of a decision, as an edited text; the file itself is not touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.checks.reflection import Ground, Reflection
from visiontrack.edit.spelling import Value, spell
from visiontrack.edit.value_edits import append_item, set_value
from visiontrack.schema.paths import keys_at

if TYPE_CHECKING:
    from visiontrack.finding import Loc
    from visiontrack.folder.model import Folder
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Measure, Period


def edited_text(text: str, decision: Decision, ground: Ground, plan: Reflection) -> str:
    """Returns the text of the file at ``plan.place`` with what is missing. Raises ``CannotEdit``."""
    if plan.missing == "revision_text" and plan.place is not None:
        return set_value(text, plan.place.loc, _reason(decision))
    if plan.missing in ("revision", "vision"):
        return append_item(text, ("revisions",), _revision(decision, ground))
    if plan.missing == "merge_predecessors":
        return append_item(text, ("predecessors",), decision.measure)
    if plan.missing == "new_project":
        return append_item(text, ("projects",), _project(decision, ground))
    id_ = decision.into if plan.missing == "merge_force" else decision.measure
    return _with_period(text, ground.measures[str(id_)], decision, ground, plan)


def new_measure_text(folder: Folder, decision: Decision, ground: Ground) -> str:
    """Returns a measure that starts in the plan year, valid as it stands; what only people know is marked.

    It is the same whichever of the decisions that ask for it is looked at: of several, each has its part in it.
    """
    vision = folder.vision
    id_ = decision.into if decision.decision == "merge" and decision.into else decision.measure
    decisions = [
        decision
        for file in folder.decisions.values()
        if file.plan_year == ground.plan
        for decision in file.decisions
    ]
    merged = [merge for merge in decisions if merge.into == id_ and merge.measure in folder.measures]
    titles = [
        new.title for new in decisions if (new.decision, new.measure, new.project) == ("new", id_, None)
    ]
    old = folder.measures[merged[0].measure] if merged else None
    policy = old.policy if old is not None else next((policy.id for policy in vision.policies), "")
    title = next((title for title in titles if title), id_)
    lines = [f"id: {spell(id_)}", f"title: {spell(title)}"]
    lines += [f"policy: {policy}  # {' | '.join(policy.id for policy in vision.policies)}"]
    lines += [f"lead: {old.lead if old is not None else vision.secretariat}"]
    lines += [f"period: {{start: {ground.plan}, end: {vision.period.end}}}"]
    predecessors = [merge.measure for merge in merged if merge.project is None]
    if predecessors:
        lines.append(f"predecessors: [{', '.join(predecessors)}]")
    return "\n".join(lines) + "\n"


def _revision(decision: Decision, ground: Ground) -> Value:
    return {"year": ground.plan, "decision": ground.judged, "text": _reason(decision)}


def _reason(decision: Decision) -> str | None:
    """Returns the decision's reason as a first draft of what changes; without one people write the text."""
    reason = (decision.reason or "").strip()
    return f"{reason}\n" if "\n" in reason else reason or None


def _project(decision: Decision, ground: Ground) -> Value:
    id_ = str(decision.project)
    end = ground.period(ground.measures[decision.measure]).end
    period: Value = {"start": ground.plan, "end": end}
    return {"id": id_, "title": decision.title or id_, "period": period}


def _with_period(text: str, measure: Measure, decision: Decision, ground: Ground, plan: Reflection) -> str:
    """Returns the text with the measure's (or project's) period so that it starts, ends or lasts as was decided."""
    measure_period = ground.period(measure)
    number = next((n for n, project in enumerate(measure.projects) if project.id == decision.project), None)
    loc: Loc = ("period",)
    period, written = measure_period, measure.period is not None
    if number is not None and plan.missing != "merge_force":
        project = measure.projects[number]
        loc, period, written = (
            ("projects", number, "period"),
            project.period or measure_period,
            project.period is not None,
        )
    start, end = _decided_period(period, ground, plan)
    text = _set_period(text, loc, written, period, start, end)
    return _within(text, measure, start, end) if loc == ("period",) else text


def _decided_period(period: Period, ground: Ground, plan: Reflection) -> tuple[int, int]:
    """Returns the first and the last year as they were decided."""
    if plan.missing == "ends":
        return period.start, ground.plan - 1
    if plan.missing == "new_start":
        return ground.plan, max(period.end, ground.plan)
    last = ground.vision.period.end  # how long it is to go on, only people know
    return min(period.start, ground.plan), last if period.end < ground.plan else period.end


def _set_period(text: str, loc: Loc, written: bool, period: Period, start: int, end: int) -> str:
    if not written:
        order = keys_at("measure", loc[:-1])
        return set_value(text, loc, {"start": start, "end": end}, order)
    if start != period.start:
        text = set_value(text, (*loc, "start"), start)
    return set_value(text, (*loc, "end"), end) if end != period.end else text


def _within(text: str, measure: Measure, start: int, end: int) -> str:
    """Returns the text in which no project and no indicator begins before its measure or outlasts it."""
    periods: dict[str, list[Period | None]] = {
        "projects": [project.period for project in measure.projects],
        "indicators": [indicator.period for indicator in measure.indicators],
    }
    for key, of_key in periods.items():
        for number, period in enumerate(of_key):
            if period is not None and period.start <= end and period.end >= start:
                loc: Loc = (key, number, "period")
                text = _set_period(text, loc, True, period, max(start, period.start), min(end, period.end))
    return text
