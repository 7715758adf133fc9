"""Slips in figures: below zero, ten times too much, without a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

MEASURE = "data/measures/startup-support.yaml"
RESULT = "data/results/2024/startup-support.yaml"


@pytest.mark.parametrize(
    ("line", "negative"),
    [
        ("    baseline: {year: 2019, value: 45}", "    baseline: {year: 2019, value: -45}"),
        ("    targets: {2024: 70, 2029: 90}", "    targets: {2024: -70, 2029: 90}"),
        ("        targets: {2029: 100}", "        targets: {2029: -100}"),
    ],
)
def test_a_plan_below_zero_allows_actuals_below_zero(line: str, negative: str, tmp_path: Path) -> None:
    """Net migration counts people, and is below 0 in the plan itself."""
    change = f"--- {MEASURE}\n-{line}\n+{negative}\n--- {RESULT}\n-  founders: 72\n+  founders: -72\n"
    assert not [message for message in told_after(tmp_path / "city", change) if "VT414" in message]


@pytest.mark.parametrize(
    ("last", "now", "codes"),
    [
        ("66", "660", ["VT415.above"]),
        ("66", "659", []),
        ("660", "66", ["VT415.below"]),
        ("660", "67", []),
        ("66", "6600", ["VT415.above"]),
        ("-7", "70", ["VT415.above"]),
        ("0", "72", []),
        ("66", "0", []),
    ],
)
def test_a_digit_too_many_or_too_few(last: str, now: str, codes: list[str], tmp_path: Path) -> None:
    """Ten times as much is told, a little less is not; nothing is ten times as much as nothing."""
    change = (
        f"--- {MEASURE}\n-    unit: 人\n+    unit: 点\n"
        f"--- {RESULT}\n-  founders: 72\n+  founders: {now}\n"
        f"--- data/results/2023/startup-support.yaml\n-  founders: 66\n+  founders: {last}\n"
    )
    told = told_after(tmp_path / "city", change)
    assert [one.split()[2] for one in told] == codes
    assert all(one.startswith(f"{RESULT}:12:13 ") for one in told)


def test_a_value_of_another_type_last_year_is_no_leap(tmp_path: Path) -> None:
    """``true`` for the founders of 2023 is told where it stands, and 72 is not 72 times as much."""
    file = "data/results/2023/startup-support.yaml"
    told = told_after(tmp_path / "city", f"--- {file}\n-  founders: 66\n+  founders: true\n")
    assert told == [f"{file}:9:13 error VT410.number"]


def test_a_value_says_its_own_source_where_the_indicator_has_none(tmp_path: Path) -> None:
    without = f"--- {MEASURE}\n-    source: 追跡調査\n"
    assert told_after(tmp_path / "city", without) == [
        "data/results/2023/startup-support.yaml:10:13 warning VT416",
        f"{RESULT}:14:5 warning VT416",
    ]
    with_it = (
        f"{without}--- {RESULT}\n-    was: 83\n+    was: 83\n+    source: 追跡調査\n"
        "--- data/results/2023/startup-support.yaml\n-  survival: 84\n"
    )
    assert told_after(tmp_path / "other", with_it) == []


def test_a_missing_source_is_told_where_one_was_begun(tmp_path: Path) -> None:
    change = (
        f"--- {MEASURE}\n-    source: 追跡調査\n"
        f"--- {RESULT}\n-    was: 83\n+    was: 83\n+    source:\n"
        "--- data/results/2023/startup-support.yaml\n-  survival: 84\n"
    )
    assert told_after(tmp_path / "city", change) == [f"{RESULT}:17:5 warning VT416"]


def test_leap_in_an_entry_with_a_state(tmp_path: Path) -> None:
    change = f"--- {RESULT}\n-  founders: 72\n+  founders:\n+    state: final\n+    value: 720\n"
    assert told_after(tmp_path / "city", change) == [f"{RESULT}:14:12 warning VT415.above"]


def test_nothing_at_all_is_not_below_nothing(tmp_path: Path) -> None:
    """No founders in the baseline's year and none in 2024."""
    change = (
        f"--- {MEASURE}\n-    baseline: {{year: 2019, value: 45}}\n+    baseline: {{year: 2019, value: 0}}\n"
        f"--- {RESULT}\n-  founders: 72\n+  founders: 0\n"
    )
    assert told_after(tmp_path / "city", change) == []


def test_negative_value_after_other_indicators(tmp_path: Path) -> None:
    """Points may be negative, and the founders of 2024 are not known yet; the share of survivors is a slip."""
    change = (
        f"--- {MEASURE}\n-    unit: 人\n+    unit: 点\n"
        f"--- {RESULT}\n-  founders: 72\n+  founders: {{state: unpublished}}\n@@\n-    value: 84\n+    value: -84\n"
    )
    assert told_after(tmp_path / "city", change) == [
        f"{RESULT}:14:12 warning VT414.percent",
    ]


def test_the_visions_own_values_have_a_source_too(tmp_path: Path) -> None:
    change = "--- data/vision.yaml\n-    source: 工業の統計\n"
    assert told_after(tmp_path / "city", change) == [
        "data/results/2023/vision.yaml:3:14 warning VT416",
        "data/results/2024/vision.yaml:3:14 warning VT416",
    ]
