"""VT504 spares itself most of the evaluation; what it warns of must be what the whole evaluation would say."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from oracle import evaluator, folders
from oracle.reading import Plan, given, read
from visiontrack.checks.suite import Suite
from visiontrack.folder import load


def wanting(plan: Plan, year: int) -> set[tuple[str, int]]:
    """The measures of a year with a decisions file that want a decision and have none."""
    rules = evaluator.rules_in(plan.vision, year)
    entries: list[dict[str, Any]] = given(plan.decisions[year].get("decisions")) or []
    decided = {one["measure"] for one in entries if one["decision"] != "undecided"}
    bound = Fraction(rules["attention_below"])
    return {
        (one["id"], year)
        for one in evaluator.check(plan, year)["measures"]
        if one["id"] not in decided
        and ((one["score"] is not None and one["score"] < bound) or one["next"] not in (None, "continue"))
    }


@pytest.mark.parametrize("first", range(4000, 4024, 4))
def test_random_cities(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 4):
        root = tmp_path / str(seed)
        folders.make(root, seed)
        plan = read(root)
        findings = load(root, Suite(datetime.date(2025, 12, 1))).findings
        warned = {(str(one.params["id"]), one.params["year"]) for one in findings if one.code == "VT504"}
        assert warned == {pair for year in plan.decisions for pair in wanting(plan, year)}, seed
