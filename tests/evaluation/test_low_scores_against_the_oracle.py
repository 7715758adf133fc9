"""VT504 spares itself most of the evaluation; what it warns of must be what the whole evaluation would say."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from oracle import evaluator, folders
from oracle.reading import Plan, given, read
from support import sound
from visiontrack.checks.suite import Suite
from visiontrack.folder.loading import load


def wanting(plan: Plan, year: int) -> set[tuple[str, int]]:
    """The measures of a year with a decisions file that want a decision and have none."""
    rules = evaluator.rules_in(plan.vision, year)
    entries: list[dict[str, Any]] = given(plan.decisions[year].get("decisions")) or []
    drafts = {one["measure"] for one in entries if given(one.get("reason")) is None}
    decided = {one["measure"] for one in entries if one["decision"] != "undecided"} - drafts
    if drafts_are_told(plan, year):
        decided |= drafts
    bound = Fraction(rules["attention_below"])
    return {
        (one["id"], year)
        for one in evaluator.check(plan, year)["measures"]
        if one["id"] not in decided
        and ((one["score"] is not None and one["score"] < bound) or one["next"] not in (None, "continue"))
    }


def drafts_are_told(plan: Plan, year: int) -> bool:
    """Whether drafts have a warning of their own: the council has met on the year, or the plan year has results."""
    met = any(
        meeting["body"] == "council" and given(meeting.get("opinions"))
        for (held, _), meeting in plan.meetings.items()
        if int(given(meeting.get("reviews")) or held - 1) == year
    )
    return met or any(reported > year for reported, _ in plan.results)


@pytest.mark.parametrize("first", range(4000, 4024, 4))
def test_random_cities(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 4):
        root = tmp_path / str(seed)
        folders.make(root, seed)
        plan = read(root)
        findings = load(root, Suite(datetime.date(2025, 12, 1))).findings
        warned = {(str(one.params["id"]), one.params["year"]) for one in findings if one.code == "VT504"}
        assert warned == {pair for year in plan.decisions for pair in wanting(plan, year)}, seed


@pytest.mark.parametrize(
    ("indicator", "decrease", "under", "reached"),
    [
        ("direction: increase, targets: {2024: 100}", "target_over_actual", "79.9", "80"),
        # 100/125 = 80.0; 100/125.4 = 79.7
        ("direction: decrease, targets: {2024: 100}", "target_over_actual", "125.4", "125"),
        # 2 - 1.201 = 79.9
        ("direction: decrease, targets: {2024: 100}", "two_minus_ratio", "120.1", "120"),
        ("direction: maintain, tolerance: 1, targets: {2024: 100}", "two_minus_ratio", "125.4", "125"),
        # The line gives 100.5, rounded to 101: 80.6/101 = 79.8, though 80.6/100.5 would be 80.2
        (
            "direction: increase, baseline: {year: 2023, value: 100}, targets: {2025: 101}",
            "target_over_actual",
            "80.6",
            "80.8",
        ),
    ],
)
def test_a_hair_under_the_bound(
    tmp_path: Path, indicator: str, decrease: str, under: str, reached: str
) -> None:
    measure = sound.MEASURE.split("indicators:")[0]
    made = f"{measure}indicators:\n  - {{id: founders, name: 指標, unit: 点, kind: outcome, {indicator}}}\n"
    for entered, warnings in ((under, 1), (reached, 0)):
        root = sound.build(tmp_path / entered)
        sound.write(root, "data/vision.yaml", sound.VISION.replace("target_over_actual", decrease))
        sound.write(root, "data/measures/startup-support.yaml", made)
        result = sound.RESULT.replace("founders: 72", f"founders: {entered}")
        sound.write(root, "data/results/2024/startup-support.yaml", result)
        sound.write(root, "data/decisions/2024.yaml", sound.DECISIONS.replace("continue", "undecided"))
        findings = load(root, Suite(datetime.date(2025, 12, 1))).findings
        assert [one.code for one in findings].count("VT504") == warnings, entered
