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

openpyxl: Any = pytest.importorskip("openpyxl", reason="needs openpyxl")
pytestmark = pytest.mark.needs("openpyxl")


def rows(path: Path, sheet: int = 1) -> list[list[Any]]:
    """The cells of a sheet: of the second, which holds the indicators, unless another is named."""
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


WORDS = {
    "kind": "成果",
    "direction": "増やす",
    "target_source": "計画値",
    "state": "確定",
    "basis": "達成率",
    "achieved": "達成",
}
ONLY_HERE = ("施策", "基本方針", "所管")


def test_workbook_has_the_figures_of_the_csv(city: Path, tmp_path: Path) -> None:
    """Japanese headings, titles beside the ids, numbers as numbers; a CSV for programs keeps its English keys."""
    out = tmp_path / "点検.xlsx"
    assert visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), root=city).code == 0
    text = tmp_path / "点検.csv"
    assert visiontrack("check", "2024", "--format", "csv", "--out", str(text), root=city).code == 0
    (line,) = csv.DictReader(io.StringIO(text.read_text("utf-8-sig")))
    assert openpyxl.load_workbook(out).sheetnames == ["施策 2024年度", "点検 2024年度", "検討を要する施策"]
    header, row = rows(out)
    cells = dict(zip(header, row, strict=True))
    assert [cells[name] for name in ONLY_HERE] == ["創業支援の充実", "創業と成長", "産業振興課"]
    assert (cells["施策ID"], cells["指標ID"], cells["実績"], cells["達成率（%）"]) == (
        "startup-support",
        "founders",
        72,
        102.9,
    )
    for (key, cell), value in zip(
        line.items(), (v for k, v in cells.items() if k not in ONLY_HERE), strict=True
    ):
        if isinstance(value, int | float):
            assert Decimal(cell) == Decimal(repr(value))
        elif key not in ("change", "outlook"):
            assert value == WORDS.get(key, cell or None), key


def test_the_workbook_speaks_the_language_that_was_asked_for(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "check.xlsx"
    visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), "--lang", "en", root=city)
    assert openpyxl.load_workbook(out).sheetnames == ["Measures 2024", "Check 2024", "Needs attention"]
    cells = dict(zip(*rows(out), strict=True))
    assert (cells["Measure id"], cells["Kind"], cells["Target met"]) == ("startup-support", "outcome", "yes")


def test_the_header_stays_in_sight_and_filters(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), root=city)
    sheet = openpyxl.load_workbook(out).worksheets[1]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AA2")
    assert sheet["Q2"].number_format == "#,##0.0"


def test_text_is_no_formula_and_numbers_keep_digits(city: Path, tmp_path: Path) -> None:
    """Text is no formula and long numbers keep their digits."""
    measure = sound.MEASURE.replace("name: 創業者数", 'name: "=1+1"').replace(
        "value: 45", "value: 1.2345678901234567895"
    )
    sound.write(city, "data/measures/startup-support.yaml", measure)
    out = tmp_path / "x.xlsx"
    assert visiontrack("check", "2024", "--format", "xlsx", "--out", str(out), root=city).code == 0
    sheet = openpyxl.load_workbook(out).worksheets[1]
    values = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert (values["指標"].value, values["指標"].data_type, values["指標"].quotePrefix) == ("=1+1", "s", True)
    assert values["基準値"].value == "1.2345678901234567895"
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


def test_workbook_needs_a_new_file(city: Path, tmp_path: Path) -> None:
    """A workbook never goes to a terminal nor over a file."""
    ran = visiontrack("check", "2024", "--format", "xlsx", root=city)
    assert (ran.code, ran.out) == (2, "") and "--out" in ran.err
    out = tmp_path / "x.xlsx"
    out.write_bytes(b"mine")
    args = ("check", "2024", "--format", "xlsx", "--out", str(out))
    assert visiontrack(*args, root=city).code == 2 and out.read_bytes() == b"mine"
    assert visiontrack(*args, "--overwrite", root=city).code == 0 and rows(out)
    nowhere = str(tmp_path / "x.xlsx" / "y.xlsx")
    assert visiontrack("check", "2024", "--format", "xlsx", "--out", nowhere, root=city).code == 2


def test_the_ending_of_the_file_chooses_the_form(city: Path, tmp_path: Path) -> None:
    """`--out` alone is enough: nobody gets a text table under the name of a CSV."""
    for form in ("json", "csv"):
        out = tmp_path / f"点検.{form.upper()}"
        ran = visiontrack("check", "2024", "--out", str(out), root=city)
        assert (ran.code, ran.out) == (0, "")
        assert out.read_text("utf-8-sig").startswith({"json": "{", "csv": "measure,policy,id,"}[form])
    workbook = tmp_path / "点検.xlsx"
    assert visiontrack("check", "2024", "--out", str(workbook), root=city).code == 0 and rows(workbook)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--out", "点検.txt"), "使える拡張子: .json .csv .xlsx .md"),
        (("--out", "点検"), "使える拡張子: .json .csv .xlsx .md"),
        (("--format", "text", "--out", "点検.csv"), "拡張子 .csv と --format text が合いません"),
        (("--format", "xlsx", "--out", "x.csv"), "拡張子 .csv と --format xlsx が合いません"),
    ],
)
def test_an_ending_that_fits_no_form_is_wrong_use(
    arguments: tuple[str, ...], message: str, city: Path, tmp_path: Path
) -> None:
    ran = visiontrack("check", "2024", *arguments[:-1], str(tmp_path / arguments[-1]), root=city)
    assert (ran.code, ran.out) == (2, "") and message in ran.err
    assert list(tmp_path.iterdir()) == [city] or not (tmp_path / arguments[-1]).exists()


def test_without_openpyxl_it_says_how_to_get_it(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visiontrack.util.extras.find_spec", lambda _: None)
    ran = visiontrack("check", "2024", "--format", "xlsx", "--out", str(tmp_path / "x.xlsx"), root=city)
    assert ran.code == 2 and "pip install" in ran.err
