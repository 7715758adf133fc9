"""Periods of indicators: forward, within what holds them, and one after the other where one replaces another."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

FOOD = "data/measures/local-food.yaml"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            f"--- {FOOD}\n-    period: {{start: 2021, end: 2023}}\n+    period: {{start: 2023, end: 2021}}\n",
            [f"{FOOD}:31:32 error VT401"],
        ),
        (
            "--- data/vision.yaml\n-    source: 工業の統計\n"
            "+    source: 工業の統計\n+    period: {start: 2029, end: 2020}\n",
            ["data/vision.yaml:23:32 error VT401"],
        ),
    ],
)
def test_an_indicators_period_runs_forward(change: str, told: list[str], tmp_path: Path) -> None:
    assert told_after(tmp_path / "city", change) == told


@pytest.mark.parametrize(
    "left_out",
    [
        "    period: {start: 2021, end: 2023}\n",  # of the replaced one: the measure's then, to 2029
        "    period: {start: 2024, end: 2029}\n",  # of the one that replaces it: the measure's then, from 2021
    ],
)
def test_an_indicator_without_a_period_lasts_as_long_as_its_measure(left_out: str, tmp_path: Path) -> None:
    told = told_after(tmp_path / "city", f"--- {FOOD}\n-{left_out}")
    assert len([one for one in told if "VT309" in one]) == 1
    assert f"{FOOD}:2" in told[0]


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("", []),
        ("+    period: {start: 2020, end: 2023}\n", ["data/results/2024/vision.yaml:3:3 error VT404"]),
    ],
)
def test_the_visions_own_values_are_of_years_its_indicators_have(
    period: str, told: list[str], tmp_path: Path
) -> None:
    change = f"--- data/vision.yaml\n-    source: 工業の統計\n+    source: 工業の統計\n{period}"
    assert told_after(tmp_path / "city", change) == told


def test_nor_of_a_year_outside_the_vision(tmp_path: Path) -> None:
    change = "--- data/results/2019/vision.yaml\n+year: 2019\n+actuals:\n+  shipments: 1480\n"
    assert told_after(tmp_path / "city", change) == ["data/results/2019/vision.yaml:1:7 error VT402.earlier"]
