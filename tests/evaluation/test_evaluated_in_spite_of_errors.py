"""A file with a mistake that is told elsewhere is still evaluated: never a crash, never a figure made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.evaluated import measured, scored
from visiontrack.cycle.explain import explain_figure
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.folder.loading import load

ONE = "direction: increase, targets: {2024: 100}"


@pytest.mark.parametrize("state", ["unpublished", "not_applicable"])
def test_value_with_a_state_of_none_does_not_count(state: str) -> None:
    """VT411: what is 未公表 has no value to publish."""
    score = scored(ONE, f"2023: 1, 2024: {{value: 5, state: {state}}}")
    assert (score.actual, score.counted, score.change) == (None, None, None)
    assert (score.state, score.reason) == (state, state.replace("_", "-"))


def test_a_value_of_the_other_type_is_none() -> None:
    """VT410: true is no number, and 1 no milestone."""
    assert scored(ONE, "2024: true").reason == "no-actual"
    assert (
        scored("direction: increase, type: milestone, targets: {2024: true}", "2024: 1").reason == "no-actual"
    )
    mixed = scored(
        "direction: increase, baseline: {year: 2019, value: true}, targets: {2024: true, 2029: 9}", "2024: 5"
    )
    assert (mixed.inputs.baseline, mixed.inputs.last_target, mixed.target) == (None, (2029, 9), None)


def test_maintain_without_a_tolerance_has_none() -> None:
    assert scored("direction: maintain, targets: {2024: 200}", "2024: 200").achieved is True
    near = scored("direction: maintain, targets: {2024: 200}", "2024: 199")
    assert (near.achieved, str(near.achievement)) == (False, "99.5")


def test_last_band_with_a_bound_still_catches_the_rest() -> None:
    scale = "grades: [{grade: A, label: 上, at_least: 100}, {grade: B, label: 中, at_least: 80}, {grade: C, label: 下, at_least: 60}]"
    assert scored(ONE, "2024: 59", rules=scale).grade == "C"
    assert measured([(ONE, "2024: 1")], rules=scale).grade == "C"


def test_without_a_scale_there_is_no_grade() -> None:
    score = measured([(ONE, "2024: 90")], rules="grades: []")
    assert (str(score.score), score.grade) == ("90.0", None)


def test_before_the_first_rules_the_first_ones_hold(tmp_path: Path) -> None:
    """VT409. The earliest entry by `since` counts, wherever it stands; here it has the cap of 120."""
    head, entry = sound.VISION.split("evaluation:\n")
    later = entry.replace("since: 2020", "since: 2027")
    first = entry.replace("since: 2020", "since: 2026").replace("cap: 100", "cap: 120")
    root = sound.build(tmp_path)
    sound.write(root, "data/vision.yaml", f"{head}evaluation:\n{later}{first}")
    folder = load(root).folder
    assert folder is not None
    scores = evaluate(folder, 2024)
    assert (scores.year, scores.rules.since, str(scores.measures[0].score)) == (2024, 2026, "102.9")
    rules = explain_figure(folder, "startup-support", 2024).rules
    assert (root / rules[0]).read_text(encoding="utf-8").split("\n")[rules[1] - 1] == "  - since: 2026"


@pytest.mark.parametrize("basis", ["achievement", "progress", "pace"])
@pytest.mark.parametrize("target_rule", ["explicit", "interpolate", "final"])
def test_targets_before_or_in_the_baselines_year(basis: str, target_rule: str) -> None:
    """Told as an error of the plan; for pace no time has gone when the last target lies at the start."""
    text = "direction: increase, baseline: {year: 2022, value: 5}, targets: {2020: 10, 2022: 20}"
    for year in range(2019, 2026):
        score = scored(text, f"{year}: 8", year, f"basis: {basis}, target_rule: {target_rule}")
        assert (score.rate is None) == (score.reason is not None)
        assert score.pace is None


def test_no_target_is_drawn_through_the_baselines_year() -> None:
    """A target of 2020 before a baseline of 2022 is an error; still there is none for 2022 and before."""
    text = "direction: increase, baseline: {year: 2022, value: 5}, targets: {2020: 10, 2024: 20}"
    result = [scored(text, "", year).target for year in (2021, 2022, 2023)]
    assert result[:2] == [None, None]
    assert result[2] is not None and str(result[2].value) == "13"  # 5 + 15/2 = 12.5, half away from zero
