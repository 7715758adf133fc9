"""The examples of docs/data-users are run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.program import visiontrack

REPO = Path(__file__).parents[2]


def example(language: str, kind: str, at: int = 0) -> str:
    page = (REPO / "docs" / f"data-users.{language}.md").read_text("utf-8")
    return str(re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)[at])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_python_example_prints_the_years_figures(
    language: str, city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    exec(example(language, "python"), {})
    assert capsys.readouterr().out == "startup-support/founders 72 人 102.9\n"


@pytest.mark.needs("duckdb")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_duckdb_reads_the_csv_of_several_cities(
    language: str, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    for name in ("one", "two"):
        assert visiontrack("export", str(tmp_path / "cities" / name), root=city).code == 0
    monkeypatch.chdir(tmp_path / "cities")
    rows = duckdb.sql(example(language, "sql", 1)).fetchall()
    assert ("112089", 2024, 2) in [row[:3] for row in rows]


@pytest.mark.needs("duckdb", "pyarrow")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_duckdb_reads_the_parquet_of_several_cities(
    language: str, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    vision = city / "data" / "vision.yaml"
    for code in ("112089", "011002"):
        vision.write_text(re.sub(r'"\d{6}"', f'"{code}"', vision.read_text("utf-8")), "utf-8")
        assert visiontrack("export", str(tmp_path / "open"), "--format", "parquet", root=city).code == 0
    monkeypatch.chdir(tmp_path / "open")
    rows = duckdb.sql(example(language, "sql")).fetchall()
    assert [row for row in rows if row[1] == 2024] == [("011002", 2024, 1, 102.9), ("112089", 2024, 1, 102.9)]
