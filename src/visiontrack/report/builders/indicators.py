"""Indicators: figures from the evaluation, arithmetic written out, the last five years, corrections."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.evaluation import explanation
from visiontrack.evaluation.actual_value import actual_in
from visiontrack.evaluation.arithmetic import rounded
from visiontrack.evaluation.year_target import decimals, target_in
from visiontrack.report.builders.material import Material, grade_text, label_of
from visiontrack.report.charts.plan import path_key
from visiontrack.report.data_text import Text, optional
from visiontrack.report.numbers import printed, typeset
from visiontrack.report.view.indicator import Correction, Indicator, Past, Point, Step, TargetChange

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.evaluation.inputs import Scalar
    from visiontrack.schema import measure as schema

HISTORY = 5
_SHARES = ("%", "％")
# Steps that only repeat what the table beside them says.
_PLAIN = ("target.explicit", "target.final", "achievement.milestone")


def indicator(
    material: Material, score: IndicatorScore, owner: Text | None, measure: str | None = None
) -> Indicator:
    """One indicator; ``owner`` and ``measure`` are its measure's title and id, None for the vision's own."""
    inputs, held, entry = score.inputs, score.inputs.indicator, score.entry
    return Indicator(
        id=score.id,
        name=Text(held.name),
        unit=Text(held.unit),
        kind=held.kind,
        direction=held.direction,
        type=held.type,
        accumulation=held.accumulation,
        tolerance=held.tolerance,
        weight=held.weight or Decimal(1),
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
        grade=grade_text(score.grade),
        label=label_of(score.grade, inputs.rules),
        reason=score.reason,
        change=score.change,
        outlook=score.outlook and score.outlook.verdict,
        comment=optional(entry.comment) if entry is not None else None,
        source=optional(entry.source if entry is not None and entry.source else held.source),
        replaces=_replaced(material, score, measure),
        steps=tuple(_steps(score)),
        history=tuple(
            _past(material, score, year) for year in range(inputs.year - HISTORY + 1, inputs.year + 1)
        ),
        corrections=tuple(_corrections(score, owner)),
        chart=material.chart(path_key(measure, score.id)),
    )


def _point(held: tuple[int, Scalar] | None) -> Point | None:
    return Point(year=held[0], value=held[1]) if held is not None else None


def _replaced(material: Material, score: IndicatorScore, measure: str | None) -> Text | None:
    """The name of the ended indicator that this one took over from."""
    old = score.inputs.indicator.replaces
    if old is None:
        return None
    home = material.folder.vision if measure is None else material.folder.measures[measure]
    return Text(next((one.name for one in home.indicators if one.id == old), old))


def _steps(score: IndicatorScore) -> list[Step]:
    found = [
        written(step, per_cent=step.key.startswith(("achievement", "progress", "pace")))
        for step in explanation.steps(score, in_formula)
        if step.key not in _PLAIN and step.numbers
    ]
    return [*found, _outlook(score)] if score.outlook is not None else found


def in_formula(value: Scalar) -> str:
    """A value in a line of arithmetic reads as in the tables beside it."""
    return explanation.bracketed(printed(value)) if isinstance(value, Decimal) else explanation.plain(value)


def written(step: explanation.CalculationStep, *, per_cent: bool) -> Step:
    """A step of the explanation as a line: numbers put in, and the printed result."""
    numbers = step.numbers.removesuffix(" × 100")
    result = printed(step.printed if step.printed is not None else Decimal(step.exact.strip("()")))
    return Step(
        key=step.key,
        numbers=Text(typeset(numbers)),
        result=Text(f"{result}%" if per_cent else result),
        rounded=_was_rounded(step),
    )


def _was_rounded(step: explanation.CalculationStep) -> bool:
    """Whether the printed figure is not quite what the numbers give."""
    if step.printed is None or not step.exact:
        return False
    return step.exact.endswith("…") or Decimal(step.exact.strip("()")) != step.printed


def _outlook(score: IndicatorScore) -> Step:
    """The straight line that the outlook follows, to the year of the last target."""
    found, last = score.outlook, score.inputs.last_target
    assert found is not None and last is not None and score.actual is not None
    first = actual_in(score.inputs, found.first_year).value
    assert first is not None
    actual = in_formula(score.actual)
    numbers = (
        f"{actual} + ({actual} - {in_formula(first)})"
        f" ÷ ({score.inputs.year} - {found.first_year}) × ({last[0]} - {score.inputs.year})"
    )
    key, projected = _bounded(score, found.projected)
    return Step(
        key=key,
        numbers=Text(typeset(numbers)),
        result=Text(printed(projected)),
        rounded=key == "outlook" and Fraction(projected) != found.projected,
    )


def _bounded(score: IndicatorScore, projected: Fraction) -> tuple[str, Decimal]:
    """Where a straight line leads, to the indicator's places; no further than its values can go.

    A share that never stood above 100 per cent, or a number that never was negative, does not become so by a
    ruler: then the line tells that the bound is reached.
    """
    inputs = score.inputs
    years = range(inputs.period.start, inputs.year + 1)
    known = [
        inputs.baseline and inputs.baseline[1],
        *inputs.targets.values(),
        *(actual_in(inputs, year).value for year in years),
    ]
    values = [Decimal(value) for value in known if value is not None]
    if projected > 100 and inputs.indicator.unit in _SHARES and max(values) <= 100:
        return "outlook.above", Decimal(100)
    if projected < 0 <= min(values):
        return "outlook.below", Decimal(0)
    return "outlook", rounded(projected, decimals(inputs))


def _past(material: Material, score: IndicatorScore, year: int) -> Past:
    """A year of the history, by the rules and targets in force then: a changed target never rewrites the past."""
    inputs = replace(score.inputs, year=year, rules=material.folder.vision.rules_in(year))
    if year not in inputs.period:
        return Past(year=year, held=False, actual=None, target=None)
    target = target_in(inputs)
    return Past(
        year=year,
        held=True,
        actual=actual_in(inputs, year).value,
        target=target.value if target is not None else None,
    )


def _corrections(score: IndicatorScore, owner: Text | None) -> list[Correction]:
    """Values of this year and of the last that were corrected."""
    held, found = score.inputs.indicator, []
    for year in (score.inputs.year - 1, score.inputs.year):
        entry = score.inputs.entered(year)
        if entry is not None and entry.was is not None:
            found.append(
                Correction(
                    year=year,
                    measure=owner,
                    indicator=Text(held.name),
                    unit=Text(held.unit),
                    was=entry.was,
                    now=entry.value,
                    comment=optional(entry.comment),
                )
            )
    return found


def target_changes(held: schema.Indicator, owner: Text | None) -> list[TargetChange]:
    """Every change of an indicator's targets, oldest first, with what held before it."""
    targets, found = dict(held.targets), []
    for change in sorted(held.target_revisions, key=lambda one: one.since):
        years = sorted(change.targets)
        found.append(
            TargetChange(
                indicator=Text(held.name),
                measure=owner,
                unit=Text(held.unit),
                since=change.since,
                decision=change.decision,
                old=tuple(Point(year=year, value=targets[year]) for year in years if year in targets),
                new=tuple(Point(year=year, value=change.targets[year]) for year in years),
                reason=optional(change.reason),
            )
        )
        targets.update(change.targets)
    return found
