"""Reads the rows of a plan's workbook or CSV files as people lay them out: heads of several rows, merged cells, notes."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from visiontrack.errors import WrongUse
from visiontrack.finding import Cell, Finding, Span
from visiontrack.folder.names import folded
from visiontrack.forms.cell_formats import percent_of, thousands_of
from visiontrack.forms.form_record import LISTS_SHEET
from visiontrack.forms.open_workbook import OpenedWorkbook, cell_text, excerpt, open_workbook
from visiontrack.forms.plan_columns import HELP, PlanSheet, YearColumn, column_headed, sheet_named
from visiontrack.messages import LANGUAGES, catalogue

_MOST_HEAD_ROWS, _LAST_HEAD_START = 3, 20
_NOTE = re.compile(r"[※*＊]|[(（]?(?:注|備考)(?:[\s\d:：)）.．]|$)")
_EXAMPLE = re.compile(r"[(（]?(?:例|example)[)）]?(?:[:：]|$)", re.IGNORECASE)
_NOTHING = frozenset(["", "-", "–", "—", "―", "‐", "ー", "−", "…", "未定", "未設定", "未公表", "n/a"])


class PlanCell(NamedTuple):
    """A cell's text and its place."""

    text: str
    place: Cell
    span: Span

    @property
    def empty(self) -> bool:
        """Whether nothing is entered, or a sign that says so."""
        return folded(self.text) in _NOTHING


@dataclass(slots=True)
class PlanRow:
    """A row below the head: its cells by column, and the values of years."""

    sheet: PlanSheet
    book: str
    cells: dict[str, PlanCell] = field(default_factory=dict)
    years: dict[YearColumn, PlanCell] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Returns what a column says, empty where it says nothing; beside an id ``未定`` is a name like any other."""
        cell = self.cells.get(key)
        if cell is None or (cell.empty and not (key in ("title", "name") and self.text("id"))):
            return ""
        return cell.text.strip()

    def finding(self, key: str | YearColumn, code: str, variant: str = "", **params: object) -> Finding:
        """Returns a finding about a cell of the row."""
        cell = self.years.get(key) if isinstance(key, YearColumn) else self.cells.get(key)
        cell = cell or next(iter(self.cells.values()))
        value = excerpt(cell.text)
        return Finding(
            code, self.book, cell.span, {"value": value, **params}, variant=variant, cell=cell.place
        )

    def missing(self, key: str) -> Finding:
        """Returns the finding that a column is empty which must not be."""
        titles = next(column.titles for column in self.sheet.columns if column.key == key)
        return self.finding(key, "VT742", "missing", column=" / ".join(titles[:2]))


def is_passed_over(text: str) -> bool:
    """Returns whether a row that begins with this text is taken for a note or an example, or the text for nothing."""
    text = text.strip()
    return folded(text) in _NOTHING or bool(_EXAMPLE.match(text) or _NOTE.match(text))


Grid = dict[tuple[int, int], str]


class _SheetGrid(NamedTuple):
    book: str
    title: str
    cells: Grid
    wide: frozenset[int]  # rows whose first cell is merged over several columns
    scaled: Mapping[tuple[int, int], str]  # what cells show whose format hides thousands

    def cell(self, row: int, column: int) -> PlanCell:
        address = f"{get_column_letter(column)}{row}"
        place = Cell(self.title, address)
        return PlanCell(self.cells.get((row, column), ""), place, Span(row, column, row, column + 1))


def read_plan(places: list[Path], findings: list[Finding]) -> list[PlanRow]:
    """Returns the rows of all known sheets; what is wrong or left goes to ``findings``. Raises ``WrongUse``."""
    rows: list[PlanRow] = []
    variant = ""
    for place in places:
        for grid in _grids(place, findings):
            sheet = sheet_named(grid.title)
            if sheet is None:
                if grid.cells and grid.title not in (*HELP, LISTS_SHEET):
                    findings.append(_left(grid, "sheet", Cell(grid.title)))
                continue
            variant = "rows"
            rows += _rows(grid, sheet, findings)
    if not rows and not any(finding.severity == "error" for finding in findings):
        findings.append(Finding("VT740", places[0].name, variant=variant, cell=Cell()))
    return rows


def _left(grid: _SheetGrid, variant: str, cell: Cell, span: Span | None = None, **params: object) -> Finding:
    return Finding(
        "VT741", grid.book, span or Span(), {"name": grid.title, **params}, "warning", variant, cell=cell
    )


def _grids(place: Path, findings: list[Finding]) -> Iterator[_SheetGrid]:
    if place.suffix.lower() == ".csv":
        yield _csv_grid(place)
        return
    book = open_workbook(place, place.name)
    if isinstance(book, Finding):
        findings.append(book)
        return
    for title in book.calculated:
        yield _book_grid(book, title)


def _csv_grid(place: Path) -> _SheetGrid:
    try:
        content = place.read_bytes()
    except OSError:
        raise WrongUse("import.error.cannot_read", path=str(place)) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932", "replace")
    rows = csv.reader(io.StringIO(text, newline=""))
    cells = {
        (number, column): value.removeprefix("'")
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if value.strip()
    }
    return _SheetGrid(place.name, place.stem, cells, frozenset(), {})


def _book_grid(book: OpenedWorkbook, title: str) -> _SheetGrid:
    cells: Grid = {}
    scaled: Grid = {}
    for cell in book.calculated[title].values():
        value = cell.value
        percent = None
        if isinstance(value, int | float) and not isinstance(value, bool):
            percent = percent_of(value, cell.number_format)
            if thousands := thousands_of(value, cell.number_format):
                scaled[cell.row, cell.column] = thousands.shown
        if isinstance(value, datetime.datetime):
            value = value.date().isoformat()
        text = percent.number if percent is not None else cell_text(value)
        if text.strip():
            cells[cell.row, cell.column] = text
    wide = set()
    for merged in book.typed[title].merged_cells.ranges:
        text = cells.get((merged.min_row, merged.min_col), "")
        if merged.max_col > merged.min_col:
            wide.add(merged.min_row)
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, merged.max_col + 1):
                if text:
                    cells.setdefault((row, column), text)
    return _SheetGrid(book.name, title, cells, frozenset(wide), scaled)


def _rows(grid: _SheetGrid, sheet: PlanSheet, findings: list[Finding]) -> Iterator[PlanRow]:
    head = _head(grid, sheet)
    if head is None:
        findings.append(Finding("VT740", grid.book, variant="head", cell=Cell(grid.title)))
        return
    first, columns, unknown = head
    for column in unknown:
        cell = grid.cell(first - 1, column)
        findings.append(_left(grid, "column", cell.place, cell.span, name=excerpt(cell.text)))
    for number in range(first, max((row for row, _ in grid.cells), default=0) + 1):
        texts = [grid.cells[number, column] for column in sorted(columns) if (number, column) in grid.cells]
        if not texts or _is_shipped_example(sheet, texts):
            continue
        row = PlanRow(sheet, grid.book)
        for column, meaning in columns.items():
            cell = grid.cell(number, column)
            if (formatted := grid.scaled.get((number, column))) is not None:
                params = {"value": cell.text, "shown": formatted}
                findings.append(
                    Finding("VT742", grid.book, cell.span, params, variant="shown", cell=cell.place)
                )
                cell = cell._replace(text="")
            if isinstance(meaning, YearColumn):
                row.years[meaning] = cell
            else:
                row.cells[meaning] = cell
        example, note = _EXAMPLE.match(texts[0].strip()), _NOTE.match(texts[0].strip())
        if example or note or (number in grid.wide and len(set(texts)) == 1):
            cell = grid.cell(number, min(column for at, column in grid.cells if at == number))
            variant = "example" if example else "row"
            findings.append(_left(grid, variant, cell.place, cell.span, name=excerpt(texts[0])))
            continue
        yield row


def _is_shipped_example(sheet: PlanSheet, texts: list[str]) -> bool:
    """Returns whether a row is the example that an empty workbook is handed out with, untouched."""
    examples = (catalogue(language)(f"import.example.{sheet.key}").split("|") for language in LANGUAGES)
    return any(texts == [text for text in example if text] for example in examples)


def _head(grid: _SheetGrid, sheet: PlanSheet) -> tuple[int, Mapping[int, str | YearColumn], list[int]] | None:
    """Returns the first row below the head, what each column is, and the columns that are unknown; None without a head."""
    best: tuple[int, int, Mapping[int, str | YearColumn], list[int]] | None = None
    last = max((column for _, column in grid.cells), default=0)
    for start in range(1, _LAST_HEAD_START + 1):
        for height in range(1, _MOST_HEAD_ROWS + 1):
            columns: dict[int, str | YearColumn] = {}
            unknown = []
            for column in range(1, last + 1):
                stacked = (grid.cells.get((row, column), "") for row in range(start, start + height))
                parts = tuple(dict.fromkeys(part.strip() for part in stacked if part.strip()))
                meaning = column_headed(sheet, parts) if parts else None
                if meaning is not None and meaning not in columns.values():
                    columns[column] = meaning
                elif parts:
                    unknown.append(column)
            score = len(columns)
            complete = all(key in columns.values() for key in sheet.required)
            if complete and (best is None or score > best[0]):
                best = (score, start + height, columns, unknown)
    return best[1:] if best is not None else None


def free_id(prefix: str, used: set[str]) -> str:
    """Returns the prefix with the first number that makes an id nobody has."""
    count = 1
    while f"{prefix}{count}" in used:
        count += 1
    return f"{prefix}{count}"


def as_id(text: str) -> str:
    """Returns a cell's text in half width, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()
