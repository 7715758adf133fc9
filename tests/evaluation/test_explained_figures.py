"""``explain`` writes out what was computed: a reader who redoes its lines gets the figures that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from oracle import folders
from oracle.formulas import rounded
from support import sound
from support.evaluated import scored
from visiontrack.cycle.explain import IndicatorExplanation, MeasureExplanation, explain_figure
from visiontrack.evaluation.arithmetic import decimal_text
from visiontrack.evaluation.explanation import CalculationStep, steps
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder

SAMPLE = Path(__file__).parents[2]


def redone(numbers: str) -> Any:
    """The line of numbers worked out exactly; `|a - t| ≤ p% × t` gives whether it holds."""
    text = re.sub(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+", r"Fraction('\g<0>')", numbers)
    text = text.replace("%", " / 100").replace("×", "*").replace("÷", "/").replace("≤", "<=")
    return eval(re.sub(r"\|(.*?)\|", r"abs(\1)", text), {"Fraction": Fraction, "min": lambda *all: min(all)})


def figures(step: CalculationStep) -> tuple[str, str, str, str]:
    return step.formula, step.numbers, step.exact, str(step.printed)


# ---- the lines --------------------------------------------------------------------------------------------


def test_an_increasing_indicator_line_by_line() -> None:
    """The page of founders 2023: target on the line, achievement, progress and pace."""
    text = "direction: increase, baseline: {year: 2019, value: 45}, targets: {2024: 70, 2029: 90}"
    target, achievement, progress, pace = steps(scored(text, "2023: 62", 2023))
    assert figures(target) == (
        "T = T1 + (T2 - T1) × (Y - y1) ÷ (y2 - y1)",
        "45 + (70 - 45) × (2023 - 2019) ÷ (2024 - 2019)",
        "65",
        "65",
    )
    assert figures(achievement) == ("A ÷ T × 100", "62 ÷ 65 × 100", "95.384615…", "95.4")
    assert figures(progress) == (
        "(A - B) ÷ (Tf - B) × 100",
        "(62 - 45) ÷ (90 - 45) × 100",
        "37.777777…",
        "37.8",
    )
    assert pace.numbers == "(62 - 45) × (2029 - 2019) ÷ ((90 - 45) × (2023 - 2019)) × 100"
    assert (pace.exact, str(pace.printed)) == ("94.444444…", "94.4")


def test_a_running_total_shows_what_was_added() -> None:
    text = (
        "direction: increase, accumulation: cumulative, baseline: {year: 2021, value: -10}, targets: {2029: 90}, "
        "period: {start: 2021, end: 2029}"
    )
    first = steps(scored(text, "2021: 3, 2022: 20, 2023: 0.5", 2023))[0]
    assert figures(first)[:3] == ("A = B + a2022 + a2023", "(-10) + 20 + 0.5", "10.5")
    at_baseline = steps(scored(text, "2021: 3", 2021))[0]
    assert figures(at_baseline)[:3] == ("A = B", "(-10)", "(-10)")
    assert steps(scored(text, "2023: 1", 2023))[0].key != "actual.total"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1/3", "0.333333…"),
        ("-2/3", "-0.666666…"),
        ("1/8", "0.125"),
        ("-1/2", "-0.5"),
        ("0", "0"),
        ("100", "100"),
    ],
)
def test_decimals_that_end_are_whole_and_others_say_so(number: str, text: str) -> None:
    assert decimal_text(Fraction(number)) == text


# ---- the same on random cities and on the sample city ------------------------------------------------------


def pages(folder: Folder, years: range) -> Iterator[IndicatorExplanation]:
    """The explanation of every indicator in every year."""
    for year in years:
        for id_, measure in folder.in_force(year):
            for one in measure.indicators:
                if year in folder.indicator_period(measure, one):
                    found = explain_figure(folder, f"{id_}/{one.id}", year)
                    assert isinstance(found, IndicatorExplanation)
                    yield found


def lines_give_the_figures(page: IndicatorExplanation) -> None:
    """Each rate has one line, each line can be redone, and it gives the figure shown."""
    lines = {step.key.split(".")[0]: step for step in page.steps}
    for rate in ("achievement", "progress", "pace"):
        figure = getattr(page.score, rate)
        assert (rate in lines) == (figure is not None)
        assert figure is None or lines[rate].printed == figure
    for key, step in lines.items():
        if not step.numbers:
            continue
        value = redone(step.numbers)
        if step.key == "achievement.within":
            assert value
        elif key == "actual":
            assert value == Fraction(page.score.actual)  # type: ignore[arg-type]
        else:
            places = step.params.get("places", 1)
            assert Fraction(step.printed) == rounded(value, places)  # type: ignore[arg-type]


def inputs_stand_where_they_are_said_to(root: Path, page: IndicatorExplanation) -> None:
    for number, where in page.inputs:
        line = (root / where.path).read_text(encoding="utf-8").split("\n")[where.line - 1]
        written = re.findall(r"true|false|-?[0-9.]+", line.partition("#")[0])
        value = number.value
        assert (
            any(text in ("true", "false") for text in written)
            if isinstance(value, bool)
            else (value in [Decimal(text) for text in written if text[-1].isdigit()])
        ), (number, line)


@pytest.mark.parametrize("seed", range(3001, 3009))
def test_on_a_random_city(tmp_path: Path, seed: int) -> None:
    years = folders.make(tmp_path, seed)
    folder = load(tmp_path).folder
    assert folder is not None
    for page in pages(folder, years[-2:]):
        lines_give_the_figures(page)
        inputs_stand_where_they_are_said_to(tmp_path, page)


def test_on_the_sample_city() -> None:
    folder = load(SAMPLE).folder
    assert folder is not None
    for page in pages(folder, range(2024, 2025)):
        lines_give_the_figures(page)
        inputs_stand_where_they_are_said_to(SAMPLE, page)
        rule = (SAMPLE / page.rules[0]).read_text(encoding="utf-8").split("\n")[page.rules[1] - 1]
        assert rule.strip() == "- since: 2024"


def test_measures_of_a_random_city(tmp_path: Path) -> None:
    years = folders.make(tmp_path, 3010)
    folder = load(tmp_path).folder
    assert folder is not None
    for year in years:
        for id_, _ in folder.in_force(year):
            page = explain_figure(folder, id_, year)
            assert isinstance(page, MeasureExplanation)
            assert (page.step is None) == (page.score.score is None)
            if page.step is not None:
                assert rounded(redone(page.step.numbers), 1) == Fraction(page.score.score or 0)


def test_a_revised_targets_line_is_the_revisions(tmp_path: Path) -> None:
    """From 2026 on the last target stands under `target_revisions`, not under `targets`."""
    revised = sound.MEASURE.replace(
        "    source:",
        "    target_revisions:\n      - since: 2026\n        targets:\n          2029: 100\n"
        "        decision: 2024\n        reason: 上方\n    source:",
    )
    root = sound.build(tmp_path)
    sound.write(root, "data/measures/startup-support.yaml", revised)
    folder = load(root).folder
    assert folder is not None
    places = {}
    for year in (2025, 2026):
        page = explain_figure(folder, "startup-support/founders", year)
        assert isinstance(page, IndicatorExplanation)
        places[year] = [where.line for number, where in page.inputs if number.year == 2029]
    lines = revised.split("\n")
    assert [lines[number - 1].strip() for number in (*places[2025], *places[2026])] == [
        "targets: {2024: 70, 2029: 90}",
        "2029: 100",
    ]


def test_the_line_of_a_value_that_stands_below_its_state(tmp_path: Path) -> None:
    root = sound.build(tmp_path)
    result = sound.RESULT.replace("founders: 72", "founders:\n    state: preliminary\n    value: 72")
    sound.write(root, "data/results/2024/startup-support.yaml", result)
    folder = load(root).folder
    assert folder is not None
    page = explain_figure(folder, "startup-support/founders", 2024)
    assert isinstance(page, IndicatorExplanation)
    inputs_stand_where_they_are_said_to(root, page)
