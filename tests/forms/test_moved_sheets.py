"""A measure's sheet moved into another section's workbook: taken in by its mark, or told; never lost in silence."""

from __future__ import annotations

import re
import shutil
from copy import copy

import openpyxl
import pytest

from support.forms import FARM_RESULT, Office, find, lines_changed

TITLE = "農産物のブランド化"
ITEMS = ("actuals/items", "G")
HOST = "産業振興課"


def codes(text: str) -> list[str]:
    return re.findall(r"(?:error|warning) (VT\d+)", text)


def move(office: Office, source: str = "農政課", host: str = HOST, delete: bool = True) -> None:
    """Moves the sheet with its values, marks, comments and styles, as Excel's "Move or Copy" does."""
    old_book = office.open(source)
    new_book = office.open(host)
    old, new = old_book[TITLE], new_book.create_sheet(f"{TITLE} (2)")
    for row in old.iter_rows():
        for cell in row:
            if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                moved = new.cell(cell.row, cell.column, cell.value)
                moved.number_format, moved.font = cell.number_format, copy(cell.font)
                moved.comment = copy(cell.comment)
    for merged in old.merged_cells.ranges:
        new.merge_cells(str(merged))
    new_book.save(office.book(host))
    if delete:
        del old_book[TITLE]
        old_book.save(office.book(source))


def test_moved_sheet_is_taken_in(desks: Office) -> None:
    """The form it came from is there, without its sheet."""
    desks.fill({ITEMS: 77})
    move(desks)
    ran = desks.collect()
    assert (ran.code, ran.err) == (0, "")
    assert lines_changed(FARM_RESULT, desks.result()) == (["  items: 3"], ["  items: 77"])


def test_moved_sheet_fills_what_is_empty_without_its_own_form(desks: Office) -> None:
    desks.write(FARM_RESULT.replace("  items: 3\n", "  items:\n"))
    assert desks.make("--overwrite").code == 0
    desks.fill({ITEMS: 77})
    move(desks)
    desks.book().unlink()
    ran = desks.collect()
    assert ran.code == 0 and codes(ran.err) == ["VT704"] and f"'{TITLE}' の答えとして読み" in ran.err
    assert "  items: 77\n" in desks.result()


def test_moved_sheet_does_not_overwrite_without_its_own_form(desks: Office) -> None:
    """3 in the YAML may be newer than the form, or older."""
    desks.fill({ITEMS: 77, ("outcomes", "C"): None})
    move(desks)
    desks.book().unlink()
    ran = desks.collect()
    assert ran.code == 1 and codes(ran.err) == ["VT704", "VT714", "VT714"]
    assert "いまの YAML: 3" in ran.err and "様式の値: 77" in ran.err
    assert desks.result() == FARM_RESULT


def test_moved_sheet_of_a_measure_without_results_is_taken_in(desks: Office) -> None:
    shutil.rmtree(desks.place)
    assert desks.make(year="2025").code == 0
    desks.fill({ITEMS: 77, ("status", "C"): "順調"})
    move(desks)
    desks.book().unlink()
    ran = desks.collect(year="2025")
    assert ran.code == 0, ran.err
    assert "  items: 77\n" in desks.result(year=2025) and "status: on_track" in desks.result(year=2025)


@pytest.mark.parametrize("moved_value", [77, 3])
def test_filled_sheet_wins_over_the_empty_one(desks: Office, moved_value: int) -> None:
    """Both workbooks have the sheet, and one of the two was filled in."""
    desks.fill({ITEMS: moved_value})
    move(desks, delete=False)
    desks.fill({ITEMS: 80 - moved_value})
    ran = desks.collect()
    assert (ran.code, ran.err) == (0, "")
    assert "  items: 77\n" in desks.result()


def test_two_different_answers_are_a_conflict(desks: Office) -> None:
    desks.fill({ITEMS: 77})
    move(desks, delete=False)
    desks.fill({ITEMS: 78})
    ran = desks.collect()
    assert ran.code == 1 and codes(ran.err) == ["VT715"]
    assert desks.result() == FARM_RESULT


def test_words_beside_the_cells_of_a_moved_sheet_are_told(desks: Office) -> None:
    book = desks.open()
    book[TITLE]["L5"] = "目標を見直したい"
    book.save(desks.book())
    move(desks)
    ran = desks.collect()
    assert codes(ran.err) == ["VT717"] and "目標を見直したい" in ran.err


def test_moved_sheet_of_another_year_is_an_error(desks: Office) -> None:
    place = desks.place
    desks.place = place.parent / "before"
    assert desks.make(year="2023").code == 0
    desks.fill({ITEMS: 77})
    shutil.copy(desks.book(), place / "古い.xlsx")
    desks.place = place
    move(desks, "古い")
    desks.book("古い").unlink()
    ran = desks.collect()
    assert ran.code == 1 and codes(ran.err) == ["VT704"] and "2024年度のものか分かりません" in ran.err
    assert desks.result() == FARM_RESULT


def test_moved_sheet_of_an_unknown_measure_is_an_error(desks: Office) -> None:
    desks.fill({ITEMS: 77})
    book = desks.open()
    book[TITLE]["A1"] = "visiontrack:nobody"
    book.save(desks.book())
    move(desks)
    desks.book().unlink()
    ran = desks.collect()
    assert ran.code == 1 and codes(ran.err) == ["VT703"]


def test_moved_row_of_something_that_left_the_plan_is_an_error(desks: Office) -> None:
    desks.fill({ITEMS: 77})
    book = desks.open()
    find(book[TITLE], *ITEMS).parent.cell(find(book[TITLE], *ITEMS).row, 1).value = "actuals/gone"
    book.save(desks.book())
    move(desks)
    desks.book().unlink()
    ran = desks.collect()
    assert ran.code == 1 and "VT703" in codes(ran.err)
    assert desks.result() == FARM_RESULT
