"""A plan shows its measures, their projects, and the targets of the year with their source."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.documents import document
from support.program import visiontrack
from visiontrack.layout.width import width

REPO = Path(__file__).parents[2]
MEASURE = "data/measures/startup-support.yaml"


def test_targets_of_the_year_with_their_source(city: Path) -> None:
    (own,) = document("plan", "R8", root=city)["measures"]
    (founders,) = own["indicators"]
    assert (founders["target"], founders["target_source"]) == (78, "interpolated")
    assert (founders["final_target"], founders["final_target_year"]) == (90, 2029)
    (founders,) = document("plan", "2024", root=city)["measures"][0]["indicators"]
    assert (founders["target"], founders["target_source"]) == (70, "explicit")
    final = sound.VISION.replace("target_rule: interpolate", "target_rule: final")
    sound.write(city, "data/vision.yaml", final)
    (founders,) = document("plan", "2026", root=city)["measures"][0]["indicators"]
    assert (founders["target"], founders["target_source"]) == (90, "final")
    sound.write(city, "data/vision.yaml", final.replace("target_rule: final", "target_rule: explicit"))
    (founders,) = document("plan", "2026", root=city)["measures"][0]["indicators"]
    assert (founders["target"], founders["target_source"]) == (None, None)


def test_values_are_the_digits_that_were_written(city: Path) -> None:
    sound.write(city, MEASURE, sound.MEASURE.replace("2024: 70", "2024: 12345678901234567.10"))
    ran = visiontrack("plan", "2024", "--format", "json", root=city)
    assert '"target": 12345678901234567.10,' in ran.out


def test_projects_are_new_continue_and_end_by_their_periods(city: Path) -> None:
    projects = """\
  - {id: a, title: 始まる, period: {start: 2025, end: 2029}}
  - {id: b, title: 終わった, period: {start: 2020, end: 2024}}
  - {id: c, title: 今年まで, period: {start: 2020, end: 2025}}
  - {id: d, title: まだ先, period: {start: 2026, end: 2029}}
  - {id: e, title: とうに終わった, period: {start: 2020, end: 2023}}
indicators:
"""
    sound.write(city, MEASURE, sound.MEASURE.replace("indicators:\n", projects))
    (measure,) = document("plan", "2025", root=city)["measures"]
    assert [
        (project["id"], project["standing"], project["last_year"]) for project in measure["projects"]
    ] == [
        ("startup-school", "continuing", False),
        ("a", "new", False),
        ("b", "ended", False),
        ("c", "continuing", True),
    ]
    page = visiontrack("plan", "2025", root=city).out
    assert "事業 3 件（うち新規 1。前年度で終了 1）" in page


def test_measures_come_and_go_with_their_successors(city: Path) -> None:
    sound.write(
        city, MEASURE, sound.MEASURE.replace("projects:\n", "period: {start: 2020, end: 2024}\nprojects:\n")
    )
    heir = sound.MEASURE.replace("startup-support", "heir").replace("創業支援の充実", "起業のまち")
    heir = heir.replace(
        "projects:\n", "period: {start: 2025, end: 2029}\npredecessors: [startup-support]\nprojects:\n"
    )
    sound.write(city, "data/measures/heir.yaml", heir)
    view = document("plan", "2025", root=city)
    assert view["new"] == ["heir"]
    assert [(measure["id"], measure["successors"]) for measure in view["ended"]] == [
        ("startup-support", ["heir"])
    ]
    assert document("plan", "2024", root=city)["ending"] == ["startup-support"]
    page = visiontrack("plan", "2025", root=city).out
    assert "startup-support  創業支援の充実  → 起業のまち" in page


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("year", ["2020", "2025", "2026"])
def test_the_page_fits_80_columns(language: str, year: str) -> None:
    ran = visiontrack("--lang", language, "plan", year, root=REPO)
    assert max(width(line) for line in ran.out.split("\n")) <= 80
