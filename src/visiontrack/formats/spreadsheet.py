"""Tables as Excel workbooks: text stays text, numbers keep every digit, the header is frozen with a filter."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from visiontrack.evaluation.arithmetic import places_of
from visiontrack.formats.number_format import plain_number
from visiontrack.layout.width import width
from visiontrack.util.extras import require

EXACT_DIGITS = 15  # what a number in Excel keeps
_FORMULA_SIGNS = ("=", "+", "-", "@")
_LEAST_WIDTH, _MOST_WIDTH = 8, 44  # columns are as wide as what is in them, within reason
_HEAD_FILL = "E8ECEF"


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


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Returns a workbook of one sheet; texts, Decimals, booleans and None keep their type."""
    require("openpyxl")
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for column, name in enumerate(header, start=1):
        cell = sheet.cell(1, column)
        put_text(cell, name)
        cell.font = Font(name="Calibri", bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
        texts = [name, *(_printed(row[column - 1]) for row in rows)]
        sheet.column_dimensions[get_column_letter(column)].width = _column_width(texts)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(number, column), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(cell: Any, value: object) -> None:
    if isinstance(value, Decimal):
        put_number(cell, value)
    elif isinstance(value, bool):
        cell.value = value
    elif value is not None:
        put_text(cell, str(value))


def _printed(value: object) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _column_width(texts: Sequence[str]) -> float:
    return min(_MOST_WIDTH, max(_LEAST_WIDTH, *(width(text, 2) for text in texts)) + 3)
