"""``check`` for programs: JSON and CSV with the same English keys and exact numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from visiontrack.cycle.attention import Attention
from visiontrack.cycle.check import CheckOverview, GroupCounts, MeasureRow, ProgramOverview
from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.money import Money
from visiontrack.evaluation.restated import BeforeScore
from visiontrack.evaluation.vision_score import IndicatorCounts, ScoreCounts
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.json_csv import csv_bytes, document

# The keys of an indicator, in the order of the CSV's columns.
INDICATOR_KEYS = (
    "id",
    "name",
    "unit",
    "kind",
    "direction",
    "baseline",
    "target",
    "target_source",
    "final_target",
    "actual",
    "state",
    "achievement",
    "progress",
    "pace",
    "achieved",
    "basis",
    "counted",
    "grade",
    "reason",
    "missing_years",
    "change",
    "outlook",
)
CSV_HEADER = ("measure", "policy", *INDICATOR_KEYS)


def check_json(output: Output[CheckOverview]) -> str:
    """Returns ``visiontrack.check/1``."""
    return document("visiontrack.check/1", output, check_content(output))


def check_content(output: Output[CheckOverview]) -> dict[str, Any]:
    """Returns what ``visiontrack.check/1`` says of the year."""
    overview, vision = output.overview, output.folder.vision
    return {
        "year": overview.year,
        "vision": {
            "name": vision.name,
            **_counts(overview.scores.counts()),
            "money": _money(overview.money),
            "own_indicators": [
                {"id": score.id, "policy": score.inputs.indicator.policy, **_without_id(score)}
                for score in overview.scores.own
            ],
        },
        "policies": [{**_group(policy), "money": _money(policy.money)} for policy in overview.policies],
        "fields": [_group(field) for field in overview.fields],
        "measures": [_measure(output.folder, row) for row in overview.rows],
        "attention": [_attention(entry) for entry in overview.attention],
        **({"program": _program(overview.program)} if overview.program is not None else {}),
    }


def _counts(counts: ScoreCounts) -> dict[str, Any]:
    indicators = {
        **_indicator_counts(counts),
        "outcome": _indicator_counts(counts.outcome),
        "output": _indicator_counts(counts.output),
    }
    return {"measures": counts.measures, "grades": counts.grades, "indicators": indicators}


def _indicator_counts(counts: IndicatorCounts) -> dict[str, int]:
    return {
        "all": counts.all,
        "graded": counts.graded,
        "measured": counts.measured,
        "achieved": counts.achieved,
    }


def _group(group: GroupCounts) -> dict[str, Any]:
    return {"id": group.id, "title": group.title, **_counts(group.counts)}


def _money(money: Money) -> dict[str, Any]:
    return {
        "budget": money.budget,
        "spent": money.spent,
        "execution": money.execution,
        "projects": money.projects,
        "known": money.known,
    }


def before_dict(before: BeforeScore | None) -> dict[str, Any] | None:
    """Returns last year's grade and score, and both restated where a rule differs; None without a result."""
    if before is None:
        return None
    restated = before.restated
    return {
        "grade": before.original.grade,
        "score": before.original.score,
        "restated_grade": restated.grade if restated is not None else None,
        "restated_score": restated.score if restated is not None else None,
    }


def _attention(entry: Attention) -> dict[str, Any]:
    reasons = [{"key": reason.key, **reason.params} for reason in entry.reasons]
    return {"measure": entry.measure.id, "tier": entry.tier, "reasons": reasons}


def _program(overview: ProgramOverview) -> dict[str, Any]:
    return {
        "id": overview.id,
        "title": overview.program.title,
        "projects": [
            {
                "measure": project.measure,
                "project": project.project.id,
                "budget": project.budget,
                "spent": project.spent,
                "funding": project.funding,
            }
            for project in overview.projects
        ],
        "funding": overview.funding,
    }


def _measure(folder: Folder, row: MeasureRow) -> dict[str, Any]:
    result, score = row.result, row.score
    self_evaluation = result.self_evaluation if result is not None else None
    return {
        "id": score.id,
        "number": score.measure.number,
        "title": score.measure.title,
        "policy": score.measure.policy,
        "lead": folder.lead_in(score.measure, score.year),
        "status": result.status if result is not None else None,
        "score": score.score,
        "grade": score.grade,
        "self_grade": self_evaluation.grade if self_evaluation is not None else None,
        "next": result.next if result is not None else None,
        "decision": row.decision,
        "measured": score.measured,
        "graded": score.graded,
        "achieved": score.achieved,
        "before": before_dict(row.before),
        "tier": row.attention.tier if row.attention is not None else None,
        "money": _money(row.money),
        "indicators": [indicator_dict(indicator) for indicator in score.indicators],
    }


def indicator_dict(score: IndicatorScore) -> dict[str, Any]:
    """Returns an indicator with the keys of the contract."""
    inputs, target, last_target = score.inputs, score.target, score.inputs.last_target
    return {
        "id": score.id,
        "name": inputs.indicator.name,
        "unit": inputs.indicator.unit,
        "kind": inputs.indicator.kind,
        "direction": inputs.indicator.direction,
        "baseline": inputs.baseline[1] if inputs.baseline is not None else None,
        "target": target.value if target is not None else None,
        "target_source": target.source if target is not None else None,
        "final_target": last_target[1] if last_target is not None else None,
        "actual": score.actual,
        "state": score.state,
        "achievement": score.achievement,
        "progress": score.progress,
        "pace": score.pace,
        "achieved": score.achieved,
        "basis": inputs.basis,
        "counted": score.counted,
        "grade": score.grade,
        "reason": score.reason,
        "missing_years": score.missing_years,
        "change": score.change,
        "outlook": score.outlook.verdict if score.outlook is not None else None,
    }


def _without_id(score: IndicatorScore) -> dict[str, Any]:
    return {key: value for key, value in indicator_dict(score).items() if key != "id"}


def indicator_rows(overview: CheckOverview) -> Iterator[dict[str, Any]]:
    """Yields the indicators for a table, with their measure and policy; the vision's own last, as ``vision``'s."""
    for row in overview.rows:
        of_measure = {"measure": row.score.id, "policy": row.score.measure.policy}
        yield from ({**of_measure, **_flat(score)} for score in row.score.indicators)
    for score in overview.scores.own:
        yield {"measure": OWN, "policy": score.inputs.indicator.policy, **_flat(score)}


def _flat(score: IndicatorScore) -> dict[str, Any]:
    """Returns an indicator for a line of a table: several years stand in one cell."""
    years = score.missing_years
    return {**indicator_dict(score), "missing_years": " ".join(map(str, years)) if years else None}


def check_csv(output: Output[CheckOverview]) -> bytes:
    """Returns a table with a row per indicator, its measure and policy first."""
    rows = indicator_rows(output.overview)
    return csv_bytes(CSV_HEADER, ([row[key] for key in CSV_HEADER] for row in rows))
