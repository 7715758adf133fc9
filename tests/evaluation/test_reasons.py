"""Where a figure cannot be computed the reason says why: the first that applies, never 0, never 100."""

from __future__ import annotations

import pytest

from support.evaluated import scored
from visiontrack.evaluation.indicator_score import HUNDRED, MET_OR_MISSED

INCREASE = "direction: increase, targets: {2024: %s}"
DECREASE = "direction: decrease, targets: {2024: %s}"
ZERO_BASE = ", baseline: {year: 2019, value: %s}"
TOTAL = "direction: increase, accumulation: cumulative, period: {start: 2022, end: 2029}, targets: {2029: 9}"
PROGRESS, PACE = "basis: progress", "basis: pace"


@pytest.mark.parametrize(
    ("indicator", "entered", "rules", "reason"),
    [
        pytest.param(
            INCREASE % 70, "2024: {state: not_applicable}", "", "not-applicable", id="not-applicable"
        ),
        pytest.param(INCREASE % 70, "2024: {state: unpublished}", "", "unpublished", id="unpublished"),
        pytest.param(INCREASE % 70, "2023: 5", "", "no-actual", id="no-actual"),
        pytest.param(TOTAL, "2022: 1, 2024: 1", "", "gap", id="gap"),
        pytest.param("direction: increase, targets: {2025: 9}", "2024: 1", "", "no-target", id="no-target"),
        pytest.param(INCREASE % 70, "2024: 1", PROGRESS, "no-baseline", id="no-baseline"),
        pytest.param(INCREASE % 70, "2024: -0.1", "", "negative", id="negative actual"),
        pytest.param(INCREASE % -70, "2024: 1", "", "negative", id="negative target"),
        pytest.param(INCREASE % "-0.0", "2024: 1", "", "zero-target", id="zero-target"),
        pytest.param(DECREASE % 70, "2024: 0.00", "", "zero-actual", id="zero-actual"),
        pytest.param(
            "direction: maintain, tolerance: 99, targets: {2024: 5}",
            "2024: 0",
            "",
            "zero-actual",
            id="maintain zero",
        ),
        pytest.param(
            INCREASE % 70 + ZERO_BASE % "70.0", "2024: 1", PROGRESS, "baseline-equals-target", id="equal"
        ),
        pytest.param(
            DECREASE % 70 + ZERO_BASE % 69, "2024: 1", PROGRESS, "target-behind-baseline", id="behind"
        ),
        pytest.param(
            "direction: increase, baseline: {year: 2024, value: 1}, targets: {2029: 9}",
            "2024: 1",
            PACE,
            "too-early",
            id="too-early",
        ),
    ],
)
def test_each_reason(indicator: str, entered: str, rules: str, reason: str) -> None:
    score = scored(indicator, entered, rules=rules)
    assert (score.reason, score.rate) == (reason, None)
    assert score.counted == (HUNDRED if score.achieved else 0 if reason in MET_OR_MISSED else None)


@pytest.mark.parametrize(
    ("indicator", "entered", "rules", "reason"),
    [
        pytest.param(
            TOTAL, "2022: 1, 2024: {state: not_applicable}", "", "not-applicable", id="state before gap"
        ),
        pytest.param(TOTAL, "2022: 1", "", "no-actual", id="no-actual before gap"),
        pytest.param(
            "direction: increase, accumulation: cumulative, period: {start: 2022, end: 2029}, kind: reference",
            "2024: 1",
            "",
            "gap",
            id="gap before no-target",
        ),
        pytest.param(
            "direction: increase, kind: reference",
            "2024: 1",
            PACE,
            "no-target",
            id="no-target before no-baseline",
        ),
        pytest.param(
            "direction: increase, targets: {2025: 9}",
            "2024: -1",
            "",
            "no-target",
            id="no-target before negative",
        ),
        pytest.param(INCREASE % 0, "2024: -1", "", "negative", id="negative before zero-target"),
        pytest.param(DECREASE % -5, "2024: 0", "", "negative", id="negative before zero-actual"),
        pytest.param(DECREASE % 0, "2024: 0", "", "zero-target", id="zero-target before zero-actual"),
        pytest.param(
            "direction: increase, baseline: {year: 2024, value: 9}, targets: {2029: 9}",
            "2024: 1",
            PACE,
            "baseline-equals-target",
            id="equal before too-early",
        ),
        pytest.param(
            "direction: increase, baseline: {year: 2024, value: 9}, targets: {2029: 8}",
            "2024: 1",
            PACE,
            "target-behind-baseline",
            id="behind before too-early",
        ),
    ],
)
def test_the_first_that_applies(indicator: str, entered: str, rules: str, reason: str) -> None:
    assert scored(indicator, entered, rules=rules).reason == reason


def test_a_reason_speaks_of_the_basis_only() -> None:
    """Achievement has no rate (the target is 0), but what counts is the progress: (3 - 9)/(0 - 9) = 66.7."""
    text = "direction: decrease, baseline: {year: 2019, value: 9}, targets: {2024: 0}"
    assert scored(text, "2024: 3").reason == "zero-target"
    score = scored(text, "2024: 3", rules=PROGRESS)
    assert (score.reason, score.achievement, str(score.progress), score.grade) == (None, None, "66.7", "C")


def test_progress_and_pace_without_year_target() -> None:
    """(-4 - -9)/(0 - -9) = 55.6; target_rule explicit leaves 2024 without a target."""
    text = "direction: increase, baseline: {year: 2019, value: -9}, targets: {2029: 0}"
    score = scored(text, "2024: -4", rules=f"{PROGRESS}, target_rule: explicit")
    assert (str(score.progress), str(score.pace), score.reason) == ("55.6", "111.1", None)


@pytest.mark.parametrize("formula", ["target_over_actual", "two_minus_ratio"])
def test_none_wanted_and_none_had_counts_in_full(formula: str) -> None:
    """Target 0 complaints, 0 complaints: no rate, yet achieved. One complaint: no rate, and counted as 0."""
    rules = f"decrease: {formula}"
    score = scored(DECREASE % 0, "2024: 0", rules=rules)
    assert (score.achieved, score.reason, str(score.counted), score.grade) == (
        True,
        "zero-target",
        "100.0",
        "A",
    )
    missed = scored(DECREASE % 0, "2024: 1", rules=rules)
    assert (missed.achieved, missed.reason, str(missed.counted), missed.grade) == (
        False,
        "zero-target",
        "0.0",
        "D",
    )


@pytest.mark.parametrize(
    ("indicator", "actual", "rules", "reason"),
    [
        (INCREASE % -250, "-900", "", "negative"),
        (INCREASE % 70, "-1", "", "negative"),
        (DECREASE % 0, "4", "", "zero-target"),
        ("direction: maintain, tolerance: 5, targets: {2024: 5}", "0", "", "zero-actual"),
        (INCREASE % 70 + ZERO_BASE % 70, "1", PROGRESS, "baseline-equals-target"),
        (INCREASE % 230 + ZERO_BASE % 250, "229", PROGRESS, "target-behind-baseline"),
        (INCREASE % 230 + ZERO_BASE % 250, "229", PACE, "target-behind-baseline"),
    ],
)
def test_a_missed_target_without_rate_counts_as_nothing_reached(
    indicator: str, actual: str, rules: str, reason: str
) -> None:
    score = scored(indicator, f"2024: {actual}", rules=rules)
    assert (score.achieved, score.rate, score.reason) == (False, None, reason)
    assert (str(score.counted), score.grade) == ("0.0", "D")
    reference = scored(f"kind: reference, {indicator}", f"2024: {actual}", rules=rules)
    assert (reference.counted, reference.grade) == (None, None)


@pytest.mark.parametrize(
    ("indicator", "entered", "rules", "reason"),
    [
        (INCREASE % 70, "2024: 1", PROGRESS, "no-baseline"),
        (
            "direction: increase, baseline: {year: 2024, value: 1}, targets: {2024: 9}",
            "2024: 1",
            PACE,
            "too-early",
        ),
        ("direction: increase, targets: {2025: 9}", "2024: -1", "", "no-target"),
    ],
)
def test_other_reasons_count_for_nothing(indicator: str, entered: str, rules: str, reason: str) -> None:
    score = scored(indicator, entered, rules=rules)
    assert (score.reason, score.counted, score.grade) == (reason, None, None)


def test_a_decline_slowed_more_than_planned_is_reached() -> None:
    """From 250 to at least 230: 235 is there, 229 is not; achievement goes by the year's target alone."""
    text = INCREASE % 230 + ZERO_BASE % 250
    assert str(scored(text, "2024: 235", rules=PROGRESS).counted) == "100.0"
    assert str(scored(text, "2024: 235").counted) == "102.2"


def test_a_zero_actual_needs_no_division_under_two_minus_ratio() -> None:
    """2 - 0/70 = 2 → 200.0; with T/A the year is achieved all the same and counts as 100."""
    score = scored(DECREASE % 70, "2024: 0")
    assert (score.achievement, score.reason, str(score.counted)) == (None, "zero-actual", "100.0")
    other = scored(DECREASE % 70, "2024: 0", rules="decrease: two_minus_ratio")
    assert (str(other.achievement), other.reason, str(other.counted)) == ("200.0", None, "200.0")


def test_an_achieved_year_counts_when_the_way_cannot_be_told() -> None:
    """No baseline, so no progress; but 71 ≥ 70."""
    score = scored(INCREASE % 70, "2024: 71", rules=PROGRESS)
    assert (score.reason, str(score.counted), str(score.achievement)) == ("no-baseline", "100.0", "101.4")


def test_a_reference_indicator_counts_nowhere_but_shows_its_rates() -> None:
    score = scored("kind: reference, " + INCREASE % 70, "2024: 72")
    assert (str(score.achievement), score.achieved, score.counted, score.grade, score.reason) == (
        "102.9",
        True,
        None,
        None,
        None,
    )
