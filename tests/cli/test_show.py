"""``show`` follows one thing through the years, in the sample city and where kinship runs in circles."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from support import sound
from support.edits import edit
from support.program import Ran, visiontrack
from visiontrack.cycle import show as show_cycle
from visiontrack.cycle.naming import resolve
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.painter import Painter
from visiontrack.formats.show_text import show_text
from visiontrack.layout.width import width
from visiontrack.messages import LANGUAGES, Language, catalogue

SAMPLE = Path(__file__).parents[2]


def show(*args: str, root: Path = SAMPLE) -> Ran:
    return visiontrack("show", *args, root=root)


def show_json(*args: str, root: Path = SAMPLE) -> Any:
    ran = show(*args, "--format", "json", root=root)
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert document["schema"] == "visiontrack.show/1"
    return document


def test_a_measure_through_its_years() -> None:
    document = show_json("startup-support")
    years = {entry["year"]: entry for entry in document["years"]}
    assert list(years) == [2020, 2021, 2022, 2023, 2024]
    assert years[2024]["grade"] == "A"
    assert years[2024]["self_grade"] == "B"
    assert years[2021]["decision"] == "expand"
    assert {entry["id"] for entry in document["opinions"]} == {"o-2022-03", "o-2025-04"}
    assert [entry["year"] for entry in document["revisions"]] == [2023, 2026]
    text = show("startup-support").out
    assert "2024  順調      A     100.0  ██████████  B      3/3  拡充    拡充" in text
    assert "実績 38 → 47 → 58 → 66 → 72  目標 70  最終 90" in text


def test_the_vision_as_measures_by_years_of_grades() -> None:
    """For the mid-term review: a row for each measure, a column for each year, and where the rules changed."""
    page = show("vision").out.split("\n")
    row = next(line for line in page if line.startswith("4-1 企業の立地の促進"))
    assert row.split()[2:] == ["D", "D", "C", "B", "C"]
    ended = next(line for line in page if line.startswith("3-4 共通商品券の発行の支援"))
    assert ended.split()[2:] == ["B", "C", "C"]
    assert any(line.startswith("令和6年度から評価の決まりが変わった") for line in page)
    document = show_json("vision", "2021")
    assert [year["year"] for year in document["years"]] == [2020, 2021]
    checked = json.loads(visiontrack("check", "2021", "--format", "json", root=SAMPLE).out)
    grades = {measure["id"]: measure["grade"] for measure in checked["measures"]}
    assert {row["id"]: row["years"][-1]["grade"] for row in document["measures"]} == grades
    assert document["years"][-1]["grades"] == checked["vision"]["grades"]
    assert show_json("所沢市産業振興ビジョン")["kind"] == "vision"


def test_a_value_not_final_is_marked_in_every_year(city: Path) -> None:
    """A year later a preliminary value is still preliminary."""
    earlier = sound.RESULT.replace("year: 2024", "year: 2023").replace(
        "founders: 72", "founders: {value: 66, state: preliminary}"
    )
    sound.write(city, "data/results/2023/startup-support.yaml", earlier)
    assert "66(速) → 72" in show("startup-support", root=city).out


def test_a_year_stops_the_story_there() -> None:
    document = show_json("startup-support", "R4")
    assert document["until"] == 2022
    assert [entry["year"] for entry in document["years"]] == [2020, 2021, 2022]
    assert [entry["id"] for entry in document["opinions"]] == ["o-2022-03"]
    assert [entry["year"] for entry in document["decisions"]] == [2020, 2021, 2021, 2022]


def test_a_merged_measure_is_followed_both_ways() -> None:
    assert [entry["id"] for entry in show_json("local-food")["predecessors"]] == ["farm-experience"]
    gone = show_json("farm-experience")
    assert [entry["id"] for entry in gone["successors"]] == ["local-food"]
    assert [entry["year"] for entry in gone["successors"][0]["years"]] == [2020, 2021, 2022, 2023, 2024]
    text = show("local-food").out
    assert text.index("農とふれあう機会づくり [farm-experience]\n年度") < text.index("[local-food]\n年度")


def renamed(root: Path, id_: str, before: str, period: str) -> None:
    text = sound.MEASURE.replace("id: startup-support", f"id: {id_}").replace(
        "title: 創業", f"title: {id_} 創業"
    )
    extra = f"predecessors: [{before}]\nperiod: {period}\n"
    text = text.replace("targets: {2024: 70, 2029: 90}", "targets: {2029: 90}")
    sound.write(root, f"data/measures/{id_}.yaml", text.replace("projects:", extra + "projects:"))


def test_kinship_in_a_circle_ends(city: Path) -> None:
    renamed(city, "one", "three", "{start: 2025, end: 2029}")
    renamed(city, "two", "one", "{start: 2026, end: 2029}")
    renamed(city, "three", "two", "{start: 2027, end: 2029}")
    ran = show("one", "--format", "json", root=city)
    document = json.loads(ran.out)
    assert ran.code == 1  # VT308 says that it is a circle
    assert [entry["id"] for entry in document["predecessors"]] == ["three", "two"]
    assert [entry["id"] for entry in document["successors"]] == ["two", "three"]
    assert show("one", root=city).code == 1


def test_an_indicator_with_its_path_and_its_changed_target() -> None:
    document = show_json("startup-support/founders")
    years = {entry["year"]: entry for entry in document["years"]}
    assert (years[2024]["actual"], years[2024]["target"], years[2024]["achievement"]) == (72, 70, 102.9)
    path = {entry["year"]: (entry["target"], entry["actual"]) for entry in document["path"]}
    assert path[2019] == (None, 45)
    assert path[2025] == (74, None)
    assert path[2029] == (100, None)  # the revision from 2026 on
    text = show("founders").out
    assert "2026年度から 2029: 100（2024年度の決定）" in text
    assert "100 |" in text
    assert text.splitlines()[-1] != ""


def test_the_chart_puts_every_value_at_its_height() -> None:
    lines = show("startup-support/founders", "--lang", "en").out.split("Path\n")[1].splitlines()
    top, bottom = lines[1], lines[9]
    assert top.rstrip().endswith("o")
    assert top.startswith("100 |")
    assert bottom.startswith(" 38 |")
    assert bottom.index("*") == lines[11].index("2020") + 1
    assert "2029" in lines[11]


def test_an_indicator_replaced_by_another_names_it(city: Path) -> None:
    old = "    period: {start: 2020, end: 2024}\n"
    new = sound.MEASURE.split("indicators:\n")[1].replace("id: founders", "id: starters")
    new = new.replace("targets: {2024: 70, 2029: 90}", "targets: {2029: 90}")
    text = sound.MEASURE.replace("targets: {2024: 70, 2029: 90}", "targets: {2024: 70}") + old
    added = new + "    replaces: founders\n    period: {start: 2025, end: 2029}\n"
    sound.write(city, "data/measures/startup-support.yaml", text + added)
    assert show_json("founders", root=city)["replaced_by"] == ["starters"]
    assert show_json("starters", "2025", root=city)["replaces"] == ["founders"]
    assert "引き継いだ指標: founders" in show("starters", "2025", root=city).out


def test_a_milestone_has_no_chart_but_its_years() -> None:
    text = show("vision/sme-ordinance").out
    assert "推移" not in text
    assert "有" in text


def test_an_actor_with_all_it_carries_said_and_answers() -> None:
    document = show_json("saitama")
    assert (document["kind"], document["category"]) == ("actor", "government")
    assert {"id": "wide-area-tourism", "as": "partner"}.items() <= next(
        entry for entry in document["measures"] if entry["id"] == "wide-area-tourism"
    ).items()
    assert len(document["contributions"]) == 8
    assert [entry["id"] for entry in document["opinions"]] == ["o-2023-08"]
    assert "ものづくりの技術の高度化: 県の研究所が" in show("saitama").out


def test_a_section_knows_whom_it_took_over_from() -> None:
    section = show_json("agri-promotion")
    assert (section["kind"], section["took_over_from"]) == ("section", ["farm-policy"])
    assert show_json("farm-policy")["taken_over_by"] == ["agri-promotion"]
    assert "引き継いだ課: 農政課" in show("agri-promotion").out


def test_section_shows_roles_and_last_year(city: Path) -> None:
    edit(city / "data/actors/city.yaml", "name: 農政課}", "name: 農政課, until: 2023}")
    document = show_json("farm-policy", root=city)
    assert [entry["id"] for entry in document["roles"]] == ["city-progress"]
    assert (document["section_until"], show_json("city", root=city)["section_until"]) == (2023, None)
    page = show("farm-policy", root=city).out
    assert "農政課（所沢市）（2023年度まで）" in page
    assert "施策の進行管理" in page


def test_section_shows_its_projects_in_other_measures(city: Path) -> None:
    school = "    title: 創業スクール\n"
    edit(city / "data/measures/startup-support.yaml", school, f"{school}    lead: farm-policy\n")
    (measure,) = show_json("farm-policy", root=city)["measures"]
    assert (measure["id"], measure["as"], measure["projects"]) == (
        "startup-support",
        "projects",
        ["startup-school"],
    )
    assert "担当する事業: 創業ス" in show("farm-policy", root=city).out
    (whole,) = show_json("city", root=city)["measures"]
    assert (whole["as"], whole["projects"]) == ("lead", [])


def test_a_section_may_have_gone_to_another_actor(city: Path) -> None:
    edit(city / "data/actors/city.yaml", "name: 農政課}", "name: 農政課, until: 2023, successor: ta-office}")
    chamber = "sections:\n  - {id: ta-office, name: 経営支援室}\n"
    edit(city / "data/actors/chamber-of-commerce.yaml", "roles:", f"{chamber}roles:")
    assert "引き継いだ課: 農政課" in show("ta-office", root=city).out
    assert "引き継いだ先: 経営支援室" in show("farm-policy", root=city).out


def test_opinion_shows_response_decision_and_plan() -> None:
    document = show_json("o-2025-04")
    assert (document["path"], document["status"]) == ("data/meetings/2025/council-1.yaml", "done")
    decision = document["decisions"][0]
    assert (decision["decision"], decision["plan"], decision["state"]) == ("expand", 2026, "shown")
    line = (SAMPLE / decision["where"]["path"]).read_text("utf-8").splitlines()[decision["where"]["line"] - 1]
    assert "2026" in line
    assert "2026年度の計画に表れています" in show("o-2025-04").out
    assert "この意見を踏まえた決定は、まだありません" in show("o-2025-06").out


def test_a_name_that_is_none_or_several_things(city: Path) -> None:
    sound.write(city, "data/measures/city.yaml", sound.MEASURE.replace("id: startup-support", "id: city"))
    several = show("city", root=city)
    assert several.code == 2
    assert "measure:city" in several.err
    assert "actor:city" in several.err
    none = show("startup-suport", root=city)
    assert (none.code, "'startup-support' のことですか?" in none.err) == (2, True)


@pytest.mark.parametrize(
    ("args", "suggestion"),
    [
        (("show", "創業支援 の充実"), "startup-support"),
        (("show", "所沢市 産業振興課"), "industry-promotion"),
        (("explain", "創業者 数", "2024"), "startup-support/founders"),
        (("check", "2024", "--lead", "産業 振興課"), "industry-promotion"),
    ],
)
def test_a_name_almost_right_leads_to_the_id(args: tuple[str, ...], suggestion: str, city: Path) -> None:
    ran = visiontrack(*args, root=city)
    assert (ran.code, f"'{suggestion}' のことですか?" in ran.err) == (2, True)


def test_what_was_left_out_is_said(city: Path) -> None:
    sound.write(city, "data/meetings/2025/team-1.yaml", "id: team-1\n")
    ran = show("startup-support", root=city)
    assert (ran.code, "data/meetings/2025/team-1.yaml" in ran.err) == (1, True)
    assert "創業支援の充実" in ran.out


def test_opinion_of_an_unreadable_meeting(city: Path) -> None:
    """The id is there for everyone to see; what keeps it from being shown is a mistake elsewhere in the file."""
    path = "data/meetings/2025/council-1.yaml"
    sound.write(city, path, sound.MEETING.replace("body: council", "body: 会議"))
    ran = show("o-2025-01", root=city)
    assert (ran.code, f"{path} に誤りがあるため読めません" in ran.err) == (1, True)
    assert show("o-2025-99", root=city).code == 2


def test_empty_year_is_not_the_last_year(city: Path) -> None:
    """The forms for 2025 stand there, empty: roles and stories still tell of 2024, until something is entered."""
    visiontrack("do", "2025", "--start", root=city)
    assert show_json("startup-support", root=city)["until"] == 2024
    assert json.loads(visiontrack("roles", "--format", "json", root=city).out)["year"] == 2024
    edit(city / "data/results/2025/startup-support.yaml", "\n  founders:\n", "\n  founders: 75\n")
    assert show_json("startup-support", root=city)["until"] == 2025


@pytest.mark.parametrize("args", [("startup-support", "2031"), ("startup-support", "x")])
def test_a_year_that_is_none_is_wrong_use(args: tuple[str, str]) -> None:
    assert show(*args).code == 2


@pytest.fixture(scope="module")
def sample() -> Folder:
    folder = load(SAMPLE).folder
    assert folder is not None
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "id_",
    ["local-food", "founders", "city", "agri-promotion", "o-2025-04", "vision/shipments", "farm-experience"],
)
def test_every_page_fits_eighty_columns(sample: Folder, id_: str, language: Language) -> None:
    for ambiguous in (1, 2):
        view = show_cycle.show(sample, resolve(sample, id_), 2024)
        page = show_text(
            Output(sample, view, (), catalogue(language), Painter(80, ambiguous, False, ambiguous == 1))
        )
        assert max(width(line, ambiguous) for line in page.splitlines()) <= 80


@pytest.mark.parametrize(
    ("lang", "baseline"), [("ja", "基準値: 無（2019年度）"), ("en", "baseline: no (2019)")]
)
def test_the_values_of_a_milestone_have_no_unit(tmp_path: Path, lang: str, baseline: str) -> None:
    """有無 says what kind of value it is: 無有無 is none."""
    shutil.copytree(SAMPLE / "tests/cases/base", root := tmp_path / "town")
    measure = root / "data/measures/startup-support.yaml"
    edit(
        measure,
        "    targets: {2023: true}\n",
        "    targets: {2023: true}\n    baseline: {year: 2019, value: false}\n",
    )
    ran = show("startup-support/ordinance", "--lang", lang, root=root)
    assert ran.code == 0, ran.err
    assert baseline in ran.out
    for command in (("show", "startup-support"), ("explain", "startup-support/ordinance", "2023")):
        page = visiontrack(*command, "--lang", lang, root=root).out
        assert not re.search(r"(有|無|yes|no) ?有無", page), page


def test_a_section_is_shown_with_what_it_does_itself(city: Path) -> None:
    """The role is the city's, and so the section's; the measure is another section's."""
    (role,) = show_json("farm-policy", root=city)["roles"]
    assert (role["id"], role["served"]) == ("city-progress", False)
    assert "この課の施策や取組はありません" in show("farm-policy", root=city).out
    assert [role["served"] for role in show_json("industry-promotion", root=city)["roles"]] == [True]
    assert "創業支援の充実（産業振興課）" in show("industry-promotion", root=city).out


def test_pace_and_the_source_of_targets(city: Path) -> None:
    """Where pace decides, the page shows it; a final target is no "final" value."""
    rules = "basis: pace\n    target_rule: final"
    edit(city / "data/vision.yaml", "basis: achievement\n    target_rule: interpolate", rules)
    edit(city / "data/measures/startup-support.yaml", "targets: {2024: 70, 2029: 90}", "targets: {2029: 90}")
    page = show("founders", root=city).out
    assert "進捗率  時点進捗率  評価" in page
    assert "90  最終目標    72" in page and "確定" not in page
    assert "120.0%" in page
