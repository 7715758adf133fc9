"""What stands on the sheets of a form beside the answers.

It is recorded when the form is made, with the marks of its row and column. What a section has written there since
cannot be taken in, but it is told (VT717): it may be what it wanted to say most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from visiontrack.forms import record, standing
from visiontrack.forms.cell import excerpt, plain
from visiontrack.forms.opening import MOST_COLUMNS, MOST_ROWS
from visiontrack.forms.record import Beside
from visiontrack.forms.standing import At, Sheet

if TYPE_CHECKING:
    from visiontrack.finding import Finding
    from visiontrack.forms.opening import Book

_FORMULA = "="  # what it comes to changes with every answer


class _Found(NamedTuple):
    """Something to read, and where it now stands; ``says`` is what people see of it."""

    beside: Beside
    says: str
    at: At


def recorded(sheet: Any, answers: Collection[str]) -> frozenset[Beside]:
    """What a sheet just written shows beside its answers, which stand at these addresses."""
    marked = standing.marked("", sheet)
    assert marked is not None
    return frozenset(one.beside for one in _all(marked[1], answers))


def added(sheet: Sheet, answers: Collection[str], known: Set[Beside]) -> Iterator[Finding]:
    """What was not there when the form was made."""
    for one in _all(sheet, answers):
        if one.beside not in known:
            variant = "note" if one.beside.kind == "note" else ""
            yield one.at.warning("VT717", variant, text=excerpt(one.says))


def added_sheets(book: Book) -> Iterator[Finding]:
    """Sheets that are none of the form's own and hold something to read."""
    for typed in book.typed.worksheets:
        if typed.title in (record.SHEET, record.LISTS) or standing.marked(book.name, typed) is not None:
            continue
        sheet = Sheet(book.name, typed, book.calculated.get(typed.title, {}))
        first = next(_all(sheet, ()), None)
        if first is not None:
            yield sheet.whole().warning("VT717", "sheet", text=excerpt(first.says))


def _all(sheet: Sheet, answers: Collection[str]) -> Iterator[_Found]:
    rows = {number: mark for mark, numbers in sheet.rows.items() for number in numbers}
    columns = {number: mark for mark, number in sheet.columns.items()}
    for (row, column), cell in _cells(sheet.typed):
        place = rows.get(row, ""), columns.get(column, "")
        said = _said(sheet, cell) if cell.coordinate not in answers else ""
        if said:
            text = _FORMULA if cell.data_type == "f" else said
            yield _Found(Beside("text", *place, text), said, sheet.at(row, column))
        if cell.comment is not None and (said := plain(cell.comment.text)):
            yield _Found(Beside("note", *place, said), said, sheet.at(row, column))


def _cells(typed: Any) -> list[tuple[tuple[int, int], Any]]:
    """The cells that there are: openpyxl's own loops make the empty ones between them, too."""
    within = (one for one in typed._cells.items() if one[0][0] <= MOST_ROWS and one[0][1] <= MOST_COLUMNS)
    return sorted(within, key=lambda one: one[0])


def _said(sheet: Sheet, cell: Any) -> str:
    shown = sheet.calculated.get(cell.coordinate) if cell.data_type == "f" else None
    return plain(shown.value if shown is not None else cell.value)
