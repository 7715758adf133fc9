"""The vision in one year: counts first, overall, per policy, per field; its own indicators apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from visiontrack.evaluation.vision_score import IndicatorCounts, ScoreCounts, VisionScore, count_own, evaluate
from visiontrack.folder.loading import load

OWN = """\
indicators:
  - {id: shipments, policy: p1, name: 出荷額, unit: 億円, kind: outcome, direction: increase, targets: {2024: 100}}
  - {id: gone, name: 過去の指標, unit: 億円, kind: outcome, direction: increase, targets: {2022: 1}, period: {start: 2020, end: 2022}}
  - {id: people, name: 人口, unit: 人, kind: reference, direction: maintain, tolerance: 1}
"""


NONE = IndicatorCounts(all=0, graded=0, measured=0, achieved=0)


def outcomes(measures: int, grades: dict[str, int], references: int, *counts: int) -> ScoreCounts:
    """Counts of graded outcomes and of references besides; there are no outputs."""
    graded, measured, achieved = counts
    of_outcomes = IndicatorCounts(graded, graded, measured, achieved)
    return ScoreCounts(graded + references, *counts, of_outcomes, NONE, measures, grades)


def indicator(number: int, kind: str = "outcome") -> str:
    return f"  - {{id: i{number}, name: 指標, unit: 人, kind: {kind}, direction: increase, targets: {{2024: 100}}}}\n"


def measure(root: Path, id_: str, policy: str, fields: str, values: list[str], more: str = "") -> None:
    """A measure with one indicator for each value; an empty value is not reported."""
    made = "".join(indicator(n) for n in range(len(values)))
    head = f"id: {id_}\ntitle: 施策 {id_}\npolicy: {policy}\nfields: [{fields}]\nlead: industry-promotion\n"
    sound.write(
        root, f"data/measures/{id_}.yaml", f"{head}{more}indicators:\n{made}{indicator(9, 'reference')}"
    )
    actuals = "".join(f"  i{n}: {value}\n" for n, value in enumerate([*values]) if value)
    result = f"measure: {id_}\nyear: 2024\nstatus: on_track\nactuals:\n{actuals}  i9: 100\n"
    sound.write(root, f"data/results/2024/{id_}.yaml", result)


@pytest.fixture
def scores(tmp_path: Path) -> VisionScore:
    """Four measures in two policies, one of them without any figure; one that ended in 2023."""
    vision = sound.VISION.replace("  - id: p1\n", "  - id: p2\n    title: 商業\n  - id: p1\n") + OWN
    sound.write(tmp_path, "data/vision.yaml", vision)
    sound.write(tmp_path, "data/actors/city.yaml", sound.CITY)
    measure(tmp_path, "good", "p1", "commerce, industry", ["100", "120"])  # (100 + 100)/2 = 100: A
    measure(tmp_path, "fair", "p1", "commerce", ["100", "70", ""])  # (100 + 70)/2 = 85: B
    measure(tmp_path, "poor", "p2", "", ["30"])  # 30: D
    measure(tmp_path, "silent", "p2", "industry", ["", ""])
    measure(tmp_path, "ended", "p1", "commerce", ["100"], "period: {start: 2020, end: 2023}\n")
    sound.write(
        tmp_path, "data/results/2024/vision.yaml", "year: 2024\nactuals: {shipments: 101, people: 5}\n"
    )
    folder = load(tmp_path).folder
    assert folder is not None
    return evaluate(folder, 2024)


def test_overall(scores: VisionScore) -> None:
    """Indicators: 3 + 4 + 2 + 3 = 12, four of them for reference; of the 8 graded five have a value, and
    three of those (100, 120, 100) reach 100.
    """
    grades = {"A": 1, "B": 1, "C": 0, "D": 1, "none": 1}
    assert scores.counts() == outcomes(4, grades, 4, 8, 5, 3)


def test_per_policy_and_field(scores: VisionScore) -> None:
    p1 = scores.counts(scores.of_policy("p1"))
    assert p1 == outcomes(2, {"A": 1, "B": 1, "C": 0, "D": 0, "none": 0}, 2, 5, 4, 3)
    industry = scores.counts(scores.of_field("industry"))
    assert industry == outcomes(2, {"A": 1, "B": 0, "C": 0, "D": 0, "none": 1}, 2, 4, 2, 2)


def test_measures_stand_by_policy_and_then_by_name(scores: VisionScore) -> None:
    """The vision names p2 first."""
    assert [one.id for one in scores.measures] == ["poor", "silent", "fair", "good"]
    held = scores.of("good")
    assert held is not None and str(held.score) == "100.0"
    assert scores.of("ended") is None


def test_its_own_indicators_are_counted_apart(scores: VisionScore) -> None:
    """`gone` was over in 2022; `people` is for reference."""
    assert [(one.id, one.grade) for one in scores.own] == [("shipments", "A"), ("people", None)]
    assert count_own(scores.own) == outcomes(0, {}, 1, 1, 1, 1)


def test_the_newest_entry_up_to_the_year_is_in_force(tmp_path: Path) -> None:
    """From 2023 on B begins at 70, and from 2025 on there are two bands only; the order in the file is no order."""
    head, entry = sound.VISION.split("evaluation:\n")
    newer = entry.replace("since: 2020", "since: 2023").replace("at_least: 80", "at_least: 70")
    newest = entry.replace("since: 2020", "since: 2025").replace(
        "      - {grade: B, label: おおむね順調, at_least: 80}\n", ""
    )
    root = sound.build(tmp_path)
    sound.write(root, "data/vision.yaml", f"{head}evaluation:\n{newest}{entry}{newer}")
    result = sound.RESULT.replace("founders: 72", "founders: 52.5")
    for year in (2022, 2023, 2024, 2025):
        sound.write(
            root, f"data/results/{year}/startup-support.yaml", result.replace("year: 2024", f"year: {year}")
        )
    folder = load(root).folder
    assert folder is not None
    # Targets 60, 65, 70 and 74: 52.5 of them is 87.5, 80.8, 75.0 and 70.9.
    found = [evaluate(folder, year).measures[0] for year in (2022, 2023, 2024, 2025)]
    assert [(str(one.score), one.grade) for one in found] == [
        ("87.5", "B"),
        ("80.8", "B"),
        ("75.0", "B"),
        ("70.9", "C"),
    ]
    assert list(evaluate(folder, 2025).counts().grades) == ["A", "C", "D", "none"]
