"""A city's own workbook becomes a data folder: fifty measures, two hundred indicators, five years of values."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from support import sound
from support.program import visiontrack
from visiontrack.messages import finding_pages

YEARS = range(2020, 2025)
RICH = ("number", "title")


def city_book(measures: int = 50, each: int = 4) -> Any:
    """A workbook as cities have them: heads of several rows, measures merged over their indicators, notes below."""
    book = Workbook()
    plan = book.active
    assert plan is not None
    plan.title = "施策"
    plan.append(["所沢市 施策一覧(令和2年度~)"])
    plan.append([])
    plan.append(["番号", "施策名", "基本方針", "担当課", "備考欄"])
    sheet = book.create_sheet("指標")
    sheet.append(["指標一覧"])
    sheet.append(
        [
            "施策",
            "指標",
            "単位",
            "種類",
            "方向",
            "基準値",
            "目標値",
            None,
            "実績値",
            None,
            None,
            None,
            None,
            "出典",
        ]
    )
    sheet.append(
        [None, None, None, None, None, "R元年度", "令和6年度", "R11", *[f"R{n}" for n in range(2, 7)], None]
    )
    for first, last in (("G2", "H2"), ("I2", "M2"), ("A2", "A3"), ("B2", "B3"), ("N2", "N3")):
        sheet.merge_cells(f"{first}:{last}")
    projects = book.create_sheet("事業")
    projects.append(["施策", "事業名"])
    for n in range(1, measures + 1):
        plan.append([f"1-{n}", f"施策その{n}", "創業と成長", "農政課" if n % 2 else "新しい課", ""])
        projects.append([f"1-{n}", f"事業{n}"])
        start = sheet.max_row + 1
        for i in range(1, each + 1):
            kind = "成果" if i == 1 else "活動"
            values = [f"{100 + y}" if i == 2 else 100 + y for y in range(5)]
            values[0] = "１００人"
            sheet.append(
                [f"施策その{n}", f"指標{i}", "人", kind, "増やす", "90人", 105, 120, *values, "市調べ"]
            )
        sheet.merge_cells(f"A{start}:A{sheet.max_row}")
    sheet.append(["※ 令和元年度は推計"])
    return book


@pytest.fixture
def town(city: Path) -> Path:
    """The small city before its first measure."""
    for path in (
        "measures/startup-support",
        "results/2024/startup-support",
        "meetings/2025/council-1",
        "decisions/2024",
    ):
        (city / f"data/{path}.yaml").unlink(missing_ok=True)
    vision = sound.VISION.replace("records_since: 2024", "records_since: 2020")
    sound.write(city, "data/vision.yaml", vision)
    return city


def test_fifty_measures_come_in_at_once(town: Path, tmp_path: Path) -> None:
    """From the workbook to a clean validate --strict in one run; a second run changes nothing."""
    place = tmp_path / "計画.xlsx"
    city_book().save(place)
    ran = visiontrack("import", str(place), root=town)
    assert ran.code == 0, ran.err
    assert "VT741" in ran.err  # the column of remarks and the note are named
    assert len(list((town / "data/measures").iterdir())) == 50
    assert len(list((town / "data/results/2022").iterdir())) == 50
    text = (town / "data/measures/m1-7.yaml").read_text("utf-8")
    assert "targets: {2024: 105, 2029: 120}" in text
    assert "baseline: {year: 2019, value: 90}" in text
    ran = visiontrack("validate", "--strict", root=town)
    assert ran.code == 0, ran.out[:2000]
    again = visiontrack("import", str(place), "--dry-run", root=town)
    assert (again.code, again.out) == (0, ""), again.err[-600:]


def test_what_is_wrong_is_named_by_cell_and_nothing_written(town: Path, tmp_path: Path) -> None:
    book = city_book(2, 1)
    sheet = book["指標"]
    sheet["I4"], sheet["A5"], sheet["H5"] = "約90", "知らない施策", "－"
    place = tmp_path / "計画.xlsx"
    book.save(place)
    ran = visiontrack("import", str(place), root=town)
    assert ran.code == 1
    assert "[指標] I4" in ran.err
    assert "[指標] A5" in ran.err
    assert not (town / "data/measures").is_dir() or not list((town / "data/measures").iterdir())


def test_a_past_value_is_never_overwritten(town: Path, tmp_path: Path) -> None:
    book, place = city_book(1, 1), tmp_path / "計画.xlsx"
    book.save(place)
    assert visiontrack("import", str(place), root=town).code == 0
    book["指標"]["J4"] = 999
    book.save(place)
    ran = visiontrack("import", str(place), root=town)
    assert ran.code == 1
    assert "VT744" in ran.err
    assert "[指標] J4" in ran.err


def test_csv_files_are_read_too(town: Path, tmp_path: Path) -> None:
    (tmp_path / "施策.csv").write_bytes("施策名,基本方針,担当課\n商店街,p1,農政課\n".encode("cp932"))
    ran = visiontrack("import", str(tmp_path / "施策.csv"), root=town)
    assert ran.code == 0, ran.err
    assert "title: 商店街" in (town / "data/measures/m1.yaml").read_text("utf-8")
    assert visiontrack("import", str(tmp_path / "none.xlsx"), root=town).code == 2


def test_a_book_saved_by_libreoffice_says_the_same(town: Path, tmp_path: Path) -> None:
    import shutil

    if shutil.which("soffice") is None:
        pytest.skip("needs soffice")
    city_book(3, 2).save(tmp_path / "計画.xlsx")
    out = tmp_path / "out"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(out), str(tmp_path / "計画.xlsx")], check=True, capture_output=True
    )
    ran = visiontrack("import", str(out / "計画.xlsx"), root=town)
    assert ran.code == 0, ran.err
    ran = visiontrack("validate", "--strict", root=town)
    assert ran.code == 0, ran.out[:2000]


@pytest.mark.parametrize("code", ["VT740", "VT741", "VT742", "VT743", "VT744"])
def test_the_examples_of_a_page_do_what_it_says(town: Path, tmp_path: Path, code: str) -> None:
    """A workbook without remarks, with the one cell of the example; past values are compared once they are in."""
    page = finding_pages.page(code)
    assert page is not None
    place = tmp_path / "計画.xlsx"
    for (example,), answered in ((page.bad, True), (page.good, False)):
        book = city_book(2, 1)
        sheet = book["指標"]
        sheet["A6"] = None
        book["施策"]["E3"] = None
        book["施策"]["B5"] = sheet["A5"] = "創業支援の充実"
        if code == "VT744":
            book.save(place)
            visiontrack("import", str(place), root=town)
        match = re.fullmatch(r"\[(.+)\] ([A-Z]+[0-9]+): (.+)", example.text.strip())
        assert match is not None
        if match[1] not in book.sheetnames:
            for name in book.sheetnames[1:]:
                del book[name]
            book.active.title = match[1]
        book[match[1]][match[2]] = match[3]
        book.save(place)
        ran = visiontrack("import", str(place), "--dry-run", root=town)
        assert (f" {code} " in ran.err) is answered, ran.err


def test_a_number_that_shows_thousands_is_told(town: Path, tmp_path: Path) -> None:
    """``#,##0,`` shows 1,200 where 1200000 is stored: nobody can know which one the unit means."""
    book, place = city_book(1, 1), tmp_path / "計画.xlsx"
    book["指標"]["J4"] = 1200000
    book["指標"]["J4"].number_format = "#,##0,"
    book.save(place)
    ran = visiontrack("import", str(place), root=town)
    assert ran.code == 1
    assert "[指標] J4: error VT742 セルには 1200000 が入っていますが、1,200 と表示" in ran.err
