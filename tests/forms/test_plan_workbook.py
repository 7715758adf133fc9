"""The workbook that ``plan`` writes is the one that ``import`` reads; an empty one is filled in and taken in."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from support import sound
from support.program import visiontrack

SAMPLE = Path(__file__).parents[2] / "data"


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.yaml")}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_out_and_in_again_changes_no_byte(tmp_path: Path, language: str) -> None:
    """The sample city has milestones, revised targets, handed-over leads, partners with roles, and history."""
    shutil.copytree(SAMPLE, tmp_path / "data")
    before = contents(tmp_path)
    place = str(tmp_path / "plan.xlsx")
    assert visiontrack("plan", "2024", "--out", place, "--lang", language, root=tmp_path).code == 0
    ran = visiontrack("import", place, "--format", "json", "--lang", language, root=tmp_path)
    facts = json.loads(ran.out)
    assert (ran.code, facts["files"], facts["findings"], facts["undo"]) == (0, [], [], None)
    assert contents(tmp_path) == before


def test_the_workbook_has_every_year_of_values(city: Path, tmp_path: Path) -> None:
    place = tmp_path / "plan.xlsx"
    assert visiontrack("plan", "2025", "--out", str(place), root=city).code == 0
    book = load_workbook(place)
    assert book.sheetnames == ["書き方", "基本方針", "施策", "事業", "指標", "実績", "_lists"]
    rows = list(book["実績"].iter_rows(values_only=True))
    assert rows[0][:2] == ("施策", "指標")
    assert 72 in rows[1]


def test_a_changed_cell_changes_one_line(city: Path, tmp_path: Path) -> None:
    place = tmp_path / "plan.xlsx"
    visiontrack("plan", "2025", "--out", str(place), root=city)
    book = load_workbook(place)
    sheet = book["指標"]
    titles = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, titles["出典"]).value = "経済センサス"
    book.save(place)
    path = city / "data/measures/startup-support.yaml"
    before = path.read_text("utf-8").splitlines()
    ran = visiontrack("import", str(place), root=city)
    assert ran.code == 0, ran.err
    changed = [line for line in path.read_text("utf-8").splitlines() if line not in before]
    assert [line.strip() for line in changed] == ["source: 経済センサス"]


def fill(place: Path, measures: int) -> None:
    """Writes measures below the examples of an empty workbook, as a person would."""
    book = load_workbook(place)

    def add(sheet: Any, row: int, **values: object) -> None:
        columns = {str(cell.value).replace("\n", ""): cell.column for cell in sheet[1]}
        for title, value in values.items():
            sheet.cell(row, columns[title]).value = value

    number = 3
    for n in range(1, measures + 1):
        facts = {"施策番号": f"1-{n}", "施策名": f"施策その{n}", "基本方針": "創業と成長", "担当課": "農政課"}
        add(book["施策"], n + 2, **facts)
        add(book["事業"], n + 2, 施策=f"1-{n}", 事業名=f"事業{n}")
        for i in range(1, 5):
            targets = {"目標令和6年度": 105, "目標令和11年度": 120}
            row = {"施策": f"1-{n}", "指標名": f"指標{i}", "単位": "人", "種類": "成果", "出典": "市調べ"}
            add(book["指標"], number, **row, 基準年度="R元", 基準値="90人", **targets)
            values = {f"令和{year}年度": 98 + year for year in range(2, 5)}
            add(book["実績"], number, 施策=f"1-{n}", 指標=f"指標{i}", **values)
            number += 1
    book.save(place)


def test_from_the_template_to_a_clean_folder(city: Path, tmp_path: Path) -> None:
    """Fifty measures with two hundred indicators, typed below the examples of the empty workbook."""
    shutil.rmtree(city / "data/measures")
    for name in ("results", "meetings", "decisions"):
        shutil.rmtree(city / "data" / name)
    place = tmp_path / "計画.xlsx"
    assert visiontrack("import", "--template", str(place), root=city).code == 0
    fill(place, 50)
    ran = visiontrack("import", str(place), root=city)
    assert (ran.code, ran.err) == (0, "")
    assert len(list((city / "data/measures").iterdir())) == 50
    ran = visiontrack("validate", "--strict", root=city)
    assert ran.code == 0, ran.out[:2000]
    again = visiontrack("import", str(place), root=city)
    assert (again.code, again.out) == (0, "データと違うところはありません。何も書いていません。\n")


def test_a_template_needs_no_folder_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert visiontrack("import", "--template", "new.xlsx").code == 0
    assert visiontrack("import", "--template", "new.xlsx").code == 2
    assert visiontrack("import", "--template", "new.csv").code == 2
    assert visiontrack("import").code == 2
    assert visiontrack("import", "new.xlsx", "--template", "other.xlsx").code == 2


def test_an_example_written_over_is_told(city: Path, tmp_path: Path) -> None:
    place = tmp_path / "計画.xlsx"
    visiontrack("import", "--template", str(place), root=city)
    book = load_workbook(place)
    book["施策"]["C2"] = "商店街のにぎわい"
    book.save(place)
    ran = visiontrack("import", str(place), root=city)
    assert "[施策] A2: warning VT741 記入例とみて" in ran.err


def test_what_git_lacks_is_kept_before_it_is_replaced(city: Path, tmp_path: Path) -> None:
    """Outside git each replaced file is kept; over committed files nothing needs to be."""
    place = tmp_path / "施策.csv"
    place.write_text("ID,施策名,概要\nstartup-support,創業支援の充実,新しい概要\n", "utf-8")
    path = city / "data/measures/startup-support.yaml"
    before = path.read_bytes()
    ran = visiontrack("import", str(place), "--format", "json", root=city)
    undo = city / json.loads(ran.out)["undo"]
    assert (undo / "data/measures/startup-support.yaml").read_bytes() == before
    shutil.rmtree(city / ".visiontrack")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", "-C", str(city), *command], check=True, capture_output=True)
    place.write_text("ID,施策名,概要\nstartup-support,創業支援の充実,別の概要\n", "utf-8")
    ran = visiontrack("import", str(place), root=city)
    assert (ran.code, ".visiontrack" in ran.out) == (0, False)
    place.write_text("ID,施策名,概要\nstartup-support,創業支援の充実,第三の概要\n", "utf-8")
    ran = visiontrack("import", str(place), root=city)
    assert "もとのファイルは .visiontrack/undo-" in ran.out


def test_partners_keep_their_roles(city: Path, tmp_path: Path) -> None:
    """A list of partners adds who is new; who is not in it stays, and that is told."""
    place = tmp_path / "施策.csv"
    place.write_text("ID,施策名,連携主体\nstartup-support,創業支援の充実,市民\n", "utf-8")
    sound.write(city, "data/actors/citizens.yaml", "id: citizens\nname: 市民\ncategory: citizen\n")
    ran = visiontrack("import", str(place), root=city)
    assert ran.code == 0, ran.err
    assert "VT741" in ran.err
    text = (city / "data/measures/startup-support.yaml").read_text("utf-8")
    assert "actor: chamber-of-commerce" in text
    assert "actor: citizens" in text


def test_a_milestone_is_taken_in_as_one(city: Path, tmp_path: Path) -> None:
    heads = "施策,指標,単位,種類,値の型,出典,目標 令和6年度,令和6年度 実績"
    place = tmp_path / "指標.csv"
    place.write_text(f"{heads}\nstartup-support,条例の制定,有無,活動,有無,市調べ,有,×\n", "utf-8")
    ran = visiontrack("import", str(place), root=city)
    assert ran.code == 0, ran.err
    assert "targets: {2024: true}" in (city / "data/measures/startup-support.yaml").read_text("utf-8")
    assert "startup-support-i1: false" in (city / "data/results/2024/startup-support.yaml").read_text("utf-8")
    place.write_text(f"{heads}\nstartup-support,条例の制定,有無,活動,有無,市調べ,3,\n", "utf-8")
    ran = visiontrack("import", str(place), root=city)
    assert (ran.code, "VT742" in ran.err) == (1, True)


def test_a_plan_as_csv_has_a_row_for_each_indicator(city: Path, tmp_path: Path) -> None:
    place = tmp_path / "plan.csv"
    assert visiontrack("plan", "2024", "--out", str(place), root=city).code == 0
    head, row = place.read_text("utf-8-sig").splitlines()
    assert head.startswith("measure,policy,measure_title,lead,id,name,unit,")
    assert row.startswith("startup-support,p1,")
    assert ",70,explicit,90,2029" in row


@pytest.mark.parametrize(
    "title", ["=1+1", "-5", "例：創業", "※創業", "未定", "a、b", "_x000D_", "1-4 創業", "vision"]
)
def test_a_strange_title_comes_back_as_it_was(city: Path, tmp_path: Path, title: str) -> None:
    """What a workbook could take for a formula, a note, an example or nothing is still this measure's title."""
    for place, text in (
        (
            "data/measures/startup-support.yaml",
            sound.MEASURE.replace("title: 創業支援の充実", f'title: "{title}"'),
        ),
        ("data/measures/other.yaml", sound.MEASURE.replace("id: startup-support", "id: other")),
    ):
        sound.write(city, place, text.replace("name: 創業者数", f'name: "{title}"'))
    before = contents(city)
    assert visiontrack("plan", "2024", "--out", str(tmp_path / "plan.xlsx"), root=city).code == 0
    ran = visiontrack("import", str(tmp_path / "plan.xlsx"), root=city)
    assert (ran.code, ran.err) == (0, "")
    assert contents(city) == before
