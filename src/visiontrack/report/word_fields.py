"""Fields and links of a Word file: the page's number, bookmarks, and the table of contents.

The contents are a field of Word's own, filled with links already: they lead to the headings in any program, and who
has them updated in Word gets page numbers besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visiontrack.report.tree import Heading

_CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'
_INDENT = 6  # millimetres


def field(paragraph: Any, instruction: str) -> None:
    """A field that Word fills in by itself."""
    _begin(paragraph, instruction)
    _mark(paragraph, "end")


def bookmark(paragraph: Any, anchor: str) -> None:
    """Make a paragraph a place that links lead to."""
    number = anchor.removeprefix("h")
    start, end = _element("bookmarkStart", id=number, name=anchor), _element("bookmarkEnd", id=number)
    runs = paragraph._p.r_lst
    runs[0].addprevious(start)
    runs[-1].addnext(end)


def contents(made: Any, heads: Sequence[Heading]) -> None:
    """A line for each chapter and section, linked to it."""
    from docx.shared import Mm, Pt

    top = min(one.level for one in heads)
    lines = [made.add_paragraph() for _ in heads]
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
    made.add_paragraph()


def _begin(paragraph: Any, instruction: str) -> None:
    _mark(paragraph, "begin")
    text = _element("instrText")
    text.text = instruction
    paragraph.add_run()._r.append(text)


def _mark(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(_element("fldChar", fldCharType=kind))


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
