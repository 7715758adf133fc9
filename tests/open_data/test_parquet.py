"""``export --format parquet``: the tables of the Data Package once more, for those who ask many cities at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import visiontrack as library
from support import sound
from support.program import visiontrack
from visiontrack.open_data.columns import TABLES
from visiontrack.util import extras

pytestmark = pytest.mark.needs("pyarrow")
SAMPLE = Path(__file__).parents[2]


def exported(root: Path, place: Path, *args: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, read as a dataset of many files."""
    pyarrow, dataset = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.dataset")
    assert visiontrack("export", str(place), "--format", "parquet", *args, root=root).code == 0
    places = pyarrow.schema([("municipality_code", pyarrow.string()), ("fiscal_year", pyarrow.int32())])
    hive = dataset.partitioning(places, flavor="hive")
    return {
        table.name: dataset.dataset(place / table.name, partitioning=hive).to_table().to_pylist()
        for table in TABLES
    }


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    """The rows as texts, 72 and 72.0000000000 alike."""
    return sorted(
        str(
            sorted(
                (name, value.normalize() if isinstance(value, Decimal) else value)
                for name, value in row.items()
            )
        )
        for row in rows
    )


def test_every_table_has_the_rows_of_the_library(tmp_path: Path) -> None:
    read = exported(SAMPLE, tmp_path / "open")
    vision = library.open(SAMPLE)
    for table in TABLES:
        written = read[table.name]
        if not table.yearly:
            for row in written:
                row.pop("fiscal_year")
        rows = getattr(vision, table.name)()
        assert rows, table.name
        assert in_order(written) == in_order(rows), table.name


def test_two_exports_give_the_same_bytes(city: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        exported(city, tmp_path / name)
    for path in (tmp_path / "one").rglob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_what_is_withdrawn_is_gone_after_the_next_export(city: Path, tmp_path: Path) -> None:
    assert len(exported(city, tmp_path / "open")["opinions"]) == 1
    meeting = city / "data/meetings/2025/council-1.yaml"
    meeting.write_text(meeting.read_text("utf-8").replace("body: council", "body: team"), "utf-8")
    assert exported(city, tmp_path / "open", "--year", "2025")["opinions"] == []


def test_decimals_stay_exact_or_are_refused(city: Path, tmp_path: Path) -> None:
    sound.write(
        city,
        "data/results/2024/startup-support.yaml",
        sound.RESULT.replace("founders: 72", "founders: 0.0000000001"),
    )
    values = [row["value"] for row in exported(city, tmp_path / "open")["observations"]]
    assert Decimal("0.0000000001") in values
    sound.write(
        city,
        "data/results/2024/startup-support.yaml",
        sound.RESULT.replace("founders: 72", "founders: 0.00000000001"),
    )
    ran = visiontrack("export", str(tmp_path / "none"), "--format", "parquet", root=city)
    assert (ran.code, (tmp_path / "none").exists()) == (2, False)
    assert "0.00000000001" in ran.err


def test_without_the_library_one_line_says_how_to_get_it(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "is_installed", lambda _: False)
    ran = visiontrack("export", str(tmp_path / "open"), "--format", "parquet", root=city)
    assert ran.code == 2
    assert "pyarrow>=" in ran.err
