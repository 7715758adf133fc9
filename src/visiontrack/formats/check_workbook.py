"""``check`` as a workbook: the measures on one A4 to print, then every indicator, then what needs attention."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from visiontrack import fiscal_year
from visiontrack.cycle.check import CheckOverview, MeasureRow
from visiontrack.cycle.naming import OWN
from visiontrack.formats import Output
from visiontrack.formats.attention_text import attention_counts, reason_text
from visiontrack.formats.check_data import INDICATOR_KEYS, indicator_rows
from visiontrack.formats.check_text import (
    check_title,
    measures_by_policy,
    money_text,
    vision_summary,
)
from visiontrack.formats.spreadsheet import fill_table, fit_to_page, put, saved, styled
from visiontrack.layout.width import width
from visiontrack.messages import Catalogue

_KEYS = ("measure", "measure_title", "policy", "policy_title", "lead", *INDICATOR_KEYS)
# The prefix of the catalogue under which a column of the indicators finds its words.
_WORDS = {
    **dict.fromkeys(("kind", "direction", "state", "basis", "change", "outlook"), "word"),
    **dict.fromkeys(("baseline", "target", "final_target", "actual"), "word"),
    "target_source": "source",
    "achieved": "form.check.achieved",
    "reason": "reason",
}
# Columns of the measures' sheet with their widths in characters; all but the first three stand in the middle.
_COLUMNS = {
    "number": 7,
    "title": 40,
    "lead": 18,
    "before": 11,
    "grade": 6,
    "score": 7,
    "achieved": 9,
    "budget": 11,
    "spent": 11,
    "execution": 8,
    "status": 9,
    "attention": 6,
}
_LETTERS = "ABCDEFGHIJKL"
_LEFT = 3
_LINE = 16.5  # height of a line of text, in points
# Rows that fit on an A4 in landscape; with more the page stands upright.
_LANDSCAPE_ROWS = 34


def check_xlsx(output: Output[CheckOverview]) -> bytes:
    """Returns the workbook; figures are those of the JSON, headings and words are in the reader's language."""
    words, year = output.words, output.overview.year
    book = Workbook()
    _fill_measures(book.active, output)
    indicators = book.create_sheet(words("form.check.sheet", year=year))
    header = [words(f"form.check.{key}") for key in _KEYS]
    fill_table(
        indicators, header, [[_in_words(key, row[key], words) for key in _KEYS] for row in _rows(output)]
    )
    attention = book.create_sheet(words("form.check.attention_sheet"))
    columns = [words(f"form.check.{key}") for key in ("measure", "measure_title", "rank", "why")]
    fill_table(attention, columns, list(_attention(output)))
    return saved(book)


def _rows(output: Output[CheckOverview]) -> Iterator[dict[str, Any]]:
    """Yields the indicators with the titles that the ids stand for."""
    folder, words = output.folder, output.words
    policies = {policy.id: policy.title for policy in folder.vision.policies}
    for row in indicator_rows(output.overview):
        own, measure = row["measure"] == OWN, folder.measures.get(row["measure"])
        lead = folder.lead_in(measure, output.overview.year) if measure is not None else ""
        yield {
            **row,
            "measure_title": words("check.own") if own or measure is None else measure.title,
            "policy_title": policies.get(row["policy"]),
            "lead": None if own or measure is None else folder.party_name(lead),
        }


def _in_words(key: str, value: Any, words: Catalogue) -> Any:
    """Returns a word of the data format as people say it; numbers, names and None stay."""
    prefix = _WORDS.get(key)
    if prefix is None or value is None or isinstance(value, Decimal):
        return value
    return words(f"{prefix}.{str(value).lower()}")


def _attention(output: Output[CheckOverview]) -> Iterator[list[object]]:
    """Yields a row for each reason of each measure, worst first."""
    words = output.words
    for entry in output.overview.attention:
        for reason in entry.reasons:
            title, sentence = entry.measure.measure.title, reason_text(reason, entry.measure, words)
            yield [entry.measure.id, title, words(f"form.check.rank.{entry.tier}"), sentence]


def _fill_measures(sheet: Any, output: Output[CheckOverview]) -> None:
    """Lays out the measures by policy under the counts, so that all of it prints on one A4."""
    words, overview = output.words, output.overview
    sheet.title = words("form.check.measures_sheet", year=overview.year)
    head = [
        vision_summary(overview.scores.counts(), words),
        money_text(overview.money, words),
        attention_counts(overview.attention, words),
    ]
    for letter, cells in zip(_LETTERS, _COLUMNS.values(), strict=True):
        sheet.column_dimensions[letter].width = cells
    number = 1
    for text in [check_title(output), *head]:
        _fill_line(sheet, number, text, title=number == 1)
        number += 1
    last = fiscal_year.wareki(overview.year - 1)
    for column, key in enumerate(_COLUMNS, start=1):
        title = words(f"form.check.measures.{key}", last=last)
        styled(put(sheet.cell(number, column), title), head=True)
    for policy, rows in measures_by_policy(output):
        number += 1
        _fill_line(sheet, number, policy, title=False, band=True)
        for row in rows:
            number += 1
            _fill_measure(sheet, number, row, output)
    number += 1
    _fill_line(sheet, number, words("form.check.legend", last=last), title=False)
    sheet.print_area = f"A1:{_LETTERS[-1]}{number}"
    fit_to_page(sheet, landscape=number <= _LANDSCAPE_ROWS)


def _fill_line(sheet: Any, number: int, text: str, *, title: bool, band: bool = False) -> None:
    """Puts a text across all columns, as high as it needs."""
    sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(_COLUMNS))
    styled(put(sheet.cell(number, 1), text), head=band, title=title, across=True)
    lines = -(-width(text, 2) // sum(_COLUMNS.values()))
    sheet.row_dimensions[number].height = _LINE * max(1, lines) + (6 if title else 1)


def _fill_measure(sheet: Any, number: int, row: MeasureRow, output: Output[CheckOverview]) -> None:
    folder, words, score = output.folder, output.words, row.score
    nothing, before = words("check.no_grade"), row.before
    tier = row.attention.tier if row.attention is not None else None
    values: dict[str, object] = {
        "number": score.measure.number,
        "title": score.measure.title,
        "lead": folder.party_name(folder.lead_in(score.measure, score.year)),
        "before": (before.comparable.grade or nothing) if before is not None else None,
        "grade": score.grade or nothing,
        "score": score.score,
        "achieved": f"{score.achieved}/{score.graded}",
        "budget": row.money.budget,
        "spent": row.money.spent,
        "execution": row.money.execution,
        "status": words(f"word.{row.result.status}") if row.result is not None else None,
        "attention": words(f"form.check.mark.{tier}") if tier is not None else None,
    }
    for column, value in enumerate(values.values(), start=1):
        styled(put(sheet.cell(number, column), value), left=column <= _LEFT)
    lines = -(-width(score.measure.title, 2) // _COLUMNS["title"])
    sheet.row_dimensions[number].height = _LINE * max(1, lines) + 1
