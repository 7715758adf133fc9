"""Measures: their line in the lists, and their sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.cycle.attention import bands_apart
from visiontrack.cycle.do import projects_in
from visiontrack.evaluation import explanation
from visiontrack.evaluation.actual_value import add
from visiontrack.evaluation.arithmetic import percent
from visiontrack.report.builders import decided, rounds
from visiontrack.report.builders.indicators import in_formula, indicator, written
from visiontrack.report.builders.material import Material, grade_text, label_of
from visiontrack.report.charts.plan import spending_key
from visiontrack.report.data_text import Text, optional
from visiontrack.report.view.measure import Deed, Money, OpinionRef, Partner, Project, Sheet, Standing

if TYPE_CHECKING:
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.schema.measure import Period
    from visiontrack.schema.result import Result


def standing(material: Material, score: MeasureScore) -> Standing:
    """Where a measure stands in the year."""
    folder = material.folder
    result = folder.results.get((material.year, score.id))
    before = material.before.of(score.id) if material.before is not None else None
    held = folder.decision_on(material.year, score.id)
    own = result.self_evaluation if result is not None and material.shows_self else None
    policy = next((one.title for one in folder.vision.policies if one.id == score.measure.policy), "")
    return Standing(
        number=material.numbers[score.id],
        id=score.id,
        title=Text(score.measure.title),
        policy=Text(policy),
        lead=material.party(score.measure.lead),
        reported=result is not None,
        status=result.status if result is not None else None,
        score=score.score,
        grade=grade_text(score.grade),
        label=label_of(score.grade, score.rules),
        measured=score.measured,
        graded=score.graded,
        score_before=before.score if before is not None else None,
        grade_before=grade_text(before.grade) if before is not None else None,
        change=_change(score, before),
        moved=_moved(score, before),
        is_new=material.year == folder.period_of(score.measure).start > folder.vision.period.start,
        self_grade=Text(own.grade) if own is not None else None,
        apart=bands_apart(score.rules, score.grade, own.grade if own is not None else None),
        next=result.next if result is not None and material.shows_self else None,
        decision=held.decision if held is not None else None,
    )


def _change(now: MeasureScore, before: MeasureScore | None) -> str | None:
    if before is None or now.score is None or before.score is None:
        return None
    return "better" if now.score > before.score else "worse" if now.score < before.score else "same"


def _moved(now: MeasureScore, before: MeasureScore | None) -> str | None:
    """Whether the grade rose or fell, each on the scale of its year."""
    if before is None or now.grade is None or before.grade is None:
        return None
    here = [one.grade for one in now.rules.grades].index(now.grade)
    there = [one.grade for one in before.rules.grades].index(before.grade)
    return "up" if here < there else "down" if here > there else None


def sheet(material: Material, score: MeasureScore, line: Standing) -> Sheet:
    """Everything about a measure in the year."""
    measure, title = score.measure, Text(score.measure.title)
    result = material.folder.results.get((material.year, score.id))
    period = material.folder.period_of(measure)
    own = result.self_evaluation if result is not None and material.shows_self else None
    fields = {one.id: one.title for one in material.folder.vision.fields}
    step = explanation.roll_up_step(score, in_formula)
    projects = _projects(material, score, result)
    return Sheet(
        standing=line,
        description=optional(measure.description),
        fields=tuple(Text(fields.get(one, one)) for one in measure.fields),
        start=period.start,
        stage=_stage(period, material.year, material.folder.vision.period),
        predecessors=material.titles(tuple(_gone(material, measure.predecessors))),
        roles=material.roles(measure.lead, measure.roles),
        partners=tuple(_partners(material, score, result)),
        revisions=decided.revisions(one for one in measure.revisions if one.year == material.year),
        projects=projects,
        money=_money(projects),
        spending=material.chart(spending_key(score.id)),
        indicators=tuple(indicator(material, one, title, score.id) for one in score.indicators),
        steps=(written(step, per_cent=False),) if step is not None else (),
        outcomes=optional(result.outcomes) if result is not None else None,
        issues=optional(result.issues) if result is not None else None,
        self_text=optional(own.text) if own is not None else None,
        evidence=tuple(Text(one) for one in result.evidence) if result is not None else (),
        internal=optional(result.internal) if result is not None and material.shows_internal else None,
        opinions=tuple(_opinions(material, score.id)),
        decisions=decided.on(material, score.id),
    )


def _gone(material: Material, predecessors: Sequence[str]) -> Iterator[str]:
    """The predecessors that had ended by the year: a merger decided later is told by later reports."""
    for one in predecessors:
        held = material.folder.measures.get(one)
        if held is None or material.folder.period_of(held).end < material.year:
            yield one


def _opinions(material: Material, measure: str) -> list[OpinionRef]:
    return [
        OpinionRef(
            id=one.id, text=Text(one.text), status=one.response.status if one.response is not None else None
        )
        for one in rounds.named(material, measure)
    ]


def _partners(material: Material, score: MeasureScore, result: Result | None) -> list[Partner]:
    """The partners of the plan, then whoever else contributed."""
    planned = {one.actor: one.roles for one in score.measure.partners}
    done = result.contributions if result is not None else ()
    others = [one.actor for one in done if one.actor not in planned]
    return [
        Partner(
            name=material.party(party),
            planned=party in planned,
            roles=material.roles(party, planned.get(party, ())),
            deeds=tuple(
                Deed(role=material.roles(party, (one.role,))[0], text=optional(one.text))
                for one in done
                if one.actor == party
            ),
        )
        for party in dict.fromkeys([*planned, *others])
    ]


def _projects(material: Material, score: MeasureScore, result: Result | None) -> tuple[Project, ...]:
    found = []
    for one in projects_in(material.folder, score.measure, material.year):
        done = result.projects.get(one.id) if result is not None else None
        period = one.period or material.folder.period_of(score.measure)
        budget, spent = (done.budget, done.spent) if done is not None else (None, None)
        found.append(
            Project(
                title=Text(one.title),
                lead=material.party(one.lead or score.measure.lead),
                stage=_stage(period, material.year, material.folder.vision.period),
                status=done.status if done is not None else None,
                text=optional(done.text) if done is not None else None,
                budget=budget,
                spent=spent,
                share=_share(budget, spent),
            )
        )
    return tuple(found)


def _stage(period: Period, year: int, whole: Period) -> str:
    """New in its first year, last in its last; the plan's own first and last year make nothing new or ended."""
    if period.start == year > whole.start:
        return "new"
    return "last" if period.end == year < whole.end else "continuing"


def _share(budget: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """執行率: spent of budget, per cent."""
    return percent(Fraction(spent) / Fraction(budget)) if budget and spent is not None else None


def _money(projects: tuple[Project, ...]) -> Money | None:
    """The sums; a share only where every project told both, so that the sums can be divided."""
    told = [one for one in projects if one.budget is not None or one.spent is not None]
    if not told:
        return None
    budgets = [one.budget for one in told if one.budget is not None]
    spendings = [one.spent for one in told if one.spent is not None]
    budget, spent = (add(held) if held else None for held in (budgets, spendings))
    whole = len(budgets) == len(spendings) == len(told)
    return Money(
        budget=budget,
        spent=spent,
        share=_share(budget, spent) if whole else None,
        projects=len(projects),
        budgets=len(budgets),
        spendings=len(spendings),
    )
