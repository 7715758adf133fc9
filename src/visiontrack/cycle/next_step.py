"""The one next thing to do, and the command for it: the year in work first, then what earlier years left behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from visiontrack import fiscal_year
from visiontrack.cycle.status import StatusOverview, YearStatus


class NextStep(NamedTuple):
    """Why (a key of the catalogue under ``status.next``), for which year, and the command to paste."""

    reason: str
    year: int | None
    command: str


def next_step(view: StatusOverview, errors: int) -> NextStep | None:
    """The next step; None when the whole period is done."""
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
    """What the decisions file of the newest year that has one was laid out without."""
    if state.unreported:
        yield NextStep("collect", state.year, f"visiontrack do {state.year}")
    if state.undecided:
        yield NextStep("undecided", state.year, f"visiontrack act {state.year}")


def _of_year(state: YearStatus, today: datetime.date) -> Iterator[NextStep]:
    """The steps of a year that is over and not yet past, in their order."""
    year = state.year
    if state.files < state.expected:
        yield NextStep("start", year, f"visiontrack do {year} --start")
    if state.unreported or (state.reported < state.expected and not state.met):
        yield NextStep("collect", year, f"visiontrack do {year}")
    if not state.reports or {"stale", "absent"} & set(state.reports.values()):
        yield NextStep("report", year, f"visiontrack report {year}")
    if not state.met:
        yield NextStep("meet", year, _meeting(year + 1, today))
    yield NextStep("act", year, f"visiontrack act {year} --start")


def _meeting(year: int, today: datetime.date) -> str:
    """A meeting of the council in that fiscal year: today, or in August where today lies in another year."""
    within = fiscal_year.of_date(today.year, today.month) == year
    day = today if within else datetime.date(year, 8, 1)
    return f"visiontrack new meeting {year} --body council --date {day}"
