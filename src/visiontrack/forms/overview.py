"""The first sheet of a form: how to fill it in, the sheets, and what is still empty, counted while it is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from visiontrack.formats.cells import put_text
from visiontrack.forms import grid, look, shown
from visiontrack.forms.names import quoted
from visiontrack.forms.questions import Key
from visiontrack.schema.result import WITHOUT_VALUE

if TYPE_CHECKING:
    from visiontrack.forms.look import Look
    from visiontrack.messages import Catalogue

_WIDTHS = {"A": 2, "B": 44, "C": 16, "D": 12, "E": 12, "F": 12, "G": 12, "H": 22}
_COUNTED = {"D": "actuals", "E": "projects", "F": "texts"}
_TEXTS = (("outcomes",), ("issues",), ("next",))  # as ``do`` counts them


class Filled(NamedTuple):
    """A sheet that was written: its name, its subject's title, and the address of each answer."""

    sheet: str
    title: str
    entries: Mapping[Key, str]


def write(
    sheet: Any, style: Look, words: Catalogue, section: str, year: int, filled: Sequence[Filled]
) -> None:
    """The whole overview."""
    sheet["A1"] = grid.SHEET_MARK + grid.OVERVIEW
    sheet.row_dimensions[1].hidden = True
    for column, cells in _WIDTHS.items():
        sheet.column_dimensions[column].width = cells
    row = _top(sheet, style, words, section, year)
    head = row + 1
    for column, key in zip(
        "BCDEFGH", ("measure", "status", "indicators", "projects", "texts", "total", "state"), strict=True
    ):
        cell = sheet[f"{column}{head}"]
        put_text(cell, words(f"form.overview.{key}"))
        style.head(cell)
    sheet.row_dimensions[head].height = 32
    for number, one in enumerate(filled, start=head + 1):
        _line(sheet, style, words, number, one)
    last = head + len(filled)
    _sum(sheet, style, words, head, last)
    _colours(sheet, f"H{head + 1}:H{last + 1}", head + 1)
    year_shown = shown.year(year, words)
    look.page(sheet, f"{head}:{head}", (f"{section}　{year_shown}", words("form.overview.title")), last + 1)
    sheet.print_area = f"B2:H{last + 1}"
    sheet.freeze_panes = f"A{head + 1}" if head < 16 else None
    look.protect(sheet)


def _top(sheet: Any, style: Look, words: Catalogue, section: str, year: int) -> int:
    sheet.merge_cells("B2:H2")
    put_text(sheet["B2"], words("form.overview.head", year=shown.year(year, words)))
    style.title(sheet["B2"])
    sheet.row_dimensions[2].height = 26
    put_text(sheet["B3"], words("form.overview.section", section=section))
    style.plain(sheet["B3"])
    row = 4
    for number, line in enumerate(words("form.how").split("\n"), start=1):
        row += 1
        sheet.merge_cells(f"B{row}:H{row}")
        put_text(sheet[f"B{row}"], f"{number}. {line}")
        style.plain(sheet[f"B{row}"])
        look.grow(sheet, row, look.lines_of(f"{number}. {line}", 122))
    return row + 1


def _line(sheet: Any, style: Look, words: Catalogue, row: int, one: Filled) -> None:
    name = sheet[f"B{row}"]
    put_text(name, one.title)
    name.hyperlink = Hyperlink(ref=name.coordinate, location=f"{quoted(one.sheet)}!B2")
    style.fact(name)
    name.font = Font(name=name.font.name, size=10, color="0B5394", underline="single")
    status = one.entries.get(("status",))
    sheet[f"C{row}"] = f'={quoted(one.sheet)}!{status}&""' if status is not None else None
    style.fact(sheet[f"C{row}"])
    for column, part in _COUNTED.items():
        sheet[f"{column}{row}"] = _empty(part, one, words)
        style.fact(sheet[f"{column}{row}"], number=True)
    sheet[f"G{row}"] = f"=SUM(D{row}:F{row})"
    style.fact(sheet[f"G{row}"], number=True)
    _state(sheet, style, words, row)
    look.grow(sheet, row, look.lines_of(one.title, _WIDTHS["B"] - 2))


def _state(sheet: Any, style: Look, words: Catalogue, row: int) -> None:
    done, left = words("form.overview.done"), words("form.overview.left", count='"&G' + str(row) + '&"')
    sheet[f"H{row}"] = f'=IF(G{row}=0,"{done}","{left}")'
    style.fact(sheet[f"H{row}"])


def _sum(sheet: Any, style: Look, words: Catalogue, head: int, last: int) -> None:
    row = last + 1
    put_text(sheet[f"B{row}"], words("form.overview.sum"))
    for column in "BC":
        style.fact(sheet[f"{column}{row}"])
    for column in "DEFG":
        sheet[f"{column}{row}"] = f"=SUM({column}{head + 1}:{column}{last})"
        style.fact(sheet[f"{column}{row}"], number=True)
    _state(sheet, style, words, row)
    look.grow(sheet, row, 1)
    for column in "BCDEFGH":
        cell = sheet[f"{column}{row}"]
        cell.font = Font(name=cell.font.name, size=10, bold=True)


def _empty(part: str, one: Filled, words: Catalogue) -> str | int | None:
    """A formula that counts the places still empty; None where there is nothing to fill in."""
    sheet = quoted(one.sheet)
    if part == "texts":
        places = [one.entries[key] for key in _TEXTS if key in one.entries]
        return "=" + "+".join(f"(LEN({sheet}!{place})=0)" for place in places) if places else None
    field = "value" if part == "actuals" else "text"
    keys = [key for key in one.entries if key[0] == part and key[-1] == field]
    if not keys:
        return None
    blank = f"(LEN({_range(one, keys)})=0)"
    if part == "projects":
        return f"=SUMPRODUCT({blank}*1)"
    states = _range(one, [(*key[:-1], "state") for key in keys])
    spared = "".join(f'*({states}<>"{words(f"word.{state}")}")' for state in WITHOUT_VALUE)
    return f"=SUMPRODUCT({blank}{spared})"


def _range(one: Filled, keys: Sequence[Key]) -> str:
    """The cells of one column from the first of these to the last: they stand one below the other."""
    return f"{quoted(one.sheet)}!{one.entries[keys[0]]}:{one.entries[keys[-1]]}"


def _colours(sheet: Any, place: str, first: int) -> None:
    """Finished rows green, others amber; the words say the same for print."""
    for condition, colour in ((f"$G{first}=0", "D9EAD3"), (f"$G{first}>0", "FCE5CD")):
        fill = PatternFill("solid", start_color=colour, end_color=colour)
        rule = FormulaRule(formula=[condition], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(place, rule)
