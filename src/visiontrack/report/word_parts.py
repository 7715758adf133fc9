"""The parts of a Word file that python-docx leaves to its XML: fonts, header rows, fields, links, a stable archive."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from visiontrack.layout.width import width

if TYPE_CHECKING:
    from visiontrack.report.markdown_tree import Heading

_LATIN = "Yu Gothic"
_JAPANESE = "游ゴシック"
TEXT_WIDTH, LYING_WIDTH = 180, 267  # millimetres between the margins of A4, upright and lying
# In tenths of a full-width character of a table's 9 point: a millimetre, a cell's margins, and a character. Digits are
# wider than half of a full-width one in most fonts.
_MILLIMETRE, _MARGINS, _WIDE, _NARROW = Fraction(315, 100), 13, 10, 7
# Cells in a line of the title, which is 16 point.
_TITLE = 60
# Any fixed moment: a file's bytes must not tell when it was made.
_MOMENT = (2000, 1, 1, 0, 0, 0)

_INDENT = 6  # millimetres
_INK = "1F2933"
CELL_TEXT = "Table Text"
# Size, line and space before of each style in points; lines are exact, for fonts differ in their own by a half.
_STYLES = {
    "Normal": (9.5, 13.5, 0),
    "List Bullet": (9.5, 13.5, 0),
    "Title": (16, 22, 0),
    "Heading 1": (14, 19, 12),
    "Heading 2": (11.5, 16, 8),
    "Heading 3": (9.5, 13.5, 4),
    CELL_TEXT: (9, 12, 0),
}
# The ground of a grade from the best to the worst, and the ink on it: to be told apart in black and white.
_GROUNDS = (("FFFFFF", "000000"), ("E3E6EA", "000000"), ("9AA1AB", "000000"), ("333A44", "FFFFFF"))


def dress(document: Any, title: str, author: str) -> None:
    """Set A4, margins, styles of our own, the title above and the page number below each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    section.header_distance = section.footer_distance = Mm(8)
    document.styles.add_style(CELL_TEXT, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for style in document.styles:
        if (hasattr(style, "font") and style.element.rPr is not None) or style.name in _STYLES:
            _font(style)
            if style.font.size is not None and style.font.size < Pt(9):
                style.font.size = Pt(9)
    for name, (size, line, before) in _STYLES.items():
        _measure(document.styles[name], size, line, before)
    _rule_below(document.styles["Heading 1"])
    _language(document)
    section.header.paragraphs[0].text = title
    section.header.paragraphs[0].style = section.footer.paragraphs[0].style = document.styles[CELL_TEXT]
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    field(footer, "PAGE")
    document.core_properties.author = author
    document.core_properties.comments = ""
    moment = datetime.datetime(*_MOMENT)
    document.core_properties.created = document.core_properties.modified = moment


def _measure(style: Any, size: float, line: float, before: float) -> None:
    style.font.size = Pt(size)
    form = style.paragraph_format
    form.line_spacing, form.space_before = Pt(line), Pt(before)
    form.space_after = Pt(0 if style.name == CELL_TEXT else 1 if style.name == "List Bullet" else 2)
    if style.name.startswith(("Heading", "Title")):
        style.font.color.rgb = RGBColor.from_string(_INK)
        style.font.bold = True


def _rule_below(style: Any) -> None:
    """Draw a line below a chapter's title."""
    borders = _element("pBdr")
    borders.append(_element("bottom", val="single", sz="8", space="1", color=_INK))
    style.element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind")


def shade_grade(run: Any, rank: int, worst: int) -> None:
    """Put a grade on its ground: the worse, the darker."""
    ground, ink = _GROUNDS[round(rank * 3 / max(worst, 1))]
    run._r.get_or_add_rPr().append(_element("shd", val="clear", fill=ground))
    run.font.color.rgb = RGBColor.from_string(ink)


def lay(section: Any, lying: bool) -> None:
    """Lay a section's sheets on their side, or put them upright."""
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    long_side, short_side = Mm(297), Mm(210)
    section.page_width, section.page_height = (long_side, short_side) if lying else (short_side, long_side)


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


def column_shares(rows: Sequence[Sequence[Sequence[str]]], page: int = TEXT_WIDTH) -> list[Fraction]:
    """Returns the width of each column as a share of the page (in millimetres); a cell is a list of lines.

    Columns that need no more than an even share get what they need, so that neither 100.0% nor ○ 達成 is broken;
    the others divide what is left.
    """
    columns = list(zip(*rows, strict=True))
    whole = page * _MILLIMETRE
    needs = [_MARGINS + max(_longest(cell) for cell in column) for column in columns]
    if sum(needs) <= whole:
        return [Fraction(need, sum(needs)) for need in needs]
    settled: dict[int, Fraction] = {}
    while True:
        even = (whole - sum(settled.values())) / Fraction(len(needs) - len(settled))
        fitting = {
            place: Fraction(need) for place, need in enumerate(needs) if place not in settled and need <= even
        }
        if not fitting:
            return _divided(needs, settled, whole)
        settled |= fitting


def _divided(needs: Sequence[int], settled: dict[int, Fraction], whole: Fraction) -> list[Fraction]:
    """Returns the shares where wide columns divide what the settled ones leave, by the square roots of their needs."""
    roots = {place: isqrt(100 * need) for place, need in enumerate(needs) if place not in settled}
    left = whole - sum(settled.values())
    widths = {place: left * root / sum(roots.values()) for place, root in roots.items()}
    return [(settled | widths)[place] / whole for place in range(len(needs))]


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


def set_widths(table: Any, cells: Sequence[Any], shares: Sequence[Fraction], page: int) -> None:
    """Fix the columns' widths; Word looks at the cells, LibreOffice at the columns."""
    table.autofit = False
    sizes = [Mm(float(page * share)) for share in shares]
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


def field(paragraph: Any, instruction: str, text: str = "") -> None:
    """Add a field that Word fills in by itself; until then it reads ``text``."""
    _begin(paragraph, instruction)
    if text:
        _mark(paragraph, "separate")
        paragraph.add_run(text)
    _mark(paragraph, "end")


def bookmark(paragraph: Any, anchor: str) -> None:
    """Make a paragraph a place that links lead to."""
    number = anchor.removeprefix("h")
    start, end = _element("bookmarkStart", id=number, name=anchor), _element("bookmarkEnd", id=number)
    runs = paragraph._p.r_lst
    runs[0].addprevious(start)
    runs[-1].addnext(end)


def contents_field(document: Any, heads: Sequence[Heading]) -> None:
    """Add the table of contents: a line for each chapter and section, linked to it, with the number of its page.

    The numbers are fields of their own, not within one for the whole, for LibreOffice works out only these.
    """
    top = min(head.level for head in heads)
    for head in heads:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.left_indent = Mm(_INDENT * (head.level - top))
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        run = line.add_run(head.text)
        link = _element("hyperlink", anchor=head.anchor, history="1")
        run._r.addprevious(link)
        link.append(run._r)
        line.add_run("\t")
        field(line, f"PAGEREF {head.anchor} \\h", "1")


def _begin(paragraph: Any, instruction: str) -> None:
    _mark(paragraph, "begin")
    text = _element("instrText")
    text.text = instruction
    paragraph.add_run()._r.append(text)


def _mark(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(
        _element("fldChar", fldCharType=kind, **({"dirty": "true"} if kind == "begin" else {}))
    )


def _element(tag: str, /, **attributes: str) -> Any:

    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
