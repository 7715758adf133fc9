"""A row was copied and its id left as it was: the id that is gone for it is missed nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after

VISION, CITY = "data/vision.yaml", "data/actors/city.yaml"
SUPPORT, FOOD = "data/measures/startup-support.yaml", "data/measures/local-food.yaml"
MEETING, EARLIER = "data/meetings/2025/council-1.yaml", "data/meetings/2024/council-1.yaml"
DECIDED = "data/decisions/2024.yaml"


def become(path: str, line: str, other: str) -> str:
    return f"--- {path}\n-{line}\n+{other}\n"


@pytest.mark.parametrize(
    "change",
    [
        become(VISION, "  - id: p2", "  - id: p1"),
        become(VISION, "  - id: p1", "  - id: p2"),
        become(VISION, "  - {id: agriculture, title: 農業}", "  - {id: commerce, title: 農業}"),
        become(CITY, "  - id: farm-section", "  - id: industry-promotion"),
        become(CITY, "  - id: farm-section", "  - id: farm-policy"),
        # Its successor is farm-section: it does not succeed itself.
        become(CITY, "  - id: farm-policy", "  - id: farm-section"),
        become(CITY, "  - id: city-progress", "  - id: city-liaison"),
        become(SUPPORT, "  - id: challenge-shop", "  - id: startup-school"),
        become(SUPPORT, "  - id: startup-school", "  - id: challenge-shop"),
        become(SUPPORT, "  - id: survival", "  - id: founders"),
        # Of the two the first is no milestone; the values in the results are one's.
        become(SUPPORT, "  - id: survival", "  - id: ordinance"),
        become(FOOD, "  - id: stalls", "  - id: markets"),
        # It replaces stalls: not itself.
        become(FOOD, "  - id: markets", "  - id: stalls"),
        become(MEETING, "  - id: o-2025-01", "  - id: o-2025-02"),
        become(EARLIER, "  - id: o-2024-01", "  - id: o-2025-01"),
    ],
)
def test_an_id_given_twice_is_all_that_is_told(change: str, tmp_path: Path) -> None:
    """Results, decisions and other files refer to the id that one of the two was meant to have."""
    assert [one.split()[2].partition(".")[0] for one in told_after(tmp_path / "city", change)] == ["VT303"]


@pytest.mark.parametrize(
    "change",
    [
        become(
            VISION,
            "      - {grade: B, label: おおむね順調, at_least: 80}",
            "      - {grade: A, label: B, at_least: 80}",
        ),
        # The whole row, its bound with it.
        become(
            VISION,
            "      - {grade: B, label: おおむね順調, at_least: 80}",
            "      - {grade: A, label: 達成, at_least: 100}",
        ),
    ],
)
def test_duplicate_grade_leaves_self_evaluations_unknown(change: str, tmp_path: Path) -> None:
    """33 sections gave themselves a B. None of them is wrong."""
    graded = become("data/results/2024/startup-support.yaml", "  grade: A", "  grade: B")
    told = told_after(tmp_path / "city", change + graded)
    assert told == [f"{VISION}:42:17 error VT408.twice ({VISION}:41:17)"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        # The dash before the second opinion is gone.
        (become(MEETING, "  - id: o-2025-02", "    id: o-2025-02"), f"{MEETING}:17:5"),
        (become(MEETING, "opinions:", "opinions: []\nopinions:".replace("\n", "\n+")), f"{MEETING}:7:1"),
    ],
)
def test_duplicate_key_leaves_opinions_unknown(change: str, line: str, tmp_path: Path) -> None:
    answered = become(DECIDED, "    opinions: [o-2025-01]", "    opinions: [o-2025-02]")
    told = told_after(tmp_path / "city", change + answered)
    assert told[0].startswith(f"{line} error VT103")
    assert {one.split()[2].removesuffix(".dash") for one in told} == {"VT103"}


def test_duplicate_project_ids_leave_the_decision_unknown(tmp_path: Path) -> None:
    """The market ends in 2025 as decided; a project that goes on was given its id, and stands before it."""
    going_on = become(FOOD, "projects:", "projects:\n+  - id: farmers-market\n+    title: 朝市")
    assert [one.split()[2] for one in told_after(tmp_path / "city", going_on)] == ["VT303.cited"]


def test_duplicate_indicator_ids_leave_the_score_unknown(
    tmp_path: Path,
) -> None:
    """Nothing was decided on startup-support, whose founders are few; which of the two founders are meant?"""
    few = become("data/results/2024/startup-support.yaml", "  founders: 72", "  founders: 7") + (
        f"--- {DECIDED}\n-  - measure: startup-support\n-    decision: continue\n"
        "-    reason: 目標を上回っている。\n-    opinions: [o-2025-01]\n"
    )
    codes = [one.split()[2] for one in told_after(tmp_path / "city", few)]
    assert "VT504.score" in codes
    twice = become(SUPPORT, "  - id: survival", "  - id: founders")
    codes = [one.split()[2] for one in told_after(tmp_path / "other", few + twice)]
    assert codes == ["VT303.cited"]


def test_what_is_unknown_in_other_lists_is_told_all_the_same(tmp_path: Path) -> None:
    twice = become(VISION, "  - id: p2", "  - id: p1")
    change = twice + become(FOOD, "fields: [agriculture]", "fields: [agricultur]")
    assert [one.split(" error ")[1] for one in told_after(tmp_path / "city", change)] == [
        "VT301.field → agriculture",
        "VT303.cited (data/vision.yaml:6:9) (data/measures/startup-support.yaml:3:9)",
    ]
