"""A command that reads only what it needs is told nothing wrong of what it left unread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support import cases
from support.told import TODAY
from visiontrack.checks.suite import Suite
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.folder.loading import load

KINDS = ["measure", "meeting", "decisions", "vision_result", "result"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_was_not_read_is_not_missed(kind: str, tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    assert _codes(root, lambda entry, _: entry.kind != kind) == []


def test_years_that_were_not_read_are_not_missed(tmp_path: Path) -> None:
    """2024 alone: its decisions name an opinion of 2025, its targets rest on the years before."""
    root = cases.build(tmp_path / "city")
    assert _codes(root, lambda entry, _: entry.year in (None, 2024)) == []


def test_a_score_that_rests_on_unread_years_is_not_worked_out(tmp_path: Path) -> None:
    """Without 2023 the running total of 2024 would have a gap, and the measure another score."""
    root = cases.build(tmp_path / "city", cases.CASES / "VT504" / "score")
    assert _codes(root) == ["VT504"]
    assert _codes(root, lambda entry, _: entry.year != 2023) == []


def _codes(root: Path, wanted: Callable[[Entry, Draft], bool] | None = None) -> list[str]:
    return [finding.code for finding in load(root, Suite(TODAY), wanted).findings]


def test_without_a_day_no_due_date_is_held_against_the_clock(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city", cases.CASES / "VT503" / "due")
    assert [finding.code for finding in load(root, Suite()).findings] == []
    assert _codes(root) == ["VT503"]
