"""Tables as Excel workbooks: text stays text, numbers keep every digit, the header is frozen with a filter."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from visiontrack.evaluation.arithmetic import places_of
from visiontrack.formats.number_format import plain_number
from visiontrack.layout.width import width

EXACT_DIGITS = 15  # what a number in Excel keeps
_FORMULA_SIGNS = ("=", "+", "-", "@")
_LEAST_WIDTH, _MOST_WIDTH = 8, 44  # columns are as wide as what is in them, within reason
_HEAD_FILL = "E8ECEF"
_LINE_COLOUR = "9AA5AE"


def put_text(cell: Any, text: str) -> None:
    """Put a text into a cell: no sign makes it a formula, and no ``_x000D_`` in it becomes a line end."""
    cell.value = text.replace("_x", "_x005F_x") if "_x" in text else text
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def put_number(cell: Any, value: Decimal) -> bool:
    """Put a number into a cell with the places it is written with; as text where Excel would lose digits of it."""
    if digits_of(value) > EXACT_DIGITS:
        put_text(cell, plain_number(value))
        return False
    cell.value = value
    cell.number_format = number_format(value)
    return True


def digits_of(value: Decimal) -> int:
    """Returns how many significant digits are written."""
    return len(value.as_tuple().digits)


def number_format(value: Decimal) -> str:
    """Returns Excel's format with thousands separators and the places that are written."""
    places = places_of(value)
    return "#,##0" + ("." + "0" * places if places else "")


def saved(book: Any) -> bytes:
    """Returns a workbook as the bytes of its file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fill_table(sheet: Any, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Fills a sheet with a table; texts, Decimals, booleans and None keep their type."""
    for column, name in enumerate(header, start=1):
        styled(put(sheet.cell(1, column), name), head=True, box=False)
        texts = [name, *(_printed(row[column - 1]) for row in rows)]
        sheet.column_dimensions[get_column_letter(column)].width = _column_width(texts)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            put(sheet.cell(number, column), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    fit_to_page(sheet, landscape=True, pages=0)
    sheet.print_title_rows = "1:1"


def fit_to_page(sheet: Any, landscape: bool, pages: int = 1) -> None:
    """Makes a sheet print on A4, as wide as the paper and on so many pages (0: as many as it takes)."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.print_options.horizontalCentered = True


def styled(
    cell: Any,
    *,
    head: bool = False,
    title: bool = False,
    left: bool = False,
    across: bool = False,
    box: bool = True,
) -> Any:
    """Styles a cell of a printed table: a heading, a title, a text to the left, or a text across all columns."""
    if head or title:
        cell.font = Font(name="Calibri", bold=True, size=14 if title else 11)
    if head:
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
    if not box:
        return cell
    number = isinstance(cell.value, (int, float, Decimal)) and not isinstance(cell.value, bool)
    side = "left" if left or across else "right" if number else "center"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=not number)
    if not across:
        line = Side(style="thin", color=_LINE_COLOUR)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    return cell


def put(cell: Any, value: object) -> Any:
    """Puts a value into a cell as what it is, and returns the cell."""
    if isinstance(value, Decimal):
        put_number(cell, value)
    elif isinstance(value, bool):
        cell.value = value
    elif value is not None:
        put_text(cell, str(value))
    return cell


def _printed(value: object) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _column_width(texts: Sequence[str]) -> float:
    return min(_MOST_WIDTH, max(_LEAST_WIDTH, *(width(text, 2) for text in texts)) + 3)
