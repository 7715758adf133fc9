"""What ``check YEAR --format json`` must say of a sound folder, redone from the contract in plain dicts.

It imports nothing of the product. Where the contract leaves room, docs/data.md tells the reading taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from oracle.attention import attention
from oracle.formulas import Case, printed, rounded
from oracle.reading import Plan, entries, given, value


def check(plan: Plan, year: int) -> dict[str, Any]:
    """The whole document but its ``findings``; numbers are Fractions."""
    vision = plan.vision
    rules = rules_in(vision, year)
    held = {
        id_: measure_of(plan, rules, id_, year)
        for id_, raw in plan.measures.items()
        if year in _years(raw, vision)
    }
    listed = attention(plan, rules, list(held.values()), year, rules_differ(vision, year))
    for entry in listed:
        held[entry["measure"]]["tier"] = entry["tier"]
    own = [
        {"policy": given(raw.get("policy")), **_indicator(plan, rules, "vision", raw, vision, year)}
        for raw in given(vision.get("indicators")) or []
        if year in _years(raw, vision)
    ]
    return {
        "schema": "visiontrack.check/1",
        "year": year,
        "vision": {
            "name": vision["name"],
            **_counts(held.values(), rules),
            "money": _money(plan, year, list(held)),
            "own_indicators": own,
        },
        "policies": [
            {
                **_group(one, [m for m in held.values() if m["policy"] == one["id"]], rules),
                "money": _money(plan, year, [id_ for id_, m in held.items() if m["policy"] == one["id"]]),
            }
            for one in vision["policies"]
        ],
        "fields": [
            _group(one, [m for id_, m in held.items() if one["id"] in _fields(plan, id_)], rules)
            for one in vision["fields"]
        ],
        "measures": list(held.values()),
        "attention": listed,
        "left_out": [],
    }


def rules_in(vision: dict[str, Any], year: int) -> dict[str, Any]:
    """The newest entry with ``since`` up to the year."""
    entries = sorted(vision["evaluation"], key=lambda one: int(one["since"]))
    held: dict[str, Any] = [one for one in entries if one is entries[0] or int(one["since"]) <= year][-1]
    return held


def _years(raw: dict[str, Any], above: dict[str, Any], top: dict[str, Any] | None = None) -> range:
    """The years of a thing's period: its own, or that of what holds it."""
    period = given(raw.get("period")) or given(above.get("period")) or (top or above)["period"]
    return range(int(period["start"]), int(period["end"]) + 1)


def _fields(plan: Plan, measure: str) -> list[str]:
    return given(plan.measures[measure].get("fields")) or []


def _group(raw: dict[str, Any], measures: list[dict[str, Any]], rules: dict[str, Any]) -> dict[str, Any]:
    return {"id": raw["id"], "title": raw["title"], **_counts(measures, rules)}


def _counts(measures: Iterable[dict[str, Any]], rules: dict[str, Any]) -> dict[str, Any]:
    measures = list(measures)
    grades = [one["grade"] for one in measures]
    indicators = [one for measure in measures for one in measure["indicators"]]
    return {
        "measures": len(measures),
        "grades": {
            **{one["grade"]: grades.count(one["grade"]) for one in rules["grades"]},
            "none": grades.count(None),
        },
        "indicators": {
            **_of_indicators(indicators),
            "outcome": _of_indicators([one for one in indicators if one["kind"] == "outcome"]),
            "output": _of_indicators([one for one in indicators if one["kind"] == "output"]),
        },
    }


def _of_indicators(indicators: list[dict[str, Any]]) -> dict[str, int]:
    graded = [one for one in indicators if one["kind"] != "reference"]
    measured = [one for one in graded if one["counted"] is not None]
    return {
        "all": len(indicators),
        "graded": len(graded),
        "measured": len(measured),
        "achieved": sum(one["achieved"] is True for one in measured),
    }


def _money(plan: Plan, year: int, measures: list[str]) -> dict[str, Any]:
    budgets, spendings, both, projects = [], [], [], 0
    for id_ in measures:
        raw = plan.measures[id_]
        reported = given(plan.results.get((year, id_), {}).get("projects")) or {}
        for project in given(raw.get("projects")) or []:
            if year not in _years(project, raw, plan.vision):
                continue
            projects += 1
            entry = given(reported.get(project["id"])) or {}
            budget, spent = value(entry.get("budget")), value(entry.get("spent"))
            budgets += [budget] if budget is not None else []
            spendings += [spent] if spent is not None else []
            both += [(budget, spent)] if budget is not None and spent is not None else []
    shared = [(budget, spent) for budget, spent in both if budget > 0]
    whole = sum(budget for budget, _ in shared)
    return {
        "budget": sum(budgets) if budgets else None,
        "spent": sum(spendings) if spendings else None,
        "execution": printed(Fraction(sum(spent for _, spent in shared)) / whole) if shared else None,
        "projects": projects,
        "known": len(both),
    }


RULES_OF_SCORES = ("basis", "target_rule", "decrease", "roll_up", "cap", "count_carried", "grades")


def _before(plan: Plan, rules: dict[str, Any], id_: str, year: int) -> dict[str, Any] | None:
    if (year - 1, id_) not in plan.results:
        return None
    then = rules_in(plan.vision, year - 1)
    score = _rolled_up(plan, then, id_, year - 1)
    differs = rules_differ(plan.vision, year)
    restated = _rolled_up(plan, rules, id_, year - 1) if differs else None
    return {
        "grade": _band(score, then),
        "score": score,
        "restated_grade": _band(restated, rules) if differs else None,
        "restated_score": restated,
    }


def rules_differ(vision: dict[str, Any], year: int) -> bool:
    """Whether scores of the year before have to be worked out once more to be compared with."""
    then, now = rules_in(vision, year - 1), rules_in(vision, year)
    return any(_plain(then.get(key)) != _plain(now.get(key)) for key in RULES_OF_SCORES)


def _plain(rule: Any) -> Any:
    return "false" if given(rule) is None else rule


def _rolled_up(plan: Plan, rules: dict[str, Any], id_: str, year: int) -> Fraction | None:
    raw = plan.measures[id_]
    in_force = [one for one in given(raw.get("indicators")) or [] if year in _years(one, raw, plan.vision)]
    indicators = [_indicator(plan, rules, id_, one, raw, year) for one in in_force]
    return _score(indicators, [Fraction(given(one.get("weight")) or 1) for one in in_force], rules)


def _lead(plan: Plan, raw: dict[str, Any], year: int) -> str:
    """Who answers in a year: whom the measure names for it, then whoever came after."""
    former = [entry for entry in given(raw.get("former_leads")) or [] if int(entry["until"]) >= year]
    lead = min(former, key=lambda entry: int(entry["until"]))["lead"] if former else raw["lead"]
    parties = {}
    for actor in plan.actors:
        parties[actor["id"]] = (given(actor.get("until")), given(actor.get("successor")))
        for section in given(actor.get("sections")) or []:
            ends = [
                int(end)
                for end in (given(section.get("until")), given(actor.get("until")))
                if end is not None
            ]
            successor = given(section.get("successor")) or given(actor.get("successor"))
            parties[section["id"]] = (min(ends, default=None), successor)
    while True:
        until, successor = parties[lead]
        if until is None or int(until) >= year or successor is None:
            return str(lead)
        lead = successor


def measure_of(plan: Plan, rules: dict[str, Any], id_: str, year: int) -> dict[str, Any]:
    """One measure as the document shows it."""
    raw = plan.measures[id_]
    result = plan.results.get((year, id_), {})
    shown = [one for one in given(raw.get("indicators")) or [] if year in _years(one, raw, plan.vision)]
    indicators = [_indicator(plan, rules, id_, one, raw, year) for one in shown]
    weights = [Fraction(given(one.get("weight")) or 1) for one in shown]
    score = _score(indicators, weights, rules)
    decided = [
        one["decision"]
        for one in given(plan.decisions.get(year, {}).get("decisions")) or []
        if one["measure"] == id_
        and given(one.get("project")) is None
        and given(one.get("reason")) is not None
    ]
    return {
        "id": id_,
        "number": given(raw.get("number")),
        "title": raw["title"],
        "policy": raw["policy"],
        "lead": _lead(plan, raw, year),
        "status": result.get("status"),
        "score": score,
        "grade": _band(score, rules),
        "self_grade": (given(result.get("self_evaluation")) or {}).get("grade"),
        "next": given(result.get("next")),
        "decision": decided[0] if decided else None,
        "measured": sum(one["counted"] is not None for one in indicators),
        "graded": sum(one["kind"] != "reference" for one in indicators),
        "achieved": sum(one["counted"] is not None and one["achieved"] is True for one in indicators),
        "before": _before(plan, rules, id_, year),
        "tier": None,
        "money": _money(plan, year, [id_]),
        "indicators": indicators,
    }


def _score(
    indicators: list[dict[str, Any]], weights: list[Fraction], rules: dict[str, Any]
) -> Fraction | None:
    cap = Fraction(rules["cap"])
    counted = [
        (min(one["counted"], cap), weight)
        for one, weight in zip(indicators, weights, strict=True)
        if one["counted"] is not None
    ]
    if not counted:
        return None
    if rules["roll_up"] == "worst":
        return rounded(min(figure for figure, _ in counted), 1)
    return rounded(
        sum(figure * weight for figure, weight in counted) / sum(weight for _, weight in counted), 1
    )


def _band(figure: Fraction | None, rules: dict[str, Any]) -> str | None:
    if figure is None:
        return None
    for band in rules["grades"]:
        bound = value(band.get("at_least"))
        if bound is None or figure >= bound:
            return str(band["grade"])
    raise AssertionError("the last band has no bound")


def _indicator(
    plan: Plan, rules: dict[str, Any], file: str, raw: dict[str, Any], above: dict[str, Any], year: int
) -> dict[str, Any]:
    entered = entries(plan, file, raw["id"])
    case = Case(raw, rules, entered, _years(raw, above, plan.vision).start, year)
    rates = {"achievement": case.achievement(), "progress": case.progress(), "pace": case.pace()}
    basis, counted = rates[case.basis], case.counted()
    return {
        **{key: raw[key] for key in ("id", "name", "unit", "kind", "direction")},
        "baseline": case.b,
        "target": case.t,
        "target_source": case.source,
        "final_target": case.t_f,
        "actual": case.a,
        "state": case.state(),
        **{key: printed(rate) if isinstance(rate, Fraction) else None for key, rate in rates.items()},
        "achievement": case.printed_achievement(),
        "achieved": case.achieved(),
        "basis": case.basis,
        "counted": counted,
        "grade": _band(counted, rules),
        "reason": basis if isinstance(basis, str) else None,
        "missing_years": case.missing_years(),
        "change": case.change(),
        "outlook": case.outlook(),
    }
