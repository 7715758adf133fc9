"""The actual: what was entered, or for a cumulative indicator the running total, which no missing year may enter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.evaluated import scored
from visiontrack.evaluation.explanation import entered_numbers
from visiontrack.evaluation.indicator_score import IndicatorScore

TOTAL = "direction: increase, accumulation: cumulative"
BASED = f"{TOTAL}, baseline: {{year: 2021, value: 100}}, targets: {{2029: 500}}, period: {{start: 2020, end: 2029}}"


def formatted(score: IndicatorScore) -> tuple[str | None, str | None, str | None]:
    """Actual, state and reason."""
    return (str(score.actual) if score.actual is not None else None, score.state, score.reason)


@pytest.mark.parametrize("accumulation", ["annual", "year_end"])
def test_a_yearly_value_is_the_one_of_the_year(accumulation: str) -> None:
    text = f"direction: increase, accumulation: {accumulation}, targets: {{2024: 70}}"
    assert formatted(scored(text, "2023: 1, 2024: 1.10, 2025: 3")) == ("1.10", "final", None)
    assert formatted(scored(text, "2023: 1, 2025: 3")) == (None, None, "no-actual")


def test_a_running_total_begins_after_the_baseline() -> None:
    """100 + 20 (2022) + 30.5 (2023) + 7 (2024) = 157.5; the 15 of 2020 and the 40 of 2021 lie before or in the baseline."""
    score = scored(BASED, "2020: 15, 2021: 40, 2022: 20, 2023: 30.5, 2024: 7")
    assert formatted(score) == ("157.5", "final", None)


def test_running_total_starts_in_the_baseline_year() -> None:
    entered = "2020: 15, 2021: 40"
    assert formatted(scored(BASED, entered, year=2021))[0] == "100"
    assert formatted(scored(BASED, entered, year=2020)) == (None, None, "no-actual")
    assert formatted(scored(BASED, "", year=2021)) == ("100", None, "no-target")


def test_before_the_baseline_what_was_entered_still_says_why() -> None:
    assert formatted(scored(BASED, "2020: {state: unpublished}", year=2020)) == (
        None,
        "unpublished",
        "unpublished",
    )
    assert formatted(scored(BASED, "2020: {state: not_applicable}", year=2020))[2] == "not-applicable"


def test_a_period_that_begins_after_the_baseline_begins_the_sum() -> None:
    """Baseline 2019, asked for from 2022 on: 100 + 20 + 30 = 150; nothing is missing for 2020 and 2021."""
    text = f"{TOTAL}, baseline: {{year: 2019, value: 100}}, targets: {{2029: 500}}, period: {{start: 2022, end: 2029}}"
    assert formatted(scored(text, "2022: 20, 2023: 30", year=2023)) == ("150", "final", None)


def test_without_baseline_the_sum_begins_with_the_period() -> None:
    text = f"{TOTAL}, targets: {{2024: 60}}, period: {{start: 2022, end: 2029}}"
    score = scored(text, "2022: 20, 2023: 30, 2024: 4")
    assert (formatted(score), str(score.achievement)) == (("54", "final", None), "90.0")


@pytest.mark.parametrize(
    "hole", ["", "2023: ~", "2023: {value: }", "2023: {state: unpublished}", "2023: {state: not_applicable}"]
)
def test_a_year_missing_in_between_is_a_gap(hole: str) -> None:
    """Missing is not zero: 100 + 20 + ? + 7 is no number, however the year came to be missing."""
    entered = ", ".join(part for part in ("2022: 20", hole, "2024: 7") if part)
    assert formatted(scored(BASED, entered)) == (None, None, "gap")


def test_a_gap_names_its_years() -> None:
    assert scored(BASED, "2023: 20, 2025: 7", year=2025).missing_years == (2022, 2024)
    assert scored(BASED, "2022: 20, 2024: {state: unpublished}").missing_years is None
    assert scored(BASED, "2022: 20, 2023: 5, 2024: 7").missing_years is None


@pytest.mark.parametrize(
    ("entered", "state"),
    [
        ("2022: {value: 20, state: preliminary}, 2023: 5, 2024: 7", "preliminary"),
        ("2022: {value: 20, state: estimate}, 2023: {value: 5, state: preliminary}, 2024: 7", "estimate"),
        ("2022: 20, 2023: 5, 2024: {value: 7, state: estimate}", "estimate"),
        ("2021: {value: 3, state: estimate}, 2022: 20, 2023: 5, 2024: 7", "final"),  # the baseline's year
    ],
)
def test_a_total_is_as_firm_as_its_least_firm_part(entered: str, state: str) -> None:
    assert scored(BASED, entered).state == state


def test_zero_is_an_amount_and_no_gap() -> None:
    assert formatted(scored(BASED, "2022: 20, 2023: 0, 2024: 0.0"))[0] == "120.0"


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("", "no-actual"),
        (", 2024: {state: preliminary}", "no-actual"),
        (", 2024: {state: unpublished}", "unpublished"),
        (", 2024: {state: not_applicable}", "not-applicable"),
    ],
)
def test_state_of_the_year_outranks_a_gap(last: str, reason: str) -> None:
    """2022 and 2023 are missing too, but what is nearest is told."""
    assert scored(BASED, "2020: 1" + last).reason == reason


def test_a_running_total_of_thirty_digit_amounts_loses_no_digit() -> None:
    """0.1 + 99999999999999999999999999999.9 + 0.05 = 100000000000000000000000000000.05."""
    text = f"{TOTAL}, targets: {{2024: 1}}, period: {{start: 2022, end: 2029}}"
    score = scored(text, "2022: 0.1, 2023: 99999999999999999999999999999.9, 2024: 0.05")
    assert score.actual == Decimal("100000000000000000000000000000.05")


def test_a_milestone_is_never_added_up() -> None:
    text = "direction: increase, type: milestone, accumulation: cumulative, targets: {2024: true}"
    assert scored(text, "2022: true, 2024: true").actual is True


@pytest.mark.parametrize("state", ["preliminary", "estimate"])
def test_preliminary_and_estimated_values_count_and_are_marked(state: str) -> None:
    score = scored("direction: increase, targets: {2024: 70}", f"2024: {{value: 70, state: {state}}}")
    assert (formatted(score), str(score.counted)) == (("70", state, None), "100.0")


@pytest.mark.parametrize(
    ("entered", "state", "reason"),
    [
        ("2024: {state: unpublished}", "unpublished", "unpublished"),
        ("2024: {state: not_applicable}", "not_applicable", "not-applicable"),
        ("2024: {state: preliminary}", None, "no-actual"),
        ("2024: {value: ~, comment: 集計中}", None, "no-actual"),
        ("2024: ", None, "no-actual"),
    ],
)
def test_without_a_value_nothing_is_measured(entered: str, state: str | None, reason: str) -> None:
    score = scored("direction: increase, targets: {2024: 70}", entered)
    assert formatted(score) == (None, state, reason)
    assert (score.counted, score.grade, score.achieved) == (None, None, None)


def test_the_years_added_up_are_the_inputs_named() -> None:
    """What ``explain`` lists for a running total: the baseline, the last target, and each amount."""
    score = scored(BASED, "2021: 40, 2022: 20, 2023: 30, 2024: 7")
    named = [(one.key, one.year, str(one.value)) for one in entered_numbers(score, 0)]
    assert named == [
        ("baseline", 2021, "100"),
        ("target", 2029, "500"),
        ("actual", 2022, "20"),
        ("actual", 2023, "30"),
        ("actual", 2024, "7"),
    ]


def test_entered_numbers_of_a_gap() -> None:
    score = scored(BASED, "2022: 20, 2024: 7")
    assert [one.year for one in entered_numbers(score, 0) if one.key == "actual"] == [2022, 2024]
