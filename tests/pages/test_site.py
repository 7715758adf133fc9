"""The public web site: static pages that lead to each other, and nothing that the public may not see."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from support.axe import violations
from support.browser import Browser
from support.program import visiontrack

VOID = {"meta", "img", "br", "hr", "link", "input"}
# What stands in the town's data and is nobody's business outside the city hall.
SECRETS = (
    "内部メモ",
    "献立に間に合う時期",  # said in the in-house team
    "継続割合が確定するまでAとしない",  # a section's own evaluation
)


class SitePage(HTMLParser):
    """A page's links, pictures, ids and scripts; its tags are balanced."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.pictures: list[dict[str, str | None]] = []
        self.feed(path.read_text("utf-8"))
        assert self.open == [], path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "a":
            self.links.append((str(attributes["href"]), str(attributes.get("class"))))
        if tag == "img":
            self.pictures.append(attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def made(town: Path, *options: str) -> Path:
    place = town.parent / "site"
    ran = visiontrack("site", str(place), *options, root=town)
    assert ran.code == 0, ran.err
    return place


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8", newline="\n")


def test_every_link_leads_to_a_page_of_the_site(town: Path) -> None:
    place = made(town)
    pages = sorted(place.rglob("*.html"))
    assert {page.parent.name for page in pages} >= {"measures", "opinions", "actors", "policies", "years"}
    for path in pages:
        if path.parent.name == "reports":
            continue
        page = SitePage(path)
        assert len(page.links) > 5
        for address, kind in page.links:
            if address.startswith("#"):
                continue
            if kind == "away":
                assert address.startswith(("http://", "https://"))
            else:
                assert (path.parent / address.split("#")[0]).is_file(), (path, address)


def test_an_opinion_is_followed_to_the_plan_that_shows_it(town: Path) -> None:
    text = (made(town) / "opinions/o-2025-02.html").read_text("utf-8")
    steps = re.findall(r"<li>(.*?)</li>", text.split('id="main"')[1], re.DOTALL)
    assert "令和7年度第1回" in steps[0]
    assert any("令和6年度の評価を受けた決定：拡充" in step for step in steps)
    assert any("令和8年度の計画" in step and "定員を20人から30人へ" in step for step in steps)
    assert '<a href="../measures/startup.html">' in text


def test_nothing_the_public_may_not_see_is_in_any_file(town: Path) -> None:
    append(
        town / "data/decisions/2024.yaml",
        "  - measure: farm-fair\n    decision: abolish\n    reason:\n",
    )
    for path in made(town).rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in SECRETS:
            assert secret.encode() not in content, (path, secret)
    assert "廃止" not in (made(town) / "measures/farm-fair.html").read_text("utf-8")


def test_a_second_run_changes_no_byte_and_check_agrees(town: Path) -> None:
    place = made(town)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    again = visiontrack("site", str(place), root=town)
    assert "変わったもの 0" in again.out
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert visiontrack("site", str(place), "--check", root=town).code == 0


def test_check_names_what_is_stale_absent_or_left_over(town: Path) -> None:
    place = made(town)
    (place / "index.html").write_text("old", encoding="utf-8")
    (place / "measures/startup.html").unlink()
    (place / "measures/gone.html").write_text("old", encoding="utf-8")
    ran = visiontrack("site", str(place), "--check", root=town)
    assert ran.code == 1
    assert "index.html は data/ と合っていません" in ran.out
    assert "measures/startup.html がありません" in ran.out
    assert "measures/gone.html は、もう作られないページです" in ran.out
    made(town)
    assert not (place / "measures/gone.html").exists()


def test_errors_in_the_data_make_no_site(town: Path) -> None:
    append(town / "data/measures/startup.yaml", "nonsense: 1\n")
    ran = visiontrack("site", str(town.parent / "site"), root=town)
    assert (ran.code, (town.parent / "site").exists()) == (1, False)
    assert "VT201" in ran.err


def test_no_page_loads_or_runs_anything_from_elsewhere(town: Path) -> None:
    for path in made(town).rglob("*.html"):
        text = path.read_text("utf-8")
        assert "default-src 'none'" in text
        assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="https?:', text)
        assert text.count("<script>") == ("script-src 'sha256-" in text)


def test_markup_in_the_data_stays_text(town: Path) -> None:
    measure = town / "data/measures/startup.yaml"
    hostile = '"<script>alert(1)</script>[x](javascript:alert(1))"'
    measure.write_text(
        measure.read_text("utf-8").replace("title: 創業支援の充実", f"title: {hostile}"), "utf-8"
    )
    text = (made(town) / "measures/startup.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[x](javascript:alert(1))" in text
    assert "<script>" not in text
    assert 'href="javascript' not in text


def test_a_program_names_its_address_as_leading_away(town: Path) -> None:
    append(
        town / "data/actors/chamber.yaml",
        "programs:\n  - id: loan\n    title: 小口の融資\n    url: https://example.jp/loan?a=<b>\n"
        "    text: 市内で創業する人\n",
    )
    measure = town / "data/measures/startup.yaml"
    measure.write_text(measure.read_text("utf-8").replace("roles: [city-progress]", "roles: [city-progress]\nprograms: [loan]"), "utf-8")  # fmt: skip
    place = made(town)
    assert ("https://example.jp/loan?a=%3Cb%3E", "away") in SitePage(place / "programs/loan.html").links
    assert ("../programs/loan.html", "None") in SitePage(place / "measures/startup.html").links
    assert ("programs.html", "None") in SitePage(place / "index.html").links


def test_feed_and_map_are_well_formed(town: Path) -> None:
    (town / "templates/site").mkdir(parents=True)
    append_new(town / "templates/site/site.yaml", "address: https://example.jp/vision\ncolour: '#225533'\n")
    place = made(town)
    channel = ElementTree.parse(place / "feed.xml").getroot()[0]
    links = [link.text for link in channel.iter("link")]
    assert links[0] == "https://example.jp/vision/"
    assert all(str(link).startswith("https://example.jp/vision/") for link in links)
    places = [loc.text for loc in ElementTree.parse(place / "sitemap.xml").getroot().findall(".//{*}loc")]
    assert "https://example.jp/vision/measures/startup.html" in places
    assert "--accent: #225533" in (place / "index.html").read_text("utf-8")


def append_new(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ("address: www.example.jp\n", "site.yaml:1:10: error VT640"),
        ("colour: 青\n", "site.yaml:1:9: error VT640"),
        ("logo: ../../secret.png\n", "site.yaml:1:7: error VT640"),
        ("logo: missing.png\n", "site.yaml:1:1: error VT640"),
        ("font: ゴシック\n", "site.yaml:1:1: error VT640"),
        ("address: [\n", "site.yaml:1:1: error VT640"),
    ],
)
def test_a_wrong_look_is_a_finding(town: Path, settings: str, where: str) -> None:
    (town / "templates/site").mkdir(parents=True)
    append_new(town / "templates/site/site.yaml", settings)
    ran = visiontrack("site", str(town.parent / "site"), root=town)
    assert ran.code == 1
    assert where in ran.err


def test_a_citys_own_template_wins(town: Path) -> None:
    (town / "templates/site").mkdir(parents=True)
    append_new(
        town / "templates/site/method.md.j2", "# 計算のしかた\n\n{{ site.municipality }}の{{ site.secret }}\n"
    )
    ran = visiontrack("site", str(town.parent / "site"), root=town)
    assert ran.code == 1
    assert "templates/site/method.md.j2:3" in ran.err
    append_new(town / "templates/site/method.md.j2", "# 計算のしかた\n\n{{ site.municipality }}\n")
    assert "<h1" in (made(town) / "method.html").read_text("utf-8")


def test_it_speaks_english_where_the_vision_does(town: Path) -> None:
    text = (made(town, "--lang", "en") / "index.html").read_text("utf-8")
    assert '<html lang="en">' in text
    assert "Opinions, and what became of them" in text


@pytest.mark.needs("chromium")
def test_a_browser_shows_it_from_the_disk_without_complaint(town: Path, tmp_path: Path) -> None:
    place = made(town)
    browser = Browser(tmp_path / "profile")
    try:
        for name in ("index.html", "measures.html", "measures/startup.html", "opinions/o-2025-02.html"):
            browser.events.clear()
            browser.open(place / name)
            complaints = [
                event["params"]
                for event in browser.events
                if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
            ]
            assert complaints == [], name
            requests = [
                event["params"]["request"]["url"].split(":", 1)[0]
                for event in browser.events
                if event.get("method") == "Network.requestWillBeSent"
            ]
            assert set(requests) <= {"file", "data"}
            broken = "[...document.images].filter(image => !image.complete || !image.naturalWidth).length"
            assert browser.call("Runtime.evaluate", expression=broken)["result"]["value"] == 0
            browser.call(
                "Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=2, mobile=True
            )
            width = browser.call("Runtime.evaluate", expression="document.documentElement.scrollWidth")
            assert width["result"]["value"] <= 390, name
            browser.call("Emulation.clearDeviceMetricsOverride")
        browser.events.clear()
        browser.open(place / "measures.html")
        rows = "[...document.querySelectorAll('tbody tr')].filter(row => row.offsetHeight > 0).length"
        everything = browser.call("Runtime.evaluate", expression=rows)["result"]["value"]
        typing = (
            "const i = document.querySelector('input'); i.value = '創業'; i.dispatchEvent(new Event('input'))"
        )
        browser.call("Runtime.evaluate", expression=typing)
        assert 0 < browser.call("Runtime.evaluate", expression=rows)["result"]["value"] < everything
    finally:
        browser.close()


@pytest.mark.needs("chromium", "axe-core")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_kind_of_page_is_hard_to_use(town: Path, tmp_path: Path, language: str) -> None:
    place = made(town, "--lang", language)
    kinds = {page.parent.name if page.parent != place else page.name: page for page in place.rglob("*.html")}
    browser = Browser(tmp_path / "profile")
    try:
        assert {kind: broken for kind, page in kinds.items() if (broken := violations(browser, page))} == {}
    finally:
        browser.close()
