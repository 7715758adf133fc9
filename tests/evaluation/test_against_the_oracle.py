"""The product and an evaluator written from the contract alone agree on random cities, to the last digit.

`VISIONTRACK_FUZZ=long` compares a hundred times as many.
"""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from oracle import evaluator, folders
from oracle.reading import read
from support.compared import comparable, formatted, opened, parsed

CITIES = 3600 if os.environ.get("VISIONTRACK_FUZZ") == "long" else 36
RATES = ("achievement", "progress", "pace", "counted")


def rates_in(document: Any) -> list[Decimal]:
    """Every figure that is printed to one decimal."""
    indicators = [one for measure in document["measures"] for one in measure["indicators"]]
    indicators += document["vision"]["own_indicators"]
    figures = [one[rate] for one in indicators for rate in RATES]
    return [one for one in [*figures, *(m["score"] for m in document["measures"])] if one is not None]


@pytest.mark.parametrize("seed", range(CITIES))
def test_a_random_city_in_every_year(tmp_path: Path, seed: int) -> None:
    years = folders.make(tmp_path, seed)
    plan, folder = read(tmp_path), opened(tmp_path)
    for year in years:
        document = formatted(folder, year)
        assert all(figure.as_tuple().exponent == -1 for figure in rates_in(document))
        assert comparable(document) == {**comparable(evaluator.check(plan, year)), "findings": []}, (
            seed,
            year,
        )


@pytest.mark.parametrize("seed", [1001, 1002, 1003])
def test_a_random_city_through_the_command_itself(tmp_path: Path, seed: int) -> None:
    """Read by the real program, with every check of the folder as a whole: nothing is unsound, nothing left out."""
    year = folders.make(tmp_path, seed)[-1]
    program = [sys.executable, "-c", "from visiontrack.cli.main import main; main()"]
    ran = subprocess.run(
        [*program, "check", str(year), "--format", "json", "--root", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    document = parsed(ran.stdout)
    assert document.pop("findings") == []
    assert comparable(document) == comparable(evaluator.check(read(tmp_path), year))


def test_the_sample_citys_figures_are_the_oracles() -> None:
    root = Path(__file__).parents[2]
    plan = read(root)
    for year in range(2020, 2025):
        assert comparable(formatted(opened(root, year), year)) == {
            **comparable(evaluator.check(plan, year)),
            "findings": [],
        }


@pytest.mark.parametrize("seed", [2001, 2002, 2003, 2004])
def test_reading_only_what_a_year_needs_changes_no_figure(tmp_path: Path, seed: int) -> None:
    """`check YEAR` leaves old results unread unless a running total or the outlook asks for them."""
    years = folders.make(tmp_path, seed)
    whole = opened(tmp_path)
    for year in years:
        assert formatted(opened(tmp_path, year), year) == formatted(whole, year)
