"""``export`` hands out tidy tables that programs read without asking, and nothing that is not public."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import visiontrack as library
from support import sound
from support.documents import document
from support.program import visiontrack

REPO = Path(__file__).parents[2]
SECRET = "この印は公開されない"


def tables(place: Path) -> dict[str, list[dict[str, str]]]:
    return {
        path.stem: list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
        for path in sorted(place.glob("*.csv"))
    }


def exported(root: Path, place: Path, *options: str) -> dict[str, list[dict[str, str]]]:
    ran = visiontrack("export", str(place), *options, root=root)
    assert ran.code == 0, ran.err
    return tables(place)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("open")
    exported(REPO, place, "--licence", "PDL-1.0")
    return place


def test_observations_equal_check_to_the_last_digit(sample: Path) -> None:
    """Whoever adds up what a column holds gets what check says of the year."""
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for row in tables(sample)["observations"]:
        for name in ("value", "achievement", "counted"):
            if row[name]:
                sums[int(row["fiscal_year"]), name] += Decimal(row[name])
    for year in (2021, 2024):
        content = json.loads(
            visiontrack("check", str(year), "--format", "json", root=REPO).out, parse_float=Decimal
        )
        indicators = [*content["vision"]["own_indicators"]]
        for measure in content["measures"]:
            indicators += measure["indicators"]
        for name, key in (("value", "actual"), ("achievement", "achievement"), ("counted", "counted")):
            values = [indicator[key] for indicator in indicators if indicator[key] is not None]
            assert sums[year, name] == sum(map(Decimal, values))


def test_columns_are_described_and_tables_refer_to_each_other(sample: Path) -> None:
    package = json.loads((sample / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "PDL-1.0"
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        header = (sample / resource["path"]).read_text("utf-8-sig").splitlines()[0]
        assert header == ",".join(names)
        assert names[0] == "municipality_code"
        rows = tables(sample)[resource["name"]]
        key = resource["schema"].get("primaryKey")
        if key:
            keys = [tuple(row[name] for name in key) for row in rows]
            assert len(set(keys)) == len(keys)
        for foreign in resource["schema"].get("foreignKeys", []):
            other = tables(sample)[foreign["reference"]["resource"]]
            known = {row[foreign["fields"][1]] for row in other}
            assert {row[foreign["fields"][1]] for row in rows} <= known


def test_the_same_folder_gives_the_same_bytes(city: Path, tmp_path: Path) -> None:
    exported(city, tmp_path / "one")
    exported(city, tmp_path / "two")
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert first == second
    assert "変わったもの 0" in visiontrack("export", str(tmp_path / "one"), root=city).out


def test_nothing_internal_is_handed_out(city: Path, tmp_path: Path) -> None:
    """Internal notes, drafts, and what the team said stand in no byte; the rest of the same files does."""
    internal = f"internal: {SECRET}\n"
    sound.write(city, "data/results/2024/startup-support.yaml", sound.RESULT + internal)
    sound.write(
        city,
        "data/meetings/2025/council-1.yaml",
        sound.MEETING + f"      internal: {SECRET}\n",
    )
    team = (
        "id: team-1\nbody: team\ndate: 2025-06-01\ntitle: 推進チーム\nopinions:\n  - id: o-team-secret\n"
        f"    actor: industry-promotion\n    kind: opinion\n    text: {SECRET}\n"
        f"    response:\n      status: done\n      text: {SECRET}\n"
    )
    sound.write(city, "data/meetings/2025/team-1.yaml", team)
    draft = f"year: 2024\ndecisions:\n  - measure: startup-support\n    decision: new\n    title: {SECRET}\n"
    full = "  - measure: vision\n    decision: improve\n    reason: 改める\n    opinions: [o-team-secret]\n"
    sound.write(city, "data/decisions/2024.yaml", draft + full)
    rows = exported(city, tmp_path / "open")
    for path in (tmp_path / "open").iterdir():
        text = path.read_text("utf-8-sig")
        assert SECRET not in text
        assert "o-team-secret" not in text
    assert [row["opinion"] for row in rows["opinions"]] == ["o-2025-01"]
    assert [row["reason"] for row in rows["decisions"]] == ["改める"]


def test_decimals_go_out_as_written(city: Path, tmp_path: Path) -> None:
    sound.write(
        city,
        "data/results/2024/startup-support.yaml",
        sound.RESULT.replace("founders: 72", "founders: 72.10"),
    )
    (row, *_) = exported(city, tmp_path / "open", "--year", "R6")["observations"]
    assert (row["value"], row["fiscal_year"], row["period_start"], row["obs_status"]) == (
        "72.10",
        "2024",
        "2024-04-01",
        "A",
    )


def test_errors_in_the_data_stop_an_export(city: Path, tmp_path: Path) -> None:
    sound.write(city, "data/measures/bad.yaml", "id: bad\n")
    ran = visiontrack("export", str(tmp_path / "open"), root=city)
    assert ran.code == 1
    assert not (tmp_path / "open").exists()
    assert visiontrack("export", str(tmp_path / "open"), "--licence", "GPL", root=city).code == 2


@pytest.mark.skipif(shutil.which("frictionless") is None, reason="needs frictionless")
def test_frictionless_finds_it_valid(sample: Path) -> None:
    ran = subprocess.run(
        ["frictionless", "validate", str(sample / "datapackage.json")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout


def test_open_gives_the_tables_to_python(city: Path) -> None:
    vision = library.open(city)
    assert vision.findings == []
    assert 2024 in vision.years
    (row,) = [row for row in vision.observations() if row["fiscal_year"] == 2024]
    (measure,) = document("check", "2024", root=city)["measures"]
    assert (row["value"], row["grade"]) == (Decimal(72), measure["indicators"][0]["grade"])
    assert [row["opinion"] for row in vision.opinions()] == ["o-2025-01"]
    methods = ("measures", "projects", "indicators", "targets", "spending", "decisions", "requests", "roles")
    found: dict[str, Any] = {
        name: getattr(vision, name)() for name in (*methods, "contributions", "programs")
    }
    assert found["measures"][0]["measure"] == "startup-support"


def test_open_says_where_no_vision_is(city: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        library.open(tmp_path)
    sound.write(city, "data/vision.yaml", "name: x\n")
    with pytest.raises(ValueError, match=r"vision\.yaml"):
        library.open(city)
    assert library.__all__ == ["__version__", "open"]
