"""Numbers through Excel's floats and back: what was typed is what arrives."""

from __future__ import annotations

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visiontrack.forms.form_questions import Question, same_answer
from visiontrack.forms.open_workbook import cell_text, stored_text
from visiontrack.forms.sheet_answers import cell_answer

NUMBER = Question(("actuals", "x", "value"), "number", "値")
TEXT = Question(("outcomes",), "text", "成果")


def read(value: Any, question: Question = NUMBER) -> Any:
    cell = SimpleNamespace(value=value, data_type="n", number_format="General")
    return cell_answer(cell, cell, question)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (120.0, "120"),
        (0.1 + 0.2, "0.3"),
        (-1234.5, "-1234.5"),
        (1e15, "1000000000000000"),
        (123456789.12345678, "123456789.123457"),
        (1e-7, "0.0000001"),
        ("１２０．５", "120.5"),
        ("1,200", "1200"),
        ("▲3", "-3"),
        (" 7 ", "7"),
    ],
)
def test_numbers_are_what_excel_shows(typed: object, written: str) -> None:
    assert read(typed) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=3))
def test_any_number_of_fifteen_digits_survives(typed: Decimal) -> None:
    if len(typed.as_tuple().digits) > 15:
        return
    back = read(float(typed))
    assert Decimal(back) == typed and "E" not in back.upper()
    assert same_answer(NUMBER.key, "number", format(typed, "f"), back)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_stay_whole(typed: int) -> None:
    assert read(typed) == str(typed) == read(float(typed)).replace("-0", "0")


@given(st.text(st.sampled_from("あa1 _x0041\n=@"), max_size=20))
def test_text_comes_back_without_its_ends(typed: str) -> None:
    escaped = typed.replace("_x", "_x005F_x")
    assert read(escaped, TEXT) == (typed.rstrip() if typed.strip() else None)


def test_characters_office_spells_out_are_read() -> None:
    assert stored_text("a_x000D_b_x005F_x0041_") == "a\rb_x0041_"


def test_fact_reads_the_same_after_excel_saved_it() -> None:
    """Else an untouched form would seem to have been written on."""
    for written, saved in ((Decimal("1360.50"), 1360.5), (Decimal("9000"), 9000), ("a\r\nb ", "a\nb")):
        assert cell_text(written) == cell_text(saved)
    assert cell_text(datetime.datetime(2026, 9, 1)) == "2026-09-01"
    assert cell_text(10**400) == "1" + "0" * 400
