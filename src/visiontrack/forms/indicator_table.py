"""The table of indicators on a sheet: baseline, last year's value and this year's target, and the cells to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from visiontrack import fiscal_year
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.inputs import Scalar
from visiontrack.evaluation.year_values import actual_in
from visiontrack.formats.number_format import grouped
from visiontrack.forms.form_questions import field_description, field_title
from visiontrack.forms.sheet_writer import SheetWriter
from visiontrack.messages import Catalogue

# Column, value, and whether it is aligned to the right.
IndicatorCell = tuple[str, str | Decimal | None, bool]


def full_year(year: int, words: Catalogue) -> str:
    """Returns a fiscal year in the language of the form: 令和6年度（2024年度）, FY2024."""
    short = short_year(year, words)
    return f"{short}（{year}年度）" if words.language == "ja" else short


def short_year(year: int, words: Catalogue) -> str:
    """Returns 令和6年度 or FY2024."""
    return fiscal_year.by_name(year, words.language)


def titled(record: str, field: str, words: Catalogue) -> tuple[str, str | None]:
    """Returns the title of a column to fill in, and the note that explains it."""
    key = (record, "", field)
    return field_title(key, words), field_description(key, words)


def write_indicators(
    writer: SheetWriter, scores: Sequence[IndicatorScore], year: int, widths: Mapping[str, int]
) -> None:
    """Writes the heading, the column titles, and a row for each indicator."""
    if not scores:
        return
    words = writer.words
    writer.band(words("form.band.indicators"), words("form.indicators"))
    writer.column_titles(_column_titles(year, words))
    for score in scores:
        writer.next_row(f"actuals/{score.id}")
        texts: list[tuple[str | None, float]] = []
        for column, value, right in _cells_to_read(score, words):
            writer.fact(column, value, right=right)
            if value is not None:
                texts.append((str(value), widths[column] - 2))
        for field in ("value", "state", "source", "comment", "as_of"):
            writer.entry(("actuals", score.id, field))
        for field, column in (("source", "I"), ("comment", "J"), ("as_of", "K")):
            texts.append((writer.values.get(("actuals", score.id, field)), widths[column] - 2))
        writer.fit_height(*texts)


def _column_titles(year: int, words: Catalogue) -> dict[str, tuple[str, str | None]]:
    return {
        "B": (words("form.col.indicator"), None),
        "C": (words("form.col.unit"), None),
        "D": (words("form.col.baseline"), words("form.note.baseline")),
        "E": (words("form.col.last", year=short_year(year - 1, words)), words("form.note.last")),
        "F": (words("form.col.target", year=short_year(year, words)), words("form.note.target")),
        "G": (field_title(("actuals", "", "value"), words), words("form.note.value")),
        "H": titled("actuals", "state", words),
        "I": titled("actuals", "source", words),
        "J": (words("form.col.comment"), field_description(("actuals", "", "comment"), words)),
        "K": titled("actuals", "as_of", words),
    }


def _cells_to_read(score: IndicatorScore, words: Catalogue) -> Iterator[IndicatorCell]:
    indicator, inputs = score.inputs.indicator, score.inputs
    name = indicator.name
    if indicator.accumulation == "cumulative" and not inputs.milestone:
        name += "\n" + words("form.cumulative")
    yield "B", name, False
    yield "C", indicator.unit, False
    yield "D", _cell_value(inputs.baseline[1], words) if inputs.baseline is not None else None, True
    yield "E", _with_total(score, _last_value(score, words), words), True
    yield "F", _target(score, words), True


def _cell_value(value: Scalar, words: Catalogue) -> str | Decimal:
    return words(f"word.{'true' if value else 'false'}") if isinstance(value, bool) else value


def _value_text(value: Scalar, words: Catalogue) -> str:
    cell_value = _cell_value(value, words)
    return grouped(cell_value) if isinstance(cell_value, Decimal) else cell_value


def _last_value(score: IndicatorScore, words: Catalogue) -> str | Decimal | None:
    """Returns last year's value, marked with its state unless it is final; a number where nothing is to be marked."""
    entry = score.inputs.entered(score.inputs.year - 1)
    value = score.inputs.value_in(score.inputs.year - 1)
    if entry is None:
        return None
    if value is None:
        return words(f"word.{entry.state}") if entry.state != "final" else None
    if entry.state == "final":
        return _cell_value(value, words)
    return words("form.marked", value=_value_text(value, words), mark=words(f"word.{entry.state}"))


def _with_total(score: IndicatorScore, last: str | Decimal | None, words: Catalogue) -> str | Decimal | None:
    """Returns last year's value; of a cumulative indicator with the total so far, which its target is compared to."""
    inputs = score.inputs
    if not inputs.cumulative:
        return last
    total = actual_in(inputs, inputs.year - 1)
    if total.value is None:
        return last
    value = _value_text(total.value, words)
    if total.state not in (None, "final"):  # it is as preliminary as its parts
        value = words("form.marked", value=value, mark=words(f"word.{total.state}"))
    text = words("form.total", total=value)
    return text if last is None else f"{grouped(last) if isinstance(last, Decimal) else last}\n{text}"


def _target(score: IndicatorScore, words: Catalogue) -> str | Decimal | None:
    target = score.target
    if target is None:
        return words("form.no_target") if score.graded else None
    if target.source == "explicit":
        return _cell_value(target.value, words)
    mark = words(f"source.{target.source}")
    return words("form.marked", value=_value_text(target.value, words), mark=mark)
