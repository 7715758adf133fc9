"""``act`` as JSON: ``visiontrack.act/1`` (docs/json.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.act import UNFINISHED, ActOverview, PendingDecision, RaisedOpinion, RecordedDecision
from visiontrack.cycle.where import FileLine
from visiontrack.formats.json import as_dict
from visiontrack.formats.numbers import dumps

if TYPE_CHECKING:
    from visiontrack.cycle.attention import Reason
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def text(
    folder: Folder, view: ActOverview, done: Mapping[str, Any], errors: Sequence[Finding], words: Catalogue
) -> str:
    """The whole document as text; ``done`` tells what was laid out."""
    return dumps(
        {
            "schema": "visiontrack.act/1",
            "year": view.year,
            "today": view.today.isoformat(),
            "vision": {"name": folder.vision.name},
            "totals": _totals(view),
            "opinions": [_opinion(one, where, view) for one, where in view.opinions],
            "pending": [_pending(folder, one) for one in view.pending],
            "decisions": {
                "path": view.path,
                "exists": view.exists,
                "plan": view.plan,
                "made": [_made(one) for one in view.decisions],
            },
            **done,
            "left_out": list(folder.left_out),
            "findings": [as_dict(one, words) for one in errors],
        }
    )


def _totals(view: ActOverview) -> dict[str, Any]:
    states = Counter(one.state for one, _ in view.opinions)
    return {
        "opinions": {
            "all": len(view.opinions),
            **{state: states[state] for state in UNFINISHED},
            "overdue": view.overdue,
        },
        "pending": len(view.pending),
        "required": sum(one.required for one in view.pending),
        "decisions": len(view.decisions),
    }


def _opinion(one: RaisedOpinion, where: FileLine, view: ActOverview) -> dict[str, Any]:
    response = one.opinion.response
    return {
        "id": one.opinion.id,
        "actor": one.opinion.actor,
        "kind": one.opinion.kind,
        "measures": list(one.opinion.measures),
        "text": one.opinion.text,
        "reviewed": one.reviewed,
        "meeting": one.meeting.id,
        "body": one.meeting.body,
        "date": one.meeting.date.isoformat(),
        "state": one.state,
        "lead": response.lead if response is not None else None,
        "response": response.text if response is not None else None,
        "due": one.due.isoformat() if one.due is not None else None,
        "overdue": one.overdue(view.today),
        **where._asdict(),
    }


def _pending(folder: Folder, one: PendingDecision) -> dict[str, Any]:
    score = one.attention.measure
    result = folder.results.get((score.year, score.id))
    own = result.self_evaluation if result is not None else None
    return {
        "measure": score.id,
        "title": score.measure.title,
        "policy": score.measure.policy,
        "lead": score.measure.lead,
        "score": score.score,
        "grade": score.grade,
        "self_grade": own.grade if own is not None else None,
        "next": result.next if result is not None else None,
        "required": one.required,
        "undecided": one.undecided,
        "reasons": [_reason(reason) for reason in one.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"key": reason.key, **reason.params}


def _made(one: RecordedDecision) -> dict[str, Any]:
    decision = one.decision
    return {
        "measure": decision.measure,
        "project": decision.project,
        "decision": decision.decision,
        "reason": decision.reason,
        "opinions": list(decision.opinions),
        "into": decision.into,
        "title": decision.title,
        **one.where._asdict(),
    }
