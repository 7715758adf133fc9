"""Every formula once by hand: 達成率, 進捗率, 時点進捗率. Each docstring is the arithmetic a reader would do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.evaluated import scored
from visiontrack.evaluation.indicator_score import IndicatorScore

FOUNDERS = "direction: increase, baseline: {year: 2019, value: 45}, targets: {2024: 70, 2029: 90}"
BURNT = "direction: decrease, baseline: {year: 2019, value: 50}, targets: {2024: 40, 2029: 25}"
STAYS = "direction: maintain, tolerance: 10, targets: {2024: 200, 2029: 200}"
BY_RATIO = "decrease: two_minus_ratio"


def rates(score: IndicatorScore) -> tuple[str, str, str]:
    return str(score.achievement), str(score.progress), str(score.pace)


def test_the_example_of_the_contract() -> None:
    """Founders 2024: 72/70 = 102.857… → 102.9; (72 - 45)/(90 - 45) = 27/45 = 60.0;
    pace 27 × 10 / (45 × 5) = 270/225 = 1.2 → 120.0.
    """
    score = scored(FOUNDERS, "2023: 65, 2024: 72")
    assert rates(score) == ("102.9", "60.0", "120.0")
    assert (score.achieved, str(score.counted), score.grade, score.change) == (True, "102.9", "A", "better")


# ---- achievement ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entered", "printed"),
    [
        ("70", "100.0"),  # 70/70
        ("0", "0.0"),  # 0/70: a zero that was entered is a zero
        ("69.9", "99.9"),  # 99.857…
        ("69.97", "99.9"),  # 99.957… would round to 100.0, but the target is missed
        ("0.035", "0.1"),  # 0.05 exactly
        ("35.00", "50.0"),
        ("1000000", "1428571.4"),  # 1,428,571.428…
    ],
)
def test_increase_is_actual_over_target(entered: str, printed: str) -> None:
    score = scored(FOUNDERS, f"2024: {entered}")
    assert str(score.achievement) == printed
    assert score.achieved is (Decimal(entered) >= 70)


def test_decrease_is_target_over_actual() -> None:
    """40/48 = 83.333… → 83.3; 40/32 = 125.0."""
    assert str(scored(BURNT, "2024: 48").achievement) == "83.3"
    assert str(scored(BURNT, "2024: 32").achievement) == "125.0"


def test_decrease_as_two_minus_the_ratio() -> None:
    """2 - 48/40 = 0.8; 2 - 32/40 = 1.2; 2 - 0/40 = 2: this formula knows no division by the actual;
    2 - 100/40 = -0.5: three times the target is worse than nothing.
    """
    printed = {"48": "80.0", "32": "120.0", "0": "200.0", "100": "-50.0"}
    for entered, figure in printed.items():
        assert str(scored(BURNT, f"2024: {entered}", rules=BY_RATIO).achievement) == figure


def test_maintain_within_and_outside_tolerance() -> None:
    """10 % of 200 is 20: 180 and 220 still count. 179/200 = 89.5; 200/221 = 90.497… → 90.5; 0.5/200 = 0.25 → 0.3."""
    for entered, figure, achieved in [
        ("200", "100.0", True),
        ("180", "100.0", True),
        ("220", "100.0", True),
        ("179", "89.5", False),
        ("179.999", "90.0", False),
        ("221", "90.5", False),
        ("0.5", "0.3", False),
    ]:
        score = scored(STAYS, f"2024: {entered}")
        assert (str(score.achievement), score.achieved) == (figure, achieved), entered


def test_a_tolerance_of_the_whole_target_lets_zero_count() -> None:
    """|0 - 200| = 200 ≤ 100 % of 200: within, so 100 without a division by zero."""
    score = scored(STAYS.replace("tolerance: 10", "tolerance: 100"), "2024: 0")
    assert (str(score.achievement), score.achieved, score.reason) == ("100.0", True, None)


def test_maintain_below_zero_has_no_rate() -> None:
    """|-10.5 - (-10)| = 0.5 ≤ 10 % of |-10| = 1: achieved, and so 100 counts although the rate is undefined."""
    score = scored("direction: maintain, tolerance: 10, targets: {2024: -10}", "2024: -10.5")
    assert (score.achieved, score.achievement, score.reason) == (True, None, "negative")
    assert (str(score.counted), score.grade) == ("100.0", "A")


def test_a_milestone_is_full_or_nothing() -> None:
    rule = "direction: increase, type: milestone, targets: {2024: true}"
    assert str(scored(rule, "2024: true").achievement) == "100.0"
    missed = scored(rule, "2024: false")
    assert (str(missed.achievement), missed.achieved, missed.grade) == ("0.0", False, "D")
    kept_away = scored("direction: decrease, type: milestone, targets: {2024: false}", "2024: false")
    assert (str(kept_away.achievement), kept_away.achieved) == ("100.0", True)


# ---- progress and pace ----------------------------------------------------------------------------------


def test_progress_is_the_way_gone_whatever_the_direction() -> None:
    """Decrease: (44 - 50)/(25 - 50) = -6/-25 = 24.0. Back behind the start: (55 - 50)/(25 - 50) = -20.0."""
    assert str(scored(BURNT, "2024: 44").progress) == "24.0"
    assert str(scored(BURNT, "2024: 55").progress) == "-20.0"


def test_progress_uses_the_last_target_and_not_the_years() -> None:
    """No target is set for 2024 under `explicit`, and the way to 2029 is still (54 - 45)/(90 - 45) = 20.0."""
    text = "direction: increase, basis: progress, baseline: {year: 2019, value: 45}, targets: {2029: 90}"
    score = scored(text, "2024: 54", rules="target_rule: explicit")
    assert (score.target, str(score.progress), score.reason, score.achieved) == (None, "20.0", None, None)


def test_pace_measures_the_way_against_the_time_gone() -> None:
    """2022: 3 of 10 years gone. (54 - 45)/(90 - 45) = 0.2; × 10/3 = 0.666… → 66.7."""
    assert rates(scored(FOUNDERS, "2022: 54", year=2022))[1:] == ("20.0", "66.7")


def test_after_the_last_target_pace_is_progress() -> None:
    """2031: min(2031, 2029) - 2019 = 10 of 10 years: (99 - 45)/45 = 120.0 both ways."""
    assert rates(scored(FOUNDERS, "2031: 99", year=2031)) == ("110.0", "120.0", "120.0")


def test_pace_may_run_backwards() -> None:
    """2021: (36 - 45)/45 = -0.2; × 10/2 = -1 → -100.0."""
    assert rates(scored(FOUNDERS, "2021: 36", year=2021))[1:] == ("-20.0", "-100.0")


def test_maintain_and_milestone_have_no_way_to_go() -> None:
    """Their basis is achievement, whatever is written there."""
    based = STAYS + ", basis: pace, baseline: {year: 2019, value: 100}"
    score = scored(based, "2024: 150", rules="basis: progress")
    assert (score.inputs.basis, rates(score)) == ("achievement", ("75.0", "None", "None"))
    done = "direction: increase, type: milestone, basis: progress, baseline: {year: 2019, value: false}, targets: {2024: true}"
    score = scored(done, "2024: true", rules="basis: pace")
    assert (score.inputs.basis, rates(score)) == ("achievement", ("100.0", "None", "None"))


def test_an_indicators_own_basis_goes_before_the_visions() -> None:
    assert scored(FOUNDERS, "2024: 72", rules="basis: pace").inputs.basis == "pace"
    assert scored(FOUNDERS + ", basis: progress", "2024: 72", rules="basis: pace").inputs.basis == "progress"


def test_thirty_digits_stay_exact() -> None:
    """T = 3·10²⁹, A = T - 1: 99.999… is printed as 99.9, since the target is missed by one."""
    target = "300000000000000000000000000000"
    score = scored(
        f"direction: increase, targets: {{2024: {target}}}", "2024: 299999999999999999999999999999"
    )
    assert (str(score.achievement), score.achieved) == ("99.9", False)
    tiny = scored(
        "direction: increase, targets: {2024: 0.00000000000000000000000000003}",
        "2024: 0.00000000000000000000000000001",
    )
    assert str(tiny.achievement) == "33.3"
