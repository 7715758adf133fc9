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
