"""The year target: explicit, on the straight line, or the last one; and what revisions lay over it."""

from __future__ import annotations

import pytest

from support.evaluated import scored

LINE = "direction: increase, baseline: {year: 2019, value: 45}, targets: {2024: 70, 2029: 90}"
FREE = "direction: increase, targets: {2022: 10, 2024: 20}"
RISEN = (
    "direction: increase, baseline: {year: 2019, value: 45}, targets: {2024: 70, 2029: 90}, target_revisions: ["
    "{since: 2027, targets: {2029: 130}, decision: 2026, reason: 再び},"
    "{since: 2025, targets: {2026: 80, 2029: 100}, decision: 2024, reason: 上方}]"
)


def target(text: str, year: int, rule: str = "interpolate") -> tuple[str, str] | None:
    """Value and source, through the whole evaluation."""
    result = scored(text, "", year, f"target_rule: {rule}").target
    return (str(result.value), result.source) if result is not None else None


def test_a_target_written_for_the_year_goes_before_every_rule() -> None:
    for rule in ("explicit", "interpolate", "final"):
        assert target(LINE, 2024, rule) == ("70", "explicit")


def test_between_the_baseline_and_the_first_target() -> None:
    """2019: 45 → 2024: 70, 5 a year: 2020 is 50, 2023 is 65."""
    assert target(LINE, 2020) == ("50", "interpolated")
    assert target(LINE, 2023) == ("65", "interpolated")


def test_between_two_targets() -> None:
    """2024: 70 → 2029: 90, 4 a year: 2026 is 78."""
    assert target(LINE, 2026) == ("78", "interpolated")


def test_after_the_last_target_it_stays() -> None:
    assert target(LINE, 2033) == ("90", "final")


def test_in_the_baselines_year_and_before_there_is_none() -> None:
    assert target(LINE, 2019) is None
    assert target(LINE, 2018) is None


def test_without_a_baseline_the_line_begins_at_the_first_target() -> None:
    assert target(FREE, 2021) is None
    assert target(FREE, 2023) == ("15", "interpolated")
    assert target(FREE, 2025) == ("20", "final")


@pytest.mark.parametrize(
    ("decimals", "value"),
    [("", "53.3"), ("decimals: 0, ", "53"), ("decimals: 2, ", "53.33"), ("decimals: 5, ", "53.33333")],
)
def test_it_is_rounded_to_the_indicators_decimals(decimals: str, value: str) -> None:
    """50.0 → 60 in three years: 53.333…; left out, the most places written count: one, of the 50.0."""
    text = f"direction: increase, {decimals}baseline: {{year: 2021, value: 50.0}}, targets: {{2024: 60}}"
    assert target(text, 2022) == (value, "interpolated")


def test_half_goes_away_from_zero_below_zero_too() -> None:
    """0 → 1 in two years is 0.5 → 1; 0 → -1 is -0.5 → -1; 0 → -1 in three years is -0.33 → 0, never -0."""
    line = "direction: increase, decimals: 0, baseline: {year: 2022, value: 0}, targets: {%d: %s}"
    assert target(line % (2024, "1"), 2023) == ("1", "interpolated")
    assert target(line % (2024, "-1"), 2023) == ("-1", "interpolated")
    assert target(line % (2025, "-1"), 2023) == ("0", "interpolated")


def test_the_rounded_target_is_what_the_rate_uses() -> None:
    """10 → 11 in three years: 10.33 → 10. 10/10 = 100.0, not 10/10.333 = 96.8."""
    text = "direction: increase, baseline: {year: 2021, value: 10}, targets: {2024: 11}"
    score = scored(text, "2022: 10", 2022)
    assert (str(score.achievement), score.achieved) == ("100.0", True)


def test_places_of_a_target_that_was_replaced_count_no_more() -> None:
    """2029: 90.25 has two places until 2025 lays 91 over it: then 45 + 46 × 7/10 = 77.2 → 77."""
    text = (
        "direction: increase, baseline: {year: 2019, value: 45}, targets: {2029: 90.25}, "
        "target_revisions: [{since: 2025, targets: {2029: 91}, decision: 2024, reason: 上方}]"
    )
    assert target(text, 2024) == ("67.63", "interpolated")  # 45 + 45.25 × 5/10 = 67.625
    assert target(text, 2026) == ("77", "interpolated")


def test_the_rule_final_takes_the_last_target_in_every_year() -> None:
    assert target(LINE, 2018, "final") == ("90", "final")
    assert target(LINE, 2022, "final") == ("90", "final")
    assert target(LINE, 2029, "final") == ("90", "explicit")
    assert target(LINE, 2031, "final") == ("90", "final")


def test_the_rule_explicit_knows_no_other_year() -> None:
    assert target(LINE, 2023, "explicit") is None
    assert target(LINE, 2031, "explicit") is None


@pytest.mark.parametrize("rule", ["explicit", "interpolate", "final"])
def test_milestone_target_by_year(rule: str) -> None:
    text = "direction: increase, type: milestone, targets: {2022: false, 2025: true}"
    assert target(text, 2021, rule) is None
    assert target(text, 2022, rule) == ("False", "explicit")
    assert target(text, 2024, rule) is None
    assert target(text, 2025, rule) == ("True", "explicit")
    assert target(text, 2026, rule) == ("True", "final")


def test_a_revision_holds_from_its_year_on() -> None:
    """Until 2024 the end is 90. From 2025: 70 (2024) → 80 (2026), so 2025 is 75; 80 → 100 (2029): 2027 would be 86.7 → 87.
    From 2027 the end is 130: 80 + 50 × 1/3 = 96.7 → 97.
    """
    assert target(RISEN, 2023) == ("65", "interpolated")
    assert target(RISEN, 2025) == ("75", "interpolated")
    assert target(RISEN, 2026) == ("80", "explicit")
    assert target(RISEN, 2027) == ("97", "interpolated")
    finals = [
        str((scored(RISEN, "", year).inputs.last_target or (0, 0))[1]) for year in (2024, 2025, 2026, 2027)
    ]
    assert finals == ["90", "100", "100", "130"]


def test_later_of_two_revisions_of_one_year_wins() -> None:
    text = (
        "direction: increase, targets: {2029: 90}, target_revisions: ["
        "{since: 2025, targets: {2029: 95, 2027: 80}, decision: 2024, reason: 一},"
        "{since: 2025, targets: {2029: 99}, decision: 2024, reason: 二}]"
    )
    assert target(text, 2029) == ("99", "explicit")
    assert target(text, 2027) == ("80", "explicit")


def test_a_reference_indicator_may_aim_at_nothing() -> None:
    score = scored("direction: increase, kind: reference, baseline: {year: 2019, value: 45}", "2024: 50")
    assert (score.target, score.inputs.last_target, score.achieved, score.reason) == (
        None,
        None,
        None,
        "no-target",
    )
    assert (score.counted, score.grade) == (None, None)
