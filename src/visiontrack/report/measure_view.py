"""Measures in a report: where each stands, in a line of a list, and its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.cycle.attention import bands_apart
from visiontrack.evaluation import explanation
from visiontrack.evaluation.arithmetic import add, percent
from visiontrack.evaluation.money import money
from visiontrack.report.chart_files import spending_key
from visiontrack.report.data_text import Text, optional
from visiontrack.report.decision_view import DecisionView, RevisionView, decisions_on, revision_views
from visiontrack.report.indicator_view import (
    IndicatorView,
    StepView,
    format_operand,
    grade_label,
    indicator_view,
    step_view,
)
from visiontrack.report.meeting_view import opinions_on
from visiontrack.report.view import ChartView, ReportData, View

if TYPE_CHECKING:
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.schema.measure import Period
    from visiontrack.schema.result import Contribution, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGradeView(View):
    """A measure's grade in a year, as it was given then; not ``in_force`` outside its period."""

    year: int
    in_force: bool
    grade: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView(View):
    """A measure's line in a list. ``number`` is that of its sheet, ``code`` the vision's own; ``before`` means the year before.

    ``grades`` are those of the last five years, ``spent`` is in thousand yen.

    Where the rules changed, ``score_before`` and ``grade_before`` are restated under this year's, and ``grade_given`` is
    the grade as it was given. ``change`` compares the scores (better, worse, same), ``moved`` the grades (up, down). ``apart`` counts the bands
    between the mechanical grade and the section's own. What an audience may not see (``self_grade``, ``next``) is
    None.
    """

    number: int
    id: str
    code: Text | None
    title: Text
    policy: Text
    lead: Text
    grades: tuple[YearGradeView, ...]
    achieved: int
    spent: Decimal | None
    reported: bool
    status: str | None
    score: Decimal | None
    grade: Text | None
    label: Text | None
    measured: int
    graded: int
    score_before: Decimal | None
    grade_before: Text | None
    grade_given: Text | None
    change: str | None
    moved: str | None
    is_new: bool
    self_grade: Text | None
    apart: int
    next: str | None
    decision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView(View):
    """A project's year; money in thousand yen. ``stage``: new, continuing, or last (its last year)."""

    title: Text
    lead: Text
    stage: str
    status: str | None
    text: Text | None
    budget: Decimal | None
    spent: Decimal | None
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyView(View):
    """The sums of a measure's projects, in thousand yen; a share only where each of them reported both amounts.

    ``budgets`` and ``spendings`` say of how many of the ``projects`` a sum is made: fewer than all are no whole, since
    what was not reported is not 0.
    """

    budget: Decimal | None
    spent: Decimal | None
    share: Decimal | None
    projects: int
    budgets: int
    spendings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedView(View):
    """What somebody contributed, and the role it served."""

    role: Text | None
    text: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView(View):
    """Who else carries the measure, in which roles, and what it did; one not ``planned`` only contributed."""

    name: Text
    planned: bool
    roles: tuple[Text, ...]
    deeds: tuple[DeedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRefView(View):
    """An opinion on this measure, reported in full with its meeting."""

    id: str
    actor: Text
    text: Text
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView(View):
    """Everything about one measure in the year.

    Its last year is reported only when it has come (``stage`` last): a decision of a later year may bring it forward
    or put it off, and must not make this report stale. So are ``predecessors`` only once they have ended.
    """

    standing: StandingView
    description: Text | None
    fields: tuple[Text, ...]
    start: int
    stage: str
    predecessors: tuple[Text, ...]
    roles: tuple[Text, ...]
    partners: tuple[PartnerView, ...]
    revisions: tuple[RevisionView, ...]
    projects: tuple[ProjectView, ...]
    money: MoneyView | None
    spending: ChartView | None
    indicators: tuple[IndicatorView, ...]
    steps: tuple[StepView, ...]
    outcomes: Text | None
    issues: Text | None
    self_text: Text | None
    evidence: tuple[Text, ...]
    internal: Text | None
    opinions: tuple[OpinionRefView, ...]
    decisions: tuple[DecisionView, ...]


def standing_view(data: ReportData, score: MeasureScore) -> StandingView:
    """Returns where a measure stands in the year."""
    folder, measure = data.folder, score.measure
    result = folder.results.get((data.year, score.id))
    before = data.scores_before.of(score.id) if data.scores_before is not None else None
    original = data.scores_given.of(score.id) if data.scores_given is not None else None
    decision = folder.decision_on(data.year, score.id)
    self_evaluation = result.self_evaluation if result is not None and data.shows_self_evaluation else None
    self_grade = self_evaluation.grade if self_evaluation is not None else None
    policy = next((policy.title for policy in folder.vision.policies if policy.id == measure.policy), "")
    return StandingView(
        number=data.sheet_numbers[score.id],
        id=score.id,
        code=optional(measure.number),
        title=Text(measure.title),
        policy=Text(policy),
        lead=data.party(folder.lead_in(measure, data.year)),
        grades=tuple(_year_grade(data, score.id, year) for year in data.years_of_grades),
        achieved=score.achieved,
        spent=money(folder, data.year, [score.id]).spent,
        reported=result is not None,
        status=result.status if result is not None else None,
        score=score.score,
        grade=optional(score.grade),
        label=grade_label(score.grade, score.rules),
        measured=score.measured,
        graded=score.graded,
        score_before=before.score if before is not None else None,
        grade_before=optional(before.grade) if before is not None else None,
        grade_given=optional(original.grade) if original is not None else None,
        change=_score_change(score, before),
        moved=_grade_change(score, before),
        is_new=data.year == folder.period_of(measure).start > folder.vision.period.start,
        self_grade=optional(self_grade),
        apart=bands_apart(score.rules, score.grade, self_grade),
        next=result.next if result is not None and data.shows_self_evaluation else None,
        decision=decision.decision if decision is not None else None,
    )


def _year_grade(data: ReportData, measure_id: str, year: int) -> YearGradeView:
    score = data.scores_of(year).of(measure_id)
    grade = optional(score.grade) if score is not None else None
    return YearGradeView(year=year, in_force=score is not None, grade=grade)


def _score_change(now: MeasureScore, before: MeasureScore | None) -> str | None:
    if before is None or now.score is None or before.score is None:
        return None
    return "better" if now.score > before.score else "worse" if now.score < before.score else "same"


def _grade_change(now: MeasureScore, before: MeasureScore | None) -> str | None:
    """Returns whether the grade rose or fell; both are on this year's scale."""
    if before is None or now.grade is None or before.grade is None:
        return None
    rank = [band.grade for band in now.rules.grades].index(now.grade)
    rank_before = [band.grade for band in before.rules.grades].index(before.grade)
    return "up" if rank < rank_before else "down" if rank > rank_before else None


def sheet_view(data: ReportData, score: MeasureScore, standing: StandingView) -> SheetView:
    """Returns everything about a measure in the year."""
    measure = score.measure
    result = data.folder.results.get((data.year, score.id))
    self_evaluation = result.self_evaluation if result is not None and data.shows_self_evaluation else None
    period = data.folder.period_of(measure)
    fields = {field.id: field.title for field in data.folder.vision.fields}
    projects = tuple(_projects(data, score, result))
    step = explanation.roll_up_step(score, format_operand)
    return SheetView(
        standing=standing,
        description=optional(measure.description),
        fields=tuple(Text(fields.get(field, field)) for field in measure.fields),
        start=period.start,
        stage=_stage(period, data),
        predecessors=data.titles(tuple(_ended_predecessors(data, measure.predecessors))),
        roles=data.roles(measure.lead, measure.roles),
        partners=tuple(_partners(data, score, result)),
        revisions=revision_views(revision for revision in measure.revisions if revision.year == data.year),
        projects=projects,
        money=_money(projects),
        spending=data.chart(spending_key(score.id)),
        indicators=tuple(indicator_view(data, indicator, score.id) for indicator in score.indicators),
        steps=(step_view(step, per_cent=False),) if step is not None else (),
        outcomes=optional(result.outcomes) if result is not None else None,
        issues=optional(result.issues) if result is not None else None,
        self_text=optional(self_evaluation.text) if self_evaluation is not None else None,
        evidence=tuple(Text(item) for item in result.evidence) if result is not None else (),
        internal=optional(result.internal) if result is not None and data.shows_internal else None,
        opinions=tuple(_opinions(data, score.id)),
        decisions=decisions_on(data, score.id),
    )


def _ended_predecessors(data: ReportData, predecessors: tuple[str, ...]) -> Iterator[str]:
    """Yields the predecessors that had ended by the year: later reports show a merger decided later."""
    for measure_id in predecessors:
        measure = data.folder.measures.get(measure_id)
        if measure is None or data.folder.period_of(measure).end < data.year:
            yield measure_id


def _opinions(data: ReportData, measure_id: str) -> Iterator[OpinionRefView]:
    for opinion in opinions_on(data, measure_id):
        status = opinion.response.status if opinion.response is not None else None
        yield OpinionRefView(
            id=opinion.id, actor=data.party(opinion.actor), text=Text(opinion.text), status=status
        )


def _role_served(data: ReportData, contribution: Contribution) -> Text | None:
    """Returns the title of the role that a contribution served; None where its actor has no roles."""
    if contribution.role is None:
        return None
    return data.roles(contribution.actor, (contribution.role,))[0]


def _partners(data: ReportData, score: MeasureScore, result: Result | None) -> Iterator[PartnerView]:
    """Yields the partners of the plan, then whoever else contributed."""
    partners = data.folder.partners_in(score.measure, data.year)
    planned = {partner.actor: partner.roles for partner in partners}
    contributions = result.contributions if result is not None else ()
    for party in dict.fromkeys([*planned, *(contribution.actor for contribution in contributions)]):
        deeds = tuple(
            DeedView(role=_role_served(data, contribution), text=optional(contribution.text))
            for contribution in contributions
            if contribution.actor == party
        )
        yield PartnerView(
            name=data.party(party),
            planned=party in planned,
            roles=data.roles(party, planned.get(party, ())),
            deeds=deeds,
        )


def _projects(data: ReportData, score: MeasureScore, result: Result | None) -> Iterator[ProjectView]:
    for project in data.folder.projects_in(score.measure, data.year):
        project_result = result.projects.get(project.id) if result is not None else None
        budget = project_result.budget if project_result is not None else None
        spent = project_result.spent if project_result is not None else None
        yield ProjectView(
            title=Text(project.title),
            lead=data.party(data.folder.project_lead_in(score.measure, project, data.year)),
            stage=_stage(project.period or data.folder.period_of(score.measure), data),
            status=project_result.status if project_result is not None else None,
            text=optional(project_result.text) if project_result is not None else None,
            budget=budget,
            spent=spent,
            share=_spent_share(budget, spent),
        )


def _stage(period: Period, data: ReportData) -> str:
    """Returns new in its first year, last in its last; the plan's own ends make nothing new or ended."""
    plan_period = data.folder.vision.period
    if period.start == data.year > plan_period.start:
        return "new"
    return "last" if period.end == data.year < plan_period.end else "continuing"


def _spent_share(budget: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """Returns 執行率: spent of budget, in per cent."""
    return percent(Fraction(spent) / Fraction(budget)) if budget and spent is not None else None


def _money(projects: tuple[ProjectView, ...]) -> MoneyView | None:
    """Returns the sums; a share only where every project reported both, so that the sums can be divided."""
    budgets = [project.budget for project in projects if project.budget is not None]
    spendings = [project.spent for project in projects if project.spent is not None]
    if not budgets and not spendings:
        return None
    reported = sum(project.budget is not None or project.spent is not None for project in projects)
    budget, spent = (add(amounts) if amounts else None for amounts in (budgets, spendings))
    return MoneyView(
        budget=budget,
        spent=spent,
        share=_spent_share(budget, spent) if len(budgets) == len(spendings) == reported else None,
        projects=len(projects),
        budgets=len(budgets),
        spendings=len(spendings),
    )
