"""Writes one sheet of a form, row by row: texts to read, cells to fill in, and the address of each answer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from visiontrack.formats.spreadsheet import EXACT_DIGITS, digits_of, number_format, put_number, put_text
from visiontrack.forms.form_layout import LAST, column_of
from visiontrack.forms.form_questions import Choice, Key, Question, tidy
from visiontrack.forms.styles import Styles, add_note, lines_of, start_height
from visiontrack.messages import Catalogue

MOST_TEXT = 32_000  # characters; Excel's cells hold 32,767
MOST_SHEET_NAME = 31  # UTF-16 units, as Excel counts
_SHORT_NAME = 20  # longer tabs hide their neighbours
_SHEET_SIGNS = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_EXCEL_NAMES = frozenset(["history", "履歴"])  # Excel keeps them for itself
_BOUND = "999999999999999"
_PROMPT, _PROMPT_TITLE = 250, 30


def sheet_name(title: str, others: Iterable[str]) -> str:
    """Returns a measure's title as the name of a sheet: short, and different from the ``others``."""
    base = _CONTROL.sub("", title).translate(_SHEET_SIGNS).strip() or "_"
    if len(base) > _SHORT_NAME:
        base = base[: _SHORT_NAME - 1] + "…"
    used = {name.casefold() for name in others} | _EXCEL_NAMES
    number = 1
    name = _shortened(base, "")
    while name.casefold() in used:
        number += 1
        name = _shortened(base, f"({number})")
    return name


def _shortened(base: str, end: str) -> str:
    while len((base + end).encode("utf-16-le")) // 2 > MOST_SHEET_NAME:
        base = base[:-1]
    return base + end


def quoted(sheet: str) -> str:
    """Returns the name of a sheet as a formula refers to it."""
    return "'" + sheet.replace("'", "''") + "'"


class ChoiceLists:
    """The hidden sheet that holds the labels of the drop-downs, one column for each list."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._ranges: dict[tuple[Choice, ...], str] = {}

    def reference(self, choices: tuple[Choice, ...]) -> str:
        """Returns the range with the labels of these choices, which is written at first use."""
        if choices not in self._ranges:
            column = len(self._ranges) + 1
            for row, choice in enumerate(choices, start=1):
                put_text(self._sheet.cell(row, column), choice.label)
            letter = self._sheet.cell(1, column).column_letter
            self._ranges[choices] = f"{quoted(self._sheet.title)}!${letter}$1:${letter}${len(choices)}"
        return self._ranges[choices]


class SheetWriter:
    """One sheet being written; ``row`` is the current row, ``entries`` the address of each answer so far."""

    def __init__(
        self,
        sheet: Any,
        styles: Styles,
        lists: ChoiceLists,
        words: Catalogue,
        questions: Sequence[Question],
        values: Mapping[Key, str],
    ) -> None:
        self.sheet, self.styles, self.words = sheet, styles, words
        self.questions = {question.key: question for question in questions}
        self.values = values
        self.entries: dict[Key, str] = {}
        self.row = 1
        self._lists = lists
        self._rules: dict[str, DataValidation] = {}

    def cell(self, column: str, end: str | None = None, rows: int = 1) -> Any:
        """Returns a cell of the current row, merged up to the column ``end`` and over this many rows."""
        if (end is not None and end != column) or rows > 1:
            self.sheet.merge_cells(f"{column}{self.row}:{end or column}{self.row + rows - 1}")
        return self.sheet[f"{column}{self.row}"]

    def next_row(self, mark: str | None = None) -> None:
        """Goes to the next row and writes its ``mark`` into the hidden column."""
        self.row += 1
        if mark is not None:
            self.sheet[f"A{self.row}"] = mark

    def band(self, text: str, explanation: str = "") -> None:
        """Writes the heading of a part."""
        self.next_row()
        self.sheet.row_dimensions[self.row].height = 8
        self.next_row()
        cell = self.cell("B", LAST)
        put_text(cell, f"{text}　{explanation}" if explanation else text)
        self.styles.band(cell)
        self.sheet.row_dimensions[self.row].height = 20

    def column_titles(self, titles: Mapping[str, tuple[str, str | None]]) -> None:
        """Writes a row of column titles, each with the note that explains it; a key is "B" or "B:E"."""
        self.next_row()
        lines = 2
        for span, (title, note) in titles.items():
            column, _, end = span.partition(":")
            cell = self.cell(column, end or None)
            put_text(cell, title)
            self.styles.head(cell)
            self._frame(column, end)
            add_note(cell, note)
            if not end:
                lines = max(lines, lines_of(title, self.sheet.column_dimensions[column].width))
        start_height(self.sheet, self.row, lines)

    def row_title(self, column: str, title: str, note: str | None = None) -> None:
        """Writes the title of a row, with the note that explains it."""
        cell = self.cell(column)
        put_text(cell, title)
        self.styles.head(cell)
        add_note(cell, note)

    def fact(
        self,
        column: str,
        value: str | Decimal | None,
        end: str | None = None,
        right: bool = False,
        rows: int = 1,
    ) -> None:
        """Writes a value that is only read; a number stays a number."""
        cell = self.cell(column, end, rows)
        if isinstance(value, Decimal):
            right = put_number(cell, value) or right
        elif value is not None:
            put_text(cell, value)
        self.styles.fact(cell, right)
        self._frame(column, end, rows=rows)

    def entry(self, key: Key, end: str | None = None, rows: int = 1) -> None:
        """Writes the cell for an answer, with the present value and the rule for what may be typed."""
        question = self.questions[key]
        column = column_of(key)
        cell = self.cell(column, end, rows)
        self.styles.entry(cell, question.kind == "number", question.kind == "choice" and end != "E")
        self._frame(column, end, entry=True, rows=rows)
        value = self.values.get(key)
        if question.kind == "text" and value is not None and len(tidy(value)) > MOST_TEXT:
            put_text(cell, self.words("form.too_long"))
            self.styles.fact(cell)
            cell.protection = Protection(locked=True)
            return
        _put_value(cell, question, value)
        if question.kind != "text":
            self._rule(question).add(cell)
        self.entries[key] = cell.coordinate

    def _frame(self, column: str, end: str | None, entry: bool = False, rows: int = 1) -> None:
        """Copies the style to every cell of a merged one; without that its border has gaps."""
        if end:
            block = self.sheet[f"{column}{self.row}:{end}{self.row + rows - 1}"]
            first, *others = (cell for row in block for cell in row)
            for cell in others:
                cell.border = copy(first.border)
                if entry:
                    cell.protection = copy(first.protection)

    def fit_height(self, *texts: tuple[str | None, float], least: int = 1, rows: int = 1) -> None:
        """Makes rows high enough for texts in columns of that many characters, or for ``least`` lines.

        The current row is the last of them then.
        """
        lines = max([least, *(lines_of(text, cells) for text, cells in texts if text)])
        for number in range(rows):
            start_height(self.sheet, self.row + number, math.ceil(lines / rows))
        self.row += rows - 1

    def _rule(self, question: Question) -> DataValidation:
        numeric = question.kind == "number"
        place = "" if numeric else self._lists.reference(question.choices)
        if place not in self._rules:
            kind = "number" if numeric else "choice"
            if numeric:
                rule = DataValidation("decimal", formula1=f"-{_BOUND}", formula2=_BOUND, operator="between")
            else:
                rule = DataValidation("list", formula1=place)
            rule.allow_blank = True
            rule.showErrorMessage = rule.showInputMessage = True
            rule.errorTitle = self.words(f"form.rule.{kind}.title")[:_PROMPT_TITLE]
            rule.error = self.words(f"form.rule.{kind}.error")[:_PROMPT]
            rule.prompt = self.words(f"form.rule.{kind}.prompt")[:_PROMPT]
            self.sheet.add_data_validation(rule)
            self._rules[place] = rule
        return self._rules[place]


def _put_value(cell: Any, question: Question, value: str | None) -> None:
    if question.kind == "text":
        cell.number_format = "@"
        if value is not None:
            put_text(cell, tidy(value))
    elif question.kind == "choice":
        labels = {choice.value: choice.label for choice in question.choices}
        if value is not None:
            put_text(cell, labels.get(value, value))
    else:
        if question.key[0] in ("projects", "programs"):
            cell.number_format = number_format(Decimal(value or 0))
        if value is not None and digits_of(Decimal(value)) > EXACT_DIGITS:
            put_text(cell, value)
        elif value is not None:
            cell.value = Decimal(value)
