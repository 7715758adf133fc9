"""The reports of a run: which there are to be, whether their files still hold, and what writing them changes.

All reports of a run are rendered before the first is written, so that a template's mistake leaves every old
report as it was. ``status`` asks ``report_states`` whether a year's reports are fresh.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from visiontrack import fiscal_year
from visiontrack.cycle.status import ReportState, ReportStates
from visiontrack.edit.writer import Change, existing_content
from visiontrack.errors import WrongUse
from visiontrack.finding import Finding
from visiontrack.report.chart_files import (
    LINK,
    PlannedChart,
    chart_changes,
    placed,
    redrawn_otherwise,
    stale_paths,
    usable,
    year_charts,
)
from visiontrack.report.chart_svg import is_sound
from visiontrack.report.digest import ReportText, sealed_text
from visiontrack.report.facts_digest import FactsDigests
from visiontrack.report.paper_seal import facts_of, holds
from visiontrack.report.renderer import Renderer
from visiontrack.report.report_view import READERS, ReportView, report_view
from visiontrack.report.template_errors import TOO_MUCH
from visiontrack.schema.vision import ReportPaper

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.chart_drawing import Drawing

AUDIENCES: tuple[ReportPaper, ...] = get_args(ReportPaper)
# ``renamed``: its facts are those of the data, which call something otherwise by now.
State = Literal["fresh", "renamed", "stale", "absent"]
ChartUse = Literal["drawn", "linked", "none"]
_PAPER = re.compile(rf"data/reports/[0-9]{{4}}/(?:{'|'.join(AUDIENCES)})\.(?:md|html|docx)")
_CHART = re.compile(rf"data/reports/[0-9]{{4}}/{LINK.pattern}")
_REPORT = re.compile(rf"data/reports/([0-9]{{4}})/(?:{'|'.join(AUDIENCES)})\.md")


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be made. A ``published`` one is a record: left alone unless it is asked for again."""

    year: int
    audience: ReportPaper
    published: bool

    @property
    def path(self) -> str:
        return report_path(self.year, self.audience)


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """A rendered report, the content of its file (None: there is none), and the charts it refers to."""

    job: Job
    rendered: ReportText
    old: bytes | None
    state: State
    charts: tuple[PlannedChart, ...] = ()
    stale_copies: tuple[str, ...] = ()  # the paths of HTML and Word files beside it that say something else

    @property
    def to_make(self) -> bool:
        """Whether the file has to be made, or made anew."""
        return self.state in ("stale", "absent")


def report_path(year: int, audience: ReportPaper) -> str:
    """Returns where a report stands, relative to the root."""
    return f"data/reports/{year}/{audience}.md"


def years_with_reports(folder: Folder) -> list[int]:
    """Returns the years of the vision's period that have a report, or had one by ``published``."""
    matches = (_REPORT.fullmatch(path) for path in folder.listing.reports)
    years = {int(match[1]) for match in matches if match is not None}
    years |= {report.year for report in folder.vision.published}
    return sorted(year for year in years if year in folder.vision.period)


def jobs_of(folder: Folder, years: Iterable[int]) -> list[Job]:
    """Returns the reports of these years, each marked when it was published."""
    published = {(report.year, report.paper) for report in folder.vision.published}
    return [Job(year, audience, (year, audience) in published) for year in years for audience in AUDIENCES]


def render_reports(
    folder: Folder,
    words: Catalogue,
    jobs: Sequence[Job],
    use: ChartUse = "drawn",
    undrawn: Set[str] = frozenset(),
) -> tuple[list[RenderedReport], list[Finding]]:
    """Returns the reports, and the mistakes of templates.

    ``use``: whether a report refers to the charts that can be had, to those that its file refers to, as a file that is
    compared must, or to none. ``undrawn`` are the paths of charts that could not be drawn.
    """
    years = {job.year for job in jobs}
    charts = {year: _usable_charts(folder, year, words, jobs, use) for year in years}
    reports: list[RenderedReport] = []
    findings: dict[tuple[object, ...], Finding] = {}
    exhausted: set[ReportPaper] = set()
    facts = FactsDigests(folder, words)
    views: dict[tuple[object, ...], ReportView] = {}
    with Renderer(folder.root, words) as renderer:
        for job in jobs:
            if job.audience in exhausted:
                continue  # a template that runs on would do so in every year
            old = existing_content(folder.root, job.path)
            links = (
                LINK.findall(old.decode("utf-8", "replace")) if use == "linked" and old is not None else None
            )
            candidates = {
                key: chart
                for key, chart in charts[job.year].items()
                if chart.path not in undrawn and (links is None or chart.link in links)
            }
            key = (job.year, READERS[job.audience], *candidates)
            if key not in views:
                views[key] = report_view(folder, job.year, job.audience, words, candidates)
            rendered = renderer.render(replace(views[key], paper=job.audience))
            if isinstance(rendered, ReportText):
                linked = set(LINK.findall(rendered.text))
                used = tuple(chart for chart in candidates.values() if chart.link in linked)
                state, texts = _state(rendered, old, facts, job)
                copies = _stale_copies(folder, job, *texts)
                reports.append(RenderedReport(job, rendered, old, state, used, copies))
                continue
            findings.setdefault(rendered.sort_key, rendered)  # a shared part's mistake is reported once
            if rendered.code == TOO_MUCH:
                exhausted.add(job.audience)
    return reports, sorted(findings.values(), key=lambda finding: finding.sort_key)


def _state(
    rendered: ReportText, old: bytes | None, facts: FactsDigests, job: Job
) -> tuple[State, list[ReportText]]:
    """Returns whether a report's file holds it, and the texts that files beside it may be made of."""
    if old is None:
        return "absent", [rendered]
    if rendered.matches(old):
        return "fresh", [rendered]
    sealed = sealed_text(old, facts.of(job.year, job.audience))
    return ("stale", [rendered]) if sealed is None else ("renamed", [sealed, rendered])


def _stale_copies(folder: Folder, job: Job, *texts: ReportText) -> tuple[str, ...]:
    """Returns the paths of the HTML and Word files beside a report that are made of none of its texts, or were changed."""
    paths = [job.path.removesuffix("md") + ending for ending in ("html", "docx")]
    there = [path for path in paths if path in folder.listing.reports]
    facts = [facts_of(text) for text in texts] if there else []
    contents = {path: existing_content(folder.root, path) or b"" for path in there}
    return tuple(path for path in there if not any(holds(path, contents[path], text) for text in facts))


def markdown_changes(
    folder: Folder,
    words: Catalogue,
    reports: Iterable[RenderedReport],
    version: str,
    traces: Mapping[str, str] = MappingProxyType({}),
) -> list[Change]:
    """Returns what writing these reports as Markdown changes; ``traces`` are what stands behind them, by their paths."""
    facts = FactsDigests(folder, words)
    changes = (
        Change(
            report.job.path,
            report.old,
            report.rendered.content(version, facts.of(report.job.year, report.job.audience))
            + traces.get(report.job.path, "").encode(),
        )
        for report in reports
    )
    return [change for change in changes if change.old != change.new]


def report_states(folder: Folder, words: Catalogue, data_are_sound: bool) -> ReportStates:
    """Returns the state of every report of each year that has one.

    It is unknown while the data have errors, and when a report or a chart cannot be read.
    """
    years = years_with_reports(folder)
    states: dict[int, dict[str, ReportState]] = {}
    for year in years:
        states[year] = {
            audience: "unknown" if report_path(year, audience) in folder.listing.reports else "absent"
            for audience in AUDIENCES
        }
    jobs = jobs_of(folder, years)
    for job in jobs:
        if job.published and states[job.year][job.audience] != "absent":
            states[job.year][job.audience] = "published"
    if data_are_sound:
        unknown = [job for job in jobs if states[job.year][job.audience] == "unknown"]
        facts = FactsDigests(folder, words)
        with suppress(WrongUse):  # a report or chart that cannot be read
            fresh = [job for job in unknown if _holds_its_facts(folder, job, facts)]
            for job in fresh:
                states[job.year][job.audience] = "fresh"
            others = [job for job in unknown if job not in fresh]
            for report in render_reports(folder, words, others, "linked")[0]:
                stale = report.to_make or report.stale_copies
                states[report.job.year][report.job.audience] = "stale" if stale else "fresh"
    return states


def _holds_its_facts(folder: Folder, job: Job, facts: FactsDigests) -> bool:
    """Returns whether a report, and the HTML and Word files beside it, are as they were made, of the facts of today."""
    text = sealed_text(existing_content(folder.root, job.path) or b"", facts.of(job.year, job.audience))
    return text is not None and not _stale_copies(folder, job, text)


# ---- charts --------------------------------------------------------------------------------------------------


def _usable_charts(
    folder: Folder, year: int, words: Catalogue, jobs: Iterable[Job], use: ChartUse
) -> dict[str, PlannedChart]:
    """Returns the charts that reports of a year can refer to, each where it may stand while these are made."""
    if use == "none":
        return {}
    paths = {job.path for job in jobs}
    records: set[str] = set()
    for job in jobs_of(folder, [year]):
        if job.published and job.path not in paths:
            text = (existing_content(folder.root, job.path) or b"").decode("utf-8", "replace")
            records |= {f"data/reports/{year}/{link}" for link in LINK.findall(text)}
    charts = placed(folder.root, year_charts(folder, year, words), records)
    return charts if use == "linked" else usable(folder.root, charts)


def drawn_charts(folder: Folder, reports: Iterable[RenderedReport], drawing: Drawing) -> list[Change]:
    """Returns what drawing the charts of these reports changes."""
    return chart_changes(folder.root, _charts(reports), drawing)


def stale_charts(
    folder: Folder, reports: Iterable[RenderedReport], drawing: Drawing | None = None
) -> list[str]:
    """Returns the charts that these reports refer to and that are absent or show something else, by their paths.

    With ``drawing`` they are drawn and compared, too. An absent report's charts are made with it, and a line for each
    of them would bury the one that says so.
    """
    charts = _charts(report for report in reports if report.state in ("fresh", "stale"))
    stale = stale_paths(folder.root, charts)
    if drawing is not None:
        stale += redrawn_otherwise(
            folder.root, [chart for chart in charts if chart.path not in stale], drawing
        )
    return stale


def _charts(reports: Iterable[RenderedReport]) -> list[PlannedChart]:
    """Returns each chart that reports refer to, once."""
    return list({chart.path: chart for report in reports for chart in report.charts}.values())


# ---- what the command says -----------------------------------------------------------------------------------


def check_text(
    reports: Sequence[RenderedReport], charts: Sequence[str], words: Catalogue, lost: Sequence[Job] = ()
) -> str:
    """Returns which reports and charts are stale or absent and how to make them anew, or that all is well.

    ``lost`` are the published ones whose file is not there: only the file that was handed out can take its place.
    """
    unsound = [report for report in reports if report.to_make]
    renamed = list(_renamed_lines(reports, words))
    copies = [path for report in reports for path in report.stale_copies]
    if not unsound and not charts and not copies and not lost:
        return "\n".join([*renamed, words("report.all_fresh", count=len(reports))]) + "\n"
    lines = [*renamed, *(words("report.lost", path=job.path) for job in lost)]
    lines += [words(f"report.{report.state}", path=report.job.path) for report in unsound]
    lines += [words("report.stale", path=path) for path in copies]
    lines += _stale_chart_lines(charts, words)
    years = dict.fromkeys(
        [*(report.job.year for report in unsound), *(int(path.split("/")[2]) for path in charts)]
    )
    lines += [f"   {words('cure')}: visiontrack report {year}" for year in years]
    commands = dict.fromkeys((path.split("/")[2], path.rpartition(".")[2]) for path in copies)
    lines += [f"   {words('cure')}: visiontrack report {year} --to {format}" for year, format in commands]
    return "\n".join(lines) + "\n"


def _renamed_lines(reports: Iterable[RenderedReport], words: Catalogue) -> Iterator[str]:
    """Yields a line for each year with reports that call something otherwise than the data do by now."""
    for year, count in Counter(report.job.year for report in reports if report.state == "renamed").items():
        yield words(
            "report.renamed", year=fiscal_year.by_name(year, words.language), count=count, number=year
        )


def lost_reports(folder: Folder, jobs: Iterable[Job]) -> list[Job]:
    """Returns the published reports of which no file is there, in whatever form."""
    files = {(report.year, report.paper): report.file for report in folder.vision.published}
    return [
        job
        for job in jobs
        if job.published
        and not {job.path, f"{job.path.rpartition('/')[0]}/{files[job.year, job.audience]}"}
        & folder.listing.reports
    ]


def strange_files(folder: Folder) -> list[str]:
    """Returns the files among the reports that nobody made with this program: their content is anybody's."""
    named = {f"data/reports/{report.year}/{report.file}" for report in folder.vision.published if report.file}
    return sorted(
        path
        for path in folder.listing.reports - named
        if not _PAPER.fullmatch(path)
        and not (_CHART.fullmatch(path) and is_sound(existing_content(folder.root, path) or b""))
    )


def _stale_chart_lines(charts: Sequence[str], words: Catalogue) -> Iterator[str]:
    """Yields one chart by its name, more by their number: a line for each would bury what is to be done."""
    folders = Counter(path.rpartition("/")[0] for path in charts)
    for folder, count in folders.items():
        if count > 1:
            yield words("report.stale_charts", count=count, folder=folder)
        else:
            path = next(path for path in charts if path.startswith(f"{folder}/"))
            yield words("report.stale_chart", path=path)


def written_text(
    reports: Sequence[RenderedReport], changed: Sequence[str], left: Sequence[Job], to: str, words: Catalogue
) -> str:
    """Returns a line for each report: written, unchanged, or left alone; and how many charts were drawn."""
    lines = []
    for report in reports:
        path = report.job.path.removesuffix("md") + to
        lines.append(words("report.written" if path in changed else "report.unchanged", path=path))
    folders = Counter(path.rpartition("/")[0] for path in changed if path.endswith(".svg"))
    lines += [words("report.charts", count=count, folder=folder) for folder, count in folders.items()]
    lines += [words("report.published", path=job.path) for job in left]
    return "".join(line + "\n" for line in lines)
