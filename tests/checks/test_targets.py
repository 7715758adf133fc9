"""Which way targets may go when a decision changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import cases
from support.told import told

FILE = "data/measures/startup-support.yaml"
BASE = "    targets: {2024: 70, 2029: 90}\n"
CHANGED = "        targets: {2029: 100}\n"


def said(root: Path, base: str, changed: str) -> list[str]:
    """What is said of 45 founders in 2019, these targets, and these from 2026 on."""
    place = root / FILE
    text = place.read_text(encoding="utf-8")
    text = text.replace(BASE, f"    targets: {{{base}}}\n").replace(
        CHANGED, f"        targets: {{{changed}}}\n"
    )
    place.write_text(text, encoding="utf-8", newline="\n")
    return [one.split(":", 1)[1] for one in told(root)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return cases.build(tmp_path / "city")


def test_equal_targets_go_no_way(root: Path) -> None:
    assert said(root, "2024: 45, 2027: 45, 2029: 45", "2029: 45") == []


def test_a_target_may_be_lowered_below_one_that_is_past(root: Path) -> None:
    """The aim of 2024 was missed by far; from 2026 on the city aims at less than it did then."""
    assert said(root, "2024: 70, 2029: 90", "2026: 55, 2029: 65") == []


def test_but_not_below_the_baseline(root: Path) -> None:
    assert said(root, "2024: 70, 2029: 90", "2029: 40") == ["26:25 warning VT407.increase_baseline"]


def test_a_changed_target_is_held_against_one_left_as_it_was(root: Path) -> None:
    assert said(root, "2024: 70, 2029: 90", "2027: 95") == ["26:25 error VT407.increase"]


def test_what_was_wrong_before_the_change_is_told_once(root: Path) -> None:
    assert said(root, "2026: 80, 2027: 70, 2029: 90", "2029: 100") == ["23:31 error VT407.increase"]


def test_a_change_may_alter_the_year_it_begins_in(root: Path) -> None:
    """2026 itself is changed, to more than what follows it."""
    assert said(root, "2026: 80, 2029: 90", "2026: 95") == ["26:25 error VT407.increase"]


@pytest.mark.parametrize(("last", "told"), [(95, []), (80, ["26:25 error VT407.increase"])])
def test_revisions_apply_by_year_not_by_order(root: Path, last: int, told: list[str]) -> None:
    """The newest change, of 2029, stands first in the file; the one before it had set 2027 to 85."""
    newest_first = (
        f"2029: {last}}}\n        decision: 2024\n        reason: 二\n"
        "      - since: 2025\n        targets: {2027: 85"
    )
    assert said(root, "2024: 70, 2029: 90", newest_first) == told


def test_what_a_milestone_had_reached_it_keeps(root: Path) -> None:
    """The ordinance is in force since 2019; a target that says it is not goes the wrong way."""
    place = root / FILE
    text = place.read_text(encoding="utf-8").replace(
        "    targets: {2023: true}\n", "    baseline: {year: 2019, value: true}\n    targets: {2023: false}\n"
    )
    place.write_text(text, encoding="utf-8", newline="\n")
    assert [one.split(":", 1)[1] for one in told(root)] == ["45:21 warning VT407.increase_baseline"]


def test_revision_compared_with_target_of_its_first_year(root: Path) -> None:
    assert said(root, "2024: 70, 2026: 105, 2029: 110", "2029: 100") == ["26:25 error VT407.increase"]


def test_equal_targets_that_should_fall_go_no_way_either(root: Path) -> None:
    place = root / "data/measures/local-food.yaml"
    text = place.read_text(encoding="utf-8").replace("{2025: 50.0, 2029: 40.0}", "{2025: 50.0, 2029: 50}")
    place.write_text(text, encoding="utf-8", newline="\n")
    assert told(root) == []


def test_what_is_to_be_kept_has_no_way_to_go(root: Path) -> None:
    place = root / FILE
    text = place.read_text(encoding="utf-8").replace(
        "targets: {2029: 85}", "targets: {2025: 85, 2027: 90, 2029: 80}"
    )
    place.write_text(text, encoding="utf-8", newline="\n")
    assert told(root) == []


def test_a_target_of_the_baselines_own_year_is_told_as_that(root: Path) -> None:
    """From 45 in 2019 to 40 in 2024 is a fall; from 45 in 2024 to 40 in 2024 is a slip in the year."""
    assert said(root, "2024: 40, 2029: 90", "2029: 100") == ["23:21 warning VT407.increase_baseline"]
    place = root / FILE
    text = place.read_text(encoding="utf-8").replace("{year: 2019, value: 45}", "{year: 2024, value: 45}")
    place.write_text(text, encoding="utf-8", newline="\n")
    assert [one.split(":", 1)[1] for one in told(root)] == ["23:15 error VT405.baseline"]
