"""A report as one HTML file that needs nothing else: contents, tables, charts, a style sheet for screen and A4."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from visiontrack.layout.width import width
from visiontrack.report.markdown_tree import (
    Heading,
    cell_lines,
    headings,
    listed_headings,
    parse_markdown,
    plain_text,
    title_of,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

    from visiontrack.messages import Catalogue

Pictures = Callable[[str], bytes | None]
# Nothing is loaded and nothing runs: pictures stand in the page, there is no script.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_CONTENTS_LEVELS = (2, 3)
# In cells of a terminal: entries up to this width are never broken, ○ 達成 and うち今年度 17 among them.
_SHORT = 14
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)+")
# On a phone, rows of a table with more columns than these become cards, but one more where entries are short.
_NARROW, _FITTING = 3, 20


def html_page(markdown: str, words: Catalogue, pictures: Pictures, grades: Sequence[str] = ()) -> str:
    """Returns the page. ``pictures`` gives the bytes of an SVG named in the Markdown, or None when there is none.

    ``grades`` are those of the year, best first: worse ones stand on a darker ground.
    """
    tokens = parse_markdown(markdown)
    heads = headings(tokens)
    place, listed = listed_headings(tokens, heads)
    back = f"↑ {html.escape(words('report.page.contents'))}" if listed else ""
    parts = ReportBody(tokens, heads, pictures, grades, back).parts()
    body = "".join([*parts[:place], _contents(listed, words) if listed else "", *parts[place:]])
    start = listed[0].anchor if listed else "main"
    title = html.escape(title_of(tokens))
    style = files("visiontrack.report").joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#{start}">{html.escape(words("report.page.skip"))}</a>\n'
        f'<main id="main">\n{body}</main>\n</body>\n</html>\n'
    )


def _contents(heads: Sequence[Heading], words: Catalogue) -> str:
    """Returns the table of contents as nested lists."""
    label = html.escape(words("report.page.contents"))
    lines = [f'<nav id="contents" aria-label="{label}">\n<h2>{label}</h2>\n<ul>\n']
    inner = False
    opened = False
    for head in heads:
        if head.level not in _CONTENTS_LEVELS:
            continue
        link = f'<a href="#{head.anchor}">{html.escape(head.text)}</a>'
        deep = head.level == _CONTENTS_LEVELS[1] and opened
        if deep and not inner:
            lines.append("\n<ul>\n")
        elif not deep:
            lines.append("</ul>\n</li>\n" if inner else "</li>\n" if opened else "")
        lines.append(f"<li>{link}</li>\n" if deep else f"<li>{link}")
        inner, opened = deep, True
    lines.append("</ul>\n</li>\n" if inner else "</li>\n" if opened else "")
    return "".join([*lines, "</ul>\n</nav>\n"])


def _targets(heads: Iterable[Heading]) -> dict[str, str]:
    """Returns the anchors of the sections by their number and by their title, for rows of tables that name them."""
    targets: dict[str, str] = {}
    for head in heads:
        number, _, title = head.text.partition(" ")
        if head.level >= 3 and _NUMBER.fullmatch(number):
            targets |= {number: head.anchor, title: head.anchor}
    return targets


def _key(text: str) -> str:
    """Returns what a row's first cell is looked up by: the number of a section that leads it, or all of it."""
    number = text.partition(" ")[0]
    return number if _NUMBER.fullmatch(number) else text.rstrip(" ◆")


_PLAIN_BLOCKS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "thead": "thead",
    "tbody": "tbody",
}
_INLINE = {"strong": "strong", "em": "em", "s": "s"}


class ReportBody:
    """Turns tokens into HTML. Every text is escaped here; no other markup than ours comes out."""

    def __init__(
        self,
        tokens: Sequence[Token],
        heads: dict[int, Heading],
        pictures: Pictures,
        grades: Sequence[str] = (),
        back: str = "",
    ) -> None:
        self._tokens = tokens
        self._grades = list(grades)
        self._page = ""
        self._heads = heads
        self._pictures = pictures
        self._section = ""
        self._columns: list[str] = []
        self._back = back
        self._targets = _targets(heads.values()) if back else {}
        self._link = False
        self._column = 0

    def parts(self) -> list[str]:
        return [self._block(position, token) for position, token in enumerate(self._tokens)]

    def _block(self, position: int, token: Token) -> str:
        kind, _, end = token.type.rpartition("_")
        if token.type == "inline":
            return "".join(map(self._inline, token.children or ()))
        if token.type in ("page", "wide"):
            self._page = token.type
        if kind == "heading":
            return self._heading(position, token)
        if kind == "table":
            return self._table(position, end)
        if kind == "tr":
            return self._row(end)
        if kind in ("th", "td"):
            return self._cell(position, token, kind, end)
        if kind in _PLAIN_BLOCKS:
            if token.hidden:  # a paragraph of a tight list
                return ""
            tag = _PLAIN_BLOCKS[kind]
            return f"</{tag}>\n" if end == "close" else f"<{tag}>"
        if token.type == "hr":
            return "<hr>\n"
        if token.type in ("code_block", "fence"):
            return f"<pre>{html.escape(token.content)}</pre>\n"
        return f"<p>{html.escape(token.content)}</p>\n" if token.type == "text_block" else ""

    def _heading(self, position: int, token: Token) -> str:
        if token.type == "heading_close":
            return f"</{token.tag}>\n"
        head = self._heads[position]
        self._section = head.text
        page = f' class="{self._page}"' if self._page else ""
        self._page = ""
        back = f'<a class="back" href="#contents">{self._back}</a>' if self._back and head.level >= 3 else ""
        return f'{back}<{token.tag} id="{head.anchor}"{page}>'

    def _table(self, position: int, end: str) -> str:
        """Returns the head or the end of a table, which is named by its section.

        On a narrow screen the rows of a table that does not fit become cards. Roles are named because a browser forgets
        what a table is as soon as its rows are stacked.
        """
        if end == "close":
            return "</table></div>\n"
        row = self._tokens[position : self._closing(position, "tr_close")]
        self._columns = [plain_text(row[n + 1]) for n, token in enumerate(row) if token.type == "th_open"]
        label = html.escape(self._section, quote=True)
        kind = "table" if self._is_narrow(position) else "table cards"
        return f'<div class="{kind}"><table role="table" aria-label="{label}">\n'

    def _is_narrow(self, position: int) -> bool:
        """Returns whether a table fits a phone: few columns, all but the first with short entries."""
        if len(self._columns) <= _NARROW:
            return True
        if len(self._columns) > _NARROW + 1:
            return False
        table = self._tokens[position : self._closing(position, "table_close")]
        cells = [table[n + 1] for n, token in enumerate(table) if token.type == "td_open"]
        entries = (cell for n, cell in enumerate(cells) if n % len(self._columns))
        return all(max(map(width, cell_lines(cell))) <= _FITTING for cell in entries)

    def _closing(self, position: int, kind: str) -> int:
        return next(n for n, token in enumerate(self._tokens[position:], position) if token.type == kind)

    def _row(self, end: str) -> str:
        self._column = 0
        return "</tr>\n" if end == "close" else '<tr role="row">'

    def _cell(self, position: int, token: Token, kind: str, end: str) -> str:
        """Returns a cell: the first of a row heads it, the others name their column, for rows that are stacked."""
        row_head = kind == "td" and self._column == 0
        tag = "th" if row_head else kind
        if end == "close":
            self._column += 1
            closing, self._link = "</a>" if self._link else "", False
            return f"{closing}</{tag}>"
        marks = "".join(f" {name}" for name in self._classes(position, token, kind))
        classes = f' class="{marks[1:]}"' if marks else ""
        if kind == "th":
            return f'<th scope="col" role="columnheader"{classes}>'
        if row_head:
            anchor = self._targets.get(_key(plain_text(self._tokens[position + 1])))
            self._link = anchor is not None
            link = f'<a href="#{anchor}">' if anchor is not None else ""
            return f'<th scope="row" role="rowheader"{classes}>{link}'
        title = html.escape(self._columns[self._column], quote=True)
        return f'<td role="cell" data-title="{title}"{classes}>'

    def _classes(self, position: int, token: Token, kind: str) -> list[str]:
        classes = ["number"] if "right" in str(token.attrGet("style") or "") else []
        lines = cell_lines(self._tokens[position + 1])
        return [*classes, "short"] if kind == "td" and max(map(width, lines)) <= _SHORT else classes

    def _inline(self, token: Token) -> str:
        kind, _, end = token.type.rpartition("_")
        if token.type == "text":
            return html.escape(token.content)
        if kind in _INLINE:
            return f"</{_INLINE[kind]}>" if end == "close" else f"<{_INLINE[kind]}>"
        if token.type == "code_inline":
            return self._code(token.content)
        if token.type == "softbreak":
            return "\n"
        if token.type == "hardbreak":
            return "<br>\n"
        return self._image(token) if token.type == "image" else ""

    def _code(self, text: str) -> str:
        """Returns a short mark; a grade stands on the darker a ground the worse it is."""
        if text not in self._grades:
            return f"<code>{html.escape(text)}</code>"
        shade = round(self._grades.index(text) * 3 / max(1, len(self._grades) - 1))
        return f'<code class="grade g{shade}">{html.escape(text)}</code>'

    def _image(self, token: Token) -> str:
        """Returns a chart as part of the page, or its alternative text where the file is missing."""
        alternative = html.escape(token.content, quote=True)
        content = self._pictures(str(token.attrGet("src") or ""))
        if content is None:
            return f"<em>{alternative}</em>"
        data = base64.b64encode(content).decode("ascii")
        image = f'<img alt="{alternative}" src="data:image/svg+xml;base64,{data}">'
        return f'<span class="figure">{image}</span>'
