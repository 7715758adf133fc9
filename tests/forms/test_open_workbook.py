"""Workbooks that mean harm, or are just far too large: told in a moment, never unpacked."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from support.forms import Office
from visiontrack.finding import Finding
from visiontrack.forms.open_workbook import open_workbook

SHEET = "xl/worksheets/sheet2.xml"


def tampered(desk: Office, name: str, change: bytes, instead: bytes) -> Path:
    """The farm form with something in one of its parts replaced."""
    path = desk.place / "改.xlsx"
    with zipfile.ZipFile(desk.book()) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == name:
                assert change in content
                content = content.replace(change, instead, 1)
            new.writestr(member.filename, content)
    return path


def variant(path: Path) -> str:
    begun = time.monotonic()
    opened = open_workbook(path, path.name)
    assert time.monotonic() - begun < 5
    assert isinstance(opened, Finding) and opened.code == "VT701"
    return opened.variant


def test_a_bomb_is_not_unpacked(desk: Office) -> None:
    assert variant(tampered(desk, SHEET, b"</worksheet>", b"</worksheet>" + b" " * 13_000_000)) == "large"


def test_a_merge_over_the_whole_sheet_is_not_followed(desk: Office) -> None:
    """Openpyxl would make an object for each of seventeen thousand million cells."""
    merged = b'<mergeCell ref="A100:XFD1048576"/></mergeCells>'
    assert variant(tampered(desk, SHEET, b"</mergeCells>", merged)) == "large"


@pytest.mark.parametrize(
    "instead",
    [
        b"<mergeCell ref='A100:XFD1048576'/></mergeCells>",
        b'<mergeCell ref ="A100:XFD1048576"/></mergeCells>',
        b'</mergeCells><hyperlinks><hyperlink ref="A1:A1048576"/></hyperlinks>',
        b"</mergeCells><f>" + b"A" * 10_000 + b"</f>",
        b"</mergeCells>" + b"<xf/>" * 30_000,
    ],
)
def test_no_spelling_gets_past_the_bounds(desk: Office, instead: bytes) -> None:
    assert variant(tampered(desk, SHEET, b"</mergeCells>", instead)) == "large"


def test_part_in_another_encoding_is_measured(desk: Office) -> None:
    path = desk.place / "改.xlsx"
    with zipfile.ZipFile(desk.book()) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == SHEET:
                text = content.decode().replace(
                    "</mergeCells>", '<mergeCell ref="A100:XFD1048576"/></mergeCells>'
                )
                content = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
            new.writestr(member.filename, content)
    assert variant(path) == "large"


def test_a_document_type_is_refused(desk: Office) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    assert variant(tampered(desk, SHEET, b"<worksheet", entities)) == ""


def strict_part(content: bytes) -> bytes:
    """A part of a workbook with the names of ISO/IEC 29500 Strict."""
    strict, usual = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
    content = content.replace(usual + b"spreadsheetml/2006/main", strict + b"spreadsheetml/main")
    return content.replace(usual + b"officeDocument/2006/", strict + b"officeDocument/")


def test_strict_workbook_is_named_with_its_cure(desk: Office) -> None:
    """Excel's "Strict Open XML Spreadsheet" has other names for everything, and the same ending."""
    with zipfile.ZipFile(desk.book()) as old:
        parts = {member.filename: old.read(member) for member in old.infolist()}
    with zipfile.ZipFile(desk.book(), "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, strict_part(content))
    assert variant(desk.book()) == "strict"
    ran = desk.collect()
    assert ran.code == 1 and "error VT701 「Strict Open XML スプレッドシート」で保存された" in ran.err
    assert "「Excel ブック（.xlsx）」にして保存し直して" in ran.err


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"<html></html>", bytes(100)])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert variant(path) == ""


def test_a_link_is_not_followed(desk: Office) -> None:
    link = desk.place / "link.xlsx"
    link.symlink_to(desk.book())
    assert variant(link) == "unreadable"


def test_rows_far_below_the_form_are_not_read(desk: Office) -> None:
    """Somebody pressed Ctrl+End and typed: the form is read all the same, and quickly."""
    row = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    tampered(desk, SHEET, b"</sheetData>", row)
    begun = time.monotonic()
    assert desk.collect().code == 0
    assert time.monotonic() - begun < 10


def test_tampered_record_breaks_nothing(desk: Office) -> None:
    """The hidden sheet is foreign input too: a finding or an answer, never a crash."""
    import openpyxl

    for column, text in ((3, "actuals/../../x"), (3, "contributions/x/who"), (2, "../../etc"), (5, "約3")):
        book = openpyxl.load_workbook(desk.book())
        sheet = book["_visiontrack"]
        row = next(cells[0].row for cells in sheet.iter_rows() if cells[2].value == "actuals/items/value")
        value = sheet.cell(row, column).value
        sheet.cell(row, column).value = text
        book.save(desk.book())
        assert desk.collect("--dry-run").code in (0, 1)
        sheet.cell(row, column).value = value
        book.save(desk.book())


def test_random_bytes_in_a_form_are_told(desk: Office) -> None:
    """Any part of the file damaged: a finding, or the form is read."""
    from random import Random

    content = bytearray(desk.book().read_bytes())
    chance = Random(7)
    for _ in range(8):
        broken = bytearray(content)
        for _ in range(chance.randrange(1, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        desk.book().write_bytes(broken)
        opened = open_workbook(desk.book(), "x.xlsx")
        assert not isinstance(opened, Finding) or opened.code == "VT701"
