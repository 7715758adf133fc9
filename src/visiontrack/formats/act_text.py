"""``act`` for a terminal: unfinished opinions by state, measures that need a decision, decisions made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.cycle.act import UNFINISHED, ActOverview, PendingDecision, RaisedOpinion, RecordedDecision
from visiontrack.cycle.naming import OWN
from visiontrack.formats.attention_text import sentence

if TYPE_CHECKING:
    from visiontrack.cycle.do import DoOverview
    from visiontrack.cycle.where import FileLine
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def render_view(folder: Folder, view: ActOverview, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide."""
    title = words(
        "act.title", vision=folder.vision.name, year=view.year, wareki=fiscal_year.wareki(view.year)
    )
    lines = [*paint.headline(title), ""]
    lines += _opinions(folder, view, words, paint)
    lines += ["", *paint.section(words("act.pending", count=len(view.pending)))]
    for one in view.pending:
        lines += _pending(folder, one, words, paint)
    if not view.pending:
        lines += paint.wrap(words("act.pending.none"))
    lines += ["", *_decisions(folder, view, words, paint)]
    return "\n".join(lines) + "\n"


def _opinions(folder: Folder, view: ActOverview, words: Catalogue, paint: Painter) -> list[str]:
    heading = words("act.opinions", count=len(view.opinions), overdue=view.overdue, year=view.year)
    lines = paint.section(heading)
    if not view.opinions:
        lines += paint.wrap(words("act.opinions.none"))
    for state in UNFINISHED:
        held = [(one, where) for one, where in view.opinions if one.state == state]
        if held:
            lines += paint.wrap(
                words("act.opinions.state", state=words(f"act.state.{state}"), count=len(held))
            )
            for one, where in held:
                lines += _opinion(folder, one, where, view, words, paint)
    return lines


def _opinion(
    folder: Folder, one: RaisedOpinion, where: FileLine, view: ActOverview, words: Catalogue, paint: Painter
) -> list[str]:
    opinion, response = one.opinion, one.opinion.response
    facts = [
        opinion.id,
        words("act.opinion.by", actor=folder.party_name(opinion.actor), kind=words(f"word.{opinion.kind}")),
    ]
    if response is not None and response.lead is not None:
        facts.append(words("act.opinion.lead", lead=folder.party_name(response.lead)))
    if one.due is not None:
        key = "act.opinion.overdue" if one.overdue(view.today) else "act.opinion.due"
        facts.append(words(key, due=one.due.isoformat()))
    titles = [folder.measures[i].title if i in folder.measures else i for i in opinion.measures]
    about = words("list.comma").join(titles) if titles else words("act.opinion.whole")
    lines = paint.hang("  ", "  ".join(facts))
    lines += paint.hang("    ", words("act.opinion.about", names=about))
    lines += paint.hang("    ", " ".join(opinion.text.split()))
    if response is not None and (response.text or "").strip():
        answer = " ".join((response.text or "").split())
        lines += paint.hang("    ", words("act.opinion.answer", text=answer))
    return [*lines, *paint.hang("    ", f"{where.path}:{where.line}")]


def _pending(folder: Folder, one: PendingDecision, words: Catalogue, paint: Painter) -> list[str]:
    score = one.attention.measure
    lines = paint.hang("", f"{score.id}  {score.measure.title}")
    lines[0] = paint.bold(lines[0])
    facts = [words("act.lead", lead=folder.party_name(score.measure.lead))]
    if one.undecided:
        facts.append(words("act.undecided"))
    if one.required:
        facts.append(words("act.required"))
    lines += paint.hang("  ", "  ".join(facts))
    for reason in one.reasons:
        lines += paint.hang("  - ", sentence(reason, words))
    return lines


def _decisions(folder: Folder, view: ActOverview, words: Catalogue, paint: Painter) -> list[str]:
    made = [one for one in view.decisions if one.decision.decision != "undecided"]
    lines = paint.section(words("act.made", count=len(made)))
    if not view.exists:
        return [*lines, *paint.wrap(words("act.hint", year=view.year))]
    if view.plan is not None:
        note = words("act.plan", path=view.path, plan=view.plan, wareki=fiscal_year.wareki(view.plan))
        lines += paint.wrap(note)
    for one in made:
        lines += _made(folder, one, words, paint)
    return lines


def _made(folder: Folder, one: RecordedDecision, words: Catalogue, paint: Painter) -> list[str]:
    decision = one.decision
    held = folder.measures.get(decision.measure)
    title = folder.vision.name if decision.measure == OWN else held.title if held else decision.title
    said = f"{decision.measure}  {title or ''}".rstrip()
    if decision.project is not None:
        projects = {project.id: project.title for project in held.projects} if held is not None else {}
        said = words("act.project", measure=said, project=projects.get(decision.project, decision.project))
    head = words("act.decision", decision=words(f"word.{decision.decision}"), title=said)
    lines = paint.hang("  ", head)
    reason = " ".join((decision.reason or "").split()) or words("act.no_reason")
    lines += paint.hang("    ", reason)
    if decision.opinions:
        lines += paint.hang("    ", words("act.answers", ids=words("list.comma").join(decision.opinions)))
    return lines


def without_reports(reporting: DoOverview, words: Catalogue) -> str:
    """How many reports of the year are still missing; nothing where all are there."""
    count, all_ = reporting.count("missing"), len(reporting.reports)
    return words("act.unreported", count=count, all=all_, year=reporting.year) + "\n" if count else ""
