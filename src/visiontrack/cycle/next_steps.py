"""The next thing to do, and whatever else waits: every phase of the cycle has a step."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from visiontrack import fiscal_year
from visiontrack.cycle.status import StatusOverview, YearStatus

# From then on what most sections have reported goes its way; who is late is reminded beside it.
_WAITED_UNTIL = (10, 1)
_MOST_NAMES = 5
_TEMPLATE = "visiontrack import --template plan.xlsx"


class NextStep(NamedTuple):
    """Why (a key of the catalogue under ``status.next``), for which year, the command to paste, and what the text tells."""

    reason: str
    year: int | None
    command: str
    params: Mapping[str, object] = {}


def next_steps(view: StatusOverview, errors: int) -> tuple[NextStep | None, list[NextStep]]:
    """Returns the next step (None when the whole period is done), and what waits beside it."""
    if errors:
        return NextStep("errors", None, "visiontrack validate"), []
    step = next(_steps(view), None)
    waiting = [other for other in _waiting(view) if step is None or other[:2] != step[:2]]
    return step, waiting


def _steps(view: StatusOverview) -> Iterator[NextStep]:
    """Yields what is to be done, the most urgent first."""
    expected = [state for state in view.years if state.year >= view.asked_since]
    if not view.has_measures:
        yield NextStep("measures", None, _TEMPLATE)
    current = next((state for state in expected if not state.past), None)
    if current is not None and not current.over and not any(state.begun for state in view.years):
        yield from _setting_up(view)
    if current is not None and current.over:
        yield from _of_year(current, view.today)
    left = [state for state in reversed(expected) if state.past]
    for state in left[:1]:
        if state.unreported and not _goes_on(state, view.today):
            yield _collect(state)
        if state.undecided:
            yield NextStep("undecided", state.year, f"visiontrack act {state.year}")
    yield from _plans(expected)
    for state in left:
        yield from _decisions(state)
    for state in left:
        yield from _stale(state)
    for state in left:
        yield from _opinions(state)
    yield from _late(view)
    yield from _overdue_requests(view)
    for state in left[:1]:
        if "fresh" in state.reports.values() and not state.published:
            yield NextStep("publish", state.year, f"visiontrack report {state.year} --publish --for public")
    if current is not None and not current.over:
        yield NextStep("wait", current.year, f"visiontrack do {current.year} --start")


def _setting_up(view: StatusOverview) -> Iterator[NextStep]:
    """Yields what a plan needs before its first year is reported on."""
    yield from _examples(view)
    yield from _unmeasured(view)
    start = view.years[0].year
    if fiscal_year.of_day(view.today) < start:
        yield NextStep("prepare", start, f"visiontrack plan {start}")


def _examples(view: StatusOverview) -> Iterator[NextStep]:
    if view.examples and not any(state.past for state in view.years):
        yield NextStep("examples", None, _TEMPLATE, {"paths": view.examples})


def _unmeasured(view: StatusOverview) -> Iterator[NextStep]:
    if view.unmeasured:
        year = max(view.years[0].year, fiscal_year.of_day(view.today))
        command = f"visiontrack plan {year} --out plan.xlsx"
        yield NextStep("indicators", None, command, {"measures": view.unmeasured})


def _of_year(state: YearStatus, today: datetime.date) -> Iterator[NextStep]:
    """Yields the steps of a year that is over and not yet past, in their order."""
    year = state.year
    if state.files < state.expected:
        yield NextStep("start", year, f"visiontrack do {year} --start")
    if (state.unreported or (state.reported < state.expected and not state.met)) and not _goes_on(
        state, today
    ):
        yield _collect(state)
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


def _goes_on(state: YearStatus, today: datetime.date) -> bool:
    """Returns whether half a year after its end most of a year is reported: the rest no longer keeps the others waiting."""
    return today >= datetime.date(state.year + 1, *_WAITED_UNTIL) and 2 * state.reported >= state.expected


def _collect(state: YearStatus) -> NextStep:
    return NextStep("collect", state.year, f"visiontrack do {state.year}")


def _plans(expected: list[YearStatus]) -> Iterator[NextStep]:
    for state in expected:
        if state.shown < state.to_show:
            yield NextStep("plan", state.year, f"visiontrack plan {state.year}")


def _decisions(state: YearStatus) -> Iterator[NextStep]:
    if state.drafts:
        yield NextStep("confirm", state.year, f"visiontrack act {state.year}")
    if state.waiting:
        yield NextStep("decide", state.year, f"visiontrack act {state.year}")


def _stale(state: YearStatus) -> Iterator[NextStep]:
    if "stale" in state.reports.values():
        yield NextStep("stale", state.year, f"visiontrack report {state.year}")


def _opinions(state: YearStatus) -> Iterator[NextStep]:
    if state.unfinished:
        yield NextStep("opinions", state.year, f"visiontrack act {state.year}")


def _waiting(view: StatusOverview) -> Iterator[NextStep]:
    """Yields what can be done beside the next step: first what is late."""
    yield from _late(view)
    for state in reversed(view.years):
        if state.overdue:
            yield NextStep("overdue", state.year, f"visiontrack act {state.year}", {"count": state.overdue})
    yield from _overdue_requests(view)
    expected = [state for state in view.years if state.year >= view.asked_since and state.begun]
    for state in reversed(expected):
        yield from _decisions(state) if state.past else ()
        yield from _stale(state)
        yield from _opinions(state) if state.unfinished > state.overdue else ()
    yield from _plans(list(view.years))
    yield from _examples(view)
    yield from _unmeasured(view)


def _late(view: StatusOverview) -> Iterator[NextStep]:
    """Yields whose reports are missing of the newest year that is over."""
    begun = [state for state in view.years if state.over and state.begun and state.year >= view.asked_since]
    for state in begun[-1:]:
        if state.late:
            names = [f"{name} {count}" for name, count in state.late]
            command = f"visiontrack do {state.year} --missing"
            params = {"sections": names[:_MOST_NAMES], "more": max(0, len(names) - _MOST_NAMES)}
            yield NextStep("late", state.year, command, params)


def _overdue_requests(view: StatusOverview) -> Iterator[NextStep]:
    for state in reversed(view.years):
        if state.overdue_requests:
            params = {"count": state.overdue_requests}
            yield NextStep("overdue_requests", state.year, f"visiontrack act {state.year}", params)


def _meeting(year: int, today: datetime.date) -> str:
    """Returns a meeting of the council in that fiscal year: today, or in August where today lies in another year."""
    within = fiscal_year.of_day(today) == year
    day = today if within else datetime.date(year, 8, 1)
    return f"visiontrack new meeting {year} --body council --date {day}"
