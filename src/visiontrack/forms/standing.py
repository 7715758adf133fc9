"""Where things stand on a form that came back: which sheet is whose, which row and column is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from visiontrack.finding import Cell, Finding, Span
from visiontrack.forms import grid
from visiontrack.forms.cell import stored_text
from visiontrack.forms.opening import MOST_COLUMNS, MOST_ROWS
from visiontrack.yaml.characters import masked

if TYPE_CHECKING:
    from visiontrack.forms.opening import Book

_CORNER = 12


class At(NamedTuple):
    """A cell of a form (or without address a sheet), for findings."""

    book: str
    cell: Cell
    span: Span = Span()

    def finding(self, code: str, variant: str = "", **params: object) -> Finding:
        return Finding(code, self.book, self.span, params, variant=variant, cell=self.cell)

    def warning(self, code: str, variant: str = "", **params: object) -> Finding:
        return Finding(code, self.book, self.span, params, "warning", variant, cell=self.cell)


@dataclass(slots=True)
class Sheet:
    """A sheet of a form as it now stands: rows and columns by their marks."""

    book: str
    typed: Any
    calculated: Mapping[str, Any]
    rows: dict[str, list[int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def whole(self) -> At:
        return At(self.book, Cell(masked(self.typed.title)))

    def at(self, row: int, column: int) -> At:
        address = self.typed.cell(row, column).coordinate
        return At(self.book, Cell(masked(self.typed.title), address), Span(row, column, row, column + 1))


def sheets(book: Book) -> dict[str, list[Sheet]]:
    """The sheets of a form by what they are about, however they are now named and ordered."""
    found: dict[str, list[Sheet]] = {}
    for typed in book.typed.worksheets:
        sheet = marked(book.name, typed, book.calculated.get(typed.title, {}))
        if sheet is not None:
            found.setdefault(sheet[0], []).append(sheet[1])
    return found


def marked(name: str, typed: Any, calculated: Mapping[str, Any] | None = None) -> tuple[str, Sheet] | None:
    """What a sheet is about by its mark, with its rows and columns; None of one that is none of a form."""
    corner = _corner(typed)
    if corner is None:
        return None
    id_, row, column = corner
    sheet = Sheet(name, typed, calculated or {})
    _map(sheet, row, column)
    return id_, sheet


def _corner(typed: Any) -> tuple[str, int, int] | None:
    """What the mark of a sheet says, and where it stands."""
    for row in typed.iter_rows(max_row=min(_CORNER, typed.max_row), max_col=min(_CORNER, typed.max_column)):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith(grid.SHEET_MARK):
                return cell.value.removeprefix(grid.SHEET_MARK), cell.row, cell.column
    return None


def _map(sheet: Sheet, row: int, column: int) -> None:
    rows, columns = min(sheet.typed.max_row, MOST_ROWS), min(sheet.typed.max_column, MOST_COLUMNS)
    for number in range(row + 1, rows + 1):
        mark = sheet.typed.cell(number, column).value
        if isinstance(mark, str):
            sheet.rows.setdefault(stored_text(mark), []).append(number)
    for number in range(column + 1, columns + 1):
        mark = sheet.typed.cell(row, number).value
        if isinstance(mark, str) and mark in grid.COLUMNS:
            sheet.columns.setdefault(mark, number)
