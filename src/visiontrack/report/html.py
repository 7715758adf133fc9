"""A report as one HTML file that needs nothing else: contents, tables, charts, a style sheet for screen and A4."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from visiontrack.layout.width import width
from visiontrack.report.markdown_tree import (
    Heading,
    cell_lines,
    headings,
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
# On a phone, rows of a table with more columns than these become cards.
_NARROW = 3


def html_page(markdown: str, words: Catalogue, pictures: Pictures) -> str:
    """Returns the page. ``pictures`` gives the bytes of an SVG named in the Markdown, or None when there is none."""
    tokens = parse_markdown(markdown)
    heads = headings(tokens)
    parts = ReportBody(tokens, heads, pictures).parts()
    # The contents come after the title and what stands with it.
    first = next((place for place, head in heads.items() if head.level in _CONTENTS_LEVELS), None)
    contents = _contents(list(heads.values()), words) if first is not None else ""
    body = "".join([*parts[: first or 0], contents, *parts[first or 0 :]])
    start = heads[first].anchor if first is not None else "main"
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
    lines = [f'<nav aria-label="{label}">\n<h2>{label}</h2>\n<ul>\n']
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

    def __init__(self, tokens: Sequence[Token], heads: dict[int, Heading], pictures: Pictures) -> None:
        self._tokens = tokens
        self._heads = heads
        self._pictures = pictures
        self._section = ""
        self._columns: list[str] = []
        self._column = 0

    def parts(self) -> list[str]:
        return [self._block(position, token) for position, token in enumerate(self._tokens)]

    def _block(self, position: int, token: Token) -> str:
        kind, _, end = token.type.rpartition("_")
        if token.type == "inline":
            return "".join(map(self._inline, token.children or ()))
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
        return f'<{token.tag} id="{head.anchor}">'

    def _table(self, position: int, end: str) -> str:
        """Returns the head or the end of a table, which is named by its section.

        On a narrow screen a table scrolls by itself, or stacks its rows.

        Roles are named because a browser forgets what a table is as soon as its rows are stacked.
        """
        if end == "close":
            return "</table></div>\n"
        row = self._tokens[position : self._closing(position, "tr_close")]
        self._columns = [plain_text(row[n + 1]) for n, token in enumerate(row) if token.type == "th_open"]
        label = html.escape(self._section, quote=True)
        kind = "table cards" if len(self._columns) > _NARROW else "table"
        return f'<div class="{kind}" role="region" tabindex="0" aria-label="{label}"><table role="table">\n'

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
            return f"</{tag}>"
        marks = "".join(f" {name}" for name in self._classes(position, token, kind))
        classes = f' class="{marks[1:]}"' if marks else ""
        if kind == "th":
            return f'<th scope="col" role="columnheader"{classes}>'
        if row_head:
            return f'<th scope="row" role="rowheader"{classes}>'
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
            return f"<code>{html.escape(token.content)}</code>"
        if token.type == "softbreak":
            return "\n"
        if token.type == "hardbreak":
            return "<br>\n"
        return self._image(token) if token.type == "image" else ""

    def _image(self, token: Token) -> str:
        """Returns a chart as part of the page, or its alternative text where the file is missing."""
        alternative = html.escape(token.content, quote=True)
        content = self._pictures(str(token.attrGet("src") or ""))
        if content is None:
            return f"<em>{alternative}</em>"
        data = base64.b64encode(content).decode("ascii")
        image = f'<img alt="{alternative}" src="data:image/svg+xml;base64,{data}">'
        return f'<span class="figure" tabindex="0">{image}</span>'
