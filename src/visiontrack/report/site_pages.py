"""The files of the public web site: pages, charts, the feed of news, the map for search engines."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.history import last_year
from visiontrack.finding import Finding
from visiontrack.report.chart_drawing import Drawing
from visiontrack.report.chart_files import PlannedChart, can_draw, year_charts
from visiontrack.report.data_text import Text
from visiontrack.report.html import html_page
from visiontrack.report.renderer import Renderer
from visiontrack.report.site_contents import site_view
from visiontrack.report.site_data import chart_path
from visiontrack.report.site_html import SECTIONS, site_page
from visiontrack.report.site_view import SiteOpinionView, SitePageView, SiteView

if TYPE_CHECKING:
    from pathlib import Path

    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.site_appearance import Appearance
    from visiontrack.report.view import View

# Entries of the feed, the newest first.
_NEWS = 30
_FOLDERS = (
    *("policies", "measures", "indicators", "opinions", "actors", "programs", "years", "reports"),
    "charts",
)
_NOON = datetime.time(3, tzinfo=datetime.UTC)  # noon in Japan: a day has no hour


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What the site is made of besides the folder: the public's reports by year, and files of the data by name."""

    reports: Mapping[int, str]
    downloads: Mapping[str, bytes]


def site_files(
    folder: Folder, words: Catalogue, appearance: Appearance, source: SiteSource
) -> dict[str, bytes] | list[Finding]:
    """Returns the content of every file of the site by its path, or the mistakes of templates."""
    charts = year_charts(folder, last_year(folder), words) if can_draw() else {}
    reports = {year: f"reports/{year}.html" for year in source.reports}
    site = site_view(folder, words.language, charts, reports, source.downloads)
    files: dict[str, bytes] = {f"data/{name}": content for name, content in source.downloads.items()}
    findings: list[Finding] = []
    paths: list[str] = []
    with Renderer(folder.root, words) as renderer:
        for page in pages_of(site, words):
            rendered = renderer.render(page)
            if isinstance(rendered, Finding):
                findings.append(rendered)
                break
            text = site_page(page, rendered.text, words, appearance)
            files[page.path] = text.encode("utf-8")
            paths.append(page.path)
    if findings:
        return findings
    for year, path in reports.items():
        page_text = html_page(source.reports[year], words, lambda _: None)
        files[path] = page_text.encode("utf-8")
        paths.append(path)
    files |= _drawn(site, charts.values())
    files["feed.xml"] = _feed(site, words, appearance).encode("utf-8")
    files["sitemap.xml"] = _map(paths, appearance).encode("utf-8")
    if appearance.logo_content is not None:
        files[appearance.logo] = appearance.logo_content
    return files


def pages_of(site: SiteView, words: Catalogue) -> Iterator[SitePageView]:
    """Yields every page of the site."""
    for kind in SECTIONS:
        if kind != "programs" or site.programs:
            title = site.name if kind == "index" else Text(words(f"site.nav.{kind}"))
            yield SitePageView(kind=kind, path=f"{kind}.html", base="", title=title, site=site, subject=None)
    subjects: Sequence[tuple[str, str, Iterable[tuple[str, Text, View]]]] = (
        ("policy", "policies", ((policy.id, policy.title, policy) for policy in site.policies)),
        ("measure", "measures", ((measure.row.id, measure.row.title, measure) for measure in site.measures)),
        ("indicator", "indicators", ((indicator.id, indicator.name, indicator) for indicator in site.own)),
        ("opinion", "opinions", ((opinion.id, opinion.text, opinion) for opinion in site.opinions)),
        ("actor", "actors", ((actor.id, actor.name, actor) for actor in site.actors)),
        ("program", "programs", ((program.id, program.title, program) for program in site.programs)),
        ("year", "years", ((str(year.year), Text(str(year.year)), year) for year in site.years)),
    )
    for kind, folder, entries in subjects:
        for name, title, subject in entries:
            path = f"{folder}/{name}.html"
            yield SitePageView(kind=kind, path=path, base="../", title=title, site=site, subject=subject)


def leftover_pages(place: Path, files: Mapping[str, bytes]) -> list[str]:
    """Returns the pages and charts in a site's folder that were made for what is there no longer."""
    pages = [path for folder in _FOLDERS for path in (place / folder).glob("*.*") if path.is_file()]
    names = (path.relative_to(place).as_posix() for path in pages)
    return sorted(name for name in names if name not in files and name.endswith((".html", ".svg")))


def _drawn(site: SiteView, charts: Iterable[PlannedChart]) -> dict[str, bytes]:
    """Returns the charts that pages show, each drawn once."""
    linked = {indicator.chart for measure in site.measures for indicator in measure.indicators}
    linked |= {indicator.chart for indicator in site.own}
    by_path = {chart_path(chart): chart for chart in charts}
    with Drawing() as drawing:
        drawn = {path: drawing.svg(by_path[path]) for path in sorted(by_path) if path in linked}
    return {path: content for path, content in drawn.items() if content is not None}


# ---- news and map --------------------------------------------------------------------------------------------


def _feed(site: SiteView, words: Catalogue, appearance: Appearance) -> str:
    """Returns the RSS feed of answered opinions and published papers, by the day of the meeting or of publication."""
    items = [
        (opinion.day, _answered(opinion, words), f"opinions/{opinion.id}.html", opinion.answer)
        for opinion in site.opinions
        if opinion.status not in (None, "open")
    ]
    items += [
        (
            paper.day,
            words("page.site.handed_out", paper=words(f"word.{paper.paper}"), day=paper.day),
            f"years/{year.year}.html",
            None,
        )
        for year in site.years
        for paper in year.published
    ]
    items.sort(key=lambda item: (item[0], item[2]), reverse=True)
    head = _tags(title=site.name.raw, link=appearance.address or "index.html", description=site.name.raw)
    parts = [
        "<item>"
        + _tags(
            title=title,
            link=appearance.address + path,
            guid=appearance.address + path,
            pubDate=_moment(day),
            description=answer.raw if answer is not None else title,
        ).replace("<guid>", '<guid isPermaLink="false">')
        + "</item>\n"
        for day, title, path, answer in items[:_NEWS]
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"{head}<language>{words.language}</language>\n{''.join(parts)}</channel></rss>\n"
    )


def _answered(opinion: SiteOpinionView, words: Catalogue) -> str:
    text = " ".join(opinion.text.raw.split())
    return words("site.feed.answered", status=words(f"page.p.answer.{opinion.status}"), text=text)


def _moment(day: str) -> str:
    return format_datetime(datetime.datetime.combine(datetime.date.fromisoformat(day), _NOON))


def _tags(**tags: Any) -> str:
    return "".join(f"<{name}>{html.escape(str(text), quote=False)}</{name}>" for name, text in tags.items())


def _map(paths: Sequence[str], appearance: Appearance) -> str:
    addresses = (html.escape(appearance.address + path) for path in paths)
    entries = "".join(f"<url><loc>{address}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
