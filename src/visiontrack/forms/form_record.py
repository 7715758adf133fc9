"""The hidden sheet of a form: what the form was made from, so that only what has changed since is read back.

It also records every text and comment that a sheet shows beside its answers, with the marks of their rows and columns.
What a section writes there cannot be stored in the data, but it is reported (VT717): it may be what mattered most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from visiontrack.finding import Finding
from visiontrack.folder.model import Folder
from visiontrack.formats.spreadsheet import put_text
from visiontrack.forms.form_layout import CellPosition, FormSheet, is_key, marked_sheet
from visiontrack.forms.form_questions import Key, tidy
from visiontrack.forms.form_subjects import FormSubject
from visiontrack.forms.open_workbook import (
    MOST_COLUMNS,
    MOST_ROWS,
    OpenedWorkbook,
    cell_text,
    excerpt,
    stored_text,
)
from visiontrack.yaml.characters import masked

RECORD_SHEET = "_visiontrack"
LISTS_SHEET = "_lists"
FORM_SCHEMA = "visiontrack.form/1"
_MOST_ROWS = 50_000
_FORMULA = "="  # recorded for every formula: its value changes with every answer


class FixedCell(NamedTuple):
    """A ``text`` or a ``note`` (a comment) that the form came with, by the marks of its row and column."""

    kind: str
    row: str
    column: str
    text: str


@dataclass(slots=True)
class FormSource:
    """One results file as it was when the form was made.

    ``id`` is the mark of its sheet: the subject's id, and of a sheet that asks of a part of it ``id/party``.
    ``places`` holds the address of each answer, ``base`` the value that its cell started with.
    """

    id: str
    path: str
    digest: str
    sheet: str
    places: dict[Key, str] = field(default_factory=dict)
    base: dict[Key, str] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The id of the measure, or ``vision``."""
        return self.id.partition("/")[0]


@dataclass(slots=True)
class FormRecord:
    """What a form records of itself; ``fixed_cells`` are those of each sheet, by the id of its subject.

    ``municipality`` is the code of the city and ``plan`` the first year of its plan; empty in forms of old.
    """

    form: str
    version: str
    year: int
    section: str
    municipality: str = ""
    plan: str = ""
    sources: dict[str, FormSource] = field(default_factory=dict)
    fixed_cells: dict[str, set[FixedCell]] = field(default_factory=dict)


def city_and_plan(folder: Folder) -> tuple[str, str]:
    """Returns whose form it is: the code of the municipality and the first year of the plan."""
    return folder.vision.municipality.code, str(folder.vision.period.start)


def write_record(sheet: Any, record: FormRecord) -> None:
    """Fills the hidden sheet; every cell in it is text."""
    rows = [
        ("form", record.form, record.version),
        ("year", str(record.year)),
        ("section", record.section),
        ("city", record.municipality, record.plan),
        *(row for source in record.sources.values() for row in _source_rows(source)),
        *((cell.kind, id_, *cell[1:]) for id_, cells in record.fixed_cells.items() for cell in sorted(cells)),
    ]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                put_text(sheet.cell(number, column), text)
    sheet.sheet_state = "veryHidden"


def _source_rows(source: FormSource) -> Iterator[tuple[str, ...]]:
    yield "file", source.id, source.path, source.digest, source.sheet
    for key, place in source.places.items():
        yield "cell", source.id, "/".join(key), place, source.base.get(key, "")


def read_record(sheet: Any) -> FormRecord | None:
    """Returns the record of a form, or None when the sheet holds none."""
    record = FormRecord("", "", 0, "")
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=5, values_only=True):
        texts = [stored_text(value) for value in row] + [""] * (5 - len(row))
        if not _read_row(record, texts):
            return None
    return record if record.form and record.year else None


def _read_row(record: FormRecord, texts: list[str]) -> bool:
    word, first, second, third, fourth = texts[:5]
    if word == "form":
        record.form, record.version = first, second
    elif word == "year" and first.isascii() and first.isdigit() and len(first) == 4:
        record.year = int(first)
    elif word == "section":
        record.section = first
    elif word == "city":
        record.municipality, record.plan = first, second
    elif word == "file":
        record.sources[first] = FormSource(first, second, third, masked(fourth))
    elif word == "cell" and first in record.sources and is_key(tuple(second.split("/"))):
        key = tuple(second.split("/"))
        record.sources[first].places[key] = third
        if fourth:
            record.sources[first].base[key] = fourth
    elif word in ("text", "note"):
        record.fixed_cells.setdefault(first, set()).add(FixedCell(word, second, third, tidy(fourth)))
    else:
        return not any(texts)
    return True


def source_of(subject: FormSubject, sheet: str, places: Mapping[Key, str], mark: str = "") -> FormSource:
    """Returns what to record of a subject whose sheet was written."""
    base = {key: tidy(value) for key, value in subject.values.items() if key in places}
    return FormSource(mark or subject.id, subject.path, subject.digest, sheet, dict(places), base)


def fixed_cells(sheet: Any, answers: Collection[str]) -> set[FixedCell]:
    """Returns what a sheet just written shows beside its answers, which stand at these addresses."""
    marked = marked_sheet("", sheet)
    assert marked is not None
    return {cell for cell, _, _ in _cells_beside(marked[1], answers)}


def extra_cells(sheet: FormSheet, answers: Collection[str], recorded: Set[FixedCell]) -> Iterator[Finding]:
    """Yields a warning for each text and comment that was not there when the form was made."""
    for cell, text, position in _cells_beside(sheet, answers):
        if cell not in recorded:
            yield position.warning("VT717", "note" if cell.kind == "note" else "", text=excerpt(text))


def extra_sheets(book: OpenedWorkbook) -> Iterator[Finding]:
    """Yields a warning for each sheet that is not the form's own and holds a text or a comment."""
    for typed in book.typed.worksheets:
        if typed.title in (RECORD_SHEET, LISTS_SHEET) or marked_sheet(book.name, typed) is not None:
            continue
        sheet = FormSheet(book.name, typed, book.calculated.get(typed.title, {}))
        for _, text, _ in _cells_beside(sheet, ()):
            yield sheet.position.warning("VT717", "sheet", text=excerpt(text))
            break


def _cells_beside(
    sheet: FormSheet, answers: Collection[str]
) -> Iterator[tuple[FixedCell, str, CellPosition]]:
    """Yields each text and comment beside the answers, what people read there, and its position."""
    rows = {number: mark for mark, numbers in sheet.rows.items() for number in numbers}
    columns = {number: mark for mark, number in sheet.columns.items()}
    for (row, column), cell in _filled_cells(sheet.typed):
        marks = rows.get(row, ""), columns.get(column, "")
        text = _visible_text(sheet, cell) if cell.coordinate not in answers else ""
        if text:
            recorded = _FORMULA if cell.data_type == "f" else text
            yield FixedCell("text", *marks, recorded), text, sheet.position_of(row, column)
        if cell.comment is not None and (note := cell_text(cell.comment.text)):
            yield FixedCell("note", *marks, note), note, sheet.position_of(row, column)


def _filled_cells(typed: Any) -> list[tuple[tuple[int, int], Any]]:
    """Returns the cells that exist, by row and column. openpyxl's own loops create the empty ones between them."""
    cells = ((at, cell) for at, cell in typed._cells.items() if at[0] <= MOST_ROWS and at[1] <= MOST_COLUMNS)
    return sorted(cells, key=lambda item: item[0])


def _visible_text(sheet: FormSheet, cell: Any) -> str:
    calculated = sheet.calculated.get(cell.coordinate) if cell.data_type == "f" else None
    return cell_text(calculated.value if calculated is not None else cell.value)
