"""Values: of the indicator's type (VT410), none where the state says so (VT411), and likely typos (VT414 to VT416, VT425).

VT420: an indicator's ``history`` ends where its results begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from visiontrack.checks.facts import Facts, planned_values
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.checks.units import Shape, value_text
from visiontrack.evaluation.inputs import Scalar
from visiontrack.finding import Issue, Loc, Place, Word
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.schema.measure import Indicator, Measure, Period
from visiontrack.schema.result import WITHOUT_VALUE, ProjectResult, Result, VisionResult
from visiontrack.schema.vision import Vision

# A digit too many or a decimal point lost makes a value exactly ten times another.
LEAP = 10
# A project may well grow tenfold; yen for thousand yen makes it a thousand times as much.
MONEY_LEAP = 100
# Of fewer amounts nobody can tell what is usual.
_EARLIER_AMOUNTS = 3


# ---- type and state ----------------------------------------------------------------------------------------


@rule("VT410", kind=("vision", "measure"))
def planned_value_of_another_type(facts: Facts, entry: Entry, model: Measure | Vision) -> Iterator[Issue]:
    """Baselines, targets and past values are ``true`` or ``false`` for a milestone, else numbers."""
    for number, indicator in enumerate(model.indicators):
        milestone = indicator.type == "milestone"
        history: list[tuple[Loc, Scalar]] = [
            (("history", year), value) for year, value in indicator.history.items()
        ]
        for loc, value in (*planned_values(indicator), *history):
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
    """An actual is not below zero where unit and plan allow none, no leap from last year's, and has a source.

    A comment beside an unlikely value settles it.
    """
    indicators, last_actuals = facts.owner(entry).indicators, facts.last_actuals(entry)
    for id_, actual in result.actuals.items():
        indicator, value = indicators.get(id_), actual.value
        if indicator is None or value is None:
            continue
        if indicator.needs_source and not actual.source:
            yield Issue("VT416", Place(entry.path, ("actuals", id_, "source")), {"id": id_})
        if not isinstance(value, Decimal) or (actual.comment or "").strip():
            continue
        if value < 0 and indicator.shape is not None:
            place = Place(entry.path, ("actuals", id_, "value"))
            yield _negative(place, indicator.indicator, value, indicator.shape)
        last = last_actuals.get(id_)
        if last is not None and isinstance(last.value, Decimal) and _is_leap(value, last.value):
            yield _leap(entry, id_, value, last.value)


@rule("VT425", kind=("vision_result", "result"), severity="warning")
def total_for_amount(facts: Facts, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """A yearly amount is not the running total: not as much as all before it, and above each of them.

    It is looked at after three amounts or more; a comment beside it settles it.
    """
    owner = facts.owner(entry)
    for id_, actual in result.actuals.items():
        indicator, value = owner.indicators.get(id_), actual.value
        if indicator is None or indicator.indicator.accumulation != "cumulative" or owner.period is None:
            continue
        if not isinstance(value, Decimal) or (actual.comment or "").strip():
            continue
        amounts = _earlier_amounts(facts, entry, indicator.indicator, owner.period)
        baseline = indicator.indicator.baseline
        base = baseline.value if baseline is not None and isinstance(baseline.value, Decimal) else Decimal(0)
        total = base + sum(amounts, Decimal(0))
        if len(amounts) >= _EARLIER_AMOUNTS and value >= total > 0 and value > max(amounts):
            params = {"id": id_, "value": value_text(value), "total": value_text(total)}
            params["amount"] = value_text(value - total)
            yield Issue("VT425", Place(entry.path, ("actuals", id_, "value")), params)


def _earlier_amounts(facts: Facts, entry: Entry, indicator: Indicator, period: Period) -> list[Decimal]:
    """Returns what was entered for a running total in the years before, from the one after its baseline on."""
    first = (indicator.period or period).start
    if indicator.baseline is not None:
        first = max(first, indicator.baseline.year + 1)
    values = (facts.entered(entry, indicator.id, year) for year in range(first, entry.year or 0))
    return [value for value in values if isinstance(value, Decimal)]


@folder_rule("VT420")
def history_within_the_records(facts: Facts) -> Iterator[Issue]:
    """The values before the first result are kept with the indicator; from then on they are results."""
    draft = facts.draft
    if draft.vision is not None:
        yield from _late_history(VISION, draft.vision.indicators, draft.vision_results)
    for id_, measure in draft.measures.items():
        if any(indicator.history for indicator in measure.indicators):
            years = facts.result_years(id_)
            results = {year: draft.results[year, id_] for year in years if (year, id_) in draft.results}
            yield from _late_history(file_path("measure", id_), measure.indicators, results)


def _late_history(
    path: str, indicators: Sequence[Indicator], results: Mapping[int, Result] | Mapping[int, VisionResult]
) -> Iterator[Issue]:
    for number, indicator in enumerate(indicators):
        if not indicator.history:
            continue
        actuals = ((year, result.actuals.get(indicator.id)) for year, result in results.items())
        years = [year for year, actual in actuals if actual is not None and actual.value is not None]
        first = min(years, default=None)
        for year in indicator.history:
            if first is not None and year >= first:
                params = {"id": indicator.id, "year": year, "first": first}
                yield Issue("VT420", Place(path, ("indicators", number, "history", year), "key"), params)


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
