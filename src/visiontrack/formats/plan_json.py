"""``plan`` as JSON: ``visiontrack.plan/1`` (docs/json.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.reflected import STATES, Reflected
from visiontrack.formats.json import as_dict
from visiontrack.formats.numbers import dumps

if TYPE_CHECKING:
    from visiontrack.cycle.plan import EndedMeasure, PlannedMeasure, PlannedProject, PlanOverview
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.measure import Period


def text(folder: Folder, view: PlanOverview, errors: Sequence[Finding], words: Catalogue) -> str:
    """The whole document as text."""
    findings = [as_dict(one, words) for one in errors]
    return dumps({**_document(folder, view), "left_out": list(folder.left_out), "findings": findings})


def _document(folder: Folder, view: PlanOverview) -> dict[str, Any]:
    return {
        "schema": "visiontrack.plan/1",
        "year": view.year,
        "vision": {"name": folder.vision.name, "own_indicators": [_indicator(one) for one in view.own]},
        "totals": _totals(view),
        "policies": [
            {
                "id": one.id,
                "title": one.title,
                "measures": sum(held.measure.policy == one.id for held in view.measures),
            }
            for one in folder.vision.policies
        ],
        "measures": [_measure(folder, one, view.year) for one in view.measures],
        "new": [one.id for one in view.standing("new")],
        "ended": [_ended(one) for one in view.ended],
        "ending": [one.id for one in view.ending],
        "decisions": [_decision(one) for one in view.decisions],
        "decisions_of_last_year_change": view.later,
    }


def _totals(view: PlanOverview) -> dict[str, Any]:
    sources = Counter(_source(one) or "none" for one in view.indicators)
    states = Counter(one.state for one in view.decisions)
    return {
        "measures": {
            "all": len(view.measures),
            "new": len(view.standing("new")),
            "continuing": len(view.standing("continuing")),
            "ended": len(view.ended),
            "ending": len(view.ending),
        },
        "projects": _standings(view.projects),
        "indicators": {
            "all": len(view.indicators),
            **{name: sources[name] for name in ("explicit", "interpolated", "final", "none")},
        },
        "decisions": {"all": len(view.decisions), **{name: states[name] for name in STATES}},
    }


def _standings(projects: Iterable[PlannedProject]) -> dict[str, int]:
    found = Counter(one.standing for one in projects)
    return {
        "all": found["new"] + found["continuing"],
        **{s: found[s] for s in ("new", "continuing", "ended")},
    }


def _measure(folder: Folder, planned: PlannedMeasure, year: int) -> dict[str, Any]:
    return {
        "id": planned.id,
        "title": planned.measure.title,
        "policy": planned.measure.policy,
        "lead": planned.measure.lead,
        "lead_name": folder.party_name(planned.measure.lead),
        "period": _period(planned.period),
        "standing": planned.standing,
        "last_year": planned.period.end == year,
        "predecessors": list(planned.measure.predecessors),
        "projects": [
            {
                "id": one.project.id,
                "title": one.project.title,
                "lead": one.lead,
                "period": _period(one.period),
                "standing": one.standing,
                "last_year": one.period.end == year,
            }
            for one in planned.projects
        ],
        "indicators": [_indicator(one) for one in planned.score.indicators],
    }


def _indicator(score: IndicatorScore) -> dict[str, Any]:
    case, last = score.inputs, score.inputs.last_target
    return {
        "id": score.id,
        "name": case.indicator.name,
        "unit": case.indicator.unit,
        "kind": case.indicator.kind,
        "direction": case.indicator.direction,
        "baseline": case.baseline[1] if case.baseline is not None else None,
        "baseline_year": case.baseline[0] if case.baseline is not None else None,
        "target": score.target.value if score.target is not None else None,
        "target_source": _source(score),
        "final_target": last[1] if last is not None else None,
        "final_target_year": last[0] if last is not None else None,
    }


def _source(score: IndicatorScore) -> str | None:
    return score.target.source if score.target is not None else None


def _ended(ended: EndedMeasure) -> dict[str, Any]:
    return {
        "id": ended.id,
        "title": ended.measure.title,
        "period": _period(ended.period),
        "successors": list(ended.successors),
    }


def _decision(one: Reflected) -> dict[str, Any]:
    decision = one.decision
    return {
        "year": one.judged,
        "measure": decision.measure,
        "project": decision.project,
        "decision": decision.decision,
        "into": decision.into,
        "title": decision.title,
        "reason": decision.reason,
        "opinions": list(decision.opinions),
        "path": one.stands.path,
        "line": one.stands.line,
        "state": one.state,
        "where": one.where._asdict() if one.where is not None else None,
        "paste": [{**paste._asdict(), "lines": list(paste.lines)} for paste in one.pastes],
    }


def _period(period: Period) -> dict[str, int]:
    return {"start": period.start, "end": period.end}
