"""The table of `check` as a workbook and as a CSV that Excel on Japanese Windows opens right."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support import sound
from support.program import visiontrack

openpyxl: Any = pytest.importorskip("openpyxl", reason="workbooks need openpyxl (visiontrack[office])")


def rows(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]


def test_the_workbook_holds_the_rows_of_the_csv_with_their_types(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "点検.xlsx"
    assert visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), root=city).code == 0
    text = tmp_path / "点検.csv"
    assert visiontrack("check", "2024", "--format", "csv", "--out", str(text), root=city).code == 0
    table = list(csv.reader(io.StringIO(text.read_text("utf-8-sig"))))
    header, *body = rows(out)
    assert header == table[0]
    for row, line in zip(body, table[1:], strict=True):
        for value, cell in zip(row, line, strict=True):
            if isinstance(value, bool):
                assert cell == str(value).lower()
            elif isinstance(value, int | float):
                assert Decimal(cell) == Decimal(repr(value))
            else:
                assert (value or "") == cell
    values = dict(zip(header, body[0], strict=True))
    assert (values["actual"], values["achievement"], values["achieved"]) == (72, 102.9, True)


def test_the_header_stays_in_sight_and_filters(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), root=city)
    sheet = openpyxl.load_workbook(out).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:W2")
    assert sheet["N2"].number_format == "#,##0.0"


def test_text_is_no_formula_and_long_numbers_keep_their_digits(city: Path, tmp_path: Path) -> None:
    measure = sound.MEASURE.replace("name: 創業者数", 'name: "=1+1"').replace(
        "value: 45", "value: 1.2345678901234567895"
    )
    sound.write(city, "data/measures/startup-support.yaml", measure)
    out = tmp_path / "x.xlsx"
    assert visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), root=city).code == 0
    sheet = openpyxl.load_workbook(out).active
    values = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert (values["name"].value, values["name"].data_type, values["name"].quotePrefix) == ("=1+1", "s", True)
    assert values["baseline"].value == "1.2345678901234567895"
    text = tmp_path / "x.csv"
    visiontrack("check", "2024", "--format", "csv", "--out", str(text), root=city)
    assert ",'=1+1," in text.read_text("utf-8-sig")


def test_the_csv_is_what_excel_on_japanese_windows_expects(city: Path, tmp_path: Path) -> None:
    """A byte order mark, CRLF, and Japanese as it is."""
    out = tmp_path / "x.csv"
    visiontrack("check", "2024", "--format", "csv", "--out", str(out), root=city)
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmeasure,policy,id,") and "創業者数".encode() in content
    assert content.count(b"\n") == content.count(b"\r\n") == 2


def test_a_workbook_never_goes_to_a_terminal_nor_over_a_file(city: Path, tmp_path: Path) -> None:
    ran = visiontrack("check", "2024", "--format", "xlsx", root=city)
    assert (ran.code, ran.out) == (2, "") and "--out" in ran.err
    out = tmp_path / "x.xlsx"
    out.write_bytes(b"mine")
    args = ("check", "2024", "--format", "xlsx", "--out", str(out))
    assert visiontrack(*args, root=city).code == 2 and out.read_bytes() == b"mine"
    assert visiontrack(*args, "--overwrite", root=city).code == 0 and rows(out)
    nowhere = str(tmp_path / "x.xlsx" / "y.xlsx")
    assert visiontrack("check", "2024", "--format", "xlsx", "--out", nowhere, root=city).code == 2


def test_json_and_text_go_to_a_file_too(city: Path, tmp_path: Path) -> None:
    for form in ("json", "text"):
        out = tmp_path / form
        ran = visiontrack("check", "2024", "--format", form, "--out", str(out), root=city)
        assert (ran.code, ran.out) == (0, "")
        assert "\x1b" not in out.read_text("utf-8") and "創業支援の充実" in out.read_text("utf-8")


def test_without_openpyxl_it_says_how_to_get_it(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visiontrack.formats.xlsx.find_spec", lambda _: None)
    ran = visiontrack("check", "2024", "--format", "xlsx", "--out", str(tmp_path / "x.xlsx"), root=city)
    assert ran.code == 2 and "pip install" in ran.err
