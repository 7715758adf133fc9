"""The styles of a form: fonts, colours, borders, heights of rows, and the page it is printed on."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from visiontrack.layout.width import width
from visiontrack.messages import Language

FONTS: dict[Language, str] = {"ja": "游ゴシック", "en": "Calibri"}
LINE_HEIGHT = 15.5  # points, at size 10
MOST_HEIGHT = 400  # Excel allows 409
_INK, _FAINT, _LINK = "1F2933", "5B6670", "0B5394"
_ENTRY, _HEAD, _BAND, _ALERT = "FFF8DC", "E8ECEF", "2F4858", "B45309"
_THIN = Side(style="thin", color="9AA5B1")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
A4 = 9
# Points: what the margins leave of an A4 page on its side, and a column's unit of width.
_PAGE_WIDTH, _PAGE_HEIGHT, _COLUMN_POINTS = 784, 505, 5.3
_STRETCH = 1.3
_MOST_FOOTER = 55  # Excel takes 255 characters for all parts of a footer together


class Styles:
    """The styles of cells, in the font of one language."""

    def __init__(self, language: Language) -> None:
        self._name = FONTS[language]

    def _font(self, **more: Any) -> Font:
        return Font(**{"name": self._name, "size": 10, "color": _INK, **more})

    def title(self, cell: Any) -> None:
        cell.font = self._font(size=16, bold=True)
        cell.alignment = Alignment(vertical="center", wrap_text=True)

    def plain(self, cell: Any, faint: bool = False) -> None:
        cell.font = self._font(color=_FAINT if faint else _INK)
        cell.alignment = Alignment(vertical="center", wrap_text=True)

    def link(self, cell: Any) -> None:
        cell.font = self._font(color=_LINK, underline="single")
        cell.alignment = Alignment(vertical="center", wrap_text=True)

    def band(self, cell: Any) -> None:
        """Styles the heading of a part of the sheet."""
        cell.font = self._font(size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_BAND)
        cell.alignment = Alignment(horizontal="left", vertical="center", indent=1)

    def head(self, cell: Any) -> None:
        """Styles the title of a column or a row."""
        cell.font = self._font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.border = _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def fact(self, cell: Any, number: bool = False) -> None:
        """Styles a cell that is only read."""
        cell.font = self._font()
        cell.border = _BOX
        side = "right" if number else "left"
        cell.alignment = _indented(cell, side, "center")

    def hint(self, cell: Any) -> None:
        """Styles a reminder."""
        cell.font = self._font(bold=True, color=_ALERT)
        cell.alignment = Alignment(vertical="center", indent=1)

    def entry(self, cell: Any, number: bool = False, centred: bool = False) -> None:
        """Styles a cell to fill in."""
        cell.font = self._font()
        cell.fill = PatternFill("solid", fgColor=_ENTRY)
        cell.border = _BOX
        cell.protection = Protection(locked=False)
        side = "right" if number else "center" if centred else "left"
        upright = "center" if number or centred else "top"
        if centred:
            cell.alignment = Alignment(horizontal="center", vertical=upright, wrap_text=True)
        else:
            cell.alignment = _indented(cell, side, upright)


def _indented(cell: Any, side: str, upright: str) -> Alignment:
    """Returns an alignment a little off the border. LibreOffice ignores that for a number in a cell that wraps."""
    wrap = side != "right" or cell.data_type == "s"
    return Alignment(horizontal=side, vertical=upright, wrap_text=wrap, indent=1)


class GrowingRow(RowDimension):
    """A row with a height to start from: since it is not marked as custom, Excel makes it taller as text is typed."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name is openpyxl's
        return False


def start_height(sheet: Any, row: int, lines: int) -> None:
    """Sets the height a row starts from."""
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=_height(lines))


def add_note(cell: Any, text: str | None) -> None:
    """Adds a comment that opens when the pointer rests on the cell, if there is a text."""
    if text:
        lines = lines_of(text, 36)
        cell.comment = Comment(text, "visiontrack", height=24 + 18 * lines, width=260)


def lines_of(text: str, cells: float) -> int:
    """Returns how many lines a text takes in a column of that many characters."""
    return sum(max(1, math.ceil(width(line, 2) * 1.08 / cells)) for line in text.split("\n"))


def rows_for(lines: int) -> int:
    """Returns how many rows a text of that many lines takes: one row can only be so high, and what is below is cut."""
    return math.ceil((LINE_HEIGHT * lines + 5) / MOST_HEIGHT)


def _height(lines: int) -> float:
    """Returns the height of that many lines, in points."""
    return min(MOST_HEIGHT, LINE_HEIGHT * lines + 5)


def set_page(
    sheet: Any, titles: str, footer: tuple[str, str], last: int, second_page: int | None = None
) -> None:
    """Sets A4 landscape, fitted to the width, with the title rows on each page and page numbers below.

    A sheet that is a little too long (``last`` is its last row) is still printed on one page; the second page of a
    longer one starts with the row ``second_page``, so that its last rows do not stand alone.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    fits = _pages(sheet, last) <= _STRETCH
    sheet.page_setup.fitToHeight = 1 if fits else 0
    if second_page is not None and not fits:
        sheet.row_breaks.append(Break(id=second_page - 1))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = titles
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35
    left, centre = (text[:_MOST_FOOTER].replace("&", "&&") for text in footer)
    sheet.oddFooter.left.text = left
    sheet.oddFooter.center.text = centre
    sheet.oddFooter.right.text = "&P / &N"
    sheet.sheet_view.showGridLines = False


def _pages(sheet: Any, last: int) -> float:
    """Returns how many pages the rows up to ``last`` take when the columns fill the width of a page."""
    columns = sum(column.width for column in sheet.column_dimensions.values() if not column.hidden)
    rows = sum(sheet.row_dimensions[row].height or LINE_HEIGHT for row in range(2, last + 1))
    return float(rows / _PAGE_HEIGHT * min(1.0, _PAGE_WIDTH / (columns * _COLUMN_POINTS)))


def protect(sheet: Any) -> None:
    """Protects all but the cells to fill in; rows and columns can still be made larger. There is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False
