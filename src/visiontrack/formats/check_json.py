"""``check`` as JSON and CSV: the same English keys, exact numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from visiontrack.evaluation.vision_score import ScoreCounts
from visiontrack.formats.numbers import number

if TYPE_CHECKING:
    from visiontrack.cycle.check import CheckOverview, GroupCounts, MeasureRow
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder

BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def document(folder: Folder, view: CheckOverview, findings: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The document ``visiontrack.check/1``."""
    return {
        "schema": "visiontrack.check/1",
        "year": view.year,
        "vision": {
            "name": folder.vision.name,
            **_counts(view.scores.counts()),
            "own_indicators": [
                {"id": one.id, "policy": one.inputs.indicator.policy, **_without_id(one)}
                for one in view.scores.own
            ],
        },
        "policies": [_group(one) for one in view.policies],
        "fields": [_group(one) for one in view.fields],
        "measures": [_measure(one) for one in view.rows],
        "left_out": list(folder.left_out),
        "findings": list(findings),
    }


def _counts(counts: ScoreCounts) -> dict[str, Any]:
    return {
        "measures": counts.measures,
        "grades": counts.grades,
        "indicators": _indicator_counts(counts),
    }


def _indicator_counts(counts: ScoreCounts) -> dict[str, int]:
    return {
        "all": counts.all,
        "graded": counts.graded,
        "measured": counts.measured,
        "achieved": counts.achieved,
    }


def _group(group: GroupCounts) -> dict[str, Any]:
    return {"id": group.id, "title": group.title, **_counts(group.counts)}


def _measure(row: MeasureRow) -> dict[str, Any]:
    result, score = row.result, row.score
    own = result.self_evaluation if result is not None else None
    return {
        "id": score.id,
        "title": score.measure.title,
        "policy": score.measure.policy,
        "lead": score.measure.lead,
        "status": result.status if result is not None else None,
        "score": score.score,
        "grade": score.grade,
        "self_grade": own.grade if own is not None else None,
        "next": result.next if result is not None else None,
        "decision": row.decision,
        "measured": score.measured,
        "graded": score.graded,
        "indicators": [indicator(one) for one in score.indicators],
    }


def indicator(score: IndicatorScore) -> dict[str, Any]:
    """One indicator with the keys of the contract."""
    case, target, last = score.inputs, score.target, score.inputs.last_target
    return {
        "id": score.id,
        "name": case.indicator.name,
        "unit": case.indicator.unit,
        "kind": case.indicator.kind,
        "direction": case.indicator.direction,
        "baseline": case.baseline[1] if case.baseline is not None else None,
        "target": target.value if target is not None else None,
        "target_source": target.source if target is not None else None,
        "final_target": last[1] if last is not None else None,
        "actual": score.actual,
        "state": score.state,
        "achievement": score.achievement,
        "progress": score.progress,
        "pace": score.pace,
        "achieved": score.achieved,
        "basis": case.basis,
        "counted": score.counted,
        "grade": score.grade,
        "reason": score.reason,
        "change": score.change,
        "outlook": score.outlook.verdict if score.outlook is not None else None,
    }


def _without_id(score: IndicatorScore) -> dict[str, Any]:
    return {key: value for key, value in indicator(score).items() if key != "id"}


def rows(view: CheckOverview) -> tuple[list[str], list[list[Any]]]:
    """Header and typed rows of the table of indicators: ``measure`` and ``policy`` first."""
    found: list[dict[str, Any]] = [
        {"measure": row.score.id, "policy": row.score.measure.policy, **indicator(one)}
        for row in view.rows
        for one in row.score.indicators
    ]
    return [*HEADER], [[row[key] for key in HEADER] for row in found]


# What is told of an indicator, in the order of the CSV's columns.
OF_INDICATOR = (
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
    "change",
    "outlook",
)
HEADER = ("measure", "policy", *OF_INDICATOR)


def as_csv(view: CheckOverview) -> bytes:
    """UTF-8 with a byte order mark and CRLF, as Excel on Japanese Windows opens it right."""
    header, body = rows(view)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[cell(value) for value in row] for row in body])
    return (BOM + out.getvalue()).encode("utf-8")


def cell(value: object) -> str:
    """A cell's text: what a spreadsheet would take for a formula gets an apostrophe, a number never."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number(value)
    text = str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
