"""The secretariat asks who has reported, and what is still empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.documents import document
from support.program import visiontrack
from visiontrack.layout.width import width

REPO = Path(__file__).parents[2]
RESULT = "data/results/2024/startup-support.yaml"
NEXT = "data/results/2025/startup-support.yaml"
MEASURE = "data/measures/startup-support.yaml"


def test_result_without_issues_is_partly_reported(city: Path) -> None:
    """A result without issues is partly reported and says what is empty."""
    ran = visiontrack("do", "R6", root=city)
    assert ran.code == 0
    assert "△ 一部  startup-support  創業支援の充実" in ran.out
    assert "空欄の文章: 課題" in ran.out
    assert "記入欄 4 / 5" in ran.out


def test_all_filled_in_is_reported(city: Path) -> None:
    sound.write(city, RESULT, sound.RESULT + "issues: |\n  平日の昼は人が集まらない。\n")
    view = document("do", "2024", root=city)
    assert view["totals"] == {
        "reports": 1,
        "reported": 1,
        "partly": 0,
        "missing": 0,
        "left_out": 0,
        "filled": 5,
        "places": 5,
    }
    assert "100%" in visiontrack("do", "2024", root=city).out


def test_a_direction_left_empty_is_still_empty(city: Path) -> None:
    """The form lays out ``next:``; a report without it is not complete, however full the rest."""
    full = sound.RESULT + "issues: |\n  平日の昼は人が集まらない。\n"
    sound.write(city, RESULT, full.replace("next: continue", "next:"))
    (report,) = document("do", "2024", root=city)["reports"]
    assert (report["state"], report["empty"]["texts"]) == ("partly", ["next"])
    assert "今後の方向性" in visiontrack("do", "2024", root=city).out
    assert "direction from now on" in visiontrack("do", "2024", "--lang", "en", root=city).out


def test_not_started_beside_values_wants_a_look(city: Path) -> None:
    """The word the form was laid out with, forgotten: the report is complete, and yet says that nothing began."""
    full = sound.RESULT + "issues: |\n  平日の昼は人が集まらない。\n"
    sound.write(city, RESULT, full)
    (report,) = document("do", "2024", root=city)["reports"]
    assert report["look_at"] == []
    forgotten = full.replace("status: on_track", "status: not_started")
    sound.write(city, RESULT, forgotten)
    (report,) = document("do", "2024", root=city)["reports"]
    assert (report["state"], report["look_at"]) == ("reported", ["status"])
    ran = visiontrack("do", "2024", root=city)
    assert ran.code == 0
    assert "実施状況が not_started" in ran.out
    assert "status is still not_started" in visiontrack("do", "2024", "--lang", "en", root=city).out
    truly = "measure: startup-support\nyear: 2024\nstatus: not_started\nissues: |\n  用地が決まらない。\n"
    sound.write(city, RESULT, truly + "projects:\n  startup-school:\n    status: planned\n    budget: 5000\n")
    (report,) = document("do", "2024", root=city)["reports"]
    assert report["look_at"] == []


@pytest.mark.parametrize("work", ["text: 全6回を開いた", "text:\n    spent: 4800"])
def test_planned_project_with_work_wants_a_look(work: str, city: Path) -> None:
    """Whoever fills in a text or what was spent easily forgets the word that stood there from the beginning."""
    projects = f"projects:\n  startup-school:\n    status: planned\n    {work}\n"
    sound.write(city, RESULT, f"measure: startup-support\nyear: 2024\nstatus: not_started\n{projects}")
    (report,) = document("do", "2024", root=city)["reports"]
    assert report["look_at"] == ["projects.startup-school.status", "status"]
    page = "".join(visiontrack("do", "2024", root=city).out.split())
    assert "planned（予定）のままの事業があります（創業スクール）" in page
    assert "実施状況がnot_started" in page
    english = visiontrack("do", "2024", "--lang", "en", root=city).out
    assert "status is still planned (創業スクール)" in " ".join(english.split())


def test_of_a_year_before_the_records_nothing_is_owed(city: Path) -> None:
    """The city keeps records since 2024: who looks at 2023 is asked for nothing, but may still lay out its files."""
    assert document("do", "2023", root=city)["reports"] == []
    assert "records_since: 2024" in visiontrack("do", "2023", root=city).out
    assert "実績の報告がまだありません" not in visiontrack("check", "2023", root=city).out
    assert "実績の報告がまだありません" in visiontrack("check", "2025", root=city).out
    years = document("status", "--today", "2025-08-08", root=city)["years"]
    assert [(year["year"], year["reported"]["of"]) for year in years[3:6]] == [
        (2023, 0),
        (2024, 1),
        (2025, 1),
    ]
    visiontrack("do", "2023", "--start", root=city)
    assert len(document("do", "2023", root=city)["reports"]) == 1


@pytest.mark.parametrize(
    ("entry", "empty"),
    [
        ("  founders: 72", []),
        ("  founders: 0", []),
        ("  founders: {state: unpublished}", []),
        ("  founders: {state: not_applicable}", []),
        ("  founders:", ["founders"]),
        ("  founders: {state: estimate}", ["founders"]),
        ("  founders: {comment: 集計中}", ["founders"]),
    ],
)
def test_value_or_its_stated_absence_fills_an_indicator(city: Path, entry: str, empty: list[str]) -> None:
    """A value or the word that there is none fills an indicator."""
    sound.write(city, RESULT, sound.RESULT.replace("  founders: 72", entry))
    (report,) = document("do", "2024", root=city)["reports"]
    assert report["empty"]["indicators"] == empty


def test_a_project_counts_for_the_section_that_leads_it(city: Path) -> None:
    school = "  - id: startup-school\n    title: 創業スクール\n"
    sound.write(city, MEASURE, sound.MEASURE.replace(school, school + "    lead: farm-policy\n"))
    view = document("do", "2024", root=city)
    assert [(section["id"], section["reports"][0]["places"]) for section in view["sections"]] == [
        ("industry-promotion", 4),
        ("farm-policy", 1),
    ]
    farm = document("do", "2024", "--lead", "farm-policy", root=city)
    assert (farm["totals"]["places"], farm["totals"]["reported"]) == (1, 1)
    both = document("do", "2024", "--lead", "city", root=city)
    assert both["totals"]["places"] == 5


def test_missing_result_names_the_next_command(city: Path) -> None:
    """Without a file nothing is reported and the next command is named."""
    ran = visiontrack("do", "2025", root=city)
    assert f"ファイルがありません: {NEXT}" in ran.out
    assert "visiontrack do 2025 --start" in ran.out
    assert " 0%" in ran.out


def test_broken_result_is_left_alone_with_exit_1(city: Path) -> None:
    """A broken result is named, left alone and ends with 1."""
    broken = sound.RESULT.replace("status: on_track", "status: すすんでいる")
    sound.write(city, RESULT, broken)
    ran = visiontrack("do", "2024", "--start", root=city)
    assert ran.code == 1
    assert "VT207" in ran.err
    assert RESULT in ran.err
    assert "新しく作る実績ファイルはありません" in ran.out
    assert (city / RESULT).read_text(encoding="utf-8") == broken
    (report,) = document("do", "2024", root=city)["reports"]
    assert (report["state"], report["exists"]) == ("left_out", True)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("do", "2019"), "計画期間"),
        (("do", "ことし"), "年度として読めません"),
        (("do", "2024", "--lead", "farm-polcy"), "farm-policy"),
        (("do", "2024", "--dry-run"), "--start"),
        (("do", "2024", "--format", "csv"), "csv"),
    ],
)
def test_wrong_use_ends_with_2_and_says_how(city: Path, args: tuple[str, ...], message: str) -> None:
    ran = visiontrack(*args, root=city)
    assert ran.code == 2
    assert message in ran.err


def test_without_a_sound_vision_its_findings_and_1(city: Path) -> None:
    sound.write(city, "data/vision.yaml", sound.VISION.replace("language: ja", "language: jp"))
    ran = visiontrack("do", "2024", root=city)
    assert ran.code == 1
    assert "data/vision.yaml" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_fits_80_columns(language: str) -> None:
    ran = visiontrack("--lang", language, "do", "2024", root=REPO)
    assert max(width(line) for line in ran.out.split("\n")) <= 80
    assert "wide-area-tourism" in ran.out
