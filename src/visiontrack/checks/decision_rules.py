"""Decisions: one for each measure and year (VT312), on a plan to come (VT413), none lacking (VT504), shown by the plan
they name (VT505); drafts are confirmed once the council has met (VT509)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from visiontrack.checks.facts import Facts, usable
from visiontrack.checks.reflection import Ground, reflection
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.checks.year_rules import misdated
from visiontrack.evaluation.measure_score import evaluate_measure, reasons_for_decision
from visiontrack.finding import Issue, Place, Word
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.folder.model import reviewed_year
from visiontrack.schema.decisions import Decision, Decisions
from visiontrack.schema.measure import Measure
from visiontrack.util.nearest import nearest

_PARTS = ("period", "predecessors", "projects", "indicators", "revisions")


@rule("VT312", kind="decisions")
def decided_twice(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """There is one decision on a measure, and one on each project of it."""
    first: dict[tuple[str, str | None], int] = {}
    for number, decision in enumerate(decisions.decisions):
        key = (decision.measure, decision.project)
        if first.setdefault(key, number) == number:
            continue
        what = "measure" if decision.project is None else "project"
        places = [Place(entry.path, ("decisions", at, what)) for at in (first[key], number)]
        yield Issue(
            "VT312",
            places[1],
            {"id": decision.measure, "project": decision.project},
            variant="" if decision.project is None else "project",
            related=((places[0], "related.first"),),
            rests_on=tuple(("decisions", at, "project") for at in (first[key], number)),
        )


@rule("VT413", kind="decisions")
def plan_before_the_judged_year(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """The plan that a decision changes comes after the year it judges."""
    if decisions.plan is not None and decisions.plan <= (entry.year or 0):
        params = {"plan": decisions.plan, "year": entry.year}
        yield Issue("VT413", Place(entry.path, ("plan",)), params)


# ---- measures that want a decision ---------------------------------------------------------------------------


@folder_rule("VT504", severity="warning")
def decision_lacking(facts: Facts) -> Iterator[Issue]:
    """A measure that wants a decision has one, once that year's decisions file is there and was read whole.

    ``undecided`` and a draft are no decision, and neither is one on a project alone. Of a draft that waits to be
    confirmed nothing more is said.
    """
    for year in sorted(facts.draft.decisions):
        path = file_path("decisions", "", year)
        if not facts.draft.whole(path, "decisions"):
            continue
        decisions = facts.draft.decisions[year].decisions
        whole = [(number, decision) for number, decision in enumerate(decisions) if decision.project is None]
        waiting = {
            decision.measure: number
            for number, decision in whole
            if decision.decision == "undecided" or decision.draft
        }
        settled = {decision.measure for _, decision in whole if decision.measure not in waiting}
        if _must_confirm(facts, year, facts.draft.decisions[year]):
            settled |= {decision.measure for _, decision in whole if decision.draft}
        for id_, measure in facts.draft.measures.items():
            if id_ not in settled:
                yield from _lacking(facts, path, year, id_, measure, waiting.get(id_))


def _lacking(
    facts: Facts, path: str, year: int, id_: str, measure: Measure, waiting: int | None
) -> Iterator[Issue]:
    """Reports a measure at the entry that says ``undecided``, or at the list in which there is none."""
    result, period = facts.draft.results.get((year, id_)), facts.period_of(id_, measure)
    if result is None or period is None or year not in period:
        return
    score, rules = _score(facts, id_, measure, year), facts.rules_in(year)
    reasons = reasons_for_decision(score, rules, result.next)
    if not reasons:
        return
    place = Place(path, ("decisions",), "key")
    if waiting is not None:
        place = Place(path, ("decisions", waiting, "decision"))
    params: dict[str, object] = {"id": id_, "year": year}
    if "low" in reasons and rules is not None:
        params |= {"score": score, "bound": rules.attention_below}
        yield Issue("VT504", place, params, variant="score")
    else:
        yield Issue("VT504", place, {**params, "next": Word(f"word.{result.next}")}, variant="next")


def _score(facts: Facts, id_: str, measure: Measure, year: int) -> Decimal | None:
    """Returns a measure's score in per cent, or None where not all that it rests on is sound."""
    draft, path = facts.draft, file_path("measure", id_)
    if draft.vision is None or facts.rules_in(year) is None:
        return None
    reports = (file_path("result", id_, report) for report in facts.result_years(id_) if report <= year)
    if not all(_sound(facts, file) for file in (VISION, path, *reports)):
        return None
    if draft.declared(path, "indicators") is None:  # with two indicators of one id no score is the measure's
        return None
    return evaluate_measure(draft.vision, id_, measure, draft.results, year).score


def _sound(facts: Facts, path: str) -> bool:
    return path in facts.draft.read and path not in facts.draft.unsound


@folder_rule("VT509", severity="warning")
def draft_unconfirmed(facts: Facts) -> Iterator[Issue]:
    """No decision is a draft any more once the council has met on its year, or the plan it changes has begun."""
    for year, decisions in sorted(facts.draft.decisions.items()):
        path = file_path("decisions", "", year)
        if not facts.draft.whole(path, "plan") or not _must_confirm(facts, year, decisions):
            continue
        for number, decision in enumerate(decisions.decisions):
            if decision.draft:
                place, params = Place(path, ("decisions", number, "reason")), {"id": decision.measure}
                variant = "" if decision.project is None else "project"
                yield Issue("VT509", place, {**params, "project": decision.project}, variant=variant)


def _must_confirm(facts: Facts, year: int, decisions: Decisions) -> bool:
    """Returns whether a council that reviewed a year has met, or its plan's year has results already."""
    met = any(
        meeting.body == "council" and reviewed_year(meeting, at) == year
        for (at, _), meeting in facts.draft.meetings.items()
        if meeting.attendees or meeting.opinions
    )
    period = facts.vision_period
    return met or any(
        at >= decisions.plan_year and (period is None or at in period) for at, _ in facts.results
    )


# ---- decisions that the plan does not show -------------------------------------------------------------------


@rule("VT505", kind="decisions", severity="warning")
def decision_not_shown(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """The plan shows each decision; where a file concerned is broken, nothing is said."""
    draft, judged = facts.draft, entry.year or 0
    plan = decisions.plan if decisions.plan is not None else judged + 1
    if draft.vision is None or facts.vision_period is None or not draft.whole(entry.path, "plan"):
        return
    if plan <= judged:  # reported by itself (VT413)
        return
    ground = Ground(draft.vision, draft.measures, judged, plan)
    for number, decision in enumerate(decisions.decisions):
        if decision.draft or not _can_tell(facts, decision):
            continue
        missing = reflection(decision, ground).missing
        if missing in ("revision", "vision") and _revision_reported(facts, decision, ground):
            continue
        if missing:
            place = Place(entry.path, ("decisions", number, "decision"))
            yield _not_shown(facts, place, decision, ground, missing)


def _can_tell(facts: Facts, decision: Decision) -> bool:
    """Returns whether every file that could show the decision was read and is whole, or is surely not there."""
    if decision.measure == "vision":
        return facts.draft.whole(VISION, "revisions")
    if decision.decision == "merge" and decision.into is not None and not _is_clear(facts, decision.into):
        return False
    return _is_clear(facts, decision.measure, decision.project)


def _revision_reported(facts: Facts, decision: Decision, ground: Ground) -> bool:
    """Returns whether the revision may be there with a typo in its year, or in that of its file, reported as such."""
    owner = ground.vision if decision.measure == "vision" else ground.measures[decision.measure]
    absent = any(
        revision.year == ground.plan and revision.decision not in facts.draft.listing.years("decisions")
        for revision in owner.revisions
    )
    return absent or misdated(owner.revisions, ground.judged, ground.vision.period)


def _is_clear(facts: Facts, id_: str, project: str | None = None) -> bool:
    """Returns whether a measure is surely absent, or was read whole with a period and projects to tell apart."""
    draft = facts.draft
    if draft.lacks("measure", id_):
        return True
    if project is not None and not _is_clear_project(facts, id_, project):
        return False
    whole = id_ in draft.measures and draft.whole(file_path("measure", id_), *_PARTS)
    return whole and facts.period_of(id_, draft.measures[id_]) is not None


def _is_clear_project(facts: Facts, id_: str, project_id: str) -> bool:
    """Returns whether a project can be told from the others, and its period runs forward; an absent one is clear."""
    measure = facts.draft.measures.get(id_)
    if measure is None or facts.draft.declared(file_path("measure", id_), "projects") is None:
        return False
    return all(
        project.period is None or usable(project.period)
        for project in measure.projects
        if project.id == project_id
    )


def _not_shown(facts: Facts, place: Place, decision: Decision, ground: Ground, missing: str) -> Issue:
    merge = decision.into is not None and missing.startswith("merge")
    named = str(decision.into) if merge else decision.measure
    what = decision.measure if decision.project is None else f"{decision.measure}/{decision.project}"
    params = {
        "what": what,
        "word": Word(f"word.{decision.decision}"),
        "into": decision.into,
        "plan": ground.plan,
        "year": ground.judged,
        "before": ground.plan - 1,
        "path": file_path("measure", named),
    }
    suggest = nearest(named, sorted(facts.draft.ids("measure"))) if missing == "merge_absent" else None
    rests_on = ((*place.loc[:-1], "project"),)
    return Issue("VT505", place, params, variant=missing, suggest=suggest, rests_on=rests_on)
