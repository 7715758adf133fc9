"""Indicators in a report: inputs, figures, arithmetic written out, the last five years, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.evaluation import explanation
from visiontrack.evaluation.arithmetic import bracketed, plain, rounded
from visiontrack.evaluation.measure_score import measure_score, own_scores
from visiontrack.evaluation.year_values import actual_in, decimals
from visiontrack.report.chart_files import path_key
from visiontrack.report.data_text import Text, optional
from visiontrack.report.value_formatter import printed, typeset
from visiontrack.report.view import ChartView, ReportData, View

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.evaluation.inputs import Scalar
    from visiontrack.evaluation.trend import Outlook
    from visiontrack.folder.model import Folder
    from visiontrack.schema.measure import Indicator
    from visiontrack.schema.vision import Evaluation

HISTORY_YEARS = 5
_PERCENT_UNITS = ("%", "％")
_PERCENT_STEPS = ("achievement", "progress", "pace")
# Steps that only repeat what the table beside them says.
_TABLE_STEPS = ("target.explicit", "target.final", "achievement.milestone")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView(View):
    """A value of a fiscal year."""

    year: int
    value: Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView(View):
    """One line of arithmetic: ``72 ÷ 70`` is 102.9 %. ``key`` names what it gives (page.step.<key>).

    ``rounded``: the result is not quite what the numbers give, and stands behind ≒ (page.step.<key>.rounded).
    """

    key: str
    numbers: Text
    result: Text
    rounded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView(View):
    """An earlier year, by the rules and targets in force then; ``held`` is False outside the indicator's period.

    ``state`` is that of the actual: of a running total the least firm of its parts.
    """

    year: int
    held: bool
    actual: Scalar | None
    target: Scalar | None
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView(View):
    """A value that was corrected after it had been reported; ``was`` is the old one."""

    year: int
    measure: Text | None
    indicator: Text
    unit: Text
    was: Scalar
    now: Scalar | None
    comment: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChangeView(View):
    """A changed target: from ``since`` on, resting on the decisions of ``decision``."""

    indicator: Text
    measure: Text | None
    unit: Text
    since: int
    decision: int
    old: tuple[PointView, ...]
    new: tuple[PointView, ...]
    reason: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView(View):
    """An indicator in one year. Rates and ``counted`` are per cent as printed; keys are words of the data format.

    ``actual`` is the running total of a cumulative indicator and ``entered`` the year's own amount. ``state`` is
    None where nothing was entered. ``reason`` says why the basis has no figure.
    """

    id: str
    name: Text
    unit: Text
    kind: str
    direction: str
    type: str
    accumulation: str
    tolerance: Decimal | None
    weight: Decimal
    basis: str
    baseline: PointView | None
    final: PointView | None
    target: Scalar | None
    target_source: str | None
    actual: Scalar | None
    entered: Scalar | None
    state: str | None
    achievement: Decimal | None
    progress: Decimal | None
    pace: Decimal | None
    counted: Decimal | None
    achieved: bool | None
    grade: Text | None
    label: Text | None
    reason: str | None
    missing_years: tuple[int, ...]
    change: str | None
    outlook: str | None
    comment: Text | None
    source: Text | None
    definition: Text | None
    rationale: Text | None
    as_of: Text | None
    replaces: Text | None
    steps: tuple[StepView, ...]
    history: tuple[PastView, ...]
    corrections: tuple[CorrectionView, ...]
    chart: ChartView | None


def indicator_view(data: ReportData, score: IndicatorScore, measure_id: str | None = None) -> IndicatorView:
    """Returns an indicator of a measure, or of the vision where ``measure_id`` is None."""
    inputs, indicator, entry = score.inputs, score.inputs.indicator, score.entry
    return IndicatorView(
        id=score.id,
        name=Text(indicator.name),
        unit=Text(indicator.unit),
        kind=indicator.kind,
        direction=indicator.direction,
        type=indicator.type,
        accumulation=indicator.accumulation,
        tolerance=indicator.tolerance,
        weight=indicator.weight or Decimal(1),
        basis=inputs.basis,
        baseline=_point(inputs.baseline),
        final=_point(inputs.last_target),
        target=score.target and score.target.value,
        target_source=score.target and score.target.source,
        actual=score.actual,
        entered=inputs.value_in(inputs.year),
        state=score.state,
        achievement=score.achievement,
        progress=score.progress,
        pace=score.pace,
        counted=score.counted,
        achieved=score.achieved,
        grade=optional(score.grade),
        label=grade_label(score.grade, inputs.rules),
        reason=score.reason,
        missing_years=score.missing_years or (),
        change=score.change,
        outlook=score.outlook and score.outlook.verdict,
        comment=optional(entry.comment) if entry is not None else None,
        source=optional(entry.source if entry is not None and entry.source else indicator.source),
        definition=optional(indicator.definition),
        rationale=optional(indicator.rationale),
        as_of=optional(entry.as_of) if entry is not None else None,
        replaces=_replaced_name(data, score, measure_id),
        steps=tuple(_steps(score)),
        history=tuple(
            _past(data, score, measure_id, year)
            for year in range(inputs.year - HISTORY_YEARS + 1, inputs.year + 1)
        ),
        corrections=tuple(_corrections(score, data.title(measure_id) if measure_id is not None else None)),
        chart=data.chart(path_key(measure_id, score.id)),
    )


def grade_label(grade: str | None, rules: Evaluation) -> Text | None:
    """Returns what a grade means on the scale in force."""
    return next((Text(band.label) for band in rules.grades if band.grade == grade), None)


def _point(value_of_year: tuple[int, Scalar] | None) -> PointView | None:
    return PointView(year=value_of_year[0], value=value_of_year[1]) if value_of_year is not None else None


def _replaced_name(data: ReportData, score: IndicatorScore, measure_id: str | None) -> Text | None:
    """Returns the name of the ended indicator that this one took over from."""
    replaced = score.inputs.indicator.replaces
    if replaced is None:
        return None
    owner = data.folder.vision if measure_id is None else data.folder.measures[measure_id]
    return Text(
        next((indicator.name for indicator in owner.indicators if indicator.id == replaced), replaced)
    )


def _steps(score: IndicatorScore) -> Iterator[StepView]:
    for step in explanation.steps(score, format_operand):
        if step.key not in _TABLE_STEPS and step.numbers:
            yield step_view(step, per_cent=step.key.startswith(_PERCENT_STEPS))
    if score.outlook is not None:
        yield _outlook_step(score, score.outlook)


def format_operand(value: Scalar) -> str:
    """Returns a value in a line of arithmetic, formatted as in the tables beside it."""
    return bracketed(printed(value)) if isinstance(value, Decimal) else plain(value)


def step_view(step: explanation.CalculationStep, *, per_cent: bool) -> StepView:
    """Returns a step of the explanation as a line: numbers put in, and the printed result."""
    result = printed(step.printed if step.printed is not None else Decimal(step.exact.strip("()")))
    return StepView(
        key=step.key,
        numbers=Text(typeset(step.numbers.removesuffix(" × 100"))),
        result=Text(f"{result}%" if per_cent else result),
        rounded=_was_rounded(step),
    )


def _was_rounded(step: explanation.CalculationStep) -> bool:
    """Returns whether the printed figure is not quite what the numbers give."""
    if step.printed is None or not step.exact:
        return False
    return step.exact.endswith("…") or Decimal(step.exact.strip("()")) != step.printed


def _outlook_step(score: IndicatorScore, outlook: Outlook) -> StepView:
    """Returns the straight line that the outlook follows, to the year of the last target."""
    key, result = _bounded(score, outlook.projected)
    return StepView(
        key=key,
        numbers=Text(typeset(outlook.formula.numbers(format_operand))),
        result=Text(printed(result)),
        rounded=key == "outlook" and Fraction(result) != outlook.projected,
    )


def _bounded(score: IndicatorScore, projected: Fraction) -> tuple[str, Decimal]:
    """Returns where a straight line leads, to the indicator's places, and the key of its step.

    A share that never stood above 100 per cent, or a number that never was negative, does not become so by a
    ruler: then the step says that the bound is reached.
    """
    inputs = score.inputs
    known_values = [
        inputs.baseline and inputs.baseline[1],
        *inputs.targets.values(),
        *(actual_in(inputs, year).value for year in range(inputs.period.start, inputs.year + 1)),
    ]
    values = [Decimal(value) for value in known_values if value is not None]
    if projected > 100 and inputs.indicator.unit in _PERCENT_UNITS and max(values) <= 100:
        return "outlook.above", Decimal(100)
    if projected < 0 <= min(values):
        return "outlook.below", Decimal(0)
    return "outlook", rounded(projected, decimals(inputs))


def _past(data: ReportData, score: IndicatorScore, measure_id: str | None, year: int) -> PastView:
    """Returns a year of the history by the rules and targets in force then: a change never rewrites the past."""
    if year not in score.inputs.period:
        return PastView(year=year, held=False, actual=None, target=None, state=None)
    past = _score_in(data.folder, measure_id, score.id, year)
    return PastView(
        year=year,
        held=True,
        actual=past.actual,
        target=past.target.value if past.target is not None else None,
        state=past.state,
    )


def _score_in(folder: Folder, measure_id: str | None, id_: str, year: int) -> IndicatorScore:
    """Returns an indicator in a year of its period."""
    scores = (
        own_scores(folder, year) if measure_id is None else measure_score(folder, measure_id, year).indicators
    )
    return next(score for score in scores if score.id == id_)


def _corrections(score: IndicatorScore, measure_title: Text | None) -> Iterator[CorrectionView]:
    """Yields the values of this year and of the last that were corrected, of a running total those of all its years."""
    indicator = score.inputs.indicator
    summed_up = {part.year for part in score.parts if not part.baseline}
    for year in sorted({score.inputs.year - 1, score.inputs.year} | summed_up):
        entry = score.inputs.entered(year)
        if entry is not None and entry.was is not None:
            yield CorrectionView(
                year=year,
                measure=measure_title,
                indicator=Text(indicator.name),
                unit=Text(indicator.unit),
                was=entry.was,
                now=entry.value,
                comment=optional(entry.comment),
            )


def target_changes(indicator: Indicator, measure_title: Text | None) -> Iterator[TargetChangeView]:
    """Yields every change of an indicator's targets, oldest first, with the targets in force before it."""
    targets = dict(indicator.targets)
    for revision in sorted(indicator.target_revisions, key=lambda revision: revision.since):
        years = sorted(revision.targets)
        yield TargetChangeView(
            indicator=Text(indicator.name),
            measure=measure_title,
            unit=Text(indicator.unit),
            since=revision.since,
            decision=revision.decision,
            old=tuple(PointView(year=year, value=targets[year]) for year in years if year in targets),
            new=tuple(PointView(year=year, value=revision.targets[year]) for year in years),
            reason=optional(revision.reason),
        )
        targets.update(revision.targets)
