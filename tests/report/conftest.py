"""A small town with two years of records: enough for every part of a report to have something to say."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from support.program import visiontrack
from support.reports import Reports, page
from visiontrack.report import chart_files

TOWN = Path(__file__).parent / "town"


@pytest.fixture(autouse=True)
def _without_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the charts extra: what a report says is the same on every machine."""
    monkeypatch.setattr(chart_files, "can_draw", lambda: False)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The root of the town's folder, to be changed freely."""
    return Path(shutil.copytree(TOWN, tmp_path / "town"))


@pytest.fixture
def report(town: Path) -> Reports:
    """Write a report of the town as it was changed, and return it."""
    return lambda audience="council", year=2024, lang="ja": _written(town, audience, year, lang)


@pytest.fixture(scope="session")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports of the town as it is, each made once for all tests."""
    root = Path(shutil.copytree(TOWN, tmp_path_factory.mktemp("standard") / "town"))

    @cache
    def made(audience: str = "council", year: int = 2024, lang: str = "ja") -> str:
        return _written(root, audience, year, lang)

    return made


def _written(root: Path, audience: str, year: int, lang: str) -> str:
    ran = visiontrack("report", str(year), "--for", audience, "--lang", lang, root=root)
    assert ran.code == 0, ran.err
    return page(root / f"data/reports/{year}/{audience}.md")
