"""What a form shows of an indicator to read: baseline, last year's value, this year's target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.evaluation.actual_value import actual_in
from visiontrack.evaluation.inputs import Scalar
from visiontrack.formats.figures import grouped

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.messages import Catalogue

Shown = tuple[str, str | Decimal | None, bool]


def year(number: int, words: Catalogue) -> str:
    """A fiscal year as people of the form's language name it: 令和6年度（2024年度）, FY2024."""
    short = short_year(number, words)
    return f"{short}（{number}年度）" if words.language == "ja" else short


def short_year(number: int, words: Catalogue) -> str:
    """令和6年度, FY2024."""
    return fiscal_year.wareki(number) if words.language == "ja" else f"FY{number}"


def indicator(score: IndicatorScore, words: Catalogue) -> Iterator[Shown]:
    """Column, value and whether it stands to the right, for each cell to read."""
    one, inputs = score.inputs.indicator, score.inputs
    name = one.name
    if one.accumulation == "cumulative" and not inputs.milestone:
        name += "\n" + words("form.cumulative")
    yield "B", name, False
    yield "C", one.unit, False
    yield "D", _value(inputs.baseline[1], words) if inputs.baseline is not None else None, True
    yield "E", _with_total(score, _last_year(score, words), words), True
    yield "F", _target(score, words), True


def _value(value: Scalar, words: Catalogue) -> str | Decimal:
    return words(f"word.{'true' if value else 'false'}") if isinstance(value, bool) else value


def _text(value: Scalar, words: Catalogue) -> str:
    shown = _value(value, words)
    return grouped(shown) if isinstance(shown, Decimal) else shown


def _last_year(score: IndicatorScore, words: Catalogue) -> str | Decimal | None:
    entry = score.inputs.entered(score.inputs.year - 1)
    value = score.inputs.value_in(score.inputs.year - 1)
    if entry is None:
        return None
    if value is None:
        return words(f"word.{entry.state}") if entry.state != "final" else None
    if entry.state == "final":
        return _value(value, words)
    return words("form.marked", value=_text(value, words), mark=words(f"word.{entry.state}"))


def _with_total(score: IndicatorScore, last: str | Decimal | None, words: Catalogue) -> str | Decimal | None:
    """Last year's value of a cumulative indicator with the total so far, which is what its target is held against."""
    inputs = score.inputs
    if not inputs.cumulative:
        return last
    total = actual_in(inputs, inputs.year - 1).value
    if total is None:
        return last
    said = words("form.total", total=_text(total, words))
    return said if last is None else f"{grouped(last) if isinstance(last, Decimal) else last}\n{said}"


def _target(score: IndicatorScore, words: Catalogue) -> str | Decimal | None:
    target = score.target
    if target is None:
        return words("form.no_target") if score.graded else None
    if target.source == "explicit":
        return _value(target.value, words)
    return words("form.marked", value=_text(target.value, words), mark=words(f"form.source.{target.source}"))
