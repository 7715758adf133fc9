"""``plan`` as JSON, ``visiontrack.plan/1`` (docs/json.md), and as CSV: a row for each indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from visiontrack.cycle.naming import OWN
from visiontrack.cycle.plan import EndedMeasure, PlannedMeasure, PlannedProject, PlanOverview
from visiontrack.cycle.reflected import STATES, Reflected
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.json_csv import csv_bytes, document
from visiontrack.formats.show_pages import ending_program_dict
from visiontrack.schema.measure import Period

_CSV_KEYS = (
    "id",
    "name",
    "unit",
    "kind",
    "direction",
    "baseline",
    "baseline_year",
    "target",
    "target_source",
    "final_target",
    "final_target_year",
)


def plan_json(output: Output[PlanOverview]) -> str:
    """Returns the whole document."""
    folder, overview = output.folder, output.overview
    measures = Counter(planned.measure.policy for planned in overview.measures)
    own_indicators = [_indicator(score) for score in overview.own]
    content = {
        "year": overview.year,
        **output.done,
        "vision": {"name": folder.vision.name, "own_indicators": own_indicators},
        "totals": _totals(overview),
        "policies": [
            {"id": policy.id, "title": policy.title, "measures": measures[policy.id]}
            for policy in folder.vision.policies
        ],
        "measures": [_measure(folder, planned, overview.year) for planned in overview.measures],
        "new": [planned.id for planned in overview.standing("new")],
        "ended": [_ended(ended) for ended in overview.ended],
        "ending": [planned.id for planned in overview.ending],
        "programs": [ending_program_dict(program) for program in overview.programs],
        "decisions": [_decision(decision) for decision in overview.decisions],
        "decisions_of_last_year_change": overview.later,
        "drafts": [{"year": year, "count": count} for year, count in overview.drafts.items()],
    }
    return document("visiontrack.plan/1", output, content)


def plan_csv(output: Output[PlanOverview]) -> bytes:
    """Returns the indicators with the keys of the JSON, the vision's own first; a measure without any has one row."""
    folder, overview = output.folder, output.overview
    own: dict[str, Any] = {"id": OWN, "title": folder.vision.name, "policy": None, "lead": None}
    own["indicators"] = [_indicator(score) for score in overview.own]
    measures = [_measure(folder, planned, overview.year) for planned in overview.measures]
    rows: list[list[object]] = []
    for measure in [*([own] if overview.own else []), *measures]:
        facts = [measure["id"], measure["policy"], measure["title"], measure["lead"]]
        indicators = measure["indicators"] or [{}]
        rows += ([*facts, *map(indicator.get, _CSV_KEYS)] for indicator in indicators)
    return csv_bytes(["measure", "policy", "measure_title", "lead", *_CSV_KEYS], rows)


def _totals(overview: PlanOverview) -> dict[str, Any]:
    sources = Counter(_source(score) or "none" for score in overview.indicators)
    states = Counter(decision.state for decision in overview.decisions)
    return {
        "measures": {
            "all": len(overview.measures),
            "new": len(overview.standing("new")),
            "continuing": len(overview.standing("continuing")),
            "ended": len(overview.ended),
            "ending": len(overview.ending),
        },
        "projects": _standings(overview.projects),
        "indicators": {
            "all": len(overview.indicators),
            **{name: sources[name] for name in ("explicit", "interpolated", "final", "none")},
        },
        "decisions": {"all": len(overview.decisions), **{name: states[name] for name in STATES}},
    }


def _standings(projects: Iterable[PlannedProject]) -> dict[str, int]:
    counts = Counter(project.standing for project in projects)
    in_force = counts["new"] + counts["continuing"]
    return {"all": in_force, **{name: counts[name] for name in ("new", "continuing", "ended")}}


def _measure(folder: Folder, planned: PlannedMeasure, year: int) -> dict[str, Any]:
    lead = folder.lead_in(planned.measure, year)
    return {
        "id": planned.id,
        "number": planned.measure.number,
        "title": planned.measure.title,
        "policy": planned.measure.policy,
        "lead": lead,
        "lead_name": folder.party_name(lead),
        "period": _period(planned.period),
        "standing": planned.standing,
        "last_year": planned.period.end == year,
        "predecessors": list(planned.measure.predecessors),
        "projects": [
            {
                "id": project.project.id,
                "title": project.project.title,
                "lead": project.lead,
                "period": _period(project.period),
                "standing": project.standing,
                "last_year": project.period.end == year,
            }
            for project in planned.projects
        ],
        "indicators": [_indicator(score) for score in planned.score.indicators],
    }


def _indicator(score: IndicatorScore) -> dict[str, Any]:
    inputs, last_target = score.inputs, score.inputs.last_target
    return {
        "id": score.id,
        "name": inputs.indicator.name,
        "unit": inputs.indicator.unit,
        "kind": inputs.indicator.kind,
        "direction": inputs.indicator.direction,
        "baseline": inputs.baseline[1] if inputs.baseline is not None else None,
        "baseline_year": inputs.baseline[0] if inputs.baseline is not None else None,
        "target": score.target.value if score.target is not None else None,
        "target_source": _source(score),
        "final_target": last_target[1] if last_target is not None else None,
        "final_target_year": last_target[0] if last_target is not None else None,
    }


def _source(score: IndicatorScore) -> str | None:
    return score.target.source if score.target is not None else None


def _ended(ended: EndedMeasure) -> dict[str, Any]:
    return {
        "id": ended.id,
        "number": ended.measure.number,
        "title": ended.measure.title,
        "period": _period(ended.period),
        "successors": list(ended.successors),
    }


def _decision(reflected: Reflected) -> dict[str, Any]:
    decision = reflected.decision
    return {
        "year": reflected.judged,
        "measure": decision.measure,
        "project": decision.project,
        "decision": decision.decision,
        "into": decision.into,
        "title": decision.title,
        "reason": decision.reason,
        "opinions": list(decision.opinions),
        "path": reflected.stands.path,
        "line": reflected.stands.line,
        "state": reflected.state,
        "where": reflected.where._asdict() if reflected.where is not None else None,
    }


def _period(period: Period) -> dict[str, int]:
    return {"start": period.start, "end": period.end}
