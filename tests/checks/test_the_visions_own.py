"""A mistake in the vision's own indicators and results is told as in a measure's: where it stands, and by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

VISION = "data/vision.yaml"
RESULT = "data/results/2024/vision.yaml"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (f"--- {VISION}\n-    unit: 億円\n+    unit: 億円\n+    replaces: shipments\n", f"{VISION}:18:15 error VT308"),
        (f"--- {VISION}\n-    targets: {{2029: 1650}}\n+    targets: {{2029: true}}\n", f"{VISION}:21:21 error VT410.number"),
        (
            # What is counted, unlike a sum of money, is never below zero where the plan has nothing below it.
            f"--- {VISION}\n-    unit: 億円\n+    unit: 件\n--- {RESULT}\n-  shipments: 1545\n"
            "+  shipments: -1545\n",
            f"{RESULT}:3:14 warning VT414.count",
        ),
        (f"--- {RESULT}\n-  shipments: 1545\n+  shipments: true\n", f"{RESULT}:3:14 error VT410.number"),
        (f"--- {RESULT}\n-evidence: [docs/2024]\n+evidence: [../2024]\n", f"{RESULT}:4:12 error VT313"),
    ],
    ids=["replaces-itself", "target-true", "result-below-zero", "result-true", "evidence-outside"],
)  # fmt: skip
def test_as_in_a_measure(change: str, told: str, tmp_path: Path) -> None:
    assert told_after(tmp_path / "city", change) == [told]
