"""Grades are decided on printed figures, and a measure's score is made from them: all to be redone by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.evaluated import measured, scored
from visiontrack.evaluation.measure_score import MeasureScore

ONE = "direction: increase, targets: {2024: 10000}"


def of(*figures: str, rules: str = "", weights: str = "") -> MeasureScore:
    """A measure whose indicators reach these per cents of their targets (two places, since T = 10000)."""
    parts = weights.split() or ["1"] * len(figures)
    made = [f"{ONE}, weight: {weight}" for weight in parts]
    entered = [f"2024: {int(Decimal(one) * 100)}" for one in figures]
    return measured(list(zip(made, entered, strict=True)), rules=rules)


@pytest.mark.parametrize(
    ("actual", "printed", "grade"),
    [
        ("10000", "100.0", "A"),
        ("9995", "99.9", "B"),  # 99.95 would round to 100.0, but the target is missed
        ("9994", "99.9", "B"),
        ("7995", "80.0", "B"),  # 79.95 prints as 80.0
        ("7994", "79.9", "C"),
        ("5995", "60.0", "C"),
        ("5994", "59.9", "D"),
        ("0", "0.0", "D"),
    ],
)
def test_the_printed_figure_decides_the_grade(actual: str, printed: str, grade: str) -> None:
    score = measured([(ONE, f"2024: {actual}")])
    assert (str(score.indicators[0].counted), score.indicators[0].grade) == (printed, grade)
    assert (str(score.score), score.grade) == (printed, grade)


def test_the_last_band_has_no_bottom() -> None:
    """2 - 500/100 = -3 → -300.0, and it is a D."""
    score = scored(
        "direction: decrease, targets: {2024: 100}", "2024: 500", rules="decrease: two_minus_ratio"
    )
    assert (str(score.counted), score.grade) == ("-300.0", "D")


def test_bounds_are_compared_as_written() -> None:
    """A bound of 80.05 is not reached by a printed 80.0, though 80.04 was nearer to it."""
    scale = "grades: [{grade: S, label: 上, at_least: 120}, {grade: A, label: 中, at_least: 80.05}, {grade: B, label: 下}]"
    assert scored(ONE, "2024: 8004", rules=scale).grade == "B"
    assert scored(ONE, "2024: 8005", rules=scale).grade == "A"  # 80.05 prints as 80.1
    assert scored(ONE, "2024: 12000", rules=scale).grade == "S"


def test_the_mean_is_made_from_printed_figures() -> None:
    """33.34 and 33.34 print as 33.3 each: the mean is 33.3. From 66.65 and 33.35: (66.7 + 33.4)/2 = 50.05 → 50.1,
    where the unprinted numbers would have given 50.0.
    """
    assert str(of("33.34", "33.34").score) == "33.3"
    score = of("66.65", "33.35")
    assert [str(one.counted) for one in score.indicators] == ["66.7", "33.4"]
    assert str(score.score) == "50.1"


def test_the_score_is_graded_as_it_is_printed() -> None:
    """(80.0 + 79.9)/2 = 79.95 → 80.0: B."""
    score = of("80", "79.9")
    assert (str(score.score), score.grade) == ("80.0", "B")


def test_weights() -> None:
    """(100 × 2 + 40 × 1 + 70 × 0.5)/(2 + 1 + 0.5) = 275/3.5 = 78.571… → 78.6."""
    score = of("100", "40", "70", weights="2 1 0.5")
    assert (str(score.score), score.grade) == ("78.6", "C")


def test_each_figure_is_capped_before_the_mean() -> None:
    """min(150, 100) and 50: (100 + 50)/2 = 75.0, not 100.0. With a cap of 120: (120 + 50)/2 = 85.0."""
    assert str(of("150", "50").score) == "75.0"
    assert str(of("150", "50", rules="cap: 120").score) == "85.0"
    assert [str(one.counted) for one in of("150", "50").indicators] == ["150.0", "50.0"]


def test_a_figure_below_zero_pulls_down_without_a_floor() -> None:
    """2 - 3 = -1 → -100.0; (-100 + 100)/2 = 0.0."""
    falls = "direction: decrease, targets: {2024: 100}"
    score = measured([(falls, "2024: 300"), (falls, "2024: 100")], rules="decrease: two_minus_ratio")
    assert (str(score.score), score.grade) == ("0.0", "D")


def test_the_worst_of_them() -> None:
    """Weights do not matter to the worst: min(100, 62.5, 70) = 62.5."""
    score = of("130", "62.5", "70", rules="roll_up: worst", weights="1 0.1 9")
    assert (str(score.score), score.grade) == ("62.5", "C")
    assert str(of("130", "140", rules="roll_up: worst").score) == "100.0"


def test_coverage_counts_who_has_a_figure() -> None:
    """Of four indicators one is for reference, one not reported: 2 of 3 measured, and the mean is of those two."""
    score = measured(
        [
            (ONE, "2024: 9000"),
            (ONE, "2023: 9000"),
            (f"kind: reference, {ONE}", "2024: 1"),
            ("direction: decrease, targets: {2024: 0}", "2024: 0"),
        ]
    )
    assert (score.measured, score.graded) == (2, 3)
    assert (str(score.score), score.grade) == ("95.0", "B")  # (90.0 + 100)/2


def test_nothing_counted_is_no_grade() -> None:
    for indicators in ([], [(ONE, "")], [(f"kind: reference, {ONE}", "2024: 10000")]):
        score = measured(indicators)
        assert (score.score, score.grade, score.measured) == (None, None, 0)


def test_an_indicator_outside_its_period_does_not_appear() -> None:
    score = measured(
        [
            (f"{ONE}, period: {{start: 2020, end: 2023}}", "2023: 1"),
            (f"{ONE}, period: {{start: 2024, end: 2024}}", "2024: 9000"),
            (f"{ONE}, period: {{start: 2025, end: 2029}}", ""),
        ]
    )
    assert [one.id for one in score.indicators] == ["i1"]
    assert (str(score.score), score.graded) == ("90.0", 1)
