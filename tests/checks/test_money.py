"""Amounts typed in yen where thousand yen are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import cases
from support.program import visiontrack
from support.told import told_after

RESULT = "data/results/2024/startup-support.yaml"
LAST = "data/results/2023/startup-support.yaml"
SCHOOL = "全6回を開き、120人が参加した"


def amounts(path: str, text: str, **given: str) -> str:
    lines = "".join(f"+    {key}: {value}\n" for key, value in given.items())
    return f"--- {path}\n-    text: {text}\n+    text: {text}\n{lines}"


@pytest.mark.parametrize(
    ("last", "now", "variants"),
    [
        ({"budget": "2500"}, {"budget": "2500000"}, ["8:13 warning VT415.money"]),
        ({"budget": "2500"}, {"budget": "250000"}, ["8:13 warning VT415.money"]),
        ({"budget": "2500"}, {"budget": "249999"}, []),
        ({"budget": "2500"}, {"budget": "25"}, []),
        ({"budget": "2500"}, {"budget": "0"}, []),
        ({"budget": "0"}, {"budget": "2500"}, []),
        (
            {"budget": "0", "spent": "0"},
            {"budget": "2500", "spent": "250000"},
            ["9:12 warning VT415.overspent"],
        ),
        ({}, {"budget": "2500", "spent": "249999"}, []),
        (
            {"budget": "2500", "spent": "2500"},
            {"budget": "2500", "spent": "2500000"},
            ["9:12 warning VT415.money"],
        ),
        (
            {"budget": "2500", "spent": "2500"},
            {"budget": "2.5", "spent": "2500"},
            ["9:12 warning VT415.overspent"],
        ),
    ],
)
def test_yen_for_thousand_yen_is_told_once(
    last: dict[str, str], now: dict[str, str], variants: list[str], tmp_path: Path
) -> None:
    """Against last year's amount of the same key; where that is silent, what was spent against its own budget."""
    change = amounts(RESULT, SCHOOL, **now) + amounts(LAST, "全6回を開いた", **last)
    assert told_after(tmp_path / "city", change) == [f"{RESULT}:{one}" for one in variants]


@pytest.mark.parametrize(
    ("last", "now", "says"),
    [
        (
            {"budget": "2500"},
            {"budget": "2500000"},
            "事業 'startup-school' の budget が前年度の100倍以上です（2023 年度 2500 → 2500000）",
        ),
        (
            {},
            {"budget": "25", "spent": "2500.5"},
            "事業 'startup-school' の spent 2500.5 が、budget 25 の100倍以上です",
        ),
    ],
)
def test_the_amounts_are_told(last: dict[str, str], now: dict[str, str], says: str, tmp_path: Path) -> None:
    change = amounts(RESULT, SCHOOL, **now) + amounts(LAST, "全6回を開いた", **last)
    root = cases.build(tmp_path / "city")
    cases.change(root, change)
    assert says in visiontrack("validate", "--today", "2025-08-08", root=root).out
