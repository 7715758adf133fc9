"""What a section writes beside the cells to fill in: never taken in, and never dropped without a word."""

from __future__ import annotations

import re
import shutil
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from support import sound
from support.forms import FARM, FARM_RESULT, Office, find

TITLE = "農産物のブランド化"


def reported(text: str) -> list[str]:
    return re.findall(r"^農政課.xlsx (\[.*?\] ?\w*): warning VT717", text, re.MULTILINE)


def write(desk: Office, change: Any) -> None:
    book = openpyxl.load_workbook(desk.book())
    change(book)
    book.save(desk.book())


def test_text_outside_the_answers_is_reported(desk: Office) -> None:
    """A wish about a target, a number typed over a locked one, a memo below everything."""

    def change(book: Any) -> None:
        sheet = book[TITLE]
        find(sheet, "actuals/sales", "F").value = "目標は100に直してください"
        find(sheet, "actuals/sales", "D").value = 12
        sheet["B60"] = "課長メモ"
        sheet["L3"] = "欄外"
        book["一覧"]["B20"] = "よろしくお願いします"

    desk.fill({("actuals/items", "G"): 9})
    write(desk, change)
    ran = desk.collect()
    row = find(desk.open()[TITLE], "actuals/sales", "F").row
    cells = [f"[{TITLE}] {cell}" for cell in ("L3", f"D{row}", f"F{row}", "B60")]
    assert reported(ran.err) == ["[一覧] B20", *cells]
    assert "'目標は100に直してください'" in ran.err and "'課長メモ'" in ran.err and "'12'" in ran.err
    assert ran.code == 0 and "  items: 9\n" in desk.result()


def test_a_comment_on_a_cell_is_told(desk: Office) -> None:
    """Also on an answer's cell; the notes that the form itself brings are nobody's."""

    def change(book: Any) -> None:
        find(book[TITLE], "actuals/sales", "G").comment = Comment("速報です\n8月に確定", "課長")

    write(desk, change)
    ran = desk.collect()
    assert len(reported(ran.err)) == 1 and "コメントは取り込みません: '速報です 8月に確定'" in ran.err
    assert desk.result() == FARM_RESULT


def test_added_sheet_is_reported_once(desk: Office) -> None:
    def change(book: Any) -> None:
        book.create_sheet("Sheet1")
        sheet = book.create_sheet("連絡")
        sheet["B3"], sheet["B4"] = "遅れてすみません", "来週送ります"

    write(desk, change)
    ran = desk.collect()
    assert reported(ran.err) == ["[連絡]"] and "加えたシートは取り込みません: '遅れてすみません'" in ran.err


def test_form_older_than_the_plan_is_compared_with_its_record(desk: Office) -> None:
    """Titles, targets and last year's values have changed in the YAML since: nobody wrote anything into the form."""
    sound.write(
        desk.root,
        "data/measures/farm-brand.yaml",
        FARM.replace("name: 販売額", "name: 売上").replace("2029: 130.5", "2029: 200"),
    )
    ran = desk.collect()
    assert (ran.code, ran.err) == (0, "")


def test_form_in_another_language_is_compared_with_its_record(desk: Office) -> None:
    shutil.rmtree(desk.place)
    assert desk.make("--lang", "en").code == 0
    assert desk.collect().err == ""


def test_rows_that_were_moved_bring_their_texts_along(desk: Office) -> None:
    """Two indicators sorted the other way round; a value typed over another one is still seen."""

    def swap(book: Any) -> None:
        sheet = book[TITLE]
        rows = [find(sheet, f"actuals/{indicator}", "A").row for indicator in ("sales", "items")]
        for column in "ABCDEFGHIJ":
            first, second = (sheet[f"{column}{row}"] for row in rows)
            first.value, second.value = second.value, first.value

    write(desk, swap)
    assert desk.collect().err == ""
    write(desk, lambda book: setattr(find(book[TITLE], "actuals/items", "D"), "value", 80.5))
    assert len(reported(desk.collect().err)) == 1


def test_where_rows_are_gone_only_that_is_told(desk: Office) -> None:
    """What stood beside the lost answers would follow from it."""
    write(desk, lambda book: setattr(find(book[TITLE], "actuals/items", "A"), "value", None))
    assert "VT717" not in desk.collect().err


def test_a_pasted_table_hides_no_error(desk: Office) -> None:
    """At most fifty findings of a form are listed; what stops the form is among them."""

    def change(book: Any) -> None:
        for column in range(13, 43):
            book[TITLE].cell(2, column).value = book[TITLE].cell(3, column).value = "表"

    desk.fill({("next", "C"): "がんばる"})
    write(desk, change)
    ran = desk.collect()
    assert ran.code == 1 and "error VT710" in ran.err and ran.err.count("VT717") == 49


def test_form_without_a_record_of_its_texts(desk: Office) -> None:
    """Nothing can be told of it, so nothing is."""

    def change(book: Any) -> None:
        for row in book["_visiontrack"].iter_rows():
            if row[0].value in ("text", "note"):
                for cell in row:
                    cell.value = None
        book["一覧"]["A1"] = None

    write(desk, change)
    assert desk.collect().err == ""
