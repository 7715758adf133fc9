"""Status: where every year of the period stands in its cycle, and the next thing to do."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from visiontrack import fiscal_year
from visiontrack.checks.facts import past_years
from visiontrack.cycle.act import UNFINISHED, RaisedOpinion, pending_decisions, raised_opinions
from visiontrack.cycle.do import do
from visiontrack.cycle.reflected import reflected
from visiontrack.cycle.show_program import EndingProgram, ending_programs
from visiontrack.folder.model import Folder, reviewed_year

# ``unknown``: a report stands there, but with errors in the data nobody can tell whether it is fresh.
ReportState = Literal["fresh", "stale", "published", "unknown", "absent"]
ReportStates = Mapping[int, Mapping[str, ReportState]]


@dataclass(frozen=True, slots=True)
class YearStatus:
    """One year. ``decided`` counts decisions on whole measures, ``waiting`` those that ``act`` lists as still wanting one.

    ``unreported`` are reports in which nothing is filled in; with ``undecided`` every decision still says so,
    and ``drafts`` have no reason yet.
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


def status(folder: Folder, today: datetime.date, reports: ReportStates) -> StatusOverview:
    """Returns the state of every year of the period; ``reports`` says for each year how its reports stand."""
    period, raised = folder.vision.period, list(raised_opinions(folder))
    years = range(period.start, period.end + 1)
    return StatusOverview(
        today,
        folder.asked_since,
        ending_programs(folder, fiscal_year.of_day(today)),
        tuple(_year(folder, year, today, reports.get(year, {}), raised) for year in years),
    )


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
        met=any(
            meeting.body == "council" and reviewed_year(meeting, at) == year
            for (at, _), meeting in folder.meetings.items()
        ),
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
    )


class NextStep(NamedTuple):
    """Why (a key of the catalogue under ``status.next``), for which year, and the command to paste."""

    reason: str
    year: int | None
    command: str


def next_step(view: StatusOverview, errors: int) -> NextStep | None:
    """Returns the next step; None when the whole period is done."""
    if errors:
        return NextStep("errors", None, "visiontrack validate")
    return next(_steps(view), None)


def _steps(view: StatusOverview) -> Iterator[NextStep]:
    expected = [state for state in view.years if state.year >= view.asked_since]
    current = next((state for state in expected if not state.past), None)
    if current is not None and current.over:
        yield from _of_year(current, view.today)
    left = [state for state in reversed(expected) if state.past]
    for state in left[:1]:
        yield from _forgotten(state)
    for state in expected:
        if state.shown < state.to_show:
            yield NextStep("plan", state.year, f"visiontrack plan {state.year}")
    for state in left:
        if state.drafts:
            yield NextStep("confirm", state.year, f"visiontrack act {state.year}")
        if state.waiting:
            yield NextStep("decide", state.year, f"visiontrack act {state.year}")
    for state in left:
        if "stale" in state.reports.values():
            yield NextStep("stale", state.year, f"visiontrack report {state.year}")
    for state in left:
        if state.unfinished:
            yield NextStep("opinions", state.year, f"visiontrack act {state.year}")
    if current is not None and not current.over:
        yield NextStep("wait", current.year, f"visiontrack do {current.year} --start")


def _forgotten(state: YearStatus) -> Iterator[NextStep]:
    """Yields what the decisions file of the newest year that has one was laid out without."""
    if state.unreported:
        yield NextStep("collect", state.year, f"visiontrack do {state.year}")
    if state.undecided:
        yield NextStep("undecided", state.year, f"visiontrack act {state.year}")


def _of_year(state: YearStatus, today: datetime.date) -> Iterator[NextStep]:
    """Yields the steps of a year that is over and not yet past, in their order."""
    year = state.year
    if state.files < state.expected:
        yield NextStep("start", year, f"visiontrack do {year} --start")
    if state.unreported or (state.reported < state.expected and not state.met):
        yield NextStep("collect", year, f"visiontrack do {year}")
    if not state.reports or {"stale", "absent"} & set(state.reports.values()):
        yield NextStep("report", year, f"visiontrack report {year}")
    if not state.met:
        yield NextStep("meet", year, _meeting(year + 1, today))
    if state.drafts:
        yield NextStep("confirm", year, f"visiontrack act {year}")
    elif state.decisions_file:
        yield NextStep("decide", year, f"visiontrack act {year}")
    else:
        yield NextStep("act", year, f"visiontrack act {year} --start")


def _meeting(year: int, today: datetime.date) -> str:
    """Returns a meeting of the council in that fiscal year: today, or in August where today lies in another year."""
    within = fiscal_year.of_day(today) == year
    day = today if within else datetime.date(year, 8, 1)
    return f"visiontrack new meeting {year} --body council --date {day}"
