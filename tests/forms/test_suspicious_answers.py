"""Answers that are taken in but look like slips: the section is asked, not stopped."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest

from support.forms import FARM_RESULT, Office, find

TITLE = "農産物のブランド化"


def reported(text: str) -> list[str]:
    return re.findall(r"warning (VT\d+)", text)


@pytest.fixture
def new(desk: Office) -> Office:
    """The form of a year that has no results yet."""
    shutil.rmtree(desk.place)
    assert desk.make("--lead", "farm-policy", year="2025").code == 0
    return desk


def test_untouched_status_beside_results_is_reported(new: Office) -> None:
    new.fill({("actuals/items", "G"): 5, ("projects/tea", "J"): "体験50回", ("projects/taro", "G"): 900})
    ran = new.collect(year="2025")
    sheet = new.open()[TITLE]
    cells = re.findall(r"\] (\w+): warning VT718", ran.err)
    assert cells == [find(sheet, "status", "C").coordinate, find(sheet, "projects/tea", "F").coordinate]
    assert (
        "実施状況が「未着手」のままです" in ran.err
        and "実施内容（狭山茶の体験） が書かれていますが" in ran.err
    )
    assert ran.code == 0 and "  items: 5\n" in new.result(year=2025)
    assert new.collect(year="2025").err == ""


@pytest.mark.parametrize(
    "answers",
    [
        {("projects/tea", "G"): 1400, ("projects/taro", "G"): 900, ("internal", "C"): "7月に始める"},
        {("status", "C"): "順調", ("actuals/items", "G"): 5},
        {("status", "C"): "順調", ("projects/tea", "F"): "完了", ("projects/tea", "H"): 1300},
    ],
)
def test_budget_alone_is_not_reported(new: Office, answers: dict[Any, Any]) -> None:
    new.fill(answers)
    assert new.collect(year="2025").err == ""


def test_unreadable_status_is_reported_once(new: Office) -> None:
    new.fill({("status", "C"): "まずまず", ("actuals/items", "G"): 5})
    assert re.findall(r"(?:error|warning) (VT\d+)", new.collect(year="2025").err) == ["VT710"]


def test_amount_in_yen_is_reported_with_a_suggestion(desk: Office) -> None:
    """Last year's budget of the tea project was 1,300 thousand yen; the taro project had none last year."""
    desk.fill(
        {
            ("projects/tea", "G"): 1_400_000,
            ("projects/taro", "G"): 900,
            ("projects/taro", "H"): "870,000",
        }
    )
    ran = desk.collect()
    assert reported(ran.err) == ["VT719", "VT719"]
    assert "前年度の100倍以上です（1,400,000 千円、前年度は 1,300 千円）" in ran.err and "'1400'" in ran.err
    assert "予算額の100倍以上です（870,000 千円、予算額は 900 千円）" in ran.err and "'870'" in ran.err
    assert ran.code == 0 and "budget: 1400000\n" in desk.result()


def test_plausible_large_amount_is_not_reported(desk: Office) -> None:
    desk.fill({("projects/tea", "G"): 129_999, ("projects/tea", "H"): 0})
    ran = desk.collect()
    assert (ran.code, ran.err) == (0, "") and desk.result() != FARM_RESULT
