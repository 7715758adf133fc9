"""What a broken part of a file would have changed is not told as a second mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

OLD_MARKET = "data/measures/old-market.yaml"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("period", []),
        # Without the period that ends with the section, the project would be led by one that is gone.
        ("periodq", [f"{OLD_MARKET}:10:5 error VT201 → period"]),
    ],
)
def test_a_projects_mistyped_period(key: str, told: list[str], tmp_path: Path) -> None:
    change = (
        f"--- {OLD_MARKET}\n-indicators:\n+projects:\n+  - id: stage\n+    title: 舞台\n+    lead: farm-policy\n"
        f"+    {key}: {{start: 2020, end: 2022}}\n+indicators:\n"
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
def test_a_broken_first_set_of_rules_leaves_no_gap_at_the_start(slip: str, tmp_path: Path) -> None:
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
