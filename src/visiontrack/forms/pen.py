"""Writes one sheet of a form, row by row: what to read, what to fill in, and where each answer stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from visiontrack.formats.cells import EXACT_DIGITS, digits_of, number_format, put_number, put_text
from visiontrack.forms import grid
from visiontrack.forms.look import Look, grow, lines_of, note
from visiontrack.forms.names import quoted
from visiontrack.forms.questions import Choice, Key, Question
from visiontrack.forms.values import tidy

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue

MOST_TEXT = 32_000  # characters; Excel's cells hold 32,767
_BOUND = "999999999999999"
_PROMPT, _PROMPT_TITLE = 250, 30


class Lists:
    """The hidden sheet that holds the words of the drop-downs, one column for each list."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._known: dict[tuple[Choice, ...], str] = {}

    def reference(self, choices: tuple[Choice, ...]) -> str:
        """The range with the labels of these choices."""
        if choices not in self._known:
            column = len(self._known) + 1
            for row, choice in enumerate(choices, start=1):
                put_text(self._sheet.cell(row, column), choice.label)
            letter = self._sheet.cell(1, column).column_letter
            place = f"{quoted(self._sheet.title)}!${letter}$1:${letter}${len(choices)}"
            self._known[choices] = place
        return self._known[choices]


class Pen:
    """One sheet being written. ``entries`` tells the address of each answer."""

    def __init__(
        self,
        sheet: Any,
        look: Look,
        lists: Lists,
        words: Catalogue,
        questions: Sequence[Question],
        values: Mapping[Key, str],
    ) -> None:
        self.sheet, self.look, self.words = sheet, look, words
        self.questions = {one.key: one for one in questions}
        self.values = values
        self.entries: dict[Key, str] = {}
        self.row = 1
        self._lists = lists
        self._rules: dict[str, DataValidation] = {}

    def cell(self, column: str, end: str | None = None) -> Any:
        """A cell of the current row, merged up to the column ``end``."""
        if end is not None and end != column:
            self.sheet.merge_cells(f"{column}{self.row}:{end}{self.row}")
        return self.sheet[f"{column}{self.row}"]

    def down(self, mark: str | None = None) -> None:
        """To the next row; ``mark`` is what the hidden column says of it."""
        self.row += 1
        if mark is not None:
            self.sheet[f"A{self.row}"] = mark

    def band(self, text: str, more: str = "") -> None:
        """The heading of a part."""
        self.down()
        self.sheet.row_dimensions[self.row].height = 8
        self.down()
        cell = self.cell(grid.FIRST, grid.LAST)
        put_text(cell, f"{text}　{more}" if more else text)
        self.look.band(cell)
        self.sheet.row_dimensions[self.row].height = 20

    def heads(self, heads: Mapping[str, tuple[str, str | None]]) -> None:
        """A row of column titles, each with the note that explains it."""
        self.down()
        lines = 2
        for span, (text, more) in heads.items():
            column, _, end = span.partition(":")
            cell = self.cell(column, end or None)
            put_text(cell, text)
            self.look.head(cell)
            self._frame(column, end)
            note(cell, more)
            if not end:
                lines = max(lines, lines_of(text, self.sheet.column_dimensions[column].width))
        grow(self.sheet, self.row, lines)

    def head(self, column: str, text: str, more: str | None = None) -> None:
        cell = self.cell(column)
        put_text(cell, text)
        self.look.head(cell)
        note(cell, more)

    def fact(
        self, column: str, value: str | Decimal | None, end: str | None = None, right: bool = False
    ) -> None:
        """Something to read only; a number stays one."""
        cell = self.cell(column, end)
        if isinstance(value, Decimal):
            right = put_number(cell, value) or right
        elif value is not None:
            put_text(cell, value)
        self.look.fact(cell, right)
        self._frame(column, end)

    def entry(self, key: Key, end: str | None = None) -> None:
        """The cell for an answer, with what is known already and the rule for what may be typed."""
        question = self.questions[key]
        column = grid.column_of(key)
        cell = self.cell(column, end)
        self.look.entry(cell, question.kind == "number", question.kind == "choice" and end != "E")
        self._frame(column, end, entry=True)
        value = self.values.get(key)
        if question.kind == "text" and value is not None and len(tidy(value)) > MOST_TEXT:
            put_text(cell, self.words("form.too_long"))
            self.look.fact(cell)
            cell.protection = Protection(locked=True)
            return
        _put(cell, question, value)
        if question.kind != "text":
            self._rule(question).add(cell)
        self.entries[key] = cell.coordinate

    def _frame(self, column: str, end: str | None, entry: bool = False) -> None:
        """The style of every cell of a merged one, or its border has gaps."""
        if end:
            first, *others = self.sheet[f"{column}{self.row}:{end}{self.row}"][0]
            for cell in others:
                cell.border = copy(first.border)
                if entry:
                    cell.protection = copy(first.protection)

    def tall(self, *texts: tuple[str | None, float], least: int = 1) -> None:
        """The height of the row, for texts in columns of that many characters."""
        lines = max([least, *(lines_of(text, cells) for text, cells in texts if text)])
        grow(self.sheet, self.row, lines)

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


def _put(cell: Any, question: Question, value: str | None) -> None:
    if question.kind == "text":
        cell.number_format = "@"
        if value is not None:
            put_text(cell, tidy(value))
    elif question.kind == "choice":
        labels = {one.value: one.label for one in question.choices}
        if value is not None:
            put_text(cell, labels.get(value, value))
    else:
        if question.key[0] == "projects":
            cell.number_format = number_format(Decimal(value or 0))
        if value is not None and digits_of(Decimal(value)) > EXACT_DIGITS:
            put_text(cell, value)
        elif value is not None:
            cell.value = Decimal(value)
