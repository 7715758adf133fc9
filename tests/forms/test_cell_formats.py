"""Cells whose number format shows something else than they hold: thousands, per cent, and amounts that look wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest

from support.forms import FARM_BEFORE, FARM_RESULT, Office, find
from visiontrack.forms.cell_formats import shows_value, thousands_of

TITLE = "農産物のブランド化"
BUDGET, SPENT = ("projects/tea", "G"), ("projects/tea", "H")
OUTCOMES = ("outcomes", "C")


def codes(text: str) -> list[str]:
    return re.findall(r"((?:error|warning) VT\d+)", text)


def type_in(office: Office, place: tuple[str, str], value: Any, number_format: str) -> str:
    """Types a value in a cell with a format; returns the cell's address."""
    book = office.open()
    cell = find(book[TITLE], *place)
    cell.value, cell.number_format = value, number_format
    book.save(office.book())
    return str(cell.coordinate)


@pytest.mark.parametrize(
    ("number_format", "value", "shown", "number"),
    [
        ("#,##0,", 5_000_000, "5,000", "5000"),
        ("#,##0,,", 5_000_000_000, "5,000", "5000"),
        ("0.0,", 1_360_500, "1360.5", "1360.5"),
        ('#,##0,"千円"', 5_000_400, "5,000", "5000.4"),
        ("#,##0,;[Red]-#,##0,", 5_000_000, "5,000", "5000"),
        ("#,##0,.0", 1500, "1.5", "1.5"),
        ("_ * #,##0,_ ;_ * -#,##0,_ ", 5_000_000, "5,000", "5000"),
        ("[>=1000000]#,##0,,;#,##0", 5_000_000, "5", "5"),
    ],
)
@pytest.mark.parametrize("place", [BUDGET, ("actuals/sales", "G")])
def test_thousands_by_format_are_an_error(
    desk: Office, place: tuple[str, str], number_format: str, value: int, shown: str, number: str
) -> None:
    address = type_in(desk, place, value, number_format)
    ran = desk.collect()
    assert ran.code == 1 and codes(ran.err) == ["error VT709"] and f" {address}: " in ran.err
    assert f"{value} が {shown.replace('1360', '1,360')} と表示" in ran.err and f"'{number}'" in ran.err
    assert desk.result() == FARM_RESULT


@pytest.mark.parametrize(
    "number_format",
    [
        "#,##0",
        '0"千円"',
        '#,##0"千円"',
        "0",
        '#,##0", 千円"',
        "#,##0_,",
        "#,##0.00",
        "#,##0;▲#,##0",
        "General",
    ],
)
def test_format_with_a_unit_is_taken_in(desk: Office, number_format: str) -> None:
    type_in(desk, BUDGET, 1500, number_format)
    ran = desk.collect()
    assert (ran.code, ran.err) == (0, "") and "budget: 1500\n" in desk.result()


def test_zero_shows_as_zero_in_thousands() -> None:
    assert thousands_of(0, "#,##0,") is None and thousands_of(-5000, "#,##0,;-#,##0") is None


def test_budget_in_yen_beside_unchanged_spending_is_told(desk: Office) -> None:
    """Nothing of last year to compare with."""
    desk.write(FARM_BEFORE.replace("    budget: 1300\n", ""), year=2023)
    desk.fill({BUDGET: 1_400_000})
    ran = desk.collect()
    assert (
        codes(ran.err) == ["warning VT719"] and "執行額の100倍以上です（1,400,000 千円、執行額は " in ran.err
    )
    assert "'1400'" in ran.err and ran.code == 0


def test_both_amounts_in_yen_are_told_by_the_data(desk: Office) -> None:
    desk.write(FARM_BEFORE.replace("    budget: 1300\n    spent: 1250\n", ""), year=2023)
    desk.fill({BUDGET: 1_400_000, SPENT: 1_360_500})
    ran = desk.collect()
    assert codes(ran.err) == ["warning VT719"] * 2 and ran.err.count("いまの YAML の値の100倍以上です") == 2


def test_first_spending_of_a_new_budget_is_not_told(desk: Office) -> None:
    desk.fill({("projects/taro", "G"): 5000, ("projects/taro", "H"): 5})
    assert desk.collect().err == ""


def test_negative_amount_is_told(desk: Office) -> None:
    desk.fill({BUDGET: -1400, SPENT: "▲20"})
    ran = desk.collect()
    assert (
        ran.code == 0 and codes(ran.err) == ["warning VT719"] * 2 and "負の数です（-1,400 千円）" in ran.err
    )
    assert "budget: -1400\n" in desk.result()


def test_text_cell_that_shows_per_cent_is_an_error(desk: Office) -> None:
    address = type_in(desk, OUTCOMES, 0.85, "0%")
    ran = desk.collect()
    assert ran.code == 1 and codes(ran.err) == ["error VT721"] and f" {address}: " in ran.err
    assert "0.85 が入っていますが、85% と表示" in ran.err
    assert desk.result() == FARM_RESULT


@pytest.mark.parametrize(
    ("value", "number_format", "same"),
    [
        (0.85, "General", True),
        (0.85, "@", True),
        (0.85, "0.00", True),
        (1200, "#,##0_ ", True),
        (0.85, "0.0%", False),
        (0.85, "0.0", False),
        (5_000_000, "#,##0,", False),
        (3, '0"件"', False),
        (3, ";;;", False),
        (5, "000", False),
        ("文", "General", True),
        ("文", "#,##0;-#,##0;0;_ @_ ", True),
        ("山田", '@"様"', False),
        ("文", ";;;", False),
    ],
)
def test_text_is_what_its_cell_shows(value: float | str, number_format: str, same: bool) -> None:
    assert shows_value(value, number_format) == same
