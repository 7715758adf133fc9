"""The first sheet of a form: how to fill it in, its sheets, and formulas that count what is still empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from visiontrack.formats.spreadsheet import put_text
from visiontrack.forms.form_layout import OVERVIEW, SHEET_MARK
from visiontrack.forms.form_questions import Key
from visiontrack.forms.indicator_table import full_year
from visiontrack.forms.sheet_writer import quoted
from visiontrack.forms.styles import Styles, lines_of, protect, set_page, start_height
from visiontrack.messages import Catalogue
from visiontrack.schema.result import WITHOUT_VALUE

_WIDTHS = {"A": 2, "B": 44, "C": 16, "D": 12, "E": 12, "F": 12, "G": 12, "H": 22}
_TITLES = {
    "B": "measure",
    "C": "status",
    "D": "indicators",
    "E": "projects",
    "F": "texts",
    "G": "total",
    "H": "state",
}
_COUNTED = {"D": "actuals", "E": "projects", "F": "texts"}
_TEXTS = (("outcomes",), ("issues",), ("next",))  # as ``do`` counts them


class WrittenSheet(NamedTuple):
    """A sheet that was written: its name, the title of its subject, and the address of each answer."""

    name: str
    title: str
    entries: Mapping[Key, str]


class OverviewSheet:
    """Writes the overview."""

    def __init__(self, sheet: Any, styles: Styles, words: Catalogue) -> None:
        self.sheet, self.styles, self.words = sheet, styles, words

    def write(self, section: str, year: int, returned: str, written_sheets: Sequence[WrittenSheet]) -> None:
        """Writes the whole overview."""
        sheet = self.sheet
        sheet["A1"] = SHEET_MARK + OVERVIEW
        sheet.row_dimensions[1].hidden = True
        for column, cells in _WIDTHS.items():
            sheet.column_dimensions[column].width = cells
        head = self._top(section, year, returned) + 1
        for column, key in _TITLES.items():
            cell = sheet[f"{column}{head}"]
            put_text(cell, self.words(f"form.overview.{key}"))
            self.styles.head(cell)
        sheet.row_dimensions[head].height = 32
        for number, written in enumerate(written_sheets, start=head + 1):
            self._line(number, written)
        last = head + len(written_sheets)
        self._sum(head, last)
        self._colours(f"H{head + 1}:H{last + 1}", head + 1)
        footer = (f"{section}　{full_year(year, self.words)}", self.words("form.overview.title"))
        set_page(sheet, f"{head}:{head}", footer, last + 1)
        sheet.print_area = f"B2:H{last + 1}"
        sheet.freeze_panes = f"A{head + 1}" if head < 16 else None
        protect(sheet)

    def _top(self, section: str, year: int, returned: str) -> int:
        """Writes the heading and the instructions; returns the row below them."""
        sheet = self.sheet
        sheet.merge_cells("B2:H2")
        put_text(sheet["B2"], self.words("form.overview.head", year=full_year(year, self.words)))
        self.styles.title(sheet["B2"])
        sheet.row_dimensions[2].height = 26
        put_text(sheet["B3"], self.words("form.overview.section", section=section))
        self.styles.plain(sheet["B3"])
        sheet.merge_cells("B4:H4")
        put_text(sheet["B4"], returned)
        self.styles.plain(sheet["B4"])
        row = 5
        for number, line in enumerate(self.words("form.how").split("\n"), start=1):
            row += 1
            sheet.merge_cells(f"B{row}:H{row}")
            put_text(sheet[f"B{row}"], f"{number}. {line}")
            self.styles.plain(sheet[f"B{row}"])
            start_height(sheet, row, lines_of(f"{number}. {line}", 122))
        return row + 1

    def _line(self, row: int, written: WrittenSheet) -> None:
        name = self.sheet[f"B{row}"]
        put_text(name, written.title)
        name.hyperlink = Hyperlink(ref=name.coordinate, location=f"{quoted(written.name)}!B2")
        self.styles.fact(name)
        name.font = Font(name=name.font.name, size=10, color="0B5394", underline="single")
        status = written.entries.get(("status",))
        self._fact(f"C{row}", f'={quoted(written.name)}!{status}&""' if status is not None else None)
        for column, part in _COUNTED.items():
            self._fact(f"{column}{row}", self._empty_count(part, written), number=True)
        self._fact(f"G{row}", f"=SUM(D{row}:F{row})", number=True)
        self._state(row)
        start_height(self.sheet, row, lines_of(written.title, _WIDTHS["B"] - 2))

    def _fact(self, place: str, value: str | None, number: bool = False) -> None:
        self.sheet[place] = value
        self.styles.fact(self.sheet[place], number=number)

    def _state(self, row: int) -> None:
        done = self.words("form.overview.done")
        left = self.words("form.overview.left", count='"&G' + str(row) + '&"')
        self._fact(f"H{row}", f'=IF(G{row}=0,"{done}","{left}")')

    def _sum(self, head: int, last: int) -> None:
        row = last + 1
        put_text(self.sheet[f"B{row}"], self.words("form.overview.sum"))
        for column in "BC":
            self.styles.fact(self.sheet[f"{column}{row}"])
        for column in "DEFG":
            self._fact(f"{column}{row}", f"=SUM({column}{head + 1}:{column}{last})", number=True)
        self._state(row)
        start_height(self.sheet, row, 1)
        for column in _TITLES:
            cell = self.sheet[f"{column}{row}"]
            cell.font = Font(name=cell.font.name, size=10, bold=True)

    def _empty_count(self, part: str, written: WrittenSheet) -> str | None:
        """Returns a formula that counts the cells still empty, or None where there is nothing to fill in."""
        entries = written.entries
        if part == "texts":
            places = [f"{quoted(written.name)}!{entries[key]}" for key in _TEXTS if key in entries]
            return "=" + "+".join(f"(LEN({place})=0)" for place in places) if places else None
        field = "value" if part == "actuals" else "text"
        keys = [key for key in entries if key[0] == part and key[-1] == field]
        if not keys:
            return None
        blank = f"(LEN({_range(written, keys)})=0)"
        if part == "projects":
            return f"=SUMPRODUCT({blank}*1)"
        states = _range(written, [(*key[:-1], "state") for key in keys])
        excused = "".join(f'*({states}<>"{self.words(f"word.{state}")}")' for state in WITHOUT_VALUE)
        return f"=SUMPRODUCT({blank}{excused})"

    def _colours(self, place: str, first: int) -> None:
        """Colours finished rows green and others amber; the words say the same for print."""
        for condition, colour in ((f"$G{first}=0", "D9EAD3"), (f"$G{first}>0", "FCE5CD")):
            fill = PatternFill("solid", start_color=colour, end_color=colour)
            rule = FormulaRule(formula=[condition], fill=fill)  # type: ignore[no-untyped-call]
            self.sheet.conditional_formatting.add(place, rule)


def _range(written: WrittenSheet, keys: Sequence[Key]) -> str:
    """Returns the cells of one column from the first of these to the last: they stand one below the other."""
    return f"{quoted(written.name)}!{written.entries[keys[0]]}:{written.entries[keys[-1]]}"
