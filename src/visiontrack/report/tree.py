"""The Markdown of a report as CommonMark's tree: what HTML and Word are made from.

Raw HTML has no place in it: data text is escaped before it gets here, a template's ``<br>`` becomes a line break, its
comments are for who edits the Markdown, and anything else that looks like HTML becomes text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the id that links lead to."""

    level: int
    text: str
    anchor: str


def parse(markdown: str) -> list[Token]:
    """The tokens of a report."""
    from markdown_it import MarkdownIt

    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    tokens = [one for one in parsed if one.type != "html_block" or not _COMMENT.fullmatch(one.content)]
    for token in tokens:
        if token.type == "html_block":
            token.type, token.tag = "text_block", "p"
        for child in token.children or ():
            _tame(child)
    return tokens


def _tame(token: Token) -> None:
    """Inline HTML: a line break, nothing for a comment, or text."""
    if token.type == "html_inline":
        if _BREAK.fullmatch(token.content):
            token.type, token.tag, token.content = "hardbreak", "br", ""
        else:
            token.type = "text"
            token.content = _COMMENT.sub("", token.content)


def headings(tokens: Sequence[Token]) -> dict[int, Heading]:
    """The headings by the position of their opening token; anchors count, so that no text makes them clash."""
    found: dict[int, Heading] = {}
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            text = plain(tokens[position + 1])
            found[position] = Heading(int(token.tag[1]), text, f"h{len(found) + 1}")
    return found


def plain(token: Token) -> str:
    """An inline token's text without its marks."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def lines(token: Token) -> list[str]:
    """An inline token's text without its marks, line by line as a cell shows it."""
    found = [""]
    for child in token.children or ():
        if child.type == "hardbreak":
            found.append("")
        elif child.type in ("text", "code_inline", "image"):
            found[-1] += child.content
        elif child.type == "softbreak":
            found[-1] += " "
    return found


def title_of(tokens: Sequence[Token]) -> str:
    """The text of the first heading."""
    first = next(iter(headings(tokens).values()), None)
    return first.text if first is not None else ""
