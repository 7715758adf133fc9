"""The rules of evaluation in any order, and more than one mistake in a scale."""

from __future__ import annotations

from pathlib import Path

from support.told import told_after

LATER = """\
+  - since: 2025
+    basis: pace
+    target_rule: final
+    decrease: target_over_actual
+    roll_up: mean
+    cap: 100
+    attention_below: 80
+    grades:
+      - {grade: A, label: 達成}
"""
NEWEST_FIRST = f"--- data/vision.yaml\n-evaluation:\n+evaluation:\n{LATER}"


def test_the_newest_rules_may_stand_first(tmp_path: Path) -> None:
    assert told_after(tmp_path / "city", NEWEST_FIRST) == []


def test_rules_that_begin_too_late_are_told_at_the_earliest(tmp_path: Path) -> None:
    late = f"{NEWEST_FIRST}@@\n-  - since: 2020\n+  - since: 2021\n"
    assert told_after(tmp_path / "city", late) == ["data/vision.yaml:42:12 error VT409"]


def test_missing_bound_hides_no_rising_bound_below(tmp_path: Path) -> None:
    """A from 100, B from nowhere, C from 100 again, D the rest."""
    change = (
        "--- data/vision.yaml\n-      - {grade: B, label: おおむね順調, at_least: 80}\n"
        "+      - {grade: B, label: おおむね順調}\n+      - {grade: D, label: 遅れ気味, at_least: 100}\n"
    )
    assert told_after(tmp_path / "city", change) == [
        "data/vision.yaml:42:10 error VT408.missing",
        "data/vision.yaml:43:43 error VT408.falling",
    ]


def test_before_the_first_rules_no_grade_is_wrong(tmp_path: Path) -> None:
    """The sections graded 2023 and 2024; that rules hold from 2025 only is the one mistake."""
    late = (
        "--- data/vision.yaml\n-  - since: 2020\n+  - since: 2025\n"
        "--- data/results/2024/startup-support.yaml\n-  grade: A\n+  grade: S\n"
    )
    assert told_after(tmp_path / "city", late) == ["data/vision.yaml:33:12 error VT409"]
