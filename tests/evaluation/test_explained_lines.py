"""Every kind of line that ``explain`` writes: its key, formula, numbers, exact result, printed figure and words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from support.evaluated import measured, scored
from visiontrack.evaluation.arithmetic import plain
from visiontrack.evaluation.explanation import CalculationStep, entered_numbers, roll_up_step, steps

DONE = "direction: increase, type: milestone, targets: {2024: true}"
LINE = "direction: increase, baseline: {year: 2019, value: 45}, targets: {2024: 70, 2026: 80, 2029: 90}"
PACE = "(A - B) × (yT - y0) ÷ ((Tf - B) × (min(Y, yT) - y0)) × 100"
MEAN = "Σ(min(x, cap) × w) ÷ Σw"


def written(step: CalculationStep | None) -> tuple[Any, ...]:
    assert step is not None
    printed = None if step.printed is None else str(step.printed)
    return (step.key, step.formula, step.numbers, step.exact, printed, dict(step.params))


@pytest.mark.parametrize(
    ("indicator", "year", "line"),
    [
        (LINE, 2024, ("target.explicit", "T", "", "70", None, {"year": 2024})),
        (LINE, 2031, ("target.final", "T", "", "90", None, {"year": 2031})),
        (DONE, 2024, ("target.explicit", "T", "", "true", None, {"year": 2024})),
        (DONE.replace("true", "false"), 2026, ("target.final", "T", "", "false", None, {"year": 2026})),
        (
            LINE, 2025,
            ("target.interpolated", "T = T1 + (T2 - T1) × (Y - y1) ÷ (y2 - y1)",
             "70 + (80 - 70) × (2025 - 2024) ÷ (2026 - 2024)", "75", "75", {"places": 0}),
        ),
    ],
)  # fmt: skip
def test_where_the_target_comes_from(indicator: str, year: int, line: tuple[Any, ...]) -> None:
    (step,) = steps(scored(indicator, "", year))
    assert written(step) == line


@pytest.mark.parametrize(
    ("indicator", "entered", "rules", "line"),
    [
        ("increase, targets: {2024: 70}", "72", "", ("A ÷ T × 100", "72 ÷ 70 × 100", "102.857142…", "102.9")),
        ("decrease, targets: {2024: 40}", "48", "", ("T ÷ A × 100", "40 ÷ 48 × 100", "83.333333…", "83.3")),
        (
            "decrease, targets: {2024: 40}", "100", "decrease: two_minus_ratio",
            ("(2 - A ÷ T) × 100", "(2 - 100 ÷ 40) × 100", "-50", "-50.0"),
        ),
        (
            "maintain, tolerance: 5, targets: {2024: 40}", "30", "",
            ("min(A ÷ T, T ÷ A) × 100", "min(30 ÷ 40, 40 ÷ 30) × 100", "75", "75.0"),
        ),
        (
            "maintain, tolerance: 5, targets: {2024: 0.4}", "0.1", "",
            ("min(A ÷ T, T ÷ A) × 100", "min(0.1 ÷ 0.4, 0.4 ÷ 0.1) × 100", "25", "25.0"),
        ),
    ],
)  # fmt: skip
def test_each_formula_of_achievement(indicator: str, entered: str, rules: str, line: tuple[str, ...]) -> None:
    found = steps(scored(f"direction: {indicator}", f"2024: {entered}", rules=rules))[-1]
    assert written(found) == ("achievement", *line, {})


@pytest.mark.parametrize(("tolerance", "formatted"), [("5", "5"), ("0", "0"), ("~", "0")])
def test_within_the_tolerance(tolerance: str, formatted: str) -> None:
    """A tolerance that is missing (an error elsewhere) counts as none."""
    text = f"direction: maintain, tolerance: {tolerance}, targets: {{2024: 40}}"
    assert written(steps(scored(text, "2024: 40"))[-1]) == (
        "achievement.within",
        "|A - T| ≤ p% × |T|",
        f"|40 - 40| ≤ {formatted}% × 40",
        "",
        "100.0",
        {"tolerance": formatted},
    )


@pytest.mark.parametrize(("entered", "figure"), [("true", "100.0"), ("false", "0.0")])
def test_a_milestone(entered: str, figure: str) -> None:
    assert written(steps(scored(DONE, f"2024: {entered}"))[-1]) == (
        "achievement.milestone", "A = T", "", "", figure, {},
    )  # fmt: skip


def test_progress_and_pace() -> None:
    text = "direction: increase, baseline: {year: 2019, value: -10}, targets: {2024: 60, 2029: 80}"
    progress, pace = steps(scored(text, "2024: 35"))[-2:]
    assert written(progress) == (
        "progress", "(A - B) ÷ (Tf - B) × 100", "(35 - (-10)) ÷ (80 - (-10)) × 100", "50", "50.0", {},
    )  # fmt: skip
    numbers = "(35 - (-10)) × (2029 - 2019) ÷ ((80 - (-10)) × (2024 - 2019)) × 100"
    assert written(pace) == ("pace", PACE, numbers, "100", "100.0", {})


def test_pace_stops_counting_years_at_the_last_target() -> None:
    pace = steps(scored(LINE, "2031: 99", 2031))[-1]
    assert pace.numbers == "(99 - 45) × (2029 - 2019) ÷ ((90 - 45) × (2029 - 2019)) × 100"
    assert (pace.exact, str(pace.printed)) == ("120", "120.0")


def test_nothing_is_written_where_nothing_was_computed() -> None:
    """No actual: only the target. A negative actual: no achievement, but progress and pace. No target: nothing."""
    assert [one.key for one in steps(scored(LINE, ""))] == ["target.explicit"]
    assert [one.key for one in steps(scored(LINE, "2024: -1"))] == ["target.explicit", "progress", "pace"]
    assert steps(scored("direction: increase, kind: reference", "2024: 5")) == []


def test_a_score() -> None:
    """(99.9 × 1 + 62.5 × 0.5)/1.5 = 87.433…; a cap is written as the vision writes it."""
    pair = [
        ("direction: increase, targets: {2024: 10}", "2024: 13"),
        ("direction: increase, targets: {2024: 16}, weight: 0.5", "2024: 10"),
    ]
    mean = roll_up_step(measured(pair, rules="cap: 99.90"))
    numbers = "(99.90 × 1 + 62.5 × 0.5) ÷ (1 + 0.5)"
    assert written(mean) == ("roll_up.mean", MEAN, numbers, "87.433333…", "87.4", {"cap": "99.90"})
    worst = roll_up_step(measured(pair, rules="cap: 120, roll_up: worst"))
    assert written(worst) == ("roll_up.worst", "min(120, …)", "min(120, 62.5)", "", "62.5", {"cap": "120"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.10"), "1.10"),
        (Decimal("0.00000001"), "0.00000001"),
        (Decimal("-3"), "(-3)"),
        (True, "true"),
        (False, "false"),
    ],
)
def test_numbers_are_written_as_they_were(value: Decimal | bool, text: str) -> None:
    assert plain(value) == text


# ---- inputs ----------------------------------------------------------------------------------------------


def named(indicator: str, entered: str, year: int) -> list[tuple[Any, ...]]:
    """What each input is, its year, value and file, and where it stands there."""
    found = entered_numbers(scored(indicator, entered, year), 3)
    return [(one.key, one.year, str(one.value), one.file, one.loc) for one in found]


def test_targets_among_the_entered_numbers() -> None:
    at = ("indicators", 3)
    assert named(LINE, "2025: 72", 2025) == [
        ("baseline", 2019, "45", "measure", (*at, "baseline", "value")),
        ("target", 2024, "70", "measure", (*at, "targets", "2024")),
        ("target", 2026, "80", "measure", (*at, "targets", "2026")),
        ("target", 2029, "90", "measure", (*at, "targets", "2029")),
        ("actual", 2025, "72", "result", ("actuals", "i0", "value")),
    ]
    assert [one[:2] for one in named(LINE, "", 2021)] == [
        ("baseline", 2019),
        ("target", 2024),
        ("target", 2029),
    ]


def test_a_replaced_target_is_named_where_it_was_replaced() -> None:
    """The entries stand in the file with the newest first; both change 2029."""
    text = (
        "direction: increase, targets: {2029: 90}, target_revisions: ["
        "{since: 2026, targets: {2029: 110}, decision: 2025, reason: 二},"
        "{since: 2025, targets: {2029: 100}, decision: 2024, reason: 一}]"
    )
    at = ("indicators", 3, "target_revisions")
    assert [one[2:] for one in named(text, "", 2024)] == [
        ("90", "measure", ("indicators", 3, "targets", "2029"))
    ]
    assert [one[2:] for one in named(text, "", 2025)] == [("100", "measure", (*at, 1, "targets", "2029"))]
    assert [one[2:] for one in named(text, "", 2026)] == [("110", "measure", (*at, 0, "targets", "2029"))]


def test_running_total_has_no_inputs_in_the_baseline_year() -> None:
    text = (
        "direction: increase, accumulation: cumulative, period: {start: 2021, end: 2029}, "
        "baseline: {year: 2021, value: 2022}, targets: {2029: 9000}"
    )
    entered = "2021: 5, 2022: 6"
    assert [one[:3] for one in named(text, entered, 2021)] == [
        ("baseline", 2021, "2022"),
        ("target", 2029, "9000"),
    ]
    assert ("actual", 2022, "6") in [one[:3] for one in named(text, entered, 2022)]
    annual = text.replace("cumulative", "annual")
    assert ("actual", 2021, "5") in [one[:3] for one in named(annual, entered, 2021)]
