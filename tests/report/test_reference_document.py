"""A city's reference document brings its look and nothing that acts: whatever else is in it is told, and goes nowhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import visiontrack
from visiontrack.report.reference_document import PLACE

pytestmark = pytest.mark.needs("docx")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r>'
    '<w:r><w:instrText>AUTO cmd</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def plain() -> bytes:
    docx = pytest.importorskip("docx")
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def changed(part: str, old: str, new: str) -> bytes:
    """A Word file of which one part was edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as before, zipfile.ZipFile(out, "w") as after:
        for item in before.infolist():
            text = before.read(item)
            after.writestr(item, text.replace(old.encode(), new.encode()) if item.filename == part else text)
    assert out.getvalue() != plain()
    return out.getvalue()


def related(kind: str, mode: str = "External") -> bytes:
    relationship = (
        f'<Relationship Id="x9" Type="{REL}/{kind}" Target="http://192.0.2.1/x" TargetMode="{mode}"/>'
    )
    return changed("word/_rels/document.xml.rels", "</Relationships>", relationship + "</Relationships>")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 90_000_000)
    return out.getvalue()


FOREIGN: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "読めません"),
    "plain text": ("見本".encode, "読めません"),
    "a zip without content types": (lambda: _zip("word/document.xml"), "読めません"),
    "half a Word file": (lambda: plain()[:3000], "読めません"),
    "an attached template": (lambda: related("attachedTemplate"), "attachedTemplate"),
    "a picture from elsewhere": (lambda: related("image"), "image"),
    "an embedded object": (lambda: related("oleObject", "Internal"), "oleObject"),
    "a field that runs a program": (
        lambda: changed("word/document.xml", "<w:sectPr", FIELD + "<w:sectPr"),
        "DDEAUTO",
    ),
    "a document type": (
        lambda: changed("word/styles.xml", "<w:styles", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles'),
        "word/styles.xml",
    ),
    "what unpacks to 90 MB": (bomb, "大きすぎます"),
}


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(("content", "reason"), FOREIGN.values(), ids=FOREIGN)
def test_what_acts_or_cannot_be_read_is_told_and_no_word_file_is_made(
    content: Callable[[], bytes], reason: str, town: Path
) -> None:
    (town / "templates").mkdir()
    (town / PLACE).write_bytes(content())
    ran = visiontrack("report", "2024", "--for", "public", "--to", "docx", root=town)
    assert ran.code == 1, ran.err
    assert f"{PLACE}:1:1: error VT641" in ran.err
    assert reason in ran.err
    assert not (town / "data/reports/2024/public.docx").exists()
    assert visiontrack("report", "2024", "--for", "public", root=town).code == 0


def test_a_link_is_not_followed(town: Path, tmp_path: Path) -> None:
    (town / "templates").mkdir()
    (tmp_path / "elsewhere.docx").write_bytes(plain())
    (town / PLACE).symlink_to(tmp_path / "elsewhere.docx")
    ran = visiontrack("report", "2024", "--for", "public", "--to", "docx", root=town)
    assert ran.code == 1
    assert "リンクです" in ran.err


def test_a_document_with_links_and_page_numbers_is_used(town: Path) -> None:
    (town / "templates").mkdir()
    (town / PLACE).write_bytes(related("hyperlink"))
    ran = visiontrack("report", "2024", "--for", "public", "--to", "docx", root=town)
    assert ran.code == 0, ran.err
