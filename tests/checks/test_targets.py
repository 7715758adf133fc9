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
    assert said(root, "2024: 70, 2029: 90", "2029: 40") == ["26:25 error VT407.increase_baseline"]


def test_a_changed_target_is_held_against_one_left_as_it_was(root: Path) -> None:
    assert said(root, "2024: 70, 2029: 90", "2027: 95") == ["26:25 error VT407.increase"]


def test_what_was_wrong_before_the_change_is_told_once(root: Path) -> None:
    assert said(root, "2026: 80, 2027: 70, 2029: 90", "2029: 100") == ["23:31 error VT407.increase"]
