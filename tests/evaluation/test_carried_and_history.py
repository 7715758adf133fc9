"""Values of an earlier time (`carried`) and values from before the records (`history`): shown, and for the change alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from support import sound
from support.edits import edit
from support.evaluated import measured, scored
from support.program import visiontrack

INCREASE = "direction: increase, baseline: {year: 2019, value: 45}, targets: {2029: 90}"
CARRIED = "{value: 72, state: carried, as_of: 2021年}"
SERIES = "2021: 50, 2022: 60, 2023: 66"


def test_a_carried_value_is_shown_and_not_counted() -> None:
    """The rate stands, with no grade, no change and no outlook; the measure has nothing to be scored by."""
    measure = measured([(INCREASE, f"{SERIES}, 2024: {CARRIED}")])
    score = measure.indicators[0]
    assert (score.state, score.actual, score.achievement) == ("carried", Decimal(72), Decimal("105.9"))
    assert (score.counted, score.grade, score.reason) == (None, None, None)
    assert (score.change, score.outlook, score.achieved) == (None, None, True)
    assert (measure.score, measure.measured, measure.achieved) == (None, 0, 0)


def test_count_carried_counts_it() -> None:
    score = scored(INCREASE, f"{SERIES}, 2024: {CARRIED}", rules="count_carried: true")
    assert (score.counted, score.grade, score.change) == (Decimal("105.9"), "A", None)


def test_a_carried_value_is_no_point_and_nothing_to_compare_with() -> None:
    """2023 is carried: three points and the baseline remain, and 2024 has no change."""
    entered = f"2021: 50, 2022: 60, 2023: {CARRIED}, 2024: 73"
    score = scored(INCREASE, entered)
    assert score.change is None
    assert score.outlook is not None and score.outlook.years == (2019, 2021, 2022, 2024)
    fewer = scored("direction: increase, targets: {2029: 90}", entered)
    assert fewer.outlook is None


def test_a_carried_value_in_the_baselines_year_leaves_it_without_a_point() -> None:
    """The baseline is a point only where its year has no actual."""
    indicator = "direction: increase, baseline: {year: 2021, value: 45}, targets: {2029: 90}"
    with_three = scored(indicator, f"2021: {CARRIED}, 2022: 60, 2023: 66, 2024: 73")
    assert with_three.outlook is None
    assert scored(indicator, "2022: 60, 2023: 66, 2024: 73").outlook is not None


def test_history_gives_last_years_value_for_the_change() -> None:
    indicator = f"{INCREASE}, history: {{2022: 80, 2023: 75}}"
    score = scored(indicator, "2024: 72")
    assert (score.change, score.outlook) == ("worse", None)
    assert scored(indicator, "2023: 70, 2024: 72").change == "better"  # an entered value comes first


def test_history_never_fills_a_gap() -> None:
    indicator = (
        "direction: increase, accumulation: cumulative, targets: {2029: 90}, history: {2022: 5, 2023: 9}"
    )
    score = scored(f"{indicator}, period: {{start: 2022, end: 2029}}", "2024: 7")
    assert (score.reason, score.missing_years, score.change) == ("gap", (2022, 2023), "worse")


def test_corrections_of_every_year_summed_up() -> None:
    """A correction two years back stands with the total, and a total is as preliminary as its parts."""
    indicator = (
        "direction: increase, accumulation: cumulative, baseline: {year: 2021, value: 1}, targets: {2029: 90}"
    )
    entered = "2022: {value: 5, was: 4}, 2023: {value: 6, state: estimate}, 2024: 7"
    score = scored(indicator, entered)
    assert (score.actual, score.state) == (Decimal(19), "estimate")
    assert [(correction.year, correction.was) for correction in score.corrections] == [(2022, Decimal(4))]


def test_check_and_explain_say_so(city: Path) -> None:
    """The page marks a carried value with its time; `explain` names it, the history and the correction."""
    measure, result = "data/measures/startup-support.yaml", "data/results/2024/startup-support.yaml"
    edit(
        city / measure,
        "    source: 産業振興課調べ\n",
        "    source: 産業振興課調べ\n    history: {2023: 70}\n",
    )
    edit(city / result, "founders: 72", "founders: {value: 72, was: 71}")
    page = visiontrack("check", "2024", root=city).out
    assert "令和6年度の値を71から72に訂正" in page
    explained = visiontrack("explain", "startup-support/founders", "2024", root=city).out
    assert "72 人（訂正前 71）" in explained and "過去の値（2023年度、前年比だけに用いる）" in explained
    assert f"{measure}:{len(sound.MEASURE.splitlines()) + 1}" in explained
    edit(city / result, "{value: 72, was: 71}", "{value: 72, state: carried, as_of: 2021年の調査}")
    page = visiontrack("check", "2024", root=city).out
    assert "72(直)" in page and "直近値（2021年の調査）" in page
    for what in ("startup-support/founders", "startup-support"):
        explained = visiontrack("explain", what, "2024", root=city)
        assert explained.code == 0 and "直近値のため、評価には含めません。" in explained.out
