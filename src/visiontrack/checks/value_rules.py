"""Values: of the indicator's type (VT410), none where the state says so (VT411), and likely typos (VT414 to VT416)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from visiontrack.checks.facts import Facts, planned_values
from visiontrack.checks.registry import rule
from visiontrack.checks.units import Shape, value_text
from visiontrack.evaluation.inputs import Scalar
from visiontrack.finding import Issue, Loc, Place, Word
from visiontrack.folder.listing import Entry
from visiontrack.schema.measure import Indicator, Measure
from visiontrack.schema.result import WITHOUT_VALUE, ProjectResult, Result, VisionResult
from visiontrack.schema.vision import Vision

# A digit too many or a decimal point lost makes a value exactly ten times another.
LEAP = 10
# A project may well grow tenfold; yen for thousand yen makes it a thousand times as much.
MONEY_LEAP = 100


# ---- type and state ----------------------------------------------------------------------------------------


@rule("VT410", kind=("vision", "measure"))
def planned_value_of_another_type(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Baselines and targets are ``true`` or ``false`` for a milestone, else numbers."""
    for number, indicator in enumerate(model.indicators):
        milestone = indicator.type == "milestone"
        for loc, value in planned_values(indicator):
            if isinstance(value, bool) != milestone:
                issue_loc: Loc = ("indicators", number, *loc)
                # Where the indicator's type was left aside, it cannot be told which is wrong.
                type_loc = ("indicators", number, "type")
                yield _other_type(entry.path, issue_loc, indicator.id, value, type_loc)


@rule("VT410", kind=("vision_result", "result"))
def entered_value_of_another_type(
    facts: Facts, entry: Entry, result: Result | VisionResult
) -> Iterator[Issue]:
    """Actuals are ``true`` or ``false`` for a milestone, else numbers; so is what stood there before."""
    indicators = facts.owner(entry).indicators
    for id_, actual in result.actuals.items():
        indicator = indicators.get(id_)
        if indicator is None or indicator.milestone is None:
            continue
        if actual.value is not None and isinstance(actual.value, bool) != indicator.milestone:
            yield _other_type(entry.path, ("actuals", id_, "value"), id_, actual.value)
        if actual.was is not None and isinstance(actual.was, bool) != indicator.milestone:
            yield _other_type(entry.path, ("actuals", id_, "was"), id_, actual.was)


def _other_type(path: str, loc: Loc, id_: str, value: Scalar, *rests_on: Loc) -> Issue:
    params = {"id": id_, "value": value_text(value)}
    variant = "number" if isinstance(value, bool) else "milestone"
    return Issue("VT410", Place(path, loc), params, variant=variant, rests_on=rests_on)


@rule("VT411", kind=("vision_result", "result"))
def value_in_spite_of_the_state(facts: Facts, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """An actual has no value where its state says that there is none."""
    for id_, actual in result.actuals.items():
        if actual.value is not None and actual.state in WITHOUT_VALUE:
            state = Word(f"word.{actual.state}")
            params = {"id": id_, "state": state, "value": value_text(actual.value)}
            yield Issue("VT411", Place(entry.path, ("actuals", id_, "value")), params)


# ---- likely typos ------------------------------------------------------------------------------------------


@rule("VT414", "VT415", "VT416", kind=("vision_result", "result"), severity="warning")
def unlikely_actual(facts: Facts, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """An actual is not below zero where unit and plan allow none, no leap from last year's, and has a source."""
    indicators, last_actuals = facts.owner(entry).indicators, facts.last_actuals(entry)
    for id_, actual in result.actuals.items():
        indicator, value = indicators.get(id_), actual.value
        if indicator is None or value is None:
            continue
        if indicator.needs_source and not actual.source:
            yield Issue("VT416", Place(entry.path, ("actuals", id_, "source")), {"id": id_})
        if not isinstance(value, Decimal):
            continue
        if value < 0 and indicator.shape is not None:
            place = Place(entry.path, ("actuals", id_, "value"))
            yield _negative(place, indicator.indicator, value, indicator.shape)
        last = last_actuals.get(id_)
        if last is not None and isinstance(last.value, Decimal) and _is_leap(value, last.value):
            yield _leap(entry, id_, value, last.value)


def _negative(place: Place, indicator: Indicator, value: Decimal, unit_shape: Shape) -> Issue:
    params = {"id": indicator.id, "value": value_text(value), "unit": indicator.unit}
    return Issue("VT414", place, params, variant=unit_shape)


def _is_leap(value: Decimal, last: Decimal) -> bool:
    """Returns whether one of two values is ten times the other or more; nothing is, beside zero."""
    if not value or not last or value.adjusted() == last.adjusted():  # with as many digits none is
        return False
    now, then = abs(value), abs(last)
    return LEAP * then <= now or LEAP * now <= then


def _leap(entry: Entry, id_: str, value: Decimal, last: Decimal) -> Issue:
    place = Place(entry.path, ("actuals", id_, "value"))
    params = _compared(entry, {"id": id_}, value, last)
    return Issue("VT415", place, params, variant="above" if abs(value) > abs(last) else "below")


def _compared(entry: Entry, params: Mapping[str, str], value: Decimal, last: Decimal) -> dict[str, object]:
    last_year = (entry.year or 0) - 1
    return {**params, "value": value_text(value), "last": value_text(last), "year": last_year}


@rule("VT415", kind="result", severity="warning")
def amount_in_yen(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """Amounts are in thousand yen: no project costs 100 times last year's, or has spent 100 times its budget."""
    before = facts.draft.results.get(((entry.year or 0) - 1, entry.id))
    last: Mapping[str, ProjectResult | None] = before.projects if before is not None else {}
    for id_, project in result.projects.items():
        if project is not None and not _alike(project, last.get(id_)):
            yield from _amounts(entry, id_, project, last.get(id_))


def _alike(project: ProjectResult, last: ProjectResult | None) -> bool:
    """Returns whether all amounts have about as many digits, as nearly always: then none is 100 times another."""
    amounts = [project.budget, project.spent]
    if last is not None:
        amounts += [last.budget, last.spent]
    digits = [amount.adjusted() for amount in amounts if amount]
    return not digits or max(digits) - min(digits) < 2


def _amounts(entry: Entry, id_: str, project: ProjectResult, last: ProjectResult | None) -> Iterator[Issue]:
    leaps = 0
    for key in ("budget", "spent") if last is not None else ():
        amount, before = getattr(project, key), getattr(last, key)
        if _far_above(amount, before):
            leaps += 1
            place = Place(entry.path, ("projects", id_, key))
            params = _compared(entry, {"id": id_, "key": key}, amount, before)
            yield Issue("VT415", place, params, variant="money")
    budget, spent = project.budget, project.spent
    if not leaps and budget is not None and spent is not None and _far_above(spent, budget):
        place = Place(entry.path, ("projects", id_, "spent"))
        params = {"id": id_, "value": value_text(spent), "budget": value_text(budget)}
        yield Issue("VT415", place, params, variant="overspent")


def _far_above(amount: Decimal | None, other: Decimal | None) -> bool:
    """Returns whether an amount is 100 times another or more; nothing is, beside none or zero.

    The other way round is no typo: what a project costs may well run out.
    """
    if not amount or not other:
        return False
    return abs(amount) >= MONEY_LEAP * abs(other)
