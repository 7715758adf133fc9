"""One slip is told once: what merely follows from it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

STARTUP = "data/measures/startup-support.yaml"
DECISIONS = "data/decisions/2024.yaml"
SLIPS = {
    "the period of a project that a decision began, its years swapped": (
        f"--- {STARTUP}\n-  - id: startup-school\n-    title: 創業スクール\n"
        "+  - id: startup-school\n+    title: 創業スクール\n+    period: {start: 2026, end: 2020}\n"
        "--- data/decisions/2023.yaml\n+  - measure: startup-support\n+    project: startup-school\n"
        "+    decision: new\n+    reason: 始める\n",
        ["VT401"],
    ),
    "a revision that names a decisions file nobody has written": (
        f"--- {STARTUP}\n-    decision: 2023\n+    decision: 2025\n",
        ["VT506"],
    ),
    "a measure under the vision's own id": (
        "--- data/measures/vision.yaml\n+id: vision\n+title: 全体\n+policy: p1\n+lead: industry-promotion\n",
        ["VT306"],
    ),
    "a measure that goes on, and into itself": (
        f"--- {DECISIONS}\n-  - measure: old-market\n-    decision: complete\n"
        "+  - measure: old-market\n+    decision: continue\n+    into: old-market\n",
        ["VT310.into"],
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_and_nothing_that_follows_from_it(slip: str, tmp_path: Path) -> None:
    change, codes = SLIPS[slip]
    told = told_after(tmp_path / "city", change)
    assert [line.split()[2] for line in told] == codes
