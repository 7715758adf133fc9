"""The files of reports: which there are to be, whether they still hold, and what writing them would change.

All reports of a run are rendered before the first is written, so that a template's mistake leaves every old
report as it was. ``status`` asks ``report_states`` whether a year's reports are fresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from visiontrack.cycle.status import ReportState, ReportStates
from visiontrack.edit.writer import Change, existing_content
from visiontrack.errors import WrongUse
from visiontrack.finding import Finding
from visiontrack.report.charts import plan
from visiontrack.report.digest import Rendered
from visiontrack.report.mistakes import TOO_MUCH
from visiontrack.report.render import Renderer
from visiontrack.report.report_view import report_view
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
class Made:
    """A report that was rendered, the file that stands in its place (None: there is none), the charts it shows."""

    job: Job
    rendered: Rendered
    old: bytes | None
    charts: tuple[plan.Planned, ...] = ()

    @property
    def state(self) -> State:
        if self.old is None:
            return "absent"
        return "fresh" if self.rendered.matches(self.old) else "stale"


def report_path(year: int, audience: Audience) -> str:
    """Where a report stands, relative to the root."""
    return f"data/reports/{year}/{audience}.md"


def years_with_reports(folder: Folder) -> list[int]:
    """The years of the vision's period that have a report."""
    found = (_REPORT.fullmatch(path) for path in folder.listing.reports)
    years = {int(match[1]) for match in found if match is not None}
    return sorted(year for year in years if year in folder.vision.period)


def jobs(folder: Folder, years: Iterable[int]) -> list[Job]:
    """The reports of these years, each marked when it was published."""
    handed_out = {(one.year, one.audience) for one in folder.vision.published}
    return [Job(year, audience, (year, audience) in handed_out) for year in years for audience in AUDIENCES]


def make(folder: Folder, words: Catalogue, jobs: Sequence[Job]) -> tuple[list[Made], list[Finding]]:
    """Render reports; the findings are the mistakes of templates."""
    charts = {
        year: plan.usable(folder.root, charts_of(folder, year, words, jobs))
        for year in {job.year for job in jobs}
    }
    made: list[Made] = []
    findings: dict[tuple[object, ...], Finding] = {}
    exhausted: set[Audience] = set()
    with Renderer(folder.root, words) as renderer:
        for job in jobs:
            if job.audience in exhausted:
                continue  # a template that runs on would do so in every year
            planned = charts[job.year]
            rendered = renderer.render(report_view(folder, job.year, job.audience, words, planned))
            if isinstance(rendered, Rendered):
                links = set(plan.LINK.findall(rendered.text))
                shown = tuple(chart for chart in planned.values() if chart.link in links)
                made.append(Made(job, rendered, existing_content(folder.root, job.path), shown))
                continue
            findings.setdefault(rendered.sort_key, rendered)  # a shared part's mistake is reported once
            if rendered.code == TOO_MUCH:
                exhausted.add(job.audience)
    return made, sorted(findings.values(), key=lambda finding: finding.sort_key)


def changes(made: Iterable[Made], version: str) -> list[Change]:
    """What writing these reports changes."""
    found = (Change(one.job.path, one.old, one.rendered.content(version)) for one in made)
    return [change for change in found if change.old != change.new]


def charts_of(folder: Folder, year: int, words: Catalogue, wanted: Iterable[Job]) -> dict[str, plan.Planned]:
    """The charts of a year by their keys, each where it may stand while the ``wanted`` reports are made."""
    made = {job.path for job in wanted}
    kept: set[str] = set()
    for job in jobs(folder, [year]):
        if job.published and job.path not in made:
            text = (existing_content(folder.root, job.path) or b"").decode("utf-8", "replace")
            kept |= {f"data/reports/{year}/{link}" for link in plan.LINK.findall(text)}
    return plan.placed(folder.root, plan.charts_of(folder, year, words), kept)


def charts_shown(made: Iterable[Made]) -> dict[str, plan.Planned]:
    """The charts that these reports refer to, by their paths."""
    return {chart.path: chart for one in made for chart in one.charts}


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
    all_jobs = jobs(folder, years)
    for job in all_jobs:
        if job.published and states[job.year][job.audience] != "absent":
            states[job.year][job.audience] = "published"
    if data_are_sound:
        unknown = [job for job in all_jobs if states[job.year][job.audience] == "unknown"]
        with suppress(WrongUse):  # a report or chart that cannot be read
            for report in make(folder, words, unknown)[0]:
                states[report.job.year][report.job.audience] = report.state
    return states
