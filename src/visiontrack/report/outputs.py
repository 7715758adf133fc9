"""The reports of a run: which there are to be, whether their files still hold, and what writing them changes.

All reports of a run are rendered before the first is written, so that a template's mistake leaves every old
report as it was. ``status`` asks ``report_states`` whether a year's reports are fresh.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from visiontrack.cycle.status import ReportState, ReportStates
from visiontrack.edit.writer import Change, existing_content
from visiontrack.errors import WrongUse
from visiontrack.finding import Finding
from visiontrack.report.chart_files import (
    LINK,
    PlannedChart,
    chart_changes,
    placed,
    stale_paths,
    usable,
    year_charts,
)
from visiontrack.report.digest import ReportText
from visiontrack.report.renderer import Renderer
from visiontrack.report.report_view import report_view
from visiontrack.report.template_errors import TOO_MUCH
from visiontrack.schema.vision import Audience

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
State = Literal["fresh", "stale", "absent"]
_REPORT = re.compile(rf"data/reports/([0-9]{{4}})/(?:{'|'.join(AUDIENCES)})\.md")


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be made. A ``published`` one is a record: left alone unless it is asked for again."""

    year: int
    audience: Audience
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
    charts: tuple[PlannedChart, ...] = ()

    @property
    def state(self) -> State:
        """Whether the file holds the report."""
        if self.old is None:
            return "absent"
        return "fresh" if self.rendered.matches(self.old) else "stale"


def report_path(year: int, audience: Audience) -> str:
    """Returns where a report stands, relative to the root."""
    return f"data/reports/{year}/{audience}.md"


def years_with_reports(folder: Folder) -> list[int]:
    """Returns the years of the vision's period that have a report."""
    matches = (_REPORT.fullmatch(path) for path in folder.listing.reports)
    years = {int(match[1]) for match in matches if match is not None}
    return sorted(year for year in years if year in folder.vision.period)


def jobs_of(folder: Folder, years: Iterable[int]) -> list[Job]:
    """Returns the reports of these years, each marked when it was published."""
    published = {(report.year, report.paper) for report in folder.vision.published}
    return [Job(year, audience, (year, audience) in published) for year in years for audience in AUDIENCES]


def render_reports(
    folder: Folder, words: Catalogue, jobs: Sequence[Job]
) -> tuple[list[RenderedReport], list[Finding]]:
    """Returns the reports, and the mistakes of templates."""
    charts = {year: _usable_charts(folder, year, words, jobs) for year in {job.year for job in jobs}}
    reports: list[RenderedReport] = []
    findings: dict[tuple[object, ...], Finding] = {}
    exhausted: set[Audience] = set()
    with Renderer(folder.root, words) as renderer:
        for job in jobs:
            if job.audience in exhausted:
                continue  # a template that runs on would do so in every year
            candidates = charts[job.year]
            rendered = renderer.render(report_view(folder, job.year, job.audience, words, candidates))
            if isinstance(rendered, ReportText):
                links = set(LINK.findall(rendered.text))
                linked = tuple(chart for chart in candidates.values() if chart.link in links)
                reports.append(RenderedReport(job, rendered, existing_content(folder.root, job.path), linked))
                continue
            findings.setdefault(rendered.sort_key, rendered)  # a shared part's mistake is reported once
            if rendered.code == TOO_MUCH:
                exhausted.add(job.audience)
    return reports, sorted(findings.values(), key=lambda finding: finding.sort_key)


def markdown_changes(reports: Iterable[RenderedReport], version: str) -> list[Change]:
    """Returns what writing these reports as Markdown changes."""
    changes = (Change(report.job.path, report.old, report.rendered.content(version)) for report in reports)
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
        with suppress(WrongUse):  # a report or chart that cannot be read
            for report in render_reports(folder, words, unknown)[0]:
                states[report.job.year][report.job.audience] = report.state
    return states


# ---- charts --------------------------------------------------------------------------------------------------


def _usable_charts(
    folder: Folder, year: int, words: Catalogue, jobs: Iterable[Job]
) -> dict[str, PlannedChart]:
    """Returns the charts that reports of a year can refer to, each where it may stand while these are made."""
    paths = {job.path for job in jobs}
    records: set[str] = set()
    for job in jobs_of(folder, [year]):
        if job.published and job.path not in paths:
            text = (existing_content(folder.root, job.path) or b"").decode("utf-8", "replace")
            records |= {f"data/reports/{year}/{link}" for link in LINK.findall(text)}
    return usable(folder.root, placed(folder.root, year_charts(folder, year, words), records))


def drawn_charts(folder: Folder, reports: Iterable[RenderedReport]) -> list[Change]:
    """Returns what drawing the charts of these reports changes."""
    return chart_changes(folder.root, _charts(reports))


def stale_charts(folder: Folder, reports: Iterable[RenderedReport]) -> list[str]:
    """Returns the charts that these reports refer to and that are absent or show something else, by their paths.

    An absent report's charts are made with it, and a line for each of them would bury the one that says so.
    """
    return stale_paths(folder.root, _charts(report for report in reports if report.state != "absent"))


def _charts(reports: Iterable[RenderedReport]) -> list[PlannedChart]:
    """Returns each chart that reports refer to, once."""
    return list({chart.path: chart for report in reports for chart in report.charts}.values())


# ---- what the command says -----------------------------------------------------------------------------------


def check_text(reports: Sequence[RenderedReport], charts: Sequence[str], words: Catalogue) -> str:
    """Returns which reports and charts are stale or absent and how to make them anew, or that all is well."""
    unsound = [report for report in reports if report.state != "fresh"]
    if not unsound and not charts:
        return words("report.all_fresh", count=len(reports)) + "\n"
    lines = [words(f"report.{report.state}", path=report.job.path) for report in unsound]
    lines += _stale_chart_lines(charts, words)
    years = dict.fromkeys(
        [*(report.job.year for report in unsound), *(int(path.split("/")[2]) for path in charts)]
    )
    lines += [f"   {words('cure')}: visiontrack report {year}" for year in years]
    return "\n".join(lines) + "\n"


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
