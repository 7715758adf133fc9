"""A table as an Excel workbook: the rows of the CSV with typed numbers, the header frozen, a filter on it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from visiontrack.formats.cells import put_number, put_text
from visiontrack.layout.width import width
from visiontrack.util.extras import require

_LEAST, _MOST = 8, 44  # columns are as wide as what is in them, within reason
_HEAD_FILL = "E8ECEF"


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """One sheet; texts, Decimals, booleans and None keep their type."""
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
        texts = [name, *(_shown(row[column - 1]) for row in rows)]
        sheet.column_dimensions[get_column_letter(column)].width = _width(texts)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(number, column), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, value: object) -> None:
    if isinstance(value, Decimal):
        put_number(cell, value)
    elif isinstance(value, bool):
        cell.value = value
    elif value is not None:
        put_text(cell, str(value))


def _shown(value: object) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _width(texts: Sequence[str]) -> float:
    return min(_MOST, max(_LEAST, *(width(text, 2) for text in texts)) + 3)
