"""What needs attention, worst first, redone from the contract out of the measures of the document."""

from __future__ import annotations

from typing import Any

from oracle.reading import Plan, given, value

FIRST_RANK = ["no_result", "left_out", "no_grade", "low", "fell", "missed_unrated", "no_outcome"]
SECOND_RANK = ["execution", "late", "self_differs", "council_differs", "wants", "opinion"]
FINISHED = ("done", "declined")


def attention(
    plan: Plan, rules: dict[str, Any], measures: list[dict[str, Any]], year: int, restated: bool
) -> list[dict[str, Any]]:
    """The list under ``attention``; nothing of a sound folder is left out."""
    policies = [policy["id"] for policy in plan.vision["policies"]]
    entries = []
    for measure in measures:
        reasons = _first(plan, rules, measure, year, restated) + _second(plan, rules, measure, year)
        if reasons:
            worst = (FIRST_RANK + SECOND_RANK).index(reasons[0]["key"])
            score = measure["score"]
            place = (policies.index(measure["policy"]), measure["id"])
            tier = 1 if reasons[0]["key"] in FIRST_RANK else 2
            entry = {"measure": measure["id"], "tier": tier, "reasons": reasons}
            entries.append(((worst, score is not None, score or 0, place), entry))
    return [entry for _, entry in sorted(entries, key=lambda pair: pair[0])]


def _first(
    plan: Plan, rules: dict[str, Any], measure: dict[str, Any], year: int, restated: bool
) -> list[dict[str, Any]]:
    since = int(given(plan.vision.get("records_since")) or plan.vision["period"]["start"])
    graded = [one for one in measure["indicators"] if one["kind"] != "reference"]
    outcomes = [one for one in graded if one["kind"] == "outcome"]
    reasons: list[dict[str, Any]] = []
    if (year, measure["id"]) not in plan.results and year >= since:
        reasons.append({"key": "no_result"})
    elif measure["score"] is None and any(one["target"] is not None for one in graded):
        reasons.append({"key": "no_grade"})
    judged = not reasons
    bound = value(rules["attention_below"])
    if judged and measure["score"] is not None and measure["score"] < bound:
        reasons.append({"key": "low", "score": measure["score"], "bound": bound})
    if judged:
        reasons += _fell(rules, measure, restated)
    missed = [one["id"] for one in graded if one["achieved"] is False and one[one["basis"]] is None]
    if missed:
        reasons.append({"key": "missed_unrated", "indicators": missed})
    if judged and outcomes and all(one["counted"] is None for one in outcomes):
        reasons.append({"key": "no_outcome"})
    return reasons


def _fell(rules: dict[str, Any], measure: dict[str, Any], restated: bool) -> list[dict[str, Any]]:
    order = [band["grade"] for band in rules["grades"]]
    before = measure["before"]
    if before is None or measure["grade"] is None:
        return []
    then = before["restated_grade"] if restated else before["grade"]
    if then in order and order.index(measure["grade"]) > order.index(then):
        return [{"key": "fell", "before": then, "grade": measure["grade"]}]
    return []


def _second(plan: Plan, rules: dict[str, Any], measure: dict[str, Any], year: int) -> list[dict[str, Any]]:
    reasons: list[dict[str, Any]] = []
    bound, execution = value(rules.get("execution_below")), measure["money"]["execution"]
    if bound is not None and execution is not None and execution < bound:
        reasons.append({"key": "execution", "execution": execution, "bound": bound})
    if measure["status"] in ("delayed", "suspended"):
        reasons.append({"key": "late", "status": measure["status"]})
    if None not in (measure["grade"], measure["self_grade"]) and measure["grade"] != measure["self_grade"]:
        reasons.append({"key": "self_differs", "grade": measure["grade"], "own": measure["self_grade"]})
    opinions = list(_opinions(plan, measure["id"], year))
    differing = [
        opinion["id"]
        for body, opinion in opinions
        if body == "council" and given(opinion.get("recommends")) not in (None, measure["decision"])
    ]
    if differing and measure["decision"] not in (None, "undecided"):
        reasons.append({"key": "council_differs", "opinions": differing, "decision": measure["decision"]})
    if measure["next"] not in (None, "continue"):
        reasons.append({"key": "wants", "next": measure["next"]})
    unfinished = [
        opinion["id"]
        for body, opinion in opinions
        if body != "team" and (given(opinion.get("response")) or {}).get("status") not in FINISHED
    ]
    if unfinished:
        reasons.append({"key": "opinion", "opinions": unfinished})
    return reasons


def _opinions(plan: Plan, measure: str, year: int) -> list[tuple[str, dict[str, Any]]]:
    """The opinions on a measure with the body they were raised in, of meetings that reviewed the year, by date."""
    meetings = sorted(plan.meetings.items(), key=lambda pair: (pair[1]["date"], pair[0]))
    return [
        (meeting["body"], opinion)
        for (held, _), meeting in meetings
        if int(given(meeting.get("reviews")) or held - 1) == year
        for opinion in given(meeting.get("opinions")) or []
        if measure in (given(opinion.get("measures")) or [])
    ]
