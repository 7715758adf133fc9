"""``explain`` for a terminal and as JSON: how a figure came about, and the page on a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.explain import IndicatorExplanation, MeasureExplanation, Trace
from visiontrack.evaluation.arithmetic import decimal_text, plain
from visiontrack.evaluation.explanation import CalculationStep, EnteredNumber
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.trend import Outlook
from visiontrack.folder.loading import FileLine
from visiontrack.formats import Output, lines_text
from visiontrack.formats.check_data import before_dict, indicator_dict
from visiontrack.formats.json_csv import document, dumps
from visiontrack.formats.number_format import format_figure, format_value, format_with_unit
from visiontrack.formats.painter import Painter
from visiontrack.layout.width import packed, pad, width, wrap
from visiontrack.messages import Catalogue
from visiontrack.messages.finding_pages import Example, FindingPage
from visiontrack.schema.vision import Evaluation

Explanation = IndicatorExplanation | MeasureExplanation


def figure_text(output: Output[Explanation]) -> str:
    """Returns the page of an indicator or of a measure, as a person would write it out by hand."""
    explanation = output.overview
    if isinstance(explanation, MeasureExplanation):
        return lines_text(_measure(explanation, output.words, output.painter))
    return lines_text(_indicator(explanation, output.words, output.painter))


def _title(name: str, title: str, year: int, words: Catalogue, painter: Painter) -> list[str]:
    text = words("figure.title", name=name, title=title, year=year, wareki=fiscal_year.wareki(year))
    return [*painter.headline(text), ""]


def _indicator(explanation: IndicatorExplanation, words: Catalogue, painter: Painter) -> list[str]:
    score = explanation.score
    indicator = score.inputs.indicator
    kind = words(
        "figure.kind",
        kind=words(f"word.{indicator.kind}"),
        direction=words(f"word.{indicator.direction}"),
        accumulation=words(f"word.{indicator.accumulation}"),
        unit=indicator.unit,
    )
    lines = _title(explanation.name, indicator.name, score.inputs.year, words, painter)
    lines += [*painter.wrap(kind), "", *painter.headline(words("figure.inputs"))]
    inputs = _inputs(explanation, indicator.unit, words, painter)
    lines += inputs or painter.hang("  ", words("figure.no_inputs"))
    lines += _rules(explanation, words, painter)
    lines += ["", *painter.headline(words("figure.steps"))]
    for step in explanation.steps:
        lines += _step(step, words, painter)
    return [*lines, "", *painter.headline(words("figure.result")), *_verdict(score, words, painter)]


def _rules(explanation: Explanation, words: Catalogue, painter: Painter) -> list[str]:
    """Returns where the rules in force stand."""
    return painter.hang(
        "  ", f"{words('figure.rules')}  {_place(explanation.rules, explanation.trace, words)}"
    )


def _place(line: FileLine, trace: Trace | None, words: Catalogue) -> str:
    """Returns a file and line; where it is asked for, with the commit and the day that last changed it."""
    place = f"{line.path}:{line.line}"
    if trace is None:
        return place
    commit, day = trace.get(line, ("", ""))
    return f"{place}  {commit[:10]} {day}" if commit else f"{place}  {words('figure.uncommitted')}"


def _inputs(explanation: IndicatorExplanation, unit: str, words: Catalogue, painter: Painter) -> list[str]:
    rows = [
        (
            words(f"figure.input.{number.key}", year=number.year),
            _value(number, unit, words),
            _place(where, explanation.trace, words),
        )
        for number, where in explanation.inputs
    ]
    if not rows:
        return []
    ambiguous = painter.ambiguous
    label_width = max(width(row[0], ambiguous) for row in rows)
    value_width = max(width(row[1], ambiguous) for row in rows)
    lines = [
        f"  {pad(label, label_width, ambiguous)}  {pad(value, value_width, ambiguous)}  {place}"
        for label, value, place in rows
    ]
    if max(width(line, ambiguous) for line in lines) <= painter.columns:
        return lines
    return [line for row in rows for line in _narrow_input(row, painter)]


def _value(number: EnteredNumber, unit: str, words: Catalogue) -> str:
    """Returns a number with its unit; one that is not final with its state, a corrected one with what it was."""
    value = format_with_unit(number.value, unit, words)
    if number.state not in (None, "final"):
        value += words("figure.state", state=words(f"word.{number.state}"))
    if number.was is not None:
        value += words("figure.was", value=format_value(number.was, words))
    return value


def _narrow_input(row: tuple[str, str, str], painter: Painter) -> list[str]:
    """Returns an input where the table has no room: the place, which is never broken, on a line of its own."""
    label, value, place = row
    lines = packed([label, value], painter.columns - 2, painter.ambiguous)
    return [*(f"  {line}" for line in lines), *painter.hang("    ", place)]


def _step(step: CalculationStep, words: Catalogue, painter: Painter) -> list[str]:
    """Returns the formula in letters, the numbers put in, the exact result, the printed figure."""
    lines = painter.hang("  ", words(f"figure.step.{step.key}", **step.params))
    if step.numbers:
        lines += painter.hang("      ", step.formula)
        lines += painter.hang("        = ", step.numbers)
        lines += painter.hang("        = ", step.exact) if step.exact else []
    else:
        lines += painter.hang("      ", f"{step.formula} = {step.exact}" if step.exact else step.formula)
    if step.printed is not None:
        key = "figure.rounded" if "places" in step.params else "figure.printed"
        key = "figure.printed_missed" if "missed" in step.params else key
        lines += painter.hang("        ", words(key, figure=format_figure(step.printed), **step.params))
    return lines


def _verdict(score: IndicatorScore, words: Catalogue, painter: Painter) -> list[str]:
    basis = words(f"word.{score.inputs.basis}")
    sentences = []
    if score.reason is not None:
        reason = words(f"reason.{score.reason}")
        sentences.append(words("figure.not_computable", basis=basis, reason=reason, code=score.reason))
    if score.missing_years:
        sentences.append(
            words("figure.missing_years", years=words("list.comma").join(map(str, score.missing_years)))
        )
    if score.reason is not None and score.counted is not None:
        sentences.append(words("figure.counted_achieved" if score.achieved else "figure.counted_missed"))
    elif score.achieved is not None:
        sentences.append(words("figure.achieved" if score.achieved else "figure.not_achieved"))
    sentences.append(words("figure.basis", basis=basis, figure=format_figure(score.counted)))
    if not score.graded:
        sentences.append(words("figure.reference"))
    elif score.counted is None:
        key = "figure.carried" if score.reason is None else "figure.uncounted"
        sentences.append(words(key))
    else:
        sentences.append(_grade(score.grade, score.inputs.rules, words))
    if score.change is not None:
        sentences.append(words("figure.change", change=words(f"word.{score.change}")))
    if score.outlook is not None:
        sentences.append(_outlook(score, words))
    return [line for sentence in sentences for line in painter.hang("  ", sentence)]


def _outlook(score: IndicatorScore, words: Catalogue) -> str:
    outlook, last_target = score.outlook, score.inputs.last_target
    assert outlook is not None and last_target is not None
    return words(
        "figure.outlook",
        verdict=words(f"word.{outlook.verdict}"),
        first=outlook.years[0],
        last=outlook.years[-1],
        year=last_target[0],
        projected=decimal_text(outlook.projected),
        target=format_value(last_target[1], words),
        numbers=outlook.formula.numbers(plain),
    )


def _grade(grade: str | None, rules: Evaluation, words: Catalogue) -> str:
    """Returns a grade with the band of figures that it stands for."""
    band = next((band for band in rules.grades if band.grade == grade), None)
    if band is None:
        text = ""
    elif band.at_least is None:
        text = words("figure.band.rest", label=band.label)
    else:
        text = words("figure.band", label=band.label, bound=format_figure(band.at_least))
    return words("figure.grade", grade=grade, band=text)


def _measure(explanation: MeasureExplanation, words: Catalogue, painter: Painter) -> list[str]:
    score, step = explanation.score, explanation.step
    lines = _title(score.id, score.measure.title, score.year, words, painter)
    lines += painter.headline(words("figure.indicators"))
    for indicator in score.indicators:
        lines += painter.hang("  ", _counted(indicator, words))
    lines += _rules(explanation, words, painter)
    lines += ["", *painter.headline(words("figure.steps"))]
    lines += _step(step, words, painter) if step else painter.hang("  ", words("figure.uncounted"))
    lines += ["", *painter.headline(words("figure.result"))]
    lines += painter.hang(
        "  ", words("check.coverage", measured=score.measured, graded=score.graded, achieved=score.achieved)
    )
    if score.grade is not None:
        lines += painter.hang("  ", _grade(score.grade, score.rules, words))
    return [*lines, *(line for text in _before(explanation, words) for line in painter.hang("  ", text))]


def _before(explanation: MeasureExplanation, words: Catalogue) -> Iterator[str]:
    """Yields last year's grade and score, and both once more under this year's rules where these differ."""
    before = explanation.before
    if before is None:
        return
    for key, score in (("figure.before", before.original), ("figure.restated", before.restated)):
        if score is not None:
            grade = score.grade or words("check.no_grade")
            wareki = fiscal_year.wareki(score.year)
            yield words(key, wareki=wareki, grade=grade, score=format_figure(score.score))


def _counted(score: IndicatorScore, words: Catalogue) -> str:
    """Returns what an indicator counts for in its measure's score, or why it does not."""
    indicator = score.inputs.indicator
    if not score.graded:
        figure = words("figure.reference")
    elif score.counted is None:
        figure = words(f"reason.{score.reason}") if score.reason is not None else words("figure.carried")
    else:
        figure = format_figure(score.counted)
    weight = format_figure(indicator.weight) if indicator.weight is not None else "1"
    return words("figure.counted", name=indicator.name, id=score.id, figure=figure, weight=weight)


def figure_json(output: Output[Explanation]) -> str:
    """Returns ``visiontrack.explain/1``: inputs with file and line, steps, the figures of ``check``."""
    return document("visiontrack.explain/1", output, _explanation_dict(output.overview))


def _explanation_dict(explanation: Explanation) -> dict[str, Any]:
    rules = _line_dict(explanation.rules, explanation.trace)
    if isinstance(explanation, MeasureExplanation):
        score = explanation.score
        return {
            "year": score.year,
            "name": score.id,
            "rules": rules,
            "steps": [_step_dict(explanation.step)] if explanation.step is not None else [],
            "score": score.score,
            "grade": score.grade,
            "before": before_dict(explanation.before),
            "indicators": [indicator_dict(indicator) for indicator in score.indicators],
        }
    return {
        "year": explanation.score.inputs.year,
        "name": explanation.name,
        "rules": rules,
        "inputs": [
            {
                "key": number.key,
                "year": number.year,
                "value": number.value,
                "state": number.state,
                "was": number.was,
                **_line_dict(where, explanation.trace),
            }
            for number, where in explanation.inputs
        ],
        "steps": [_step_dict(step) for step in explanation.steps],
        "indicator": indicator_dict(explanation.score),
        "outlook": _outlook_dict(explanation.score.outlook),
    }


def _line_dict(line: FileLine, trace: Trace | None) -> dict[str, Any]:
    if trace is None:
        return line._asdict()
    commit, day = trace.get(line, (None, None))
    return {**line._asdict(), "commit": commit, "date": day}


def _outlook_dict(outlook: Outlook | None) -> dict[str, Any] | None:
    """Returns the verdict with the years it is drawn through and the value projected for the last target's year."""
    if outlook is None:
        return None
    return {
        "verdict": outlook.verdict,
        "years": outlook.years,
        "formula": outlook.formula.letters,
        "numbers": outlook.formula.numbers(plain),
        "projected": decimal_text(outlook.projected),
    }


def _step_dict(step: CalculationStep) -> dict[str, Any]:
    return {
        "key": step.key,
        "formula": step.formula,
        "numbers": step.numbers,
        "exact": step.exact,
        "printed": step.printed,
    }


def code_text(page: FindingPage, words: Catalogue, painter: Painter) -> str:
    """Returns the page on a finding: cause, examples, cure; examples are never wrapped."""
    language = words.language
    lines = [*painter.wrap(f"{page.code} {page.title[language]}"), ""]
    lines += [words("explain.cause"), *_paragraphs(page.cause[language], painter), ""]
    lines += [words("explain.bad"), *_blocks(page.bad, words), ""]
    lines += [words("explain.good"), *_blocks(page.good, words), ""]
    return lines_text([*lines, words("explain.cure"), *_paragraphs(page.cure[language], painter)])


def _paragraphs(text: str, painter: Painter) -> Iterator[str]:
    for line in text.split("\n"):
        first, below = ("- ", "  ") if line.startswith("- ") else ("", "")
        room = painter.columns - 3 - len(first)
        for number, part in enumerate(wrap(line.removeprefix(first), room, painter.ambiguous)):
            yield f"  {below if number else first}{part}".rstrip()


def _blocks(examples: Sequence[Example], words: Catalogue) -> Iterator[str]:
    for number, example in enumerate(examples):
        if number:
            yield ""
        if example.path:
            yield f"  {example.path}{words('explain.part') if example.part else ''}"
        for line in example.text.rstrip("\n").split("\n"):
            yield f"    {line}".rstrip()


def code_json(page: FindingPage, words: Catalogue) -> str:
    """Returns ``visiontrack.explain-code/1``."""
    language = words.language
    return dumps(
        {
            "schema": "visiontrack.explain-code/1",
            "code": page.code,
            "title": page.title[language],
            "cause": page.cause[language],
            "cure": page.cure[language],
            "bad": [_example_dict(example) for example in page.bad],
            "good": [_example_dict(example) for example in page.good],
        }
    )


def _example_dict(example: Example) -> dict[str, object]:
    return {**example._asdict(), "path": example.path or None}
