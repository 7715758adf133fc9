"""The explanation of a figure, as a person would write it out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.cycle.explain import IndicatorExplanation, MeasureExplanation
from visiontrack.evaluation.arithmetic import decimal_text, plain
from visiontrack.formats.figures import Painter, figure, value, with_unit
from visiontrack.layout.width import packed, pad, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visiontrack.cycle.explain import Placed
    from visiontrack.evaluation.explanation import CalculationStep
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.messages import Catalogue
    from visiontrack.schema.vision import Evaluation, Grade


def render(
    found: IndicatorExplanation | MeasureExplanation, year: int, words: Catalogue, paint: Painter
) -> str:
    """The page of an indicator or of a measure."""
    if isinstance(found, MeasureExplanation):
        lines = _measure(found, year, words, paint)
    else:
        lines = _indicator(found, year, words, paint)
    return "\n".join(lines) + "\n"


def _title(name: str, title: str, year: int, words: Catalogue, paint: Painter) -> list[str]:
    text = words("figure.title", name=name, title=title, year=year, wareki=fiscal_year.wareki(year))
    return [*paint.headline(text), ""]


def _indicator(found: IndicatorExplanation, year: int, words: Catalogue, paint: Painter) -> list[str]:
    score = found.score
    indicator = score.inputs.indicator
    lines = _title(found.name, indicator.name, year, words, paint)
    kind = words(
        "figure.kind",
        kind=words(f"word.{indicator.kind}"),
        direction=words(f"word.{indicator.direction}"),
        accumulation=words(f"word.{indicator.accumulation}"),
        unit=indicator.unit,
    )
    lines += paint.wrap(kind)
    lines += ["", *paint.headline(words("figure.inputs"))]
    lines += _inputs(found.inputs, indicator.unit, words, paint) or paint.hang(
        "  ", words("figure.no_inputs")
    )
    lines += paint.hang("  ", f"{words('figure.rules')}  {found.rules.path}:{found.rules.line}")
    lines += ["", *paint.headline(words("figure.steps"))]
    for step in found.steps:
        lines += _step(step, words, paint)
    lines += ["", *paint.headline(words("figure.result")), *_verdict(score, words, paint)]
    return lines


def _inputs(placed: Sequence[Placed], unit: str, words: Catalogue, paint: Painter) -> list[str]:
    rows = []
    for one in placed:
        held = one.input
        shown = with_unit(held.value, unit, words)
        left = words(f"figure.input.{held.key}", year=held.year)
        rows.append((left, shown, f"{one.path}:{one.line}"))
    if not rows:
        return []
    first = max(width(row[0], paint.ambiguous) for row in rows)
    second = max(width(row[1], paint.ambiguous) for row in rows)
    lines = [
        f"  {pad(a, first, paint.ambiguous)}  {pad(b, second, paint.ambiguous)}  {c}" for a, b, c in rows
    ]
    if max(width(line, paint.ambiguous) for line in lines) <= paint.columns:
        return lines
    return [line for row in rows for line in _narrow_input(row, paint)]


def _narrow_input(row: tuple[str, str, str], paint: Painter) -> list[str]:
    """One input where the table has no room: the place, which is never broken, on a line of its own."""
    left, shown, place = row
    lines = packed([left, shown], paint.columns - 2, paint.ambiguous)
    return [*(f"  {line}" for line in lines), *paint.hang("    ", place)]


def _step(step: CalculationStep, words: Catalogue, paint: Painter) -> list[str]:
    """The formula in letters, the numbers put in, the exact result, the printed figure."""
    lines = paint.hang("  ", words(f"figure.step.{step.key}", **step.params))
    if step.numbers:
        lines += paint.hang("      ", step.formula)
        lines += paint.hang("        = ", step.numbers)
        lines += paint.hang("        = ", step.exact) if step.exact else []
    else:
        lines += paint.hang("      ", f"{step.formula} = {step.exact}" if step.exact else step.formula)
    if step.printed is not None:
        key = "figure.rounded" if "places" in step.params else "figure.printed"
        lines += paint.hang("        ", words(key, figure=figure(step.printed), **step.params))
    return lines


def _verdict(score: IndicatorScore, words: Catalogue, paint: Painter) -> list[str]:
    inputs = score.inputs
    lines = []
    if score.reason is not None:
        lines.append(
            words(
                "figure.not_computable",
                basis=words(f"word.{inputs.basis}"),
                reason=words(f"reason.{score.reason}"),
                code=score.reason,
            )
        )
    if score.reason is not None and score.counted is not None:
        lines.append(words("figure.counted_achieved"))
    elif score.achieved is not None:
        lines.append(words("figure.achieved" if score.achieved else "figure.not_achieved"))
    lines.append(words("figure.basis", basis=words(f"word.{inputs.basis}"), figure=figure(score.counted)))
    if not score.graded:
        lines.append(words("figure.reference"))
    elif score.counted is None:
        lines.append(words("figure.uncounted"))
    else:
        lines.append(words("figure.grade", grade=score.grade, band=_band(score.grade, inputs.rules, words)))
    if score.change is not None:
        lines.append(words("figure.change", change=words(f"word.{score.change}")))
    if score.outlook is not None:
        lines += _outlook(score, words)
    return [line for text in lines for line in paint.hang("  ", text)]


def _outlook(score: IndicatorScore, words: Catalogue) -> list[str]:
    outlook, last = score.outlook, score.inputs.last_target
    assert outlook is not None and last is not None
    return [
        words(
            "figure.outlook",
            verdict=words(f"word.{outlook.verdict}"),
            year=last[0],
            projected=decimal_text(outlook.projected),
            target=value(last[1], words),
            numbers=outlook.formula.numbers(plain),
        )
    ]


def _band(grade: str | None, rules: Evaluation, words: Catalogue) -> str:
    grades: Sequence[Grade] = rules.grades
    for one in grades:
        if one.grade == grade:
            if one.at_least is None:
                return words("figure.band.rest", label=one.label)
            return words("figure.band", label=one.label, bound=figure(one.at_least))
    return ""


def _measure(found: MeasureExplanation, year: int, words: Catalogue, paint: Painter) -> list[str]:
    score = found.score
    lines = _title(score.id, score.measure.title, year, words, paint)
    lines += paint.headline(words("figure.indicators"))
    for one in score.indicators:
        shown = figure(one.counted)
        if not one.graded:
            shown = words("figure.reference")
        elif one.counted is None:
            shown = words(f"reason.{one.reason}")
        weight = figure(one.inputs.indicator.weight) if one.inputs.indicator.weight is not None else "1"
        text = words("figure.counted", name=one.inputs.indicator.name, id=one.id, figure=shown, weight=weight)
        lines += paint.hang("  ", text)
    lines += paint.hang("  ", f"{words('figure.rules')}  {found.rules.path}:{found.rules.line}")
    lines += ["", *paint.headline(words("figure.steps"))]
    lines += _step(found.step, words, paint) if found.step else paint.hang("  ", words("figure.uncounted"))
    lines += ["", *paint.headline(words("figure.result"))]
    lines += paint.hang("  ", words("check.coverage", measured=score.measured, graded=score.graded))
    if score.grade is not None:
        band = _band(score.grade, score.rules, words)
        lines += paint.hang("  ", words("figure.grade", grade=score.grade, band=band))
    return lines
