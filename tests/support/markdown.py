"""What a reader sees: Markdown rendered by a CommonMark parser with tables, and its text taken from the HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown_it import MarkdownIt


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(markdown: str, *, html: bool = True) -> tuple[str, set[str]]:
    """The visible text and the set of elements. ``html``: whether the reader lets HTML through, as GitHub does."""
    rendered = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"]).render(markdown)
    parser = _Seen()
    parser.feed(rendered)
    # A hard break is an element and a line end in the source; the reader sees one line break.
    return parser.text.replace("\n\n", "\n") if "\\\n" in markdown else parser.text, set(parser.tags)


def headings(markdown: str) -> list[tuple[int, str]]:
    """Every heading with its level, as a reader sees it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [
        (int(token.tag[1]), seen(tokens[number + 1].content)[0].strip())
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def tables(markdown: str) -> list[list[list[str]]]:
    """Every table as rows of cells, titles first; a cell is its Markdown."""
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and found and token.level == 4:
            found[-1][-1].append(token.content)
    return found


def section(markdown: str, number: str) -> str:
    """The part under the heading with this number, up to the next heading of the same or a higher level."""
    lines, taken, level = markdown.split("\n"), [], 0
    for line in lines:
        marks = len(line) - len(line.lstrip("#")) if line.startswith("#") else 0
        if marks and level and marks <= level:
            break
        if marks and line[marks:].split()[0] == number:
            level = marks
        elif level:
            taken.append(line)
    assert level, f"no section {number}"
    return "\n".join(taken)
