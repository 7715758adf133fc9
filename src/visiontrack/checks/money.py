"""Amounts that are probably written in yen where thousand yen are meant, or with digits too few (VT415, a warning).

A project costs 100 times last year's, or a hundredth of it, or has spent 100 times its own budget. The bound is wider
than for indicators: a project may well grow tenfold, while yen for thousand yen makes it a thousand times as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.checks.shown import shown
from visiontrack.draft import Draft
from visiontrack.finding import Issue, Place
from visiontrack.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.result import ProjectResult, Result

FACTOR = 100


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """Every project that has an amount, against the year before or else against its own budget."""
    before = draft.results.get(((entry.year or 0) - 1, entry.id))
    last: Mapping[str, ProjectResult | None] = before.projects if before is not None else {}
    for id_, one in result.projects.items():
        if one is None or (one.budget is None and one.spent is None):
            continue
        told = list(_leaps(entry, id_, one, last.get(id_)))
        yield from told or _overspent(entry, id_, one)


def _leaps(entry: Entry, id_: str, one: ProjectResult, last: ProjectResult | None) -> Iterator[Issue]:
    if last is None:
        return
    for key, now, then in (("budget", one.budget, last.budget), ("spent", one.spent, last.spent)):
        if now is None or then is None:
            continue
        above = _beyond(now, then)
        if above or _beyond(then, now):
            params = {
                "id": id_,
                "key": key,
                "value": shown(now),
                "last": shown(then),
                "year": (entry.year or 0) - 1,
            }
            variant = "money_above" if above else "money_below"
            yield Issue("VT415", Place(entry.path, ("projects", id_, key)), params, "warning", variant)


def _overspent(entry: Entry, id_: str, one: ProjectResult) -> Iterator[Issue]:
    if one.spent is not None and one.budget is not None and _beyond(one.spent, one.budget):
        place = Place(entry.path, ("projects", id_, "spent"))
        params = {"id": id_, "value": shown(one.spent), "budget": shown(one.budget)}
        yield Issue("VT415", place, params, "warning", "overspent")


def _beyond(one: Decimal, other: Decimal) -> bool:
    """Whether an amount is 100 times another or more; nothing is, beside zero."""
    return bool(other) and abs(one) >= FACTOR * abs(other)
