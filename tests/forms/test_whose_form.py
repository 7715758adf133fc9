"""Whose form came back: that of another city is refused, that of another section is told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from support import sound
from support.forms import Office, office

pytest.importorskip("openpyxl")
pytestmark = pytest.mark.needs("openpyxl")
SALES = ("actuals/sales", "G")


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    desk = Office(office(tmp_path / "city"), tmp_path / "forms")
    assert desk.make().code == 0
    return desk


def change_vision(desk: Office, pattern: str, text: str) -> None:
    path = desk.root / "data/vision.yaml"
    path.write_text(re.sub(pattern, text, path.read_text("utf-8"), count=1), "utf-8")


def test_a_form_of_another_city_is_refused(desk: Office) -> None:
    before = desk.result()
    desk.fill({SALES: 115})
    change_vision(desk, r'"112089"', '"112011"')
    ran = desk.collect()
    assert (ran.code, desk.result()) == (1, before)
    assert "農政課.xlsx" in ran.err
    assert "error VT702" in ran.err
    assert "ほかの市（団体コード 112089）の様式です" in ran.err


def test_a_form_of_another_plan_is_refused(desk: Office) -> None:
    before = desk.result()
    desk.fill({SALES: 115})
    change_vision(desk, r"start: 2020", "start: 2019")
    ran = desk.collect()
    assert (ran.code, desk.result()) == (1, before)
    assert "2020年度に始まる、ほかの計画の様式です" in ran.err


def test_a_form_of_a_plan_that_was_extended_is_taken_in(desk: Office) -> None:
    desk.fill({SALES: 115})
    change_vision(desk, r"end: 2029", "end: 2031")
    assert desk.collect().code == 0
    assert "115" in desk.result()


def test_the_form_of_one_section_returned_under_the_name_of_another_is_told(desk: Office) -> None:
    desk.fill({SALES: 115})
    shutil.move(desk.book(), desk.book("産業振興課"))
    ran = desk.collect()
    assert ran.code == 0
    assert "ファイルの名前はほかの課のものですが、中は農政課の様式です" in ran.err
    assert ran.out.splitlines()[0].startswith("農政課　data/results/2024/farm-brand.yaml")


def test_what_is_taken_in_names_its_section(desk: Office) -> None:
    desk.fill({SALES: 115})
    (file,) = json.loads(desk.collect("--format", "json").out)["files"]
    assert file["sections"] == ["farm-policy"]


def test_a_measure_that_another_section_leads_by_now_is_told(desk: Office) -> None:
    desk.fill({SALES: 115})
    measure = desk.root / "data/measures/farm-brand.yaml"
    sound.write(
        desk.root,
        "data/measures/farm-brand.yaml",
        measure.read_text("utf-8").replace("lead: farm-policy", "lead: industry-promotion"),
    )
    ran = desk.collect()
    assert ran.code == 0
    assert "この様式の課（farm-policy）の施策ではありません" in ran.err
