"""The Markdown of a report as CommonMark's tree: what HTML and Word are made from.

Raw HTML has no place in it: data text is escaped before it gets here, a template's ``<br>`` becomes a line break, its
comments are for who edits the Markdown, and anything else that looks like HTML becomes text. Three comments rule the
page: ``<!-- contents -->`` is where the contents stand; the section after ``<!-- page -->`` begins a sheet of paper, that
after ``<!-- wide -->`` one that lies on its side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)
_PLACES = {"<!-- contents -->": "contents", "<!-- page -->": "page", "<!-- wide -->": "wide"}
_LISTED_LEVELS = (2, 3)
_FEWEST_LISTED = 6  # a paper with fewer headings than these needs no contents


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the id that links lead to."""

    level: int
    text: str
    anchor: str


def parse_markdown(markdown: str) -> list[Token]:
    """Returns the tokens of a report."""
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    for token in parsed:
        if token.type == "html_block":
            token.type = _PLACES.get(token.content.strip(), token.type)
    tokens = [
        token for token in parsed if token.type != "html_block" or not _COMMENT.fullmatch(token.content)
    ]
    for token in tokens:
        if token.type == "html_block":
            token.type, token.tag = "text_block", "p"
        for child in token.children or ():
            _tame(child)
    return tokens


def _tame(token: Token) -> None:
    """Make inline HTML a line break, nothing for a comment, or text."""
    if token.type == "html_inline":
        if _BREAK.fullmatch(token.content):
            token.type, token.tag, token.content = "hardbreak", "br", ""
        else:
            token.type = "text"
            token.content = _COMMENT.sub("", token.content)


def headings(tokens: Sequence[Token]) -> dict[int, Heading]:
    """Returns the headings by the position of their opening token.

    Anchors are numbers, so that no text makes them clash.
    """
    result: dict[int, Heading] = {}
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            text = plain_text(tokens[position + 1])
            result[position] = Heading(int(token.tag[1]), text, f"h{len(result) + 1}")
    return result


def listed_headings(tokens: Sequence[Token], heads: dict[int, Heading]) -> tuple[int, list[Heading]]:
    """Returns where the contents stand, before which token, and what they list: nothing in a short paper."""
    listed = {place: head for place, head in heads.items() if head.level in _LISTED_LEVELS}
    if len(listed) < _FEWEST_LISTED:
        return 0, []
    first = next(iter(listed))
    place = next((place for place, token in enumerate(tokens) if token.type == "contents"), first)
    return place, list(listed.values())


def plain_text(token: Token) -> str:
    """Returns an inline token's text without its marks."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def cell_lines(token: Token) -> list[str]:
    """Returns an inline token's text without its marks, line by line as a cell shows it."""
    result = [""]
    for child in token.children or ():
        if child.type == "hardbreak":
            result.append("")
        elif child.type in ("text", "code_inline", "image"):
            result[-1] += child.content
        elif child.type == "softbreak":
            result[-1] += " "
    return result


def title_of(tokens: Sequence[Token]) -> str:
    """Returns the text of the first heading."""
    first = next(iter(headings(tokens).values()), None)
    return first.text if first is not None else ""
