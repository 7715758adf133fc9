"""見え消し: what was struck out in a form is no answer any more."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from support.forms import FARM_RESULT, Office, find, lines_changed

TITLE = "農産物のブランド化"
ITEMS = ("actuals/items", "G")
OUTCOMES = ("outcomes", "C")
STRUCK, PLAIN = InlineFont(strike=True), InlineFont(b=True)


def codes(text: str) -> list[str]:
    return re.findall(r"((?:error|warning) VT\d+)", text)


def type_in(office: Office, place: tuple[str, str], value: Any, struck: bool = False) -> str:
    """Types a value, struck out as a whole or not; returns the cell's address."""
    book = office.open()
    cell = find(book[TITLE], *place)
    cell.value = value
    font = copy(cell.font)
    font.strike = struck
    cell.font = font
    book.save(office.book())
    return str(cell.coordinate)


@pytest.mark.parametrize(
    "runs",
    [
        (TextBlock(STRUCK, "31品目に"), TextBlock(PLAIN, "33品目に"), "届いた。"),
        ("33品目に", TextBlock(STRUCK, "到達"), TextBlock(PLAIN, "届いた。")),
    ],
)
def test_struck_run_is_left_out_with_a_warning(desk: Office, runs: tuple[Any, ...]) -> None:
    address = type_in(desk, OUTCOMES, CellRichText(*runs))
    ran = desk.collect()
    assert ran.code == 0 and codes(ran.err) == ["warning VT720"]
    assert f"[{TITLE}] {address}: warning VT720 取り消し線の付いた文は取り込みません" in ran.err
    assert lines_changed(FARM_RESULT, desk.result()) == (["  31品目に届いた。"], ["  33品目に届いた。"])


def test_run_with_a_font_of_its_own_is_not_struck_with_the_cell(desk: Office) -> None:
    """A first part without a font takes that of the cell; the others do not."""
    type_in(desk, OUTCOMES, CellRichText("旧い文。", TextBlock(PLAIN, "新しい文。")), struck=True)
    ran = desk.collect()
    assert ran.code == 0 and "'旧い文。'" in ran.err
    assert "outcomes: |\n  新しい文。\n" in desk.result()


def test_struck_out_text_empties_the_value_with_a_warning(desk: Office) -> None:
    """The text is the one the form came with, all of it struck out."""
    type_in(desk, OUTCOMES, "31品目に届いた。", struck=True)
    ran = desk.collect()
    assert ran.code == 0 and codes(ran.err) == ["warning VT720"]
    assert "outcomes:\n" in desk.result() and "31品目" not in desk.result()


@pytest.mark.parametrize(
    ("place", "value", "struck"),
    [
        (ITEMS, 3, True),
        (ITEMS, 72, True),
        (ITEMS, CellRichText(TextBlock(STRUCK, "72"), TextBlock(PLAIN, "75")), False),
        (("projects/tea", "G"), "1,500", True),
        (("status", "C"), "遅れ", True),
        (("next", "C"), CellRichText(TextBlock(STRUCK, "拡充"), TextBlock(PLAIN, "継続")), False),
    ],
)
def test_struck_number_or_choice_is_an_error(
    desk: Office, place: tuple[str, str], value: Any, struck: bool
) -> None:
    address = type_in(desk, place, value, struck)
    ran = desk.collect()
    assert ran.code == 1 and codes(ran.err) == ["error VT720"] and f" {address}: " in ran.err
    assert desk.result() == FARM_RESULT


def test_parts_in_bold_or_red_are_no_change(desk: Office) -> None:
    """Only a strikethrough says that something is gone; an empty cell with one says nothing."""
    parts = CellRichText("31品目に", TextBlock(InlineFont(color="FFFF0000"), "届いた。"))
    type_in(desk, OUTCOMES, parts)
    type_in(desk, ("projects/taro", "G"), None, struck=True)
    ran = desk.collect()
    assert (ran.code, ran.err) == (0, "") and desk.result() == FARM_RESULT
