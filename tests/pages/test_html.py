"""The report as one HTML page: complete by itself, and nothing in the data can become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from support.axe import violations
from support.browser import Browser
from support.program import visiontrack

VOID = {"meta", "img", "br", "hr"}


class Outline(HTMLParser):
    """What a page holds: tags balanced, ids, links, tables."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        if tag == "a":
            self.links.append(str(attributes.get("href")))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(town: Path, *options: str) -> str:
    """The council's report of 2024 as a page."""
    ran = visiontrack("report", "2024", "--to", "html", "--for", "council", *options, root=town)
    assert ran.code == 0, ran.err
    return (town / "data/reports/2024/council.html").read_text(encoding="utf-8")


def outline(text: str) -> Outline:
    outlined = Outline()
    outlined.feed(text)
    assert outlined.open == []
    return outlined


def test_the_page_needs_nothing_else(town: Path) -> None:
    text = page(town)
    outlined = outline(text)
    assert 'lang="ja"' in text
    assert "script" not in outlined.tags
    assert "link" not in outlined.tags
    sources = [value for name, value in outlined.attributes if name in ("src", "href")]
    assert all(str(source).startswith(("#", "data:image/svg+xml;base64,")) for source in sources)


def test_every_line_of_the_contents_leads_to_a_heading(town: Path) -> None:
    outlined = outline(page(town))
    assert len(outlined.ids) == len(set(outlined.ids))
    assert len(outlined.links) > 20
    assert {link.removeprefix("#") for link in outlined.links} <= set(outlined.ids)


def test_tables_have_headings_a_screen_reader_can_use(town: Path) -> None:
    text = page(town)
    assert text.count("<table ") == text.count("<thead>") > 10
    assert "<th>" not in text  # every heading says that it heads a column or a row
    assert re.search('<tr role="row"><th scope="row" role="rowheader"[^>]*>創業者数（人）（成果）</th>', text)


def test_the_title_comes_before_the_contents(town: Path) -> None:
    """Before, the contents filled the first screen, and a reader did not see what the page was.

    They follow the overview now; a short paper has none.
    """
    text = page(town)
    assert (
        text.index("<h1") < text.index("1.1 結論</h3>") < text.index("1.4 前回の意見") < text.index("<nav ")
    )
    assert text.index("<nav ") < text.index("1.5 検討を要する施策")
    outlined = outline(text)
    assert outlined.links[0] == "#" + outlined.ids[outlined.ids.index("main") + 2]  # past the title


def test_cells_name_their_column(town: Path) -> None:
    text = page(town)
    assert '<td role="cell" data-title="見通し" class="short">―</td>' in text
    assert '<td role="cell" data-title="R6実績" class="number short">37.5</td>' in text


def test_notes_to_who_edits_the_markdown_are_not_shown(town: Path) -> None:
    own = town / "templates"
    own.mkdir()
    (own / "council.md.j2").write_text("<!-- 直すのは data/ -->\n\n# 題\n\n本文<!-- 覚え -->です\n", "utf-8")
    visible = "".join(outline(page(town)).text)
    assert "本文です" in visible
    assert "直すのは" not in visible and "覚え" not in visible


def test_a_title_with_markup_is_shown_character_for_character(town: Path) -> None:
    measure = next(iter(sorted((town / "data/measures").glob("*.yaml"))))
    hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(2)) `b` {{ 7*7 }} | &lt;"
    text = measure.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^title: .*$", lambda _: f"title: '{hostile}'", text, count=1)
    measure.write_text(changed, encoding="utf-8")
    outlined = outline(page(town))
    assert hostile in "".join(outlined.text)
    assert not any(name.startswith("on") for name, _ in outlined.attributes)
    assert not any("javascript:" in str(value) for name, value in outlined.attributes if name == "href")


def test_html_in_a_citys_own_template_becomes_text_too(town: Path) -> None:
    own = town / "templates"
    own.mkdir()
    (own / "council.md.j2").write_text("# A\n\n<script>alert(1)</script>\n\ntext <b>x</b><br>y\n", "utf-8")
    text = page(town)
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "<br>" in text


def test_english_pages_are_english(town: Path) -> None:
    text = page(town, "--lang", "en")
    assert '<html lang="en">' in text
    assert ">Contents<" in text


def on_a_phone(browser: Browser) -> None:
    """Nothing stands outside a narrow screen: neither the page nor a table of results is to be scrolled aside."""
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=2, mobile=True
    )
    widest = "Math.max(...[...document.querySelectorAll('html, .cards')].map(e => e.scrollWidth))"
    assert browser.call("Runtime.evaluate", expression=widest)["result"]["value"] <= 390
    smallest = "Math.min(...[...document.querySelectorAll('.cards td')].map(e => e.offsetWidth))"
    assert browser.call("Runtime.evaluate", expression=smallest)["result"]["value"] > 300
    browser.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.needs("chromium")
def test_a_real_browser_shows_it_without_complaint_and_prints_it(town: Path, tmp_path: Path) -> None:
    page(town)
    browser = Browser(tmp_path / "profile")
    try:
        browser.open(town / "data/reports/2024/council.html")
        complaints = [
            event["params"]
            for event in browser.events
            if event.get("method")
            in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
        ]
        assert complaints == []
        requests = [event for event in browser.events if event.get("method") == "Network.requestWillBeSent"]
        urls = {event["params"]["request"]["url"].split(":", 1)[0] for event in requests}
        assert urls <= {"file", "data"}
        tree = browser.call("Accessibility.getFullAXTree")["nodes"]
        roles = [node.get("role", {}).get("value") for node in tree if not node.get("ignored")]
        assert roles.count("heading") > 20
        assert roles.count("table") > 10
        assert "columnheader" in roles
        assert "navigation" in roles and "main" in roles
        assert "rowheader" in roles
        on_a_phone(browser)
        printed = browser.call("Page.printToPDF", preferCSSPageSize=True)["data"]
        assert len(printed) > 20_000
    finally:
        browser.close()


@pytest.mark.needs("chromium", "axe-core")
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_paper_is_hard_to_use(town: Path, tmp_path: Path, lang: str) -> None:
    """At a desk and on a phone, in all five papers: axe-core has nothing to complain of."""
    ran = visiontrack("report", "2024", "--to", "html", "--lang", lang, root=town)
    assert ran.code == 0, ran.err
    browser = Browser(tmp_path / "profile")
    try:
        for paper in ("overview", "council", "annex", "team", "public"):
            assert violations(browser, town / f"data/reports/2024/{paper}.html") == [], paper
    finally:
        browser.close()


def test_rows_lead_to_their_sheets_and_back(town: Path) -> None:
    """Who finds a measure in the list goes to its sheet, and from there back to the contents."""
    text = page(town)
    sheet = re.search('<h3 id="(h[0-9]+)"[^>]*>4.1 ', text)
    assert sheet is not None
    assert f'<a href="#{sheet[1]}">4.1</a>' in text
    assert text.count('<a class="back" href="#contents">') > 10 and '<nav id="contents"' in text
    assert "tabindex" not in text
