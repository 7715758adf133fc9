"""Decisions in a report, and whether the plan reflects them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.checks.reflection import ENDED, Ground, reflection
from visiontrack.report.data_text import Text, optional
from visiontrack.report.indicator_view import TargetChangeView, target_changes
from visiontrack.report.view import ReportData, View

if TYPE_CHECKING:
    from visiontrack.schema.decisions import Decision, Decisions
    from visiontrack.schema.measure import Measure, Revision

VISION = "vision"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView(View):
    """What a decision changed in a plan: in force from ``year``, resting on the decisions of ``decision``."""

    year: int
    decision: int
    text: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView(View):
    """A decision on a measure, a project of it, or (``measure`` None) the vision as a whole.

    ``reflected``: shown, not_yet, or nothing where no change of the plan is asked for. ``revisions`` and
    ``targets`` are what rests on it; ``opinions`` are named by who spoke; ``end`` is the last year of what ends or is extended, ``start`` the first of
    what is new.
    """

    year: int
    plan: int
    measure: Text | None
    project: Text | None
    decision: str
    reason: Text | None
    opinions: tuple[Text, ...]
    into: Text | None
    reflected: str
    revisions: tuple[RevisionView, ...]
    targets: tuple[TargetChangeView, ...]
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView(View):
    """The decisions on a year; ``waiting`` are the measures in force without one, ``drafts`` counts those considered."""

    made: bool
    drafts: int
    plan: int
    items: tuple[DecisionView, ...]
    waiting: tuple[Text, ...]


def decisions_view(data: ReportData) -> DecisionsView:
    """Returns the decisions on the year of the report."""
    file = data.folder.decisions.get(data.year)
    decisions = data.folder.decided(data.year)
    decided = {decision.measure for decision in decisions if decision.project is None}
    return DecisionsView(
        made=file is not None and (bool(decisions) or not file.decisions),
        drafts=len(file.decisions) - len(decisions) if file is not None else 0,
        plan=file.plan_year if file is not None else data.year + 1,
        items=tuple(decision_view(data, decision, file) for decision in decisions if file is not None),
        waiting=tuple(Text(score.measure.title) for score in data.scores.measures if score.id not in decided),
    )


def decisions_on(data: ReportData, measure_id: str) -> tuple[DecisionView, ...]:
    """Returns this year's decisions on a measure and its projects."""
    file = data.folder.decisions.get(data.year)
    if file is None:
        return ()
    return tuple(
        decision_view(data, decision, file) for decision in data.folder.decisions_on(data.year, measure_id)
    )


def decision_view(data: ReportData, decision: Decision, file: Decisions) -> DecisionView:
    """Returns one decision of a decisions file."""
    folder = data.folder
    measure = folder.measures.get(decision.measure)
    projects = measure.projects if measure is not None else ()
    project = next((project for project in projects if project.id == decision.project), None)
    period = (project.period if project is not None else None) or (
        folder.period_of(measure) if measure is not None else None
    )
    revisions, targets = _changes_of(data, decision, file, measure)
    ground = Ground(folder.vision, folder.measures, file.year, file.plan_year)
    ends = decision.decision in (*ENDED, "extend")
    return DecisionView(
        year=file.year,
        plan=file.plan_year,
        measure=None if decision.measure == VISION else _measure_title(data, decision),
        project=Text(project.title) if project is not None else optional(decision.project),
        decision=decision.decision,
        reason=optional(decision.reason),
        opinions=_speakers(data, decision.opinions),
        into=data.title(decision.into) if decision.into is not None else None,
        reflected=_reflected(decision, ground, bool(revisions or targets)),
        revisions=revisions,
        targets=targets,
        start=period.start if period is not None and decision.decision == "new" else None,
        end=period.end if period is not None and ends else None,
    )


def _speakers(data: ReportData, opinions: tuple[str, ...]) -> tuple[Text, ...]:
    """Returns who spoke, each once; an opinion that is not there stands for itself."""
    raised = data.folder.opinions
    parties = (raised[id_][0].actor if id_ in raised else id_ for id_ in opinions)
    return tuple(dict.fromkeys(map(data.party, parties)))


def _measure_title(data: ReportData, decision: Decision) -> Text:
    """Returns the title in the measure's file; a new measure may have none yet, but its decision says one."""
    absent = decision.measure not in data.folder.measures
    return Text(decision.title) if absent and decision.title is not None else data.title(decision.measure)


def _reflected(decision: Decision, ground: Ground, has_changes: bool) -> str:
    plan = reflection(decision, ground)
    if plan.missing:
        return "not_yet"
    return "shown" if plan.is_complete or has_changes else "nothing"


def _changes_of(
    data: ReportData, decision: Decision, file: Decisions, measure: Measure | None
) -> tuple[tuple[RevisionView, ...], tuple[TargetChangeView, ...]]:
    """Returns the changes of the plan that name this file; a measure's stand with the decision on it as a whole."""
    if decision.project is not None and any(
        other.measure == decision.measure and other.project is None and not other.draft
        for other in file.decisions
    ):
        return (), ()
    owner = data.folder.vision if decision.measure == VISION else measure
    if owner is None:
        return (), ()
    title = None if measure is None else Text(measure.title)
    changes = [change for indicator in owner.indicators for change in target_changes(indicator, title)]
    revisions = (
        revision
        for revision in owner.revisions
        if revision.decision == file.year and revision.year == file.plan_year
    )
    return revision_views(revisions), tuple(change for change in changes if change.decision == file.year)


def revision_views(revisions: Iterable[Revision]) -> tuple[RevisionView, ...]:
    """Returns changes of a plan."""
    return tuple(
        RevisionView(year=revision.year, decision=revision.decision, text=optional(revision.text))
        for revision in revisions
    )
