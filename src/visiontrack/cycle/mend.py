"""How each thing a plan lacks of a decision would be written, as an edited text; the file itself is not touched."""

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


def edited(text: str, decision: Decision, ground: Ground, found: Reflection) -> str:
    """The text of the file at ``found.place`` with what is missing. Raises ``CannotEdit``."""
    if found.missing == "revision_text" and found.place is not None:
        return set_value(text, found.place.loc, _reason(decision))
    if found.missing in ("revision", "vision"):
        return append_item(text, ("revisions",), _revision(decision, ground))
    if found.missing == "merge_predecessors":
        return append_item(text, ("predecessors",), decision.measure)
    if found.missing == "new_project":
        return append_item(text, ("projects",), _project(decision, ground))
    id_ = decision.into if found.missing == "merge_force" else decision.measure
    return _with_period(text, ground.measures[str(id_)], decision, ground, found)


def new_file(folder: Folder, decision: Decision, ground: Ground) -> str:
    """A measure that starts in the plan year, valid as it stands; what only people know is marked.

    It is the same whichever of the decisions that ask for it is looked at: of several, each has its part in it.
    """
    vision = folder.vision
    id_ = decision.into if decision.decision == "merge" and decision.into else decision.measure
    asking = [
        decision
        for held in folder.decisions.values()
        if held.plan_year == ground.plan
        for decision in held.decisions
    ]
    merged = [one for one in asking if one.into == id_ and one.measure in folder.measures]
    titles = [one.title for one in asking if (one.decision, one.measure, one.project) == ("new", id_, None)]
    old = folder.measures[merged[0].measure] if merged else None
    policy = old.policy if old is not None else next((policy.id for policy in vision.policies), "")
    title = next((title for title in titles if title), id_)
    lines = [f"id: {spell(id_)}", f"title: {spell(title)}"]
    lines += [f"policy: {policy}  # {' | '.join(policy.id for policy in vision.policies)}"]
    lines += [f"lead: {old.lead if old is not None else vision.secretariat}"]
    lines += [f"period: {{start: {ground.plan}, end: {vision.period.end}}}"]
    before = [one.measure for one in merged if one.project is None]
    if before:
        lines.append(f"predecessors: [{', '.join(before)}]")
    return "\n".join(lines) + "\n"


def _revision(decision: Decision, ground: Ground) -> Value:
    return {"year": ground.plan, "decision": ground.judged, "text": _reason(decision)}


def _reason(decision: Decision) -> str | None:
    """The reason of the decision is the first draft of what changes; without one the text is left to people."""
    reason = (decision.reason or "").strip()
    return f"{reason}\n" if "\n" in reason else reason or None


def _project(decision: Decision, ground: Ground) -> Value:
    id_ = str(decision.project)
    end = ground.period(ground.measures[decision.measure]).end
    period: Value = {"start": ground.plan, "end": end}
    return {"id": id_, "title": decision.title or id_, "period": period}


def _with_period(text: str, measure: Measure, decision: Decision, ground: Ground, found: Reflection) -> str:
    """The measure's (or project's) period so that it starts, ends or lasts as was decided."""
    own = ground.period(measure)
    number = next((n for n, project in enumerate(measure.projects) if project.id == decision.project), None)
    loc: Loc = ("period",)
    held, written = own, measure.period is not None
    if number is not None and found.missing != "merge_force":
        project = measure.projects[number]
        loc, held, written = ("projects", number, "period"), project.period or own, project.period is not None
    start, end = _wanted(held, ground, found)
    text = _set(text, loc, written, held, start, end)
    return _within(text, measure, start, end) if loc == ("period",) else text


def _wanted(held: Period, ground: Ground, found: Reflection) -> tuple[int, int]:
    if found.missing == "ends":
        return held.start, ground.plan - 1
    if found.missing == "new_start":
        return ground.plan, max(held.end, ground.plan)
    last = ground.vision.period.end  # how long it is to go on, only people know
    return min(held.start, ground.plan), last if held.end < ground.plan else held.end


def _set(text: str, loc: Loc, written: bool, held: Period, start: int, end: int) -> str:
    if not written:
        order = keys_at("measure", loc[:-1])
        return set_value(text, loc, {"start": start, "end": end}, order)
    if start != held.start:
        text = set_value(text, (*loc, "start"), start)
    return set_value(text, (*loc, "end"), end) if end != held.end else text


def _within(text: str, measure: Measure, start: int, end: int) -> str:
    """No project and no indicator begins before its measure or outlasts it."""
    held: dict[str, list[Period | None]] = {
        "projects": [project.period for project in measure.projects],
        "indicators": [indicator.period for indicator in measure.indicators],
    }
    for key, periods in held.items():
        for number, period in enumerate(periods):
            if period is not None and period.start <= end and period.end >= start:
                loc: Loc = (key, number, "period")
                text = _set(text, loc, True, period, max(start, period.start), min(end, period.end))
    return text
