"""``act`` for a terminal and as JSON: unfinished opinions by state, measures that need a decision, decisions made."""

from __future__ import annotations

from collections import Counter
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.act import UNFINISHED, ActOverview, PendingDecision, RaisedOpinion, RaisedRequest
from visiontrack.cycle.do import DoOverview
from visiontrack.cycle.naming import OWN
from visiontrack.folder.loading import FileLine
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.attention_text import reason_text
from visiontrack.formats.json_csv import document, request_dict
from visiontrack.messages import Catalogue
from visiontrack.schema.decisions import Decision


def act_text(output: Output[ActOverview]) -> str:
    """Returns the whole page, at most as wide as the console."""
    overview, words, painter = output.overview, output.words, output.painter
    name, year = output.folder.vision.name, overview.year
    title = words("act.title", vision=name, year=year, wareki=fiscal_year.wareki(year))
    lines = [*painter.headline(title), "", *_opinions(output)]
    if overview.requests:
        counts = {"count": len(overview.requests), "overdue": overview.overdue_requests}
        lines += ["", *painter.section(words("act.requests", **counts))]
        lines += [line for request, where in overview.requests for line in _request(request, where, output)]
    lines += ["", *painter.section(words("act.pending", count=len(overview.pending)))]
    for pending in overview.pending:
        lines += _pending(pending, output)
    if not overview.pending:
        lines += painter.wrap(words("act.pending.none"))
    return lines_text([*lines, "", *_decisions(output)])


def _opinions(output: Output[ActOverview]) -> list[str]:
    overview, words, painter = output.overview, output.words, output.painter
    counts = {"count": len(overview.opinions), "overdue": overview.overdue}
    lines = painter.section(words("act.opinions", year=overview.year, **counts))
    if not overview.opinions:
        lines += painter.wrap(words("act.opinions.none"))
    for state in UNFINISHED:
        of_state = [(raised, where) for raised, where in overview.opinions if raised.state == state]
        if of_state:
            heading = words("act.opinions.state", state=words(f"act.state.{state}"), count=len(of_state))
            lines += painter.wrap(heading)
        for raised, where in of_state:
            lines += _opinion(raised, where, output)
    return lines


def _opinion(raised: RaisedOpinion, where: FileLine, output: Output[ActOverview]) -> list[str]:
    folder, words, painter = output.folder, output.words, output.painter
    opinion, response = raised.opinion, raised.opinion.response
    facts = [
        opinion.id,
        words("act.opinion.by", actor=folder.party_name(opinion.actor), kind=words(f"word.{opinion.kind}")),
    ]
    if raised.lead is not None:
        facts.append(words("act.opinion.lead", lead=folder.party_name(raised.lead)))
    if raised.due is not None:
        key = "act.opinion.overdue" if raised.overdue(output.overview.today) else "act.opinion.due"
        facts.append(words(key, due=raised.due.isoformat()))
    titles = [folder.measures[id_].title if id_ in folder.measures else id_ for id_ in opinion.measures]
    about = words("list.comma").join(titles) if titles else words("act.opinion.whole")
    lines = painter.hang("  ", "  ".join(facts))
    lines += painter.hang("    ", words("act.opinion.about", names=about))
    lines += painter.hang("    ", " ".join(opinion.text.split()))
    if response is not None and (response.text or "").strip():
        answer = " ".join((response.text or "").split())
        lines += painter.hang("    ", words("act.opinion.answer", text=answer))
    return [*lines, *painter.hang("    ", f"{where.path}:{where.line}")]


def _request(raised: RaisedRequest, where: FileLine, output: Output[ActOverview]) -> list[str]:
    folder, words, painter, request = output.folder, output.words, output.painter, raised.request
    facts = [
        words("act.request.to", to=folder.party_name(request.to), date=request.date.isoformat()),
        words("act.request.opinion", id=raised.raised.opinion.id),
    ]
    if request.due is not None:
        key = "act.opinion.overdue" if raised.overdue(output.overview.today) else "act.opinion.due"
        facts.append(words(key, due=request.due.isoformat()))
    lines = painter.hang("  ", "  ".join(facts))
    lines += painter.hang("    ", " ".join(request.text.split()))
    return [*lines, *painter.hang("    ", f"{where.path}:{where.line}")]


def _pending(pending: PendingDecision, output: Output[ActOverview]) -> list[str]:
    words, painter, score = output.words, output.painter, pending.attention.measure
    lines = painter.title(f"{score.id}  {score.measure.title}")
    facts = [
        words("act.lead", lead=output.folder.party_name(output.folder.lead_in(score.measure, score.year)))
    ]
    if pending.draft is not None:
        facts.append(words("act.draft", decision=words(f"word.{pending.draft.decision}")))
    elif pending.undecided:
        facts.append(words("act.undecided"))
    if pending.required:
        facts.append(words("act.required"))
    lines += painter.hang("  ", "  ".join(facts))
    for reason in pending.attention.reasons:
        lines += painter.hang("  - ", reason_text(reason, score, words))
    return lines


def _decisions(output: Output[ActOverview]) -> list[str]:
    overview, words, painter = output.overview, output.words, output.painter
    decisions = [decision for decision, _ in overview.decisions if decision.decision != "undecided"]
    lines = painter.section(words("act.made", count=len(decisions)))
    if not overview.exists:
        return [*lines, *painter.wrap(words("act.hint", year=overview.year))]
    plan = overview.plan
    if plan is not None:
        note = words("act.plan", path=overview.path, plan=plan, wareki=fiscal_year.wareki(plan))
        lines += painter.wrap(note)
    for decision in decisions:
        lines += _decision(decision, output)
    return [*lines, *_drafts(output)]


def _drafts(output: Output[ActOverview]) -> list[str]:
    overview, words, painter = output.overview, output.words, output.painter
    if not overview.drafts:
        return []
    lines = ["", *painter.section(words("act.drafts", count=len(overview.drafts)))]
    lines += painter.wrap(words("act.drafts.confirm"))
    for decision, where in overview.drafts:
        title = _decided_title(output.folder, decision, words)
        text = words("act.decision", decision=words(f"word.{decision.decision}"), title=title)
        lines += painter.hang("  ", f"{text}  {where.path}:{where.line}")
    return lines


def _decision(decision: Decision, output: Output[ActOverview]) -> list[str]:
    words, painter = output.words, output.painter
    title = words(
        "act.decision",
        decision=words(f"word.{decision.decision}"),
        title=_decided_title(output.folder, decision, words),
    )
    lines = painter.hang("  ", title)
    lines += painter.hang("    ", " ".join((decision.reason or "").split()))
    if decision.opinions:
        ids = words("list.comma").join(decision.opinions)
        lines += painter.hang("    ", words("act.answers", ids=ids))
    return lines


def _decided_title(folder: Folder, decision: Decision, words: Catalogue) -> str:
    """Returns the id and the title of the measure that was decided on, and of the project if it was one."""
    measure = folder.measures.get(decision.measure)
    if decision.measure == OWN:
        title: str | None = folder.vision.name
    else:
        title = measure.title if measure is not None else decision.title
    text = f"{decision.measure}  {title or ''}".rstrip()
    if decision.project is None:
        return text
    projects = {project.id: project.title for project in measure.projects} if measure is not None else {}
    return words("act.project", measure=text, project=projects.get(decision.project, decision.project))


def missing_reports_text(reporting: DoOverview, words: Catalogue) -> str:
    """Returns how many reports of the year are still missing; nothing where all are there."""
    missing, all_reports = reporting.count("missing"), len(reporting.reports)
    if not missing:
        return ""
    return words("act.unreported", count=missing, all=all_reports, year=reporting.year) + "\n"


def act_json(output: Output[ActOverview]) -> str:
    """Returns ``visiontrack.act/1`` (docs/json.md)."""
    folder, overview = output.folder, output.overview
    content = {
        "year": overview.year,
        "today": overview.today.isoformat(),
        "vision": {"name": folder.vision.name},
        "totals": _totals(overview),
        "opinions": [_opinion_dict(raised, where, overview) for raised, where in overview.opinions],
        "requests": [_request_dict(raised, where, overview) for raised, where in overview.requests],
        "pending": [_pending_dict(folder, pending) for pending in overview.pending],
        "decisions": {
            "path": overview.path,
            "exists": overview.exists,
            "plan": overview.plan,
            "made": [_decision_dict(decision, where) for decision, where in overview.decisions],
            "drafts": [_decision_dict(decision, where) for decision, where in overview.drafts],
        },
        **output.done,
    }
    return document("visiontrack.act/1", output, content)


def _totals(overview: ActOverview) -> dict[str, Any]:
    states = Counter(raised.state for raised, _ in overview.opinions)
    return {
        "opinions": {
            "all": len(overview.opinions),
            **{state: states[state] for state in UNFINISHED},
            "overdue": overview.overdue,
        },
        "requests": {"waiting": len(overview.requests), "overdue": overview.overdue_requests},
        "pending": len(overview.pending),
        "required": sum(pending.required for pending in overview.pending),
        "decisions": len(overview.decisions),
        "drafts": len(overview.drafts),
    }


def _opinion_dict(raised: RaisedOpinion, where: FileLine, overview: ActOverview) -> dict[str, Any]:
    response = raised.opinion.response
    return {
        "id": raised.opinion.id,
        "actor": raised.opinion.actor,
        "kind": raised.opinion.kind,
        "measures": list(raised.opinion.measures),
        "text": raised.opinion.text,
        "reviewed": raised.reviewed,
        "meeting": raised.meeting.id,
        "body": raised.meeting.body,
        "date": raised.meeting.date.isoformat(),
        "state": raised.state,
        "lead": raised.lead,
        "response": response.text if response is not None else None,
        "due": raised.due.isoformat() if raised.due is not None else None,
        "overdue": raised.overdue(overview.today),
        **where._asdict(),
    }


def _request_dict(raised: RaisedRequest, where: FileLine, overview: ActOverview) -> dict[str, Any]:
    return {
        "opinion": raised.raised.opinion.id,
        **request_dict(raised.request),
        "overdue": raised.overdue(overview.today),
        **where._asdict(),
    }


def _pending_dict(folder: Folder, pending: PendingDecision) -> dict[str, Any]:
    score = pending.attention.measure
    result = folder.results.get((score.year, score.id))
    self_evaluation = result.self_evaluation if result is not None else None
    return {
        "measure": score.id,
        "title": score.measure.title,
        "policy": score.measure.policy,
        "lead": folder.lead_in(score.measure, score.year),
        "score": score.score,
        "grade": score.grade,
        "self_grade": self_evaluation.grade if self_evaluation is not None else None,
        "next": result.next if result is not None else None,
        "required": pending.required,
        "undecided": pending.undecided,
        "draft": pending.draft.decision if pending.draft is not None else None,
        "reasons": [{"key": reason.key, **reason.params} for reason in pending.attention.reasons],
    }


def _decision_dict(decision: Decision, where: FileLine) -> dict[str, Any]:
    return {
        "measure": decision.measure,
        "project": decision.project,
        "decision": decision.decision,
        "reason": decision.reason,
        "opinions": list(decision.opinions),
        "into": decision.into,
        "title": decision.title,
        **where._asdict(),
    }
