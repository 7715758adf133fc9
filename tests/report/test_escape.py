"""Whatever somebody types into a title or a text, the reader of the rendered page sees exactly that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.markdown import seen
from visiontrack.report.data_text import Text
from visiontrack.yaml.characters import FORBIDDEN

_MARKS = "\\`*_{}[]#|~$@!-+=:.()<>&;/ \t　1290aw\"'%^"
_CHARACTERS = st.sampled_from(_MARKS) | st.characters(exclude_categories=["Cs", "Cc"])
TITLES = st.text(_CHARACTERS, min_size=1, max_size=16).filter(lambda text: not FORBIDDEN.search(text))
PLACES = {
    "a heading": ("## {}", "h2"),
    "a list": ("- {}", "li"),
    "a paragraph": ("{}", "p"),
    "a quotation": ("> {}", "p"),
    "a table": ("| a |\n| --- |\n| {} |", "td"),
    "the line after another": ("x\n{}", "p"),
}
PLAIN = {"h2", "ul", "li", "p", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("html", [True, False], ids=["html let through", "html shown"])
@pytest.mark.parametrize("place", PLACES)
@given(title=TITLES)
def test_any_title_is_seen_character_for_character(place: str, html: bool, title: str) -> None:
    frame, _ = PLACES[place]
    text, tags = seen(frame.format(Text(title)), html=html)
    before = {"a table": "\n\n\na\n\n\n\n\n", "the line after another": "x\n"}.get(place, "")
    assert tags <= PLAIN
    assert text.strip("\n").removeprefix(before.strip("\n")).strip("\n") == title


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "</td></table><img src=x onerror=alert(1)>",
        "[リンク](http://example.com/)",
        "![図](http://example.com/x.png)",
        "<http://example.com>",
        "https://www.example.com/ を見よ",
        "a | b || c",
        "\\| \\\\|",
        "`rm -rf`",
        "{{ 7 * 7 }} {% raw %}",
        "**重要** __注意__ ~~廃止~~ $x$",
        "# 見出し",
        "1. 一つ目",
        "- 箇条",
        "---",
        "===",
        ":-:",
        "&lt;b&gt; &copy; &#65;",
        "　全角で始まり全角で終わる　",
        "@someone #12 C# 50% 1.5",
    ],
)
def test_what_would_be_markup_stays_visible_characters(nasty: str) -> None:
    for frame, tag in PLACES.values():
        text, tags = seen(frame.format(Text(nasty)))
        assert tags <= PLAIN
        assert nasty in text
        assert tag in tags


def test_line_breaks_in_a_cell_stay_in_the_cell() -> None:
    cell = Text("一行目\n二行目\n")
    text, tags = seen(f"| a | b |\n| --- | --- |\n| {cell} | x |")
    assert "一行目\n二行目" in text
    assert tags - PLAIN == {"br"}


@given(st.lists(TITLES.filter(str.strip), min_size=1, max_size=4))
def test_a_longer_text_keeps_its_lines(lines: list[str]) -> None:
    text, tags = seen(Text("\n".join(lines)).block())
    assert text.strip("\n") == "\n".join(lines)
    assert tags <= {"p", "br"}


def test_blank_lines_part_paragraphs() -> None:
    text, _ = seen(Text("一つ目\nの続き\n\n　\n二つ目").block())
    assert text == "一つ目\nの続き\n二つ目\n"


def test_ordinary_text_stays_readable_in_the_source() -> None:
    assert str(Text("全6回、120人（うち女性45%）が参加。2024-04-01から。")) == (
        "全6回、120人（うち女性45%）が参加。2024-04-01から。"
    )


def test_a_list_that_is_printed_shows_no_raw_text() -> None:
    assert f"{[Text('<b>')]} {Text('<b>')!r}" == "[&lt;b&gt;] &lt;b&gt;"


def test_no_forge_makes_a_link_or_a_footnote_of_a_name() -> None:
    assert str(Text("_www.evil.example")) == r"\_www\.evil.example"
    assert str(Text("^1")) == r"\^1"
