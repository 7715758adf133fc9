"""A value of the wrong type is told where it stands, and hides nothing that stands after it."""

from __future__ import annotations

from pathlib import Path

from support.told import told_after

MEASURE = "data/measures/startup-support.yaml"
RESULT = "data/results/2024/startup-support.yaml"


def test_in_a_changed_target(tmp_path: Path) -> None:
    change = f"--- {MEASURE}\n-        targets: {{2029: 100}}\n+        targets: {{2029: true}}\n"
    assert told_after(tmp_path / "city", change) == [f"{MEASURE}:26:25 error VT410.number"]


def test_type_of_values_with_state_and_of_corrected_values(tmp_path: Path) -> None:
    change = (
        f"--- {RESULT}\n-    value: 84\n+    value: true\n@@\n-    was: 83\n+    was: false\n"
        "--- data/results/2023/startup-support.yaml\n-  survival: 84\n"
    )
    assert told_after(tmp_path / "city", change) == [
        f"{RESULT}:14:12 error VT410.number",
        f"{RESULT}:16:10 error VT410.number",
    ]


def test_after_an_indicator_that_nobody_knows(tmp_path: Path) -> None:
    change = f"--- {RESULT}\n-  founders: 72\n+  foundrs: 72\n@@\n-  ordinance: true\n+  ordinance: 1\n"
    assert told_after(tmp_path / "city", change) == [
        f"{RESULT}:12:3 error VT301 → founders",
        f"{RESULT}:17:14 error VT410.milestone",
    ]
