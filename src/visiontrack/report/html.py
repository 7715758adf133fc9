"""A report as one HTML file that needs nothing else: contents, tables, charts, a style sheet for screen and A4."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from visiontrack.report import tree

if TYPE_CHECKING:
    from markdown_it.token import Token

    from visiontrack.messages import Catalogue

Pictures = Callable[[str], bytes | None]
# Nothing is loaded and nothing runs: pictures stand in the page, there is no script.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_CONTENTS_LEVELS = (2, 3)


def page(markdown: str, words: Catalogue, pictures: Pictures) -> str:
    """The page. ``pictures`` gives the bytes of an SVG named in the Markdown, or None when there is none."""
    tokens = tree.parse(markdown)
    heads = tree.headings(tokens)
    body = "".join(_Body(tokens, heads, pictures).parts())
    title = html.escape(tree.title_of(tokens))
    style = files("visiontrack.report").joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{html.escape(words("report.page.skip"))}</a>\n'
        f"{_contents(list(heads.values()), words)}"
        f'<main id="main">\n{body}</main>\n</body>\n</html>\n'
    )


def _contents(heads: Sequence[tree.Heading], words: Catalogue) -> str:
    """The table of contents as nested lists."""
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
    "tr": "tr",
}
_INLINE = {"strong": "strong", "em": "em", "s": "s"}


class _Body:
    """Tokens → HTML. Every text is escaped here; no other markup than ours comes out."""

    def __init__(self, tokens: Sequence[Token], heads: dict[int, tree.Heading], pictures: Pictures) -> None:
        self._tokens = tokens
        self._heads = heads
        self._pictures = pictures
        self._section = ""

    def parts(self) -> list[str]:
        return [self._block(position, token) for position, token in enumerate(self._tokens)]

    def _block(self, position: int, token: Token) -> str:
        kind, _, end = token.type.rpartition("_")
        if token.type == "inline":
            return "".join(map(self._inline, token.children or ()))
        if kind == "heading":
            return self._heading(position, token)
        if kind == "table":
            return self._table(end)
        if kind in ("th", "td"):
            return self._cell(token, kind, end)
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

    def _table(self, end: str) -> str:
        """A table scrolls by itself on a narrow screen and is named by its section."""
        if end == "close":
            return "</table></div>\n"
        label = html.escape(self._section, quote=True)
        return f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>\n'

    def _cell(self, token: Token, kind: str, end: str) -> str:
        if end == "close":
            return f"</{kind}>"
        right = ' class="number"' if "right" in str(token.attrGet("style") or "") else ""
        scope = ' scope="col"' if kind == "th" else ""
        return f"<{kind}{scope}{right}>"

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
        """A chart as part of the page; its alternative text where the file is missing."""
        alternative = html.escape(token.content, quote=True)
        content = self._pictures(str(token.attrGet("src") or ""))
        if content is None:
            return f"<em>{alternative}</em>"
        data = base64.b64encode(content).decode("ascii")
        return f'<img alt="{alternative}" src="data:image/svg+xml;base64,{data}">'
