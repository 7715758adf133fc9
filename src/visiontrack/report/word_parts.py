"""The parts of a Word file that python-docx leaves to its XML: fonts, header rows, fields, links, a stable archive."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from visiontrack.layout.width import width

if TYPE_CHECKING:
    from visiontrack.report.markdown_tree import Heading

_LATIN = "Yu Gothic"
_JAPANESE = "游ゴシック"
_TEXT_WIDTH = 170  # millimetres between the margins of A4
# In tenths of a full-width character of a table's 8 point: the page's width, a cell's margins, and a character. Digits
# are wider than half of a full-width one in most fonts.
_LINE, _MARGINS, _WIDE, _NARROW = 602, 18, 10, 7
# Cells in a line of the title, which is 20 point.
_TITLE = 46
# Any fixed moment: a file's bytes must not tell when it was made.
_MOMENT = (2000, 1, 1, 0, 0, 0)

_CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'
_INDENT = 6  # millimetres


def dress(document: Any, title: str) -> None:
    """Set A4, margins, Japanese fonts in every style, the title above and the page number below each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    for style in document.styles:
        if (hasattr(style, "font") and style.element.rPr is not None) or style.name == "Normal":
            _font(style)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)
    _language(document)
    section.header.paragraphs[0].text = title
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    _field(footer, "PAGE")
    document.core_properties.author = "visiontrack"
    document.core_properties.comments = ""
    moment = datetime.datetime(*_MOMENT)
    document.core_properties.created = document.core_properties.modified = moment


def _font(style: Any) -> None:
    """Set a style's fonts; Word falls back by itself from a missing one to one of the same kind."""
    style.font.name = _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), _JAPANESE)


def _language(document: Any) -> None:
    """Mark Japanese text as Japanese: Word breaks lines and checks spelling by that."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "ja-JP")


def column_shares(rows: Sequence[Sequence[Sequence[str]]]) -> list[Fraction]:
    """Returns the width of each column as a share of the page; a cell is a list of lines.

    Columns that need no more than an even share get what they need, so that neither 100.0% nor ○ 達成 is broken;
    the others divide what is left.
    """
    columns = list(zip(*rows, strict=True))
    needs = [_MARGINS + max(_longest(cell) for cell in column) for column in columns]
    if sum(needs) <= _LINE:
        return [Fraction(need, sum(needs)) for need in needs]
    settled: dict[int, Fraction] = {}
    while True:
        even = (_LINE - sum(settled.values())) / Fraction(len(needs) - len(settled))
        fitting = {
            place: Fraction(need) for place, need in enumerate(needs) if place not in settled and need <= even
        }
        if not fitting:
            return [settled.get(place, even) / _LINE for place in range(len(needs))]
        settled |= fitting


def title_lines(title: str) -> str:
    """Returns a title broken between its words only, where it takes more than one line."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width(longer) > _TITLE:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _longest(lines: Sequence[str]) -> int:
    """Returns the width of a cell's longest line; signs such as ○ and ÷ are full-width in Japanese fonts."""
    wide = [width(line, 2) - len(line) for line in lines]
    return max(
        (_WIDE * many + _NARROW * (len(line) - many) for line, many in zip(lines, wide, strict=True)),
        default=0,
    )


def set_widths(table: Any, cells: Sequence[Any], shares: Sequence[Fraction]) -> None:
    """Fix the columns' widths; Word looks at the cells, LibreOffice at the columns."""
    table.autofit = False
    sizes = [Mm(float(_TEXT_WIDTH * share)) for share in shares]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    for number, cell in enumerate(cells):
        cell.width = sizes[number % len(sizes)]


def header_row(row: Any) -> None:
    """Repeat this row at the top of each page the table runs over, and never leave it alone at a page's foot."""
    row._tr.get_or_add_trPr().append(_element("tblHeader", val="true"))
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def whole_row(row: Any) -> None:
    """Keep this row on one page: half a cell overleaf is read as another entry."""
    row._tr.get_or_add_trPr().append(_element("cantSplit", val="true"))


def shade(cell: Any) -> None:
    """Put a light ground behind a heading cell."""
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", fill="E6E9EE"))


def fixed_zip(content: bytes) -> bytes:
    """Returns the same archive with fixed times, so that the same report gives the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in sorted(old.infolist(), key=lambda entry: entry.filename != "[Content_Types].xml"):
            info = zipfile.ZipInfo(item.filename, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item))
    return out.getvalue()


# ---- fields and links ----------------------------------------------------------------------------------------


def _field(paragraph: Any, instruction: str) -> None:
    """Add a field that Word fills in by itself."""
    _begin(paragraph, instruction)
    _mark(paragraph, "end")


def bookmark(paragraph: Any, anchor: str) -> None:
    """Make a paragraph a place that links lead to."""
    number = anchor.removeprefix("h")
    start, end = _element("bookmarkStart", id=number, name=anchor), _element("bookmarkEnd", id=number)
    runs = paragraph._p.r_lst
    runs[0].addprevious(start)
    runs[-1].addnext(end)


def contents_field(document: Any, heads: Sequence[Heading]) -> None:
    """Add the table of contents: a line for each chapter and section, linked to it.

    It is a field of Word's own, filled with links already: they lead to the headings in any program, and who has them
    updated in Word gets page numbers besides.
    """
    top = min(head.level for head in heads)
    lines = [document.add_paragraph() for _ in heads]
    for line, head in zip(lines, heads, strict=True):
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.left_indent = Mm(_INDENT * (head.level - top))
    _begin(lines[0], _CONTENTS)
    _mark(lines[0], "separate")
    for line, head in zip(lines, heads, strict=True):
        run = line.add_run(head.text)
        link = _element("hyperlink", anchor=head.anchor, history="1")
        run._r.addprevious(link)
        link.append(run._r)
    _mark(lines[-1], "end")
    document.add_paragraph()


def _begin(paragraph: Any, instruction: str) -> None:
    _mark(paragraph, "begin")
    text = _element("instrText")
    text.text = instruction
    paragraph.add_run()._r.append(text)


def _mark(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(_element("fldChar", fldCharType=kind))


def _element(tag: str, /, **attributes: str) -> Any:

    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
