"""The one next thing to do, and the command for it: the year in work first, then what earlier years left behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from visiontrack import fiscal_year
from visiontrack.cycle.status import StatusView, YearStatus


class NextStep(NamedTuple):
    """Why (a key of the catalogue under ``status.next``), for which year, and the command to paste."""

    reason: str
    year: int | None
    command: str


def next_step(view: StatusView, errors: int) -> NextStep | None:
    """The next step; None when the whole period is done."""
    if errors:
        return NextStep("errors", None, "visiontrack validate")
    return next(_steps(view), None)


def _steps(view: StatusView) -> Iterator[NextStep]:
    asked = [one for one in view.years if one.year >= view.asked_since]
    current = next((one for one in asked if not one.past), None)
    if current is not None and current.over:
        yield from _of_year(current, view.today)
    left = [one for one in reversed(asked) if one.past]
    for one in left[:1]:
        yield from _forgotten(one)
    for one in asked:
        if one.shown < one.to_show:
            yield NextStep("plan", one.year, f"visiontrack plan {one.year}")
    for one in left:
        if one.waiting:
            yield NextStep("decide", one.year, f"visiontrack act {one.year}")
    for one in left:
        if "stale" in one.reports.values():
            yield NextStep("stale", one.year, f"visiontrack report {one.year}")
    for one in left:
        if one.unfinished:
            yield NextStep("opinions", one.year, f"visiontrack act {one.year}")
    if current is not None and not current.over:
        yield NextStep("wait", current.year, f"visiontrack do {current.year} --start")


def _forgotten(one: YearStatus) -> Iterator[NextStep]:
    """What the decisions file of the newest year that has one was laid out without."""
    if one.unreported:
        yield NextStep("collect", one.year, f"visiontrack do {one.year}")
    if one.undecided:
        yield NextStep("undecided", one.year, f"visiontrack act {one.year}")


def _of_year(one: YearStatus, today: datetime.date) -> Iterator[NextStep]:
    """The steps of a year that is over and not yet past, in their order."""
    year = one.year
    if one.files < one.expected:
        yield NextStep("start", year, f"visiontrack do {year} --start")
    if one.unreported or (one.reported < one.expected and not one.met):
        yield NextStep("collect", year, f"visiontrack do {year}")
    if not one.reports or {"stale", "absent"} & set(one.reports.values()):
        yield NextStep("report", year, f"visiontrack report {year}")
    if not one.met:
        yield NextStep("meet", year, _meeting(year + 1, today))
    yield NextStep("act", year, f"visiontrack act {year} --start")


def _meeting(year: int, today: datetime.date) -> str:
    """A meeting of the council in that fiscal year: today, or in August where today lies in another year."""
    within = fiscal_year.of_date(today.year, today.month) == year
    day = today if within else datetime.date(year, 8, 1)
    return f"visiontrack new meeting {year} --body council --date {day}"
