"""``show`` as JSON: ``visiontrack.show/1``, with ``kind`` and the keys of that kind (docs/json.md)."""

from __future__ import annotations

from typing import Any

from visiontrack.cycle.act import RaisedOpinion
from visiontrack.cycle.history import MeasureYear, VisionYears
from visiontrack.cycle.reflected import Reflected
from visiontrack.cycle.show import (
    AimingMeasure,
    DatedDecision,
    IndicatorOverview,
    MeasureOverview,
    OpinionOverview,
    PartyMeasure,
    PartyOverview,
    RelatedMeasure,
    ShowOverview,
)
from visiontrack.cycle.show_meeting import MeetingOverview
from visiontrack.cycle.show_program import ProgramHistory
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.json_csv import document, request_dict
from visiontrack.formats.show_pages import vision_dict
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Period


def show_json(output: Output[ShowOverview]) -> str:
    """Returns the whole document."""
    return document("visiontrack.show/1", output, _content(output.folder, output.overview))


def _content(folder: Folder, overview: ShowOverview) -> dict[str, Any]:
    if isinstance(overview, VisionYears):
        return vision_dict(overview)
    if isinstance(overview, MeasureOverview):
        return _measure(folder, overview)
    if isinstance(overview, IndicatorOverview):
        return _indicator(overview)
    if isinstance(overview, OpinionOverview):
        return _opinion(overview)
    if isinstance(overview, ProgramHistory):
        return _program(overview)
    if isinstance(overview, MeetingOverview):
        return _meeting(overview)
    return _party(overview)


def _measure(folder: Folder, overview: MeasureOverview) -> dict[str, Any]:
    measure = overview.measure
    return {
        "kind": "measure",
        "id": overview.id,
        "until": overview.until,
        "title": measure.title,
        "policy": measure.policy,
        "fields": list(measure.fields),
        "lead": folder.lead_in(measure, overview.until),
        "partners": [
            {"actor": partner.actor, "roles": list(partner.roles)}
            for partner in folder.partners_in(measure, overview.until)
        ],
        "period": _period(overview.period),
        "years": [_measure_year(year) for year in overview.years],
        "predecessors": [_related(related) for related in overview.before],
        "successors": [_related(related) for related in overview.after],
        "revisions": [
            {"year": revision.year, "decision": revision.decision, "text": revision.text}
            for revision in measure.revisions
        ],
        "decisions": [_dated_decision(dated) for dated in overview.decisions],
        "opinions": [_raised_opinion(raised) for raised in overview.opinions],
    }


def _measure_year(year: MeasureYear) -> dict[str, Any]:
    score, result = year.score, year.result
    self_evaluation = result.self_evaluation if result is not None else None
    return {
        "year": year.year,
        "status": result.status if result is not None else None,
        "score": score.score,
        "grade": score.grade,
        "self_grade": self_evaluation.grade if self_evaluation is not None else None,
        "measured": score.measured,
        "graded": score.graded,
        "next": result.next if result is not None else None,
        "decision": year.decision.decision if year.decision is not None else None,
        "indicators": [
            {
                "id": indicator.id,
                "actual": indicator.actual,
                "state": indicator.state,
                "grade": indicator.grade,
            }
            for indicator in score.indicators
        ],
    }


def _related(related: RelatedMeasure) -> dict[str, Any]:
    return {
        "id": related.id,
        "title": related.measure.title if related.measure is not None else None,
        "period": _period(related.period),
        "years": [_measure_year(year) for year in related.years],
    }


def _indicator(overview: IndicatorOverview) -> dict[str, Any]:
    indicator = overview.indicator
    baseline = indicator.baseline
    return {
        "kind": "indicator",
        "id": overview.name,
        "until": overview.until,
        "name": indicator.name,
        "unit": indicator.unit,
        "indicator_kind": indicator.kind,
        "direction": indicator.direction,
        "accumulation": indicator.accumulation,
        "baseline": {"year": baseline.year, "value": baseline.value} if baseline is not None else None,
        "years": [_indicator_year(score) for score in overview.years],
        "path": [
            {"year": point.year, "target": point.target, "actual": point.actual} for point in overview.path
        ],
        "replaces": list(overview.before),
        "replaced_by": list(overview.after),
        "in_predecessors": list(overview.elsewhere),
        "aiming": [_aiming(measure) for measure in overview.aiming],
        "target_revisions": [
            {
                "since": revision.since,
                "targets": dict(sorted(revision.targets.items())),
                "decision": revision.decision,
                "reason": revision.reason,
            }
            for revision in indicator.target_revisions
        ],
    }


def _aiming(measure: AimingMeasure) -> dict[str, Any]:
    score = measure.score
    return {
        "id": score.id,
        "number": score.measure.number,
        "title": score.measure.title,
        "year": score.year,
        "grade": score.grade,
        "score": score.score,
        "outcomes": [_aiming_indicator(indicator) for indicator in measure.indicators("outcome")],
        "outputs": [_aiming_indicator(indicator) for indicator in measure.indicators("output")],
        "projects": [
            {
                "id": project.id,
                "title": project.title,
                "status": result.status if result is not None else None,
                "budget": result.budget if result is not None else None,
                "spent": result.spent if result is not None else None,
            }
            for project, result in measure.projects
        ],
    }


def _aiming_indicator(score: IndicatorScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "name": score.inputs.indicator.name,
        "unit": score.inputs.indicator.unit,
        "target": score.target.value if score.target is not None else None,
        "actual": score.actual,
        "achievement": score.achievement,
        "grade": score.grade,
    }


def _indicator_year(score: IndicatorScore) -> dict[str, Any]:
    entry = score.entry
    return {
        "year": score.inputs.year,
        "target": score.target.value if score.target is not None else None,
        "target_source": score.target.source if score.target is not None else None,
        "entered": score.inputs.value_in(score.inputs.year),
        "actual": score.actual,
        "state": score.state,
        "was": entry.was if entry is not None else None,
        "comment": entry.comment if entry is not None else None,
        "achievement": score.achievement,
        "progress": score.progress,
        "pace": score.pace,
        "achieved": score.achieved,
        "grade": score.grade,
        "reason": score.reason,
        "change": score.change,
        "outlook": score.outlook.verdict if score.outlook is not None else None,
    }


def _party(overview: PartyOverview) -> dict[str, Any]:
    return {
        "kind": "actor" if overview.section is None else "section",
        "id": overview.id,
        "until": overview.until,
        "name": overview.actor.name if overview.section is None else overview.section.name,
        "actor": overview.actor.id,
        "category": overview.actor.category,
        "section_until": overview.section.until if overview.section is not None else None,
        "sections": [section.id for section in overview.actor.sections] if overview.section is None else [],
        "took_over_from": list(overview.before),
        "taken_over_by": list(overview.after),
        "roles": [
            {"id": role.role.id, "title": role.role.title, "served": role.served}
            for role in (overview.roles.roles if overview.roles is not None else ())
        ],
        "measures": [_carried(carried) for carried in overview.carried],
        "contributions": [
            {
                "year": entry.year,
                "measure": entry.measure,
                "role": entry.contribution.role,
                "text": entry.contribution.text,
            }
            for entry in overview.contributions
        ],
        "opinions": [_raised_opinion(raised) for raised in overview.opinions],
        "to_answer": [_raised_opinion(raised) for raised in overview.to_answer],
        "requests": [
            {"opinion": entry.raised.opinion.id, **request_dict(entry.request)} for entry in overview.requests
        ],
        "programs": [program.id for program in (overview.actor.programs if overview.section is None else ())],
    }


def _carried(carried: PartyMeasure) -> dict[str, Any]:
    last = carried.last
    return {
        "id": carried.id,
        "as": carried.part,
        "projects": [project.id for project in carried.projects],
        "period": _period(carried.period),
        "year": last.year if last is not None else None,
        "score": last.score.score if last is not None else None,
        "grade": last.score.grade if last is not None else None,
    }


def _opinion(overview: OpinionOverview) -> dict[str, Any]:
    opinion = _raised_opinion(overview.raised)
    kind = opinion.pop("kind")
    return {
        "kind": "opinion",
        **opinion,
        "opinion_kind": kind,
        "path": overview.where.path,
        "line": overview.where.line,
        "decisions": [_followed_decision(entry) for entry in overview.decisions],
    }


def _program(overview: ProgramHistory) -> dict[str, Any]:
    program = overview.program
    return {
        "kind": "program",
        "id": overview.id,
        "until": overview.until,
        "title": program.title,
        "actor": overview.actor.id,
        "period": _period(program.period),
        "ended": overview.has_ended,
        "url": program.url,
        "text": program.text,
        "measures": [
            {"id": id_, "number": measure.number, "title": measure.title}
            for id_, measure in overview.measures
        ],
        "years": [
            {
                "year": year.year,
                "told": [{"measure": notice.measure, "text": notice.text} for notice in year.notices],
                "used": year.used,
                "funding": year.funding,
                "projects": [
                    {"measure": project.measure, "project": project.project, "funding": project.funding}
                    for project in year.projects
                ],
            }
            for year in overview.years
        ],
    }


def _meeting(overview: MeetingOverview) -> dict[str, Any]:
    meeting = overview.meeting
    return {
        "kind": "meeting",
        "id": meeting.id,
        "year": overview.year,
        "body": meeting.body,
        "date": meeting.date.isoformat(),
        "reviewed": overview.reviewed,
        "title": meeting.title,
        "place": meeting.place,
        "agenda": list(meeting.agenda),
        "materials": list(meeting.materials),
        "present": list(meeting.attendees),
        "absent": list(overview.absent),
        "asked": meeting.asked,
        "answered": meeting.answered,
        "rate": overview.rate,
        "opinions": [_raised_opinion(raised) for raised in overview.opinions],
        **overview.where._asdict(),
    }


def _followed_decision(reflected: Reflected) -> dict[str, Any]:
    return {
        **_decision(reflected.decision),
        "year": reflected.judged,
        "plan": reflected.plan,
        "state": reflected.state,
        "where": reflected.where._asdict() if reflected.where is not None else None,
    }


def _raised_opinion(raised: RaisedOpinion) -> dict[str, Any]:
    response = raised.opinion.response
    return {
        "id": raised.opinion.id,
        "meeting": raised.meeting.id,
        "date": raised.meeting.date.isoformat(),
        "reviewed": raised.reviewed,
        "actor": raised.opinion.actor,
        "kind": raised.opinion.kind,
        "measures": list(raised.opinion.measures),
        "text": raised.opinion.text,
        "status": response.status if response is not None else None,
        "lead": raised.lead,
        "response": response.text if response is not None else None,
        "due": response.due.isoformat() if response is not None and response.due is not None else None,
        "recommends": raised.opinion.recommends,
        "requests": [
            request_dict(request) for request in (response.requests if response is not None else ())
        ],
    }


def _dated_decision(dated: DatedDecision) -> dict[str, Any]:
    return {"year": dated.year, "plan": dated.plan, **_decision(dated.decision)}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "measure": decision.measure,
        "project": decision.project,
        "decision": decision.decision,
        "into": decision.into,
        "reason": decision.reason,
        "opinions": list(decision.opinions),
    }


def _period(period: Period | None) -> dict[str, int] | None:
    return {"start": period.start, "end": period.end} if period is not None else None
