"""前年比 and 見通し: this year against the last, and where a straight line through the years leads."""

from __future__ import annotations

import pytest

from support.evaluated import scored

UP, DOWN = "direction: increase, targets: {2029: 200}", "direction: decrease, targets: {2029: 20}"
STAY = "direction: maintain, tolerance: 10, targets: {2024: 100, 2029: 100}"


# ---- change ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "before", "now", "change"),
    [
        (UP, "10", "11", "better"),
        (UP, "10", "9", "worse"),
        (UP, "10", "10.00", "same"),
        (UP, "-2", "-1", "better"),
        (UP, "0", "-0", "same"),
        (DOWN, "10", "9", "better"),
        (DOWN, "10", "11", "worse"),
        (DOWN, "10", "10", "same"),
        (STAY, "90", "105", "better"),  # 10 away, then 5
        (STAY, "95", "106", "worse"),  # 5 away, then 6, although both are within
        (STAY, "95", "105", "same"),
    ],
)
def test_change_goes_by_the_direction(indicator: str, before: str, now: str, change: str) -> None:
    assert scored(indicator, f"2023: {before}, 2024: {now}").change == change


@pytest.mark.parametrize(
    ("direction", "wanted", "other"),
    [
        ("increase", "true", "false"),
        ("decrease", "false", "true"),
        ("maintain, tolerance: 0", "true", "false"),
    ],
)
def test_a_milestone_toward_its_direction_is_better(direction: str, wanted: str, other: str) -> None:
    """To increase is to have it, to decrease to be rid of it, to maintain to be as the target says."""
    text = f"direction: {direction}, type: milestone, targets: {{2024: {wanted}}}"
    assert scored(text, f"2023: {other}, 2024: {wanted}").change == "better"
    assert scored(text, f"2023: {wanted}, 2024: {other}").change == "worse"
    assert scored(text, f"2023: {wanted}, 2024: {wanted}").change == "same"


@pytest.mark.parametrize(
    "entered",
    ["2024: 5", "2023: 5", "2022: 5, 2024: 5", "2023: {state: unpublished}, 2024: 5", "2023: 5, 2024: ~"],
)
def test_there_is_no_change_without_both_years(entered: str) -> None:
    assert scored(UP, entered).change is None


def test_the_baseline_is_no_entered_value() -> None:
    text = "direction: increase, baseline: {year: 2023, value: 1}, targets: {2029: 9}"
    assert scored(text, "2024: 5").change is None


def test_a_running_total_is_compared_by_its_yearly_amounts() -> None:
    """The total grows from 30 to 40, but the year brought 10 after 20: worse. A gap before does not matter."""
    text = f"{UP}, accumulation: cumulative, period: {{start: 2020, end: 2029}}"
    score = scored(text, "2023: 20, 2024: 10")
    assert (score.change, score.reason) == ("worse", "gap")


def test_maintain_compares_with_this_years_target_only() -> None:
    """2023 hit its own target of 100, but this year's is 110: 10 away, then 5."""
    text = "direction: maintain, tolerance: 0, targets: {2023: 100, 2024: 110}"
    assert scored(text, "2023: 100, 2024: 105").change == "better"
    nothing = "direction: maintain, tolerance: 0, targets: {2025: 100}"
    assert scored(nothing, "2023: 100, 2024: 105").change is None


# ---- outlook --------------------------------------------------------------------------------------------


def outlook(indicator: str, entered: str, year: int = 2024) -> str | None:
    result = scored(indicator, entered, year).outlook
    return result.verdict if result is not None else None


def test_the_line_goes_from_the_first_actual_through_this_years() -> None:
    """2020: 100, 2024: 140, so 10 a year; in 2029 140 + 5 × 10 = 190. The dip of 2022 does not matter."""
    result = scored(
        "direction: increase, targets: {2029: 190}", "2020: 100, 2021: 3, 2022: 1, 2024: 140"
    ).outlook
    assert result is not None
    assert (result.verdict, result.projected) == ("on_course", 190)
    assert (result.formula.values["y1"], result.formula.values["A1"]) == (2020, 100)


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        # 2019: 0, now at 100, five years more at 20 a year: 200 in 2029. The way left is T - 100.
        ("200", "on_course"),  # reached exactly
        ("205.2", "on_course"),  # missed by 5.2 of 105.2: 4.94 %
        ("205.263157894736842105263157894", "on_course"),  # a hair under 5 % (100/19 of 2000/19)
        ("205.263157894736842105263157895", "slightly_off"),  # a hair over
        ("225", "slightly_off"),  # missed by 25 of 125: exactly 20 %
        ("225.000000000000000000000000001", "off_course"),
        ("400", "off_course"),
    ],
)
def test_how_far_off_is_measured_by_the_way_left(now: str, verdict: str) -> None:
    entered = "2019: 0, 2021: 50, 2022: 60, 2024: 100"
    assert outlook(f"direction: increase, targets: {{2029: {now}}}", entered) == verdict


def test_missing_exactly_five_per_cent_is_slightly_off() -> None:
    """2020: 14, 2024: 90, 19 a year: 2028 gives 166? One year left: 90 + 19 = 109 of 110, missed 1 of 20: 5 %."""
    assert (
        outlook("direction: increase, targets: {2025: 110}", "2020: 14, 2022: 2, 2023: 1, 2024: 90")
        == "slightly_off"
    )
    assert (
        outlook("direction: decrease, targets: {2025: 90}", "2020: 186, 2022: 2, 2023: 1, 2024: 110")
        == "slightly_off"
    )


def test_missed_by_exactly_twenty_per_cent_is_still_slight() -> None:
    """90 + 16 = 106 of 110: missed 4 of 20. And with 15 a year 5 of 20: 25 %."""
    assert (
        outlook("direction: increase, targets: {2025: 110}", "2020: 26, 2022: 2, 2023: 1, 2024: 90")
        == "slightly_off"
    )
    assert (
        outlook("direction: increase, targets: {2025: 110}", "2020: 30, 2022: 2, 2023: 1, 2024: 90")
        == "off_course"
    )


def test_reached_target_is_on_course() -> None:
    """210 ≥ 200 already; the line leads down to 160."""
    assert outlook(UP, "2021: 240, 2022: 230, 2023: 220, 2024: 210") == "on_course"
    assert outlook(DOWN, "2021: 5, 2022: 10, 2023: 15, 2024: 20") == "on_course"


def test_away_from_the_target_is_the_wrong_way() -> None:
    assert outlook(UP, "2021: 100, 2022: 3, 2023: 99, 2024: 99.9") == "wrong_way"
    assert outlook(DOWN, "2021: 50, 2022: 3, 2023: 1, 2024: 50.1") == "wrong_way"


def test_standing_still_is_off_course_and_not_the_wrong_way() -> None:
    assert outlook(UP, "2021: 100, 2022: 3, 2023: 150, 2024: 100.0") == "off_course"
    assert outlook(DOWN, "2021: 50, 2022: 3, 2023: 1, 2024: 50") == "off_course"


@pytest.mark.parametrize(
    ("entered", "verdict"),
    [
        ("2021: 100, 2022: 100, 2023: 100, 2024: 100", "on_course"),
        ("2020: 92, 2022: 96, 2023: 1, 2024: 100", "on_course"),  # 2 a year: 110 in 2029, at the edge of 10 %
        ("2020: 91.8, 2022: 96, 2023: 1, 2024: 100", "off_course"),  # 2.05 a year: 110.25
        ("2020: 108, 2022: 104, 2023: 1, 2024: 100", "on_course"),  # down to 90
        ("2020: 108.2, 2022: 104, 2023: 1, 2024: 100", "off_course"),
        ("2020: 50, 2022: 60, 2023: 1, 2024: 70", "on_course"),  # outside today, 5 a year: 95 in 2029
    ],
)
def test_maintain_asks_where_the_line_ends(entered: str, verdict: str) -> None:
    assert outlook(STAY, entered) == verdict


def test_four_points_within_five_years_back() -> None:
    """2019 still counts in 2024, 2018 does not; unpublished years count for nothing."""
    assert outlook(UP, "2019: 1, 2022: 9, 2023: 50, 2024: 100") == "on_course"
    assert outlook(UP, "2018: 1, 2022: 9, 2023: 50, 2024: 100") is None
    assert outlook(UP, "2022: 9, 2023: 50, 2024: 100") is None
    assert outlook(UP, "2019: {state: unpublished}, 2022: 9, 2023: 50, 2024: 100") is None


@pytest.mark.parametrize("accumulation", ["annual", "year_end"])
def test_the_baseline_is_a_point_where_its_year_has_no_actual(accumulation: str) -> None:
    """From 100 in 2019, not from the trough of 2021: 4 a year, so 140 in 2029."""
    text = f"{UP}, accumulation: {accumulation}, baseline: {{year: 2019, value: 100}}"
    result = scored(text, "2021: 40, 2023: 90, 2024: 120").outlook
    assert result is not None
    assert (result.verdict, result.projected) == ("off_course", 140)
    entered = scored(text, "2019: 70, 2021: 40, 2023: 90, 2024: 120").outlook
    assert entered is not None
    assert entered.projected == 170


def test_no_line_is_drawn_through_years_left_out() -> None:
    without, based = "outlook_without: [2019, 2020, 2024]", f"{UP}, baseline: {{year: 2019, value: 100}}"
    entered = "2020: 10, 2021: 60, 2022: 3, 2023: 5, 2024: 90"
    result = scored(based, entered, rules=without).outlook
    assert result is not None
    assert (result.formula.values["y1"], result.projected) == (2021, 140)
    assert scored(based, "2020: 10, 2021: 60, 2023: 5, 2024: 90", rules=without).outlook is None


def test_without_this_years_actual_there_is_no_outlook() -> None:
    assert outlook(UP, "2020: 1, 2021: 2, 2022: 3, 2023: 50") is None


def test_no_outlook_from_the_last_targets_year() -> None:
    entered = "2025: 0, 2026: 1, 2027: 2, 2028: 3, 2029: 4, 2030: 5"
    assert outlook(UP, entered, 2028) == "off_course"
    assert outlook(UP, entered, 2029) is None
    assert outlook(UP, entered, 2030) is None


def test_no_target_no_milestone() -> None:
    assert outlook("direction: increase, kind: reference", "2021: 0, 2022: 1, 2023: 2, 2024: 3") is None
    milestone = "direction: increase, type: milestone, targets: {2029: true}"
    assert outlook(milestone, "2021: false, 2022: false, 2023: false, 2024: true") is None


def test_a_running_total_is_foreseen_as_a_total() -> None:
    """2021: 0, 2022: 20, 2023: 45, 2024: 75: 25 a year, so 75 + 5 × 25 = 200 in 2029."""
    text = f"{UP}, accumulation: cumulative, period: {{start: 2021, end: 2029}}"
    result = scored(text, "2021: 0, 2022: 20, 2023: 25, 2024: 30").outlook
    assert result is not None
    assert (result.verdict, result.projected) == ("on_course", 200)


def test_a_revised_target_moves_the_goal_from_its_year_on() -> None:
    text = f"{UP}, target_revisions: [{{since: 2025, targets: {{2029: 2000}}, decision: 2024, reason: 上方}}]"
    entered = "2021: 0, 2022: 50, 2023: 60, 2024: 100, 2025: 150"
    assert outlook(text, entered, 2024) == "on_course"
    assert outlook(text, entered, 2025) == "off_course"
