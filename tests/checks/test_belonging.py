"""Keys that go with another key."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("    direction: increase\n    tolerance: 5\n", ["data/vision.yaml:20:5 error VT310.tolerance"]),
        ("    direction: maintain\n", ["data/vision.yaml:14:5 error VT311.tolerance"]),
        ("    direction: maintain\n    tolerance: 5\n", []),
    ],
)
def test_tolerance_goes_with_maintain_in_the_visions_own_indicators_too(
    changed: str, told: list[str], tmp_path: Path
) -> None:
    added = "".join(f"+{one}\n" for one in changed.splitlines())
    assert told_after(tmp_path / "city", f"--- data/vision.yaml\n-    direction: increase\n{added}") == told


def test_what_is_new_may_have_a_title(tmp_path: Path) -> None:
    """The measure it names need not be there; that the plan has none is no more than a warning."""
    change = (
        "--- data/decisions/2024.yaml\n"
        "+  - measure: night-market\n+    decision: new\n+    title: 夜市\n+    reason: 要望が多い。\n"
    )
    assert told_after(tmp_path / "city", change) == ["data/decisions/2024.yaml:19:15 warning VT505.new"]
