"""The rules of evaluation: some hold from the period's start (VT409), every scale falls strictly (VT408), and each of
its grades can be reached (VT424)."""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.checks.units import value_text
from visiontrack.evaluation.vision_score import NO_GRADE
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry
from visiontrack.schema.vision import Evaluation, Grade, Vision


@rule("VT409", kind="vision")
def rules_from_the_start(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """Some rules of evaluation hold from the period's start."""
    if not vision.evaluation:
        yield Issue("VT409", Place(entry.path, ("evaluation",)), variant="none")
        return
    number, earliest = min(enumerate(vision.evaluation), key=lambda item: item[1].since)
    if earliest.since > vision.period.start:
        params = {"since": earliest.since, "start": vision.period.start}
        place = Place(entry.path, ("evaluation", number, "since"))
        # An entry that was left aside may be the one that holds from the start.
        yield Issue("VT409", place, params, rests_on=(("evaluation",), ("period",)))


@rule("VT409", kind="vision")
def rules_of_one_year_twice(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """No two entries hold from the same year; they may stand in any order."""
    first: dict[int, int] = {}
    for number, rules in enumerate(vision.evaluation):
        if first.setdefault(rules.since, number) != number:
            earlier = Place(entry.path, ("evaluation", first[rules.since], "since"))
            place = Place(entry.path, ("evaluation", number, "since"))
            params = {"since": rules.since}
            yield Issue("VT409", place, params, variant="twice", related=((earlier, "related.first"),))


@rule("VT408", kind="vision")
def scale_falls(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """Every scale has grades of different names; their bounds fall strictly, and only the last has none."""
    for number, rules in enumerate(vision.evaluation):
        loc: Loc = ("evaluation", number, "grades")
        if not rules.grades:
            yield Issue("VT408", Place(entry.path, loc), variant="none")
            continue
        yield from _names(entry.path, loc, rules)
        yield from _bounds(entry.path, loc, rules)


@rule("VT424", kind="vision", severity="warning")
def grade_above_the_cap(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """No bound lies above the cap: no measure's score does."""
    for number, rules in enumerate(vision.evaluation):
        for item, grade in enumerate(rules.grades):
            if grade.at_least is not None and grade.at_least > rules.cap:
                loc: Loc = ("evaluation", number)
                place = Place(entry.path, (*loc, "grades", item, "at_least"))
                params = {"grade": grade.grade, "bound": value_text(grade.at_least)}
                params["cap"] = value_text(rules.cap)
                yield Issue("VT424", place, params, rests_on=((*loc, "cap"),))


def _names(path: str, loc: Loc, rules: Evaluation) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for number, grade in enumerate(rules.grades):
        place, params = Place(path, (*loc, number, "grade")), {"grade": grade.grade}
        if grade.grade == NO_GRADE:  # what the JSON counts measures without a grade under
            yield Issue("VT408", place, params, variant="none_named")
        elif first.setdefault(grade.grade, number) != number:
            earlier = (Place(path, (*loc, first[grade.grade], "grade")), "related.first")
            yield Issue("VT408", place, params, variant="twice", related=(earlier,))


def _bounds(path: str, loc: Loc, rules: Evaluation) -> Iterator[Issue]:
    above: Grade | None = None
    *bounded, last = rules.grades
    for number, grade in enumerate(bounded):
        place = Place(path, (*loc, number, "at_least"))
        if grade.at_least is None:
            yield Issue("VT408", place, {"grade": grade.grade}, variant="missing")
            continue
        if above is not None and above.grade == grade.grade:
            continue  # its row was copied, and is reported as that
        if above is not None and above.at_least is not None and grade.at_least >= above.at_least:
            params = {"grade": grade.grade, "bound": value_text(grade.at_least), "above": above.grade}
            params["above_bound"] = value_text(above.at_least)
            yield Issue("VT408", place, params, variant="falling")
        above = grade
    if last.at_least is not None:
        place = Place(path, (*loc, len(bounded), "at_least"), "key")
        yield Issue("VT408", place, {"grade": last.grade}, variant="last", rests_on=(loc,))
