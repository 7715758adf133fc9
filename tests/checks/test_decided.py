"""Decisions against the plan they change."""

from __future__ import annotations

from pathlib import Path

from support.told import told_after

DECISIONS = "data/decisions/2024.yaml"
MERGED = f"--- {DECISIONS}\n-    decision: complete\n-    reason: 統合した。\n+    decision: merge\n+    reason: 統合した。\n+    into: {{}}\n"


def test_without_a_plan_year_the_year_after_is_changed(tmp_path: Path) -> None:
    """The plan of 2025 has no revision for local-food, and its market goes on through 2025."""
    assert told_after(tmp_path / "city", f"--- {DECISIONS}\n-plan: 2026\n") == [
        f"{DECISIONS}:8:15 warning VT505.revision",
        f"{DECISIONS}:12:15 warning VT505.ends",
    ]


def test_a_decision_that_cannot_be_judged_hides_none_after_it(tmp_path: Path) -> None:
    """The file of startup-support cannot be read; local-food's missing revision is told all the same."""
    change = (
        f"--- {DECISIONS}\n-    decision: continue\n+    decision: expand\n"
        "--- data/measures/local-food.yaml\n-    decision: 2024\n+    decision: 2023\n"
    )
    first, second = f"{DECISIONS}:5:15 warning VT505.revision", f"{DECISIONS}:9:15 warning VT505.revision"
    assert told_after(tmp_path / "city", change) == [first, second]
    told = told_after(tmp_path / "other", f"{change}--- data/measures/startup-support.yaml\n+a: [\n")
    assert second in told
    assert first not in told


UNMERGED = (
    "--- data/measures/local-food.yaml\n-predecessors: [old-market]\n"
    "--- data/decisions/2023.yaml\n-    decision: merge\n-    into: local-food\n+    decision: continue\n"
)


def test_a_merge_is_judged_only_where_both_measures_can_be_told(tmp_path: Path) -> None:
    """With its key mistyped, local-food may well name the predecessor: the mistake is all that is told."""
    merged = MERGED.format("local-food") + UNMERGED
    assert told_after(tmp_path / "city", merged) == [f"{DECISIONS}:16:15 warning VT505.merge_predecessors"]
    mistyped = merged.replace(
        "-predecessors: [old-market]\n", "-predecessors: [old-market]\n+predecesors: [old-market]\n"
    )
    assert [one.split()[2] for one in told_after(tmp_path / "other", mistyped)] == ["VT201"]


def test_a_merge_into_itself_is_told_as_that(tmp_path: Path) -> None:
    merged = MERGED.format("old-market") + UNMERGED
    assert told_after(tmp_path / "city", merged) == [f"{DECISIONS}:18:11 error VT308"]
