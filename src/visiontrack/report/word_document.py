"""A report as a Word file: contents, real heading styles, tables with repeated header rows, charts, page numbers, A4.

A city's own ``templates/reference.docx`` wins: its styles, page, header and footer are kept, its text is replaced.
Needs ``python-docx``; charts come in as pictures where ``vl-convert-python`` is installed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from visiontrack.report.markdown_tree import (
    cell_lines,
    headings,
    listed_headings,
    parse_markdown,
    plain_text,
    title_of,
)
from visiontrack.report.paper_seal import UNSEALED
from visiontrack.report.word_parts import (
    CELL_TEXT,
    LYING_WIDTH,
    TEXT_WIDTH,
    bookmark,
    column_shares,
    contents_field,
    dress,
    fixed_zip,
    header_row,
    lay,
    set_widths,
    shade,
    shade_grade,
    title_lines,
    whole_row,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

    from visiontrack.messages import Catalogue

Pictures = Callable[[str], bytes | None]
_PICTURE_WIDTH = 130  # millimetres
_LONG_CELL = 400  # characters; a row with more may break across pages


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says beside its text: whose it is, the city's reference document, and the grades, best first."""

    author: str
    reference: bytes | None
    grades: tuple[str, ...]


def word_document(markdown: str, words: Catalogue, pictures: Pictures, imprint: Imprint) -> bytes:
    """Returns the file's bytes, the same for the same report. ``pictures`` gives a chart as PNG, or None."""
    reference = imprint.reference
    tokens = parse_markdown(markdown)
    title = title_of(tokens)
    document: Any = Document(io.BytesIO(reference)) if reference is not None else Document()
    if reference is not None:
        _empty(document)
    else:
        dress(document, title, imprint.author)
    document.core_properties.title = title
    document.core_properties.language = words.language
    document.core_properties.identifier = UNSEALED
    _Writer(document, tokens, pictures, words, imprint).write()
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def can_open(reference: bytes) -> bool:
    """Returns whether a city's reference document is a Word file with a page to write on."""
    try:
        return bool(Document(io.BytesIO(reference)).sections)
    except Exception:  # foreign bytes, which break a reader in any way
        return False


def _empty(document: Any) -> None:
    """Take the text out of a reference document; its last section keeps page, header and footer."""
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)


class _Writer:
    """Turns tokens into paragraphs and tables of the document."""

    def __init__(
        self, document: Any, tokens: Sequence[Token], pictures: Pictures, words: Catalogue, imprint: Imprint
    ) -> None:
        self._document = document
        self._styles = {style.name for style in document.styles}
        self._tokens = tokens
        self._pictures = pictures
        self._words = words
        self._heads = headings(tokens)
        self._contents_at, self._listed = listed_headings(tokens, self._heads)
        self._grades = imprint.grades
        self._is_our_page = imprint.reference is None
        self._lying = self._is_wide = False
        self._begins_page = False
        self._lists: list[str] = []
        self._quoted = 0
        self._lead: Any = None  # the paragraph just above, which introduces a table that follows

    def write(self) -> None:
        position = 0
        while position < len(self._tokens):
            position = self._block(position)

    def _block(self, position: int) -> int:
        """Write what begins at ``position``; returns where the next begins."""
        token = self._tokens[position]
        kind = token.type
        if self._listed and position == self._contents_at:
            self._contents()
        if kind == "page":
            self._begins_page = True
        if kind == "wide":
            self._is_wide = True
        if kind == "table_open":
            return self._table(position)
        if kind == "heading_open":
            return self._heading(position)
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append("List Bullet" if kind.startswith("bullet") else "List Number")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quoted += 1 if kind.endswith("open") else -1
        elif kind == "inline":
            self._runs(self._paragraph(), token)
        elif kind in ("text_block", "code_block", "fence"):
            self._paragraph().add_run(token.content.rstrip("\n"))
        return position + 1

    def _heading(self, position: int) -> int:
        self._lead = None  # the style of headings keeps them with what follows
        head = self._heads[position]
        if self._is_our_page and head.level <= 3:
            self._lay()
        heading = self._document.add_heading("", max(0, head.level - 1))
        heading.paragraph_format.page_break_before = self._begins_page or None
        self._begins_page = False
        if head.level == 1:
            heading.add_run(title_lines(head.text))
        else:
            self._runs(heading, self._tokens[position + 1])
        if head in self._listed and heading.runs:
            bookmark(heading, head.anchor)
        return position + 3

    def _lay(self) -> None:
        """Begin a sheet that lies on its side for a section with a wide table, and an upright one after it."""
        if self._is_wide != self._lying:
            lay(self._document.add_section(), self._is_wide)
            self._lying, self._begins_page = self._is_wide, False
        self._is_wide = False

    def _contents(self) -> None:
        """Add the table of contents."""
        self._styled("TOC Heading").add_run(self._words("report.page.contents"))
        contents_field(self._document, self._listed)

    def _paragraph(self) -> Any:
        self._lead = self._new_paragraph()
        return self._lead

    def _new_paragraph(self) -> Any:
        if self._lists:
            level = min(len(self._lists), 3)
            return self._styled(self._lists[-1] + (f" {level}" if level > 1 else ""))
        return self._styled("Quote") if self._quoted else self._document.add_paragraph()

    def _styled(self, name: str) -> Any:
        """Returns a new paragraph in a style, or in the plain one where a reference document lacks it."""
        return self._document.add_paragraph(style=name if name in self._styles else None)

    def _table(self, position: int) -> int:
        rows: list[list[tuple[Token, bool]]] = []
        heads = 0
        while self._tokens[position].type != "table_close":
            token = self._tokens[position]
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "thead_close":
                heads = len(rows)
            elif token.type in ("th_open", "td_open"):
                right = "right" in str(token.attrGet("style") or "")
                rows[-1].append((self._tokens[position + 1], right))
            position += 1
        self._fill(rows, heads)
        return position + 1

    def _fill(self, rows: list[list[tuple[Token, bool]]], heads: int) -> None:
        if self._lead is not None:
            self._lead.paragraph_format.keep_with_next = True
        self._lead = None
        width = len(rows[0])
        table = self._document.add_table(rows=len(rows), cols=width)
        cells = table._cells  # looked up once: python-docx goes through the whole table each time
        page = LYING_WIDTH if self._lying else TEXT_WIDTH
        shares = column_shares([[cell_lines(token) for token, _ in row] for row in rows], page)
        set_widths(table, cells, shares, page)
        if "Table Grid" in {style.name for style in self._document.styles}:
            table.style = "Table Grid"
        for number, (token, right) in enumerate(item for row in rows for item in row):
            paragraph = cells[number].paragraphs[0]
            if CELL_TEXT in self._styles:
                paragraph.style = CELL_TEXT
            if right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._runs(paragraph, token, small=True, bold=number < heads * width)
        for place, row in enumerate(table.rows):
            if max(len(plain_text(token)) for token, _ in rows[place]) <= _LONG_CELL:
                whole_row(row)
            if place < heads:
                header_row(row)
        for cell in cells[: heads * width]:
            shade(cell)
        self._styled(CELL_TEXT).paragraph_format.line_spacing = Pt(5)  # a gap below the table

    def _runs(self, paragraph: Any, inline: Token, small: bool = False, bold: bool = False) -> None:
        strong, italic = int(bold), 0
        for child in inline.children or ():
            if child.type in ("strong_open", "strong_close"):
                strong += 1 if child.type.endswith("open") else -1
            elif child.type in ("em_open", "em_close"):
                italic += 1 if child.type.endswith("open") else -1
            elif child.type == "image":
                picture = self._pictures(str(child.attrGet("src") or ""))
                run = paragraph.add_run()
                if picture is None:
                    run.text = child.content
                else:
                    paragraph.paragraph_format.line_spacing = 1.0  # an exact line would cut the picture
                    shape = run.add_picture(io.BytesIO(picture), width=Mm(_PICTURE_WIDTH))
                    shape._inline.docPr.set("descr", child.content)
            else:
                text = (
                    "\n" if child.type == "hardbreak" else "" if child.type == "softbreak" else child.content
                )
                run = paragraph.add_run(text)
                run.bold, run.italic = bool(strong) or None, bool(italic) or None
                if child.type == "code_inline" and child.content in self._grades:
                    shade_grade(run, self._grades.index(child.content), len(self._grades) - 1)
                if small:
                    run.font.size = Pt(9)
