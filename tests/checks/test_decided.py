"""Decisions against the plan they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

VISION = "data/vision.yaml"
FOOD = "data/measures/local-food.yaml"
EARLIER, DECISIONS = "data/decisions/2023.yaml", "data/decisions/2024.yaml"
MERGED = f"--- {DECISIONS}\n-    decision: complete\n-    reason: 統合した。\n+    decision: merge\n+    reason: 統合した。\n+    into: {{}}\n"


def test_without_a_plan_year_the_year_after_is_changed(tmp_path: Path) -> None:
    """The plan of 2025 has no revision for local-food, and its market goes on through 2025."""
    assert told_after(tmp_path / "city", f"--- {DECISIONS}\n-plan: 2026\n") == [
        f"{DECISIONS}:8:15 warning VT505.revision",
        f"{DECISIONS}:12:15 warning VT505.ends",
    ]


def test_with_its_key_mistyped_the_plan_year_may_be_any(tmp_path: Path) -> None:
    change = f"--- {DECISIONS}\n-plan: 2026\n+plam: 2026\n"
    assert told_after(tmp_path / "city", change) == [f"{DECISIONS}:2:1 error VT201 → plan"]


UNREVISED = f"--- {FOOD}\n-    decision: 2024\n+    decision: 2023\n"


def test_backward_period_needs_nothing_shown(tmp_path: Path) -> None:
    """The revision of local-food is missing; but whether the plan of 2026 is still to come, nobody can say."""
    change = f"--- {VISION}\n-period: {{start: 2020, end: 2029}}\n+period: {{start: 2029, end: 2028}}\n"
    assert told_after(tmp_path / "city", UNREVISED) == [f"{DECISIONS}:9:15 warning VT505.revision"]
    assert told_after(tmp_path / "other", change + UNREVISED) == [f"{VISION}:3:28 error VT401"]


@pytest.mark.parametrize(
    ("path", "year", "row"),
    [(VISION, 2025, 45), (FOOD, 2026, 42), ("data/measures/startup-support.yaml", 2025, 47)],
)
def test_unreadable_revision_may_show_the_decision(path: str, year: int, row: int, tmp_path: Path) -> None:
    change = f"--- {path}\n-  - year: {year}\n+  - yaer: {year}\n"
    assert told_after(tmp_path / "city", change) == [f"{path}:{row}:5 error VT201 → year"]


@pytest.mark.parametrize(
    ("path", "place"), [(VISION, "45:11"), ("data/measures/startup-support.yaml", "47:11")]
)
def test_a_revision_under_a_year_typed_wrong_hides_no_other_decision(
    path: str, place: str, tmp_path: Path
) -> None:
    """2205 for 2025 is told there and is no missing revision; that old-market was not merged is told as well."""
    change = (
        f"--- {path}\n-  - year: 2025\n+  - year: 2205\n--- {FOOD}\n-predecessors: [old-market]\n"
        f"--- {EARLIER}\n-  - measure: vision\n-    decision: improve\n-    reason: 中間の年に当たる。\n"
        "@@\n-decisions:\n+decisions:\n+  - measure: vision\n+    decision: improve\n+    reason: 中間の年に当たる。\n"
    )
    assert told_after(tmp_path / "city", change) == [
        f"{EARLIER}:14:15 warning VT505.merge_predecessors",
        f"{path}:{place} error VT402.vision",
    ]


@pytest.mark.parametrize("year", [2020, 2031])
def test_revision_of_another_plan_does_not_show_the_decision(year: int, tmp_path: Path) -> None:
    """Of the first plan there is, or of the last that this vision's decisions can change: told by nothing else."""
    change = f"--- data/measures/startup-support.yaml\n-  - year: 2025\n+  - year: {year}\n"
    assert told_after(tmp_path / "city", change) == [f"{EARLIER}:5:15 warning VT505.revision"]


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


@pytest.mark.parametrize(("into", "code"), [("old-market", "VT308"), ("vision", "VT306.into")])
def test_a_merge_into_itself_or_the_vision_is_told_as_that(into: str, code: str, tmp_path: Path) -> None:
    merged = MERGED.format(into) + UNMERGED
    assert told_after(tmp_path / "city", merged) == [f"{DECISIONS}:18:11 error {code}"]


@pytest.mark.parametrize(
    ("project", "slip", "told"),
    [
        ("project: farmers-market", "projetc: farmers-market", "12:5 error VT201 → project"),
        ("project: school-meals", "project: [school-meals]", "16:14 error VT204.text"),
    ],
)
def test_a_decision_whose_project_cannot_be_read_is_no_second_one(
    project: str, slip: str, told: str, tmp_path: Path
) -> None:
    """It may be on any project, and need not be on the measure that another decision is on."""
    change = (
        f"--- {FOOD}\n-projects:\n+projects:\n+  - id: school-meals\n+    title: 給食\n"
        "+    period: {start: 2021, end: 2025}\n"
        f"--- {DECISIONS}\n-  - measure: old-market\n+  - measure: local-food\n+    project: school-meals\n"
    )
    assert told_after(tmp_path / "city", change) == []
    broken = f"{change}@@\n-    {project}\n+    {slip}\n"
    assert told_after(tmp_path / "other", broken) == [f"{DECISIONS}:{told}"]
