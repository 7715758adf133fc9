"""The product and an evaluator written from the contract alone agree on random cities, to the last digit.

`VISIONTRACK_FUZZ=long` compares a hundred times as many.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from oracle import evaluator, folders
from oracle.reading import read
from visiontrack.cycle.check import Filters, check, entries_needed
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.check_data import check_json
from visiontrack.formats.painter import Painter
from visiontrack.messages import catalogue

CITIES = 3600 if os.environ.get("VISIONTRACK_FUZZ") == "long" else 36
RATES = ("achievement", "progress", "pace", "counted")


def comparable(values: Any) -> Any:
    """Numbers as fractions and measures by id, so that only what is meant is compared."""
    if isinstance(values, dict):
        return {
            key: _by_id(value) if key == "measures" else comparable(value) for key, value in values.items()
        }
    if isinstance(values, list):
        return [comparable(one) for one in values]
    return values if values is None or isinstance(values, (bool, str)) else Fraction(values)


def _by_id(values: Any) -> Any:
    if not isinstance(values, list):
        return comparable(values)
    return {one["id"]: comparable(one) for one in values}


def parsed(text: str) -> Any:
    """JSON with every number as it is written."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def opened(root: Path, year: int | None = None) -> Folder:
    """The folder read whole, or as much of it as ``check`` of a year reads."""
    folder = load(root, None, None if year is None else entries_needed(year)).folder
    assert folder is not None
    return folder


def formatted(folder: Folder, year: int) -> Any:
    """What ``check YEAR --format json`` writes, made in this process."""
    return parsed(check_json(Output(folder, check(folder, year, Filters()), (), catalogue("en"), Painter())))


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
