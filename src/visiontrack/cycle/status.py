"""Status: where every year of the period stands in its cycle."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from visiontrack import fiscal_year
from visiontrack.checks.facts import past_years
from visiontrack.cycle.act import (
    UNFINISHED,
    RaisedOpinion,
    pending_decisions,
    raised_opinions,
    requests_under,
)
from visiontrack.cycle.do import DoOverview, do
from visiontrack.cycle.reflected import reflected
from visiontrack.cycle.show_program import EndingProgram, ending_programs
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.messages import LANGUAGES, catalogue
from visiontrack.schema.measure import Measure

# ``unknown``: a report stands there, but with errors in the data nobody can tell whether it is fresh.
ReportState = Literal["fresh", "stale", "published", "unknown", "absent"]
ReportStates = Mapping[int, Mapping[str, ReportState]]


@dataclass(frozen=True, slots=True)
class YearStatus:
    """One year. ``decided`` counts decisions on whole measures, ``waiting`` those that ``act`` lists as still wanting one.

    ``unreported`` are reports in which nothing is filled in; with ``undecided`` every decision still says so,
    and ``drafts`` have no reason yet. ``late`` are the names of sections, each with how many reports it still owes.
    ``published``: whether its public report (or the site) was handed out.
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
    drafts: int
    opinions: int
    unfinished: int
    overdue: int
    overdue_requests: int
    late: tuple[tuple[str, int], ...]
    published: bool

    @property
    def begun(self) -> bool:
        """Whether anything of the year has been reported."""
        return self.files > 0


@dataclass(frozen=True, slots=True)
class StatusOverview:
    """Everything ``status`` shows; ``asked_since`` is the first year whose records are asked for."""

    today: datetime.date
    asked_since: int
    programs: tuple[EndingProgram, ...]
    years: tuple[YearStatus, ...]
    examples: tuple[str, ...]  # paths of measures that still say what ``init`` laid out
    unmeasured: tuple[str, ...]  # titles of measures to come or in force that have no indicator
    has_measures: bool


def status(folder: Folder, today: datetime.date, reports: ReportStates) -> StatusOverview:
    """Returns the state of every year of the period; ``reports`` says for each year how its reports stand."""
    period, raised = folder.vision.period, list(raised_opinions(folder))
    years = range(period.start, period.end + 1)
    this_year = fiscal_year.of_day(today)
    return StatusOverview(
        today,
        folder.asked_since,
        ending_programs(folder, this_year),
        tuple(_year(folder, year, today, reports.get(year, {}), raised) for year in years),
        tuple(
            folder.path_of("measure", id_) for id_, measure in folder.measures.items() if _is_example(measure)
        ),
        tuple(
            measure.numbered_title
            for measure in folder.measures.values()
            if not measure.indicators and folder.period_of(measure).end >= this_year
        ),
        bool(folder.measures),
    )


def _is_example(measure: Measure) -> bool:
    """Returns whether a measure is the one that ``init`` lays out, with its description untouched."""
    text = (measure.description or "").strip()
    return text in {catalogue(language)("init.measure.description").strip() for language in LANGUAGES}


def _council_met(folder: Folder, year: int) -> bool:
    """Returns whether the council has met on a year."""
    return any(
        meeting.body == "council" and reviewed_year(meeting, at) == year
        for (at, _), meeting in folder.meetings.items()
    )


def _late(folder: Folder, reporting: DoOverview, is_past: bool) -> Iterator[tuple[str, int]]:
    """Yields the sections that have not finished, by name, with the number of their unfinished reports.

    Once a year is decided on, a report that lacks a text keeps nobody waiting; one with nothing in it does.
    """
    unfinished = ("missing",) if is_past else ("missing", "partly")
    for section in reporting.sections:
        count = sum(report.state in unfinished for report in section.reports)
        if count:
            yield folder.party_name(section.party), count


def _year(
    folder: Folder,
    year: int,
    today: datetime.date,
    reports: Mapping[str, ReportState],
    raised: list[RaisedOpinion],
) -> YearStatus:
    reporting = do(folder, year, answers_in=fiscal_year.of_day(today))
    own = [opinion for opinion in raised if opinion.reviewed == year]
    files = sum(report.exists for report in reporting.reports)
    decisions = [decision for decision in reflected(folder, year) if decision.state in ("shown", "not_yet")]
    past = past_years(folder.listing, folder.vision.period, folder.decisions)
    entries = folder.decisions[year].decisions if year in folder.decisions else ()
    return YearStatus(
        year=year,
        over=fiscal_year.of_day(today) > year,
        past=past.includes(year),
        measures=len(folder.in_force(year)),
        shown=sum(decision.state == "shown" for decision in decisions),
        to_show=len(decisions),
        files=files,
        reported=reporting.count("reported"),
        unreported=reporting.count("missing"),
        expected=len(reporting.reports),
        reports=reports,
        met=_council_met(folder, year),
        decisions_file=year in folder.listing.years("decisions"),
        decided=sum(
            decision.project is None and not decision.draft and decision.decision != "undecided"
            for decision in entries
        ),
        waiting=sum(1 for _ in pending_decisions(folder, year)) if files else 0,
        undecided=bool(entries)
        and all(decision.decision == "undecided" and not decision.draft for decision in entries),
        drafts=sum(decision.draft for decision in entries),
        opinions=len(own),
        unfinished=sum(opinion.state in UNFINISHED for opinion in own),
        overdue=sum(opinion.overdue(today) for opinion in own),
        overdue_requests=sum(request.overdue(today) for request in requests_under(own)),
        late=tuple(_late(folder, reporting, past.includes(year))),
        published=any(
            report.year == year and report.paper in ("public", "site") for report in folder.vision.published
        ),
    )
