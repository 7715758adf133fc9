"""What a broken part of a file would have changed is not told as a second mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

OLD_MARKET = "data/measures/old-market.yaml"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("period: {start: 2020, end: 2022}", []),
        # Without the period that ends with the section, the project would be led by one that is gone.
        ("periodq: {start: 2020, end: 2022}", [f"{OLD_MARKET}:10:5 error VT201 → period"]),
        ("period: 2020", [f"{OLD_MARKET}:10:13 error VT204.mapping_keys"]),
    ],
)
def test_a_projects_broken_period(line: str, told: list[str], tmp_path: Path) -> None:
    change = (
        f"--- {OLD_MARKET}\n-indicators:\n+projects:\n+  - id: stage\n+    title: 舞台\n+    lead: farm-policy\n"
        f"+    {line}\n+indicators:\n"
    )
    assert told_after(tmp_path / "city", change) == told


def test_a_broken_last_grade_leaves_no_bounded_one_last(tmp_path: Path) -> None:
    change = "--- data/vision.yaml\n-      - {grade: C, label: 遅れ}\n+      - {grad: C, label: 遅れ}\n"
    told = told_after(tmp_path / "city", change)
    assert {one.split()[0] for one in told} == {"data/vision.yaml:43:10"}
    assert all(one.split()[2].startswith("VT20") for one in told)


@pytest.mark.parametrize(
    "slip",
    [
        # The rules that hold from the start are broken, those that follow are not.
        "  - since: 2020年\n",
        "  - sinse: 2020\n",
    ],
)
def test_unreadable_first_rules_leave_no_gap(slip: str, tmp_path: Path) -> None:
    later = (
        "  - since: 2025\n    basis: pace\n    target_rule: final\n    decrease: target_over_actual\n"
        "    roll_up: mean\n    cap: 100\n    attention_below: 80\n    grades:\n      - {grade: A, label: 達成}\n"
    )
    added = "".join(f"+{one}\n" for one in later.splitlines())
    sound = f"--- data/vision.yaml\n-revisions:\n{added}+revisions:\n"
    assert told_after(tmp_path / "city", sound) == []
    broken = f"{sound}@@\n-  - since: 2020\n+{slip}"
    told = told_after(tmp_path / "other", broken)
    assert told
    assert all(" VT2" in one for one in told)


def test_a_section_whose_id_is_miswritten_is_no_unknown_actor(tmp_path: Path) -> None:
    """The council names a section where actors belong; with that section's id broken, only this is told."""
    named = "--- data/vision.yaml\n-  members: [chamber-of-commerce, farm-coop]\n+  members: [farm-policy]\n"
    assert [one.split()[2] for one in told_after(tmp_path / "city", named)] == ["VT302.actor"]
    broken = f"{named}--- data/actors/city.yaml\n-  - id: farm-policy\n+  - id: Farm-Policy\n"
    assert told_after(tmp_path / "other", broken) == ["data/actors/city.yaml:9:9 error VT208 → farm-policy"]


def test_a_measure_whose_period_is_mistyped_may_have_ended(tmp_path: Path) -> None:
    """The morning market ended with 2022, so no results are missed; nor are they while that cannot be read."""
    ended = (
        "--- data/results/2023/old-market.yaml\n--- data/results/2024/old-market.yaml\n"
        f"--- {OLD_MARKET}\n-period: {{start: 2020, end: 2024}}\n+KEY: {{start: 2020, end: 2022}}\n"
    )
    assert told_after(tmp_path / "city", ended.replace("KEY", "period")) == []
    assert told_after(tmp_path / "other", ended.replace("KEY", "periodq")) == [
        f"{OLD_MARKET}:5:1 error VT201 → period"
    ]


@pytest.mark.parametrize("cap", ["100", "百"])
def test_unreadable_scale_leaves_grades_unknown(cap: str, tmp_path: Path) -> None:
    """From 2024 on the city grades S and T; a slip in those rules leaves the older ones, which have neither."""
    rules = (
        "  - since: 2024\n    basis: achievement\n    target_rule: final\n    decrease: target_over_actual\n"
        f"    roll_up: mean\n    cap: {cap}\n    attention_below: 0\n    grades:\n"
        "      - {grade: S, label: 達成, at_least: 100}\n      - {grade: T, label: 未達成}\n"
    )
    change = (
        "--- data/vision.yaml\n-revisions:\n"
        + "".join(f"+{one}\n" for one in rules.splitlines())
        + "+revisions:\n--- data/results/2024/startup-support.yaml\n-  grade: A\n+  grade: S\n"
    )
    told = told_after(tmp_path / "city", change)
    assert [one.split()[2][:5] for one in told] == ([] if cap == "100" else ["VT205"])


def test_nothing_is_held_against_a_vision_that_ends_before_it_begins(tmp_path: Path) -> None:
    """The revision of local-food rests on another decision; that waits until the vision's years are right."""
    undone = "--- data/measures/local-food.yaml\n-    decision: 2024\n+    decision: 2023\n"
    assert told_after(tmp_path / "city", undone) == ["data/decisions/2024.yaml:9:15 warning VT505.revision"]
    backward = "--- data/vision.yaml\n-period: {start: 2020, end: 2029}\n+period: {start: 2030, end: 2029}\n"
    told = told_after(tmp_path / "other", undone + backward)
    assert not any("VT505" in one for one in told)
    assert "data/vision.yaml:3:28 error VT401" in told


@pytest.mark.parametrize(("written", "codes"), [("2020", {"VT501"}), ("令和2", {"VT210"})])
def test_unreadable_vision_period_needs_no_results(written: str, codes: set[str], tmp_path: Path) -> None:
    """Records go back to the period's start, which is 2020; or nobody knows when."""
    change = (
        "--- data/vision.yaml\n-records_since: 2023\n"
        f"@@\n-period: {{start: 2020, end: 2029}}\n+period: {{start: {written}, end: 2029}}\n"
    )
    assert {one.split()[2][:5] for one in told_after(tmp_path / "city", change)} == codes
