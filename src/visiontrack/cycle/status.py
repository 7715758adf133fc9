"""Status: where every year of the period stands in its cycle, at a glance."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from visiontrack import fiscal_year
from visiontrack.checks.past import past_years
from visiontrack.cycle.act import UNFINISHED, RaisedOpinion, pending_decisions, raised_opinions
from visiontrack.cycle.do import do
from visiontrack.cycle.reflected import reflected
from visiontrack.folder.model import reviewed_year

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder

# ``unknown``: a report stands there, but with errors in the data nobody can tell whether it is fresh.
ReportState = Literal["fresh", "stale", "published", "unknown", "absent"]
ReportStates = Mapping[int, Mapping[str, ReportState]]


@dataclass(frozen=True, slots=True)
class YearStatus:
    """One year. ``decided`` counts decisions on whole measures, ``waiting`` measures that still want one.

    ``unreported`` are reports in which nothing is filled in; with ``undecided`` every decision still says so.
    ``shown`` of ``to_show`` decisions stand in this year's plan; opinions are those of the meetings that reviewed it.
    """

    year: int
    over: bool
    past: bool
    measures: int
    shown: int
    to_show: int
    files: int
    reported: int
    unreported: int
    expected: int
    reports: Mapping[str, ReportState]
    met: bool
    decisions_file: bool
    decided: int
    waiting: int
    undecided: bool
    opinions: int
    unfinished: int
    overdue: int

    @property
    def begun(self) -> bool:
        """Whether anything of the year has been reported."""
        return self.files > 0


@dataclass(frozen=True, slots=True)
class StatusOverview:
    """Everything ``status`` shows; ``asked_since`` is the first year whose records are asked for."""

    today: datetime.date
    asked_since: int
    years: tuple[YearStatus, ...]


def status(folder: Folder, today: datetime.date, reports: ReportStates) -> StatusOverview:
    """The state of every year of the period; ``reports`` says for each year how its reports stand."""
    period, raised = folder.vision.period, list(raised_opinions(folder))
    years = range(period.start, period.end + 1)
    return StatusOverview(
        today,
        folder.asked_since,
        tuple(_year(folder, year, today, reports.get(year, {}), raised) for year in years),
    )


def _year(
    folder: Folder,
    year: int,
    today: datetime.date,
    reports: Mapping[str, ReportState],
    raised: list[RaisedOpinion],
) -> YearStatus:
    reporting = do(folder, year)
    own = [opinion for opinion in raised if opinion.reviewed == year]
    files = sum(report.exists for report in reporting.reports)
    decisions = [decision for decision in reflected(folder, year) if decision.state in ("shown", "not_yet")]
    years_decided, last = past_years(folder.listing, folder.vision.period)
    entries = folder.decisions[year].decisions if year in folder.decisions else ()
    return YearStatus(
        year=year,
        over=fiscal_year.of_date(today.year, today.month) > year,
        past=year in years_decided or year < last,
        measures=len(folder.in_force(year)),
        shown=sum(decision.state == "shown" for decision in decisions),
        to_show=len(decisions),
        files=files,
        reported=reporting.count("reported"),
        unreported=reporting.count("missing"),
        expected=len(reporting.reports),
        reports=reports,
        met=any(reviewed_year(meeting, at) == year for (at, _), meeting in folder.meetings.items()),
        decisions_file=year in years_decided,
        decided=sum(decision.project is None and decision.decision != "undecided" for decision in entries),
        waiting=sum(decision.required for decision in pending_decisions(folder, year)) if files else 0,
        undecided=bool(entries) and all(decision.decision == "undecided" for decision in entries),
        opinions=len(own),
        unfinished=sum(opinion.state in UNFINISHED for opinion in own),
        overdue=sum(opinion.overdue(today) for opinion in own),
    )
