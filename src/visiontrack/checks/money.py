"""Amounts that are probably written in yen where thousand yen are meant (VT415, a warning).

A project costs 100 times last year's, or has spent 100 times its own budget. The bound is wider than for indicators:
a project may well grow tenfold, while yen for thousand yen makes it a thousand times as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.checks.shown import shown
from visiontrack.finding import Issue, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.result import ProjectResult, Result

FACTOR = 100


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """Every project that has an amount, against the year before or else against its own budget."""
    before = draft.results.get(((entry.year or 0) - 1, entry.id))
    last: Mapping[str, ProjectResult | None] = before.projects if before is not None else {}
    for id_, one in result.projects.items():
        if one is not None and not _alike(one, last.get(id_)):
            yield from _told(entry, id_, one, last.get(id_))


def _alike(one: ProjectResult, then: ProjectResult | None) -> bool:
    """Whether all amounts have about as many digits, as nearly always: then nothing is 100 times anything."""
    amounts = (one.budget, one.spent) if then is None else (one.budget, one.spent, then.budget, then.spent)
    digits = [amount.adjusted() for amount in amounts if amount]
    return not digits or max(digits) - min(digits) < 2


def _told(entry: Entry, id_: str, one: ProjectResult, then: ProjectResult | None) -> Iterator[Issue]:
    told = False
    for key in ("budget", "spent") if then is not None else ():
        amount, last = getattr(one, key), getattr(then, key)
        if _far_above(amount, last):
            told = True
            yield _leap(entry, id_, key, amount, last)
    if not told and _far_above(one.spent, one.budget):
        yield _overspent(entry, id_, one)


def _far_above(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether an amount is 100 times another or more; nothing is, beside none or zero.

    The other way round is no slip: what a project costs may well run out.
    """
    if not one or not other:
        return False
    return abs(one) >= FACTOR * abs(other)


def _leap(entry: Entry, id_: str, key: str, amount: Decimal, last: Decimal) -> Issue:
    params = {
        "id": id_,
        "key": key,
        "value": shown(amount),
        "last": shown(last),
        "year": (entry.year or 0) - 1,
    }
    return Issue("VT415", Place(entry.path, ("projects", id_, key)), params, "warning", "money")


def _overspent(entry: Entry, id_: str, one: ProjectResult) -> Issue:
    assert one.spent is not None and one.budget is not None
    params = {"id": id_, "value": shown(one.spent), "budget": shown(one.budget)}
    return Issue("VT415", Place(entry.path, ("projects", id_, "spent")), params, "warning", "overspent")
