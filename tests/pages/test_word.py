"""The report as a Word file: navigable, with tables that repeat their headings, the same bytes every time."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from pages.conftest import TOWN
from support.program import visiontrack

docx = pytest.importorskip("docx", reason="needs docx")
shared = pytest.importorskip("docx.shared")
WD_ORIENT = pytest.importorskip("docx.enum.section").WD_ORIENT
qn = pytest.importorskip("docx.oxml.ns").qn
Mm = shared.Mm
word_parts = pytest.importorskip("visiontrack.report.word_parts")
SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.needs("docx")


def word(town: Path) -> bytes:
    """The council's report of 2024 as a Word file."""
    ran = visiontrack("report", "2024", "--to", "docx", "--for", "council", root=town)
    assert ran.code == 0, ran.err
    return (town / "data/reports/2024/council.docx").read_bytes()


def markdown_headings(town: Path) -> list[str]:
    assert visiontrack("report", "2024", "--for", "council", root=town).code == 0
    text = (town / "data/reports/2024/council.md").read_text(encoding="utf-8")
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A town's report written once, for the tests that only read it."""
    town = Path(shutil.copytree(TOWN, tmp_path_factory.mktemp("word") / "town"))
    return town, word(town)


def test_headings_are_real_and_in_order(written: tuple[Path, bytes]) -> None:
    town, content = written
    document = docx.Document(io.BytesIO(content))
    styled = [
        paragraph.text.replace("\n", " ")
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Heading", "Title"))
    ]
    plain = [heading.replace("\\", "") for heading in markdown_headings(town)]
    assert styled == plain
    assert len(styled) > 20


def test_the_contents_lead_to_every_chapter_and_section(written: tuple[Path, bytes]) -> None:
    """Links in any program, and for each the number of its page as a field."""
    document = docx.Document(io.BytesIO(written[1]))
    body = document.element.body
    links = list(body.iter(qn("w:hyperlink")))
    bookmarks = {
        mark.get(qn("w:name")): mark.getparent().xpath("string(.)")
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    pairs = [(bookmarks[link.get(qn("w:anchor"))], link.xpath("string(.)")) for link in links]
    assert all(heading == link for heading, link in pairs)
    sections = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style.name in ("Heading 1", "Heading 2")
    ]
    assert [link for _, link in pairs] == sections
    numbers = [field.text for field in body.iter(qn("w:instrText"))]
    assert numbers == [f"PAGEREF {link.get(qn('w:anchor'))} \\h" for link in links]
    kinds = [field.get(qn("w:fldCharType")) for field in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * len(links)


def test_a_long_title_is_broken_between_its_words(written: tuple[Path, bytes]) -> None:
    """Before: 進 / 行管理報告書. A short one stands in one line."""
    document = docx.Document(io.BytesIO(written[1]))
    assert document.paragraphs[0].text == "見本市産業ビジョン 令和6年度 進行管理報告書（推進会議）"
    assert word_parts.title_lines("短い 題") == "短い 題"
    assert word_parts.title_lines("あ" * 40 + " い") == "あ" * 40 + "\nい"


def test_column_titles_are_bold_and_japanese_is_marked(written: tuple[Path, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    for table in document.tables:
        first, second = table.rows[0].cells[0], table.rows[1].cells[0]
        assert all(run.bold for run in first.paragraphs[0].runs)
        assert not any(run.bold for run in second.paragraphs[0].runs)
    languages = {language.get(qn("w:eastAsia")) for language in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"ja-JP"}


def test_every_table_repeats_its_first_row(written: tuple[Path, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    assert len(document.tables) > 10
    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None and properties.find(qn("w:tblHeader")) is not None


def test_rows_and_heading_rows_stay_on_one_page(
    written: tuple[Path, bytes],
) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    for table in document.tables:
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        heads = [
            paragraph.paragraph_format.keep_with_next
            for cell in table.rows[0].cells
            for paragraph in cell.paragraphs
        ]
        assert all(heads)
    leads = [
        paragraph for paragraph in document.paragraphs if paragraph.text.startswith("評価は指標の数値のみ")
    ]
    assert leads and all(paragraph.paragraph_format.keep_with_next for paragraph in leads)


def test_columns_of_short_entries_are_wide_enough() -> None:
    """A long text takes what the others leave; before, it pressed 100.0% and ○ 達成 into two lines."""
    row = [["あ" * 60], ["100.0%", "1,260 ÷ 1,200"], ["○ 達成"], ["↑ 改善"], ["い" * 40]]
    shares = word_parts.column_shares([row, [["短い"]] * 5])
    assert sum(shares) == 1
    tenths = [share * 567 for share in shares]  # of a full-width character, of which 56 stand in a line
    assert tenths[1:4] == [13 + 12 * 7 + 10, 13 + 3 * 10 + 7, 13 + 3 * 10 + 7]
    assert tenths[0] > tenths[4] > 160  # the longer text gets more, not in proportion


def test_a_narrow_table_fills_the_page_in_proportion() -> None:
    assert word_parts.column_shares([[["AAA"], ["達成"]]]) == [Fraction(34, 67), Fraction(33, 67)]


def test_the_page_is_a4_with_title_above_and_number_below(written: tuple[Path, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "令和6年度" in section.header.paragraphs[0].text
    assert "PAGE" in section.footer._element.xml


def test_a_wide_list_lies_on_its_side_and_each_sheet_begins_a_page(written: tuple[Path, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    begun = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading") and paragraph.paragraph_format.page_break_before
    ]
    assert begun[0].startswith("4 ") and [text[:3] for text in begun[1:]] == ["4.2", "4.3"]


def test_nothing_is_smaller_than_nine_points(written: tuple[Path, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    sizes = {
        int(size.get(qn("w:val"))) / 2
        for part in (document.element, document.styles.element)
        for size in part.iter(qn("w:sz"))
    }
    assert min(sizes) >= 9


def test_the_author_is_the_municipality(written: tuple[Path, bytes]) -> None:
    assert docx.Document(io.BytesIO(written[1])).core_properties.author == "見本市"


def test_a_japanese_font_is_named_for_japanese_text(written: tuple[Path, bytes]) -> None:
    document = docx.Document(io.BytesIO(written[1]))
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "游ゴシック"


def test_the_same_report_gives_the_same_bytes(town: Path, written: tuple[Path, bytes]) -> None:
    assert word(town) == written[1]


def test_a_citys_own_reference_document_wins(town: Path) -> None:
    reference = docx.Document()
    section = reference.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.header.paragraphs[0].text = "町の様式"
    reference.add_paragraph("消える文")
    (town / "templates").mkdir()
    reference.save(str(town / "templates/reference.docx"))
    document = docx.Document(io.BytesIO(word(town)))
    assert round(document.sections[0].page_width.mm) == 297
    assert document.sections[0].header.paragraphs[0].text == "町の様式"
    assert "消える文" not in [paragraph.text for paragraph in document.paragraphs]


def test_without_the_extra_it_says_how_to_install_it(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visiontrack.util.extras.find_spec", lambda name: None if name == "docx" else sys)
    ran = visiontrack("report", "2024", "--to", "docx", root=town)
    assert ran.code == 2
    assert '-m pip install "python-docx>=1.1,<2"' in ran.err


@pytest.mark.needs("soffice")
def test_libreoffice_opens_it_and_shows_every_heading(written: tuple[Path, bytes], tmp_path: Path) -> None:
    town, _ = written
    profile = (tmp_path / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text"]
    command += ["--outdir", str(tmp_path), str(town / "data/reports/2024/council.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "council.txt").read_text(encoding="utf-8-sig")
    for heading in markdown_headings(town):
        assert heading.replace("\\", "") in " ".join(text.split("\n"))
