"""Where each answer stands on a sheet, when the form is made and when it comes back.

A hidden first column names each row and a hidden first row each column, so that an answer is found again after
rows were sorted or inserted and the sheet was renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from visiontrack.finding import Cell, Finding, Span
from visiontrack.forms.form_questions import Key
from visiontrack.forms.open_workbook import MOST_COLUMNS, MOST_ROWS, OpenedWorkbook, stored_text
from visiontrack.yaml.characters import masked

COLUMNS = "BCDEFGHIJK"
LAST = COLUMNS[-1]
SHEET_MARK = "visiontrack:"
OVERVIEW = "_overview"  # no id of a measure
_FIELDS = {
    "actuals": {"value": "G", "state": "H", "source": "I", "comment": "J", "as_of": "K"},
    "projects": {"status": "F", "budget": "G", "spent": "H", "text": "J"},
    "programs": {"told": "C", "used": "J"},
    "contributions": {"who": "B", "text": "F"},
    "self_evaluation": {"grade": "C", "text": "E"},
}
_SINGLE = "C"
_FUNDING, _FUNDING_LENGTH = "funding", 4  # ("projects", project, "funding", program)
_FUNDING_COLUMN = "H"
_CORNER = 12  # rows and columns in which the mark of a sheet is looked for


def row_mark(key: Key) -> str:
    """Returns the mark in the hidden column for the row an answer stands in."""
    return "/".join(key if len(key) in (1, _FUNDING_LENGTH) else key[:-1])


def column_of(key: Key) -> str:
    """Returns the column of an answer, as it was when the form was made."""
    if len(key) == _FUNDING_LENGTH:
        return _FUNDING_COLUMN
    return _SINGLE if len(key) == 1 else _FIELDS[key[0]][key[-1]]


def is_key(key: Key) -> bool:
    """Returns whether an answer can have this key: the hidden sheet of a form may have been tampered with."""
    if len(key) == 1:
        return key[0] in ("status", "context", "outcomes", "issues", "next", "internal")
    if len(key) == _FUNDING_LENGTH:
        return key[0] == "projects" and key[2] == _FUNDING
    if key[0] not in _FIELDS or key[-1] not in _FIELDS[key[0]]:
        return False
    if key[0] == "contributions":
        return len(key) == 3 and key[1].isascii() and key[1].isdigit() and len(key[1]) <= 4
    return len(key) == (2 if key[0] == "self_evaluation" else 3)


class CellPosition(NamedTuple):
    """A cell of a workbook, or a sheet (a cell without address), or the workbook (a cell without sheet)."""

    workbook: str
    cell: Cell
    span: Span = Span()

    def error(self, code: str, variant: str = "", **params: object) -> Finding:
        return Finding(code, self.workbook, self.span, params, variant=variant, cell=self.cell)

    def warning(self, code: str, variant: str = "", **params: object) -> Finding:
        return Finding(code, self.workbook, self.span, params, "warning", variant, cell=self.cell)


@dataclass(slots=True)
class FormSheet:
    """A sheet of a form as it came back. ``rows`` and ``columns`` are numbers by mark; a mark may stand twice."""

    workbook: str
    typed: Any
    calculated: Mapping[str, Any]
    rows: dict[str, list[int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def position(self) -> CellPosition:
        return CellPosition(self.workbook, Cell(masked(self.typed.title)))

    def position_of(self, row: int, column: int) -> CellPosition:
        cell = Cell(masked(self.typed.title), self.typed.cell(row, column).coordinate)
        return CellPosition(self.workbook, cell, Span(row, column, row, column + 1))


def sheets_by_subject(book: OpenedWorkbook) -> dict[str, list[FormSheet]]:
    """Returns the sheets of a form by the id of their subject, however they are now named and ordered."""
    sheets: dict[str, list[FormSheet]] = {}
    for typed in book.typed.worksheets:
        marked = marked_sheet(book.name, typed, book.calculated.get(typed.title, {}))
        if marked is not None:
            sheets.setdefault(marked[0], []).append(marked[1])
    return sheets


def marked_sheet(
    workbook: str, typed: Any, calculated: Mapping[str, Any] | None = None
) -> tuple[str, FormSheet] | None:
    """Returns the id of a sheet's subject, and the sheet; None when it has no mark of a form."""
    corner = _corner(typed)
    if corner is None:
        return None
    id_, row, column = corner
    sheet = FormSheet(workbook, typed, calculated or {})
    _map_rows_and_columns(sheet, row, column)
    return id_, sheet


def _corner(typed: Any) -> tuple[str, int, int] | None:
    """Returns the id in the mark of a sheet, and the row and column of the mark."""
    for row in typed.iter_rows(max_row=min(_CORNER, typed.max_row), max_col=min(_CORNER, typed.max_column)):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith(SHEET_MARK):
                return cell.value.removeprefix(SHEET_MARK), cell.row, cell.column
    return None


def _map_rows_and_columns(sheet: FormSheet, row: int, column: int) -> None:
    rows, columns = min(sheet.typed.max_row, MOST_ROWS), min(sheet.typed.max_column, MOST_COLUMNS)
    for number in range(row + 1, rows + 1):
        mark = sheet.typed.cell(number, column).value
        if isinstance(mark, str):
            sheet.rows.setdefault(stored_text(mark), []).append(number)
    for number in range(column + 1, columns + 1):
        mark = sheet.typed.cell(row, number).value
        if isinstance(mark, str) and mark in COLUMNS:
            sheet.columns.setdefault(mark, number)
