"""The rules of evaluation: some hold from the period's start (VT409), and every scale falls strictly (VT408)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.shown import shown
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry

if TYPE_CHECKING:
    from visiontrack.schema.vision import Evaluation, Grade, Vision

KEY = "evaluation"
NO_GRADE = "none"  # what the JSON counts measures without a grade under


def of_vision(draft: Draft, entry: Entry, vision: Vision) -> Iterator[Issue]:  # noqa: ARG001
    """All entries of ``evaluation``; they may stand in any order."""
    path = entry.path
    yield from _start(path, vision)
    first: dict[int, int] = {}
    for number, rules in enumerate(vision.evaluation):
        if first.setdefault(rules.since, number) != number:
            earlier = Place(path, (KEY, first[rules.since], "since"))
            place = Place(path, (KEY, number, "since"))
            params = {"since": rules.since}
            yield Issue("VT409", place, params, variant="twice", related=((earlier, "related.first"),))
        yield from _grades(path, (KEY, number, "grades"), rules)


def _start(path: str, vision: Vision) -> Iterator[Issue]:
    if not vision.evaluation:
        yield Issue("VT409", Place(path, (KEY,)), variant="none")
        return
    number, earliest = min(enumerate(vision.evaluation), key=lambda item: item[1].since)
    if earliest.since > vision.period.start:
        params = {"since": earliest.since, "start": vision.period.start}
        place = Place(path, (KEY, number, "since"))
        # An entry that was left aside may be the one that holds from the start.
        yield Issue("VT409", place, params, rests_on=((KEY,), ("period",)))


def _grades(path: str, loc: Loc, rules: Evaluation) -> Iterator[Issue]:
    """Bounds fall strictly; only the last band has none."""
    if not rules.grades:
        yield Issue("VT408", Place(path, loc), variant="none")
        return
    first: dict[str, int] = {}
    for number, one in enumerate(rules.grades):
        place = Place(path, (*loc, number, "grade"))
        if one.grade == NO_GRADE:
            yield Issue("VT408", place, {"grade": one.grade}, variant="none_named")
        elif first.setdefault(one.grade, number) != number:
            earlier = (Place(path, (*loc, first[one.grade], "grade")), "related.first")
            yield Issue("VT408", place, {"grade": one.grade}, variant="twice", related=(earlier,))
    above: Grade | None = None
    *bounded, last = rules.grades
    for number, one in enumerate(bounded):
        place = Place(path, (*loc, number, "at_least"))
        if one.at_least is None:
            yield Issue("VT408", place, {"grade": one.grade}, variant="missing")
            continue
        if above is not None and above.grade == one.grade:
            continue  # its row was copied, and is told as that
        if above is not None and above.at_least is not None and one.at_least >= above.at_least:
            params = {"grade": one.grade, "bound": shown(one.at_least), "above": above.grade}
            yield Issue("VT408", place, {**params, "above_bound": shown(above.at_least)}, variant="falling")
        above = one
    if last.at_least is not None:
        place = Place(path, (*loc, len(bounded), "at_least"), "key")
        yield Issue("VT408", place, {"grade": last.grade}, variant="last", rests_on=(loc,))
