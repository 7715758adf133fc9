"""``show`` as JSON: ``visiontrack.show/1``, with ``kind`` and the keys of that kind (docs/json.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.show import IndicatorOverview, MeasureOverview, OpinionOverview
from visiontrack.formats.json import as_dict
from visiontrack.formats.numbers import dumps

if TYPE_CHECKING:
    from visiontrack.cycle.act import RaisedOpinion
    from visiontrack.cycle.history import MeasureYear
    from visiontrack.cycle.show import DatedDecision, RelatedMeasure, ShowOverview
    from visiontrack.cycle.show_party import PartyMeasure, PartyOverview
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Period


def text(folder: Folder, view: ShowOverview, errors: Sequence[Finding], words: Catalogue) -> str:
    """The whole document."""
    if isinstance(view, MeasureOverview):
        held = _measure(view)
    elif isinstance(view, IndicatorOverview):
        held = _indicator(view)
    elif isinstance(view, OpinionOverview):
        held = _opinion_view(view)
    else:
        held = _party(view)
    left = {"left_out": list(folder.left_out), "findings": [as_dict(one, words) for one in errors]}
    return dumps({"schema": "visiontrack.show/1", **held, **left})


def _measure(view: MeasureOverview) -> dict[str, Any]:
    measure = view.measure
    return {
        "kind": "measure",
        "id": view.id,
        "until": view.until,
        "title": measure.title,
        "policy": measure.policy,
        "fields": list(measure.fields),
        "lead": measure.lead,
        "partners": [{"actor": one.actor, "roles": list(one.roles)} for one in measure.partners],
        "period": _period(view.period),
        "years": [_measure_year(one) for one in view.years],
        "predecessors": [_kin(one) for one in view.before],
        "successors": [_kin(one) for one in view.after],
        "revisions": [
            {"year": one.year, "decision": one.decision, "text": one.text} for one in measure.revisions
        ],
        "decisions": [_decided(one) for one in view.decisions],
        "opinions": [_asked(one) for one in view.opinions],
    }


def _measure_year(one: MeasureYear) -> dict[str, Any]:
    score, result = one.score, one.result
    own = result.self_evaluation if result is not None else None
    return {
        "year": one.year,
        "status": result.status if result is not None else None,
        "score": score.score,
        "grade": score.grade,
        "self_grade": own.grade if own is not None else None,
        "measured": score.measured,
        "graded": score.graded,
        "next": result.next if result is not None else None,
        "decision": one.decision.decision if one.decision is not None else None,
        "indicators": [
            {"id": held.id, "actual": held.actual, "state": held.state, "grade": held.grade}
            for held in score.indicators
        ],
    }


def _kin(one: RelatedMeasure) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.measure.title if one.measure is not None else None,
        "period": _period(one.period),
        "years": [_measure_year(year) for year in one.years],
    }


def _indicator(view: IndicatorOverview) -> dict[str, Any]:
    indicator = view.indicator
    baseline = indicator.baseline
    return {
        "kind": "indicator",
        "id": view.name,
        "until": view.until,
        "name": indicator.name,
        "unit": indicator.unit,
        "indicator_kind": indicator.kind,
        "direction": indicator.direction,
        "accumulation": indicator.accumulation,
        "baseline": {"year": baseline.year, "value": baseline.value} if baseline is not None else None,
        "years": [_indicator_year(one) for one in view.years],
        "path": [{"year": one.year, "target": one.target, "actual": one.actual} for one in view.path],
        "replaces": list(view.before),
        "replaced_by": list(view.after),
        "in_predecessors": list(view.elsewhere),
        "target_revisions": [
            {
                "since": one.since,
                "targets": dict(sorted(one.targets.items())),
                "decision": one.decision,
                "reason": one.reason,
            }
            for one in indicator.target_revisions
        ],
    }


def _indicator_year(one: IndicatorScore) -> dict[str, Any]:
    entry = one.entry
    return {
        "year": one.inputs.year,
        "target": one.target.value if one.target is not None else None,
        "target_source": one.target.source if one.target is not None else None,
        "entered": one.inputs.value_in(one.inputs.year),
        "actual": one.actual,
        "state": one.state,
        "was": entry.was if entry is not None else None,
        "comment": entry.comment if entry is not None else None,
        "achievement": one.achievement,
        "progress": one.progress,
        "pace": one.pace,
        "achieved": one.achieved,
        "grade": one.grade,
        "reason": one.reason,
        "change": one.change,
        "outlook": one.outlook.verdict if one.outlook is not None else None,
    }


def _party(view: PartyOverview) -> dict[str, Any]:
    return {
        "kind": "actor" if view.section is None else "section",
        "id": view.id,
        "until": view.until,
        "name": view.actor.name if view.section is None else view.section.name,
        "actor": view.actor.id,
        "category": view.actor.category,
        "section_until": view.section.until if view.section is not None else None,
        "sections": [one.id for one in view.actor.sections] if view.section is None else [],
        "took_over_from": list(view.before),
        "taken_over_by": list(view.after),
        "roles": [
            {"id": one.role.id, "title": one.role.title, "served": one.served}
            for one in (view.roles.roles if view.roles is not None else ())
        ],
        "measures": [_carried(one) for one in view.carried],
        "contributions": [
            {
                "year": one.year,
                "measure": one.measure,
                "role": one.contribution.role,
                "text": one.contribution.text,
            }
            for one in view.contributions
        ],
        "opinions": [_asked(one) for one in view.opinions],
        "to_answer": [_asked(one) for one in view.to_answer],
    }


def _carried(one: PartyMeasure) -> dict[str, Any]:
    last = one.last
    return {
        "id": one.id,
        "as": one.part,
        "projects": [project.id for project in one.projects],
        "period": _period(one.period),
        "year": last.year if last is not None else None,
        "score": last.score.score if last is not None else None,
        "grade": last.score.grade if last is not None else None,
    }


def _opinion_view(view: OpinionOverview) -> dict[str, Any]:
    asked = _asked(view.raised)
    kind = asked.pop("kind")
    followed = [
        {
            **_decision(one.reflected.decision),
            "year": one.reflected.judged,
            "plan": one.plan,
            "state": one.reflected.state,
            "where": one.reflected.where._asdict() if one.reflected.where is not None else None,
        }
        for one in view.decisions
    ]
    return {
        "kind": "opinion",
        **asked,
        "opinion_kind": kind,
        "path": view.where.path,
        "line": view.where.line,
        "decisions": followed,
    }


def _asked(one: RaisedOpinion) -> dict[str, Any]:
    response = one.opinion.response
    return {
        "id": one.opinion.id,
        "meeting": one.meeting.id,
        "date": one.meeting.date.isoformat(),
        "reviewed": one.reviewed,
        "actor": one.opinion.actor,
        "kind": one.opinion.kind,
        "measures": list(one.opinion.measures),
        "text": one.opinion.text,
        "status": response.status if response is not None else None,
        "lead": response.lead if response is not None else None,
        "response": response.text if response is not None else None,
        "due": response.due.isoformat() if response is not None and response.due is not None else None,
    }


def _decided(one: DatedDecision) -> dict[str, Any]:
    return {"year": one.year, "plan": one.plan, **_decision(one.decision)}


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "project": one.project,
        "decision": one.decision,
        "into": one.into,
        "reason": one.reason,
        "opinions": list(one.opinions),
    }


def _period(period: Period | None) -> dict[str, int] | None:
    return {"start": period.start, "end": period.end} if period is not None else None
