"""How a figure came about: the numbers entered with the place they stand at, and the steps that evaluation took.

Nothing is computed here: a step writes out the formula that a score was computed by, and its exact result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from visiontrack.evaluation.arithmetic import Write, decimal_text, plain
from visiontrack.evaluation.indicator_score import RATES, IndicatorScore, RateName
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.finding import Loc


@dataclass(frozen=True, slots=True)
class EnteredNumber:
    """A number that was entered: what it is, its value, and where it stands (``file`` says in which file).

    An actual comes with its state, and with the value it had before a correction.
    """

    key: str
    value: Scalar
    year: int
    file: str  # "measure" or "result"
    loc: Loc
    state: str | None = None
    was: Scalar | None = None


@dataclass(frozen=True, slots=True)
class CalculationStep:
    """One line of arithmetic: ``formula`` in letters, ``numbers`` put in, the ``exact`` result, and as printed."""

    key: str
    formula: str
    numbers: str = ""
    exact: str = ""
    printed: Decimal | None = None
    params: Mapping[str, object] = field(default_factory=dict)


def entered_numbers(score: IndicatorScore, position: int) -> list[EnteredNumber]:
    """Returns every number the figures of a year rest on; ``position`` is the indicator's place in its file."""
    inputs = score.inputs
    at: Loc = ("indicators", position)
    numbers: list[EnteredNumber] = []
    if inputs.baseline is not None:
        year, value = inputs.baseline
        numbers.append(EnteredNumber("baseline", value, year, "measure", (*at, "baseline", "value")))
    places = target_places(inputs, at)
    numbers += [
        EnteredNumber("target", inputs.targets[year], year, "measure", places[year])
        for year in sorted(_target_years(score))
    ]
    numbers += [number for year in _entered_years(score) if (number := _actual(inputs, year)) is not None]
    last = inputs.year - 1
    if score.change is not None and inputs.value_in(last) is None:
        value = inputs.indicator.history[last]
        numbers.append(EnteredNumber("history", value, last, "measure", (*at, "history", str(last))))
    return numbers


def _actual(inputs: IndicatorInputs, year: int) -> EnteredNumber | None:
    """Returns what was entered for a year, or None where there is no value."""
    entry, value = inputs.entered(year), inputs.value_in(year)
    if entry is None or value is None:
        return None
    loc = ("actuals", inputs.indicator.id, "value")
    return EnteredNumber("actual", value, year, "result", loc, entry.state, entry.was)


def _entered_years(score: IndicatorScore) -> list[int]:
    """Returns the years whose entries make the actual: none where a running total is still its baseline."""
    if not score.parts:
        return [score.inputs.year]
    return [part.year for part in score.parts if not part.baseline]


def _target_years(score: IndicatorScore) -> set[int]:
    """Returns the years whose targets the figures use: the year's own, its neighbours, the last."""
    inputs = score.inputs
    years = {inputs.year, *(score.target.between if score.target is not None else ())}
    if inputs.last_target is not None:
        years.add(inputs.last_target[0])
    return years & inputs.targets.keys()


def target_places(inputs: IndicatorInputs, at: Loc) -> dict[int, Loc]:
    """Returns where the target in force for each year stands: in the base, or the latest revision up to the year."""
    places: dict[int, Loc] = {year: (*at, "targets", str(year)) for year in inputs.indicator.targets}
    numbered = sorted(enumerate(inputs.indicator.target_revisions), key=lambda item: item[1].since)
    for number, revision in numbered:
        if revision.since <= inputs.year:
            places.update(
                {year: (*at, "target_revisions", number, "targets", str(year)) for year in revision.targets}
            )
    return places


def steps(score: IndicatorScore, write: Write = plain) -> list[CalculationStep]:
    """Returns the arithmetic of an indicator's figures, in the order they are made."""
    written = [_total_step(score, write), _target_step(score, write)]
    written += [_rate_step(score, name, write) for name in RATES]
    return [step for step in written if step is not None]


def _total_step(score: IndicatorScore, write: Write) -> CalculationStep | None:
    """Returns how a running total was added up; any other actual is entered as it is."""
    if not score.parts or score.actual is None:
        return None
    letters = " + ".join(part.letter for part in score.parts)
    numbers = " + ".join(write(part.amount) for part in score.parts if part.amount is not None)
    return CalculationStep("actual.total", f"A = {letters}", numbers, plain(score.actual))


def _target_step(score: IndicatorScore, write: Write) -> CalculationStep | None:
    target = score.target
    if target is None:
        return None
    if target.formula is None or target.exact is None:
        params = {"year": score.inputs.year}
        return CalculationStep(f"target.{target.source}", "T", exact=plain(target.value), params=params)
    return CalculationStep(
        "target.interpolated",
        f"T = {target.formula.letters}",
        target.formula.numbers(write),
        decimal_text(target.exact),
        target.value if isinstance(target.value, Decimal) else None,
        {"places": target.places},
    )


def _rate_step(score: IndicatorScore, name: RateName, write: Write) -> CalculationStep | None:
    """Returns the quotient that gave a rate, times 100; or the condition, where one decided."""
    rate, printed = score.rates[name], score.printed(name)
    if rate.ratio is None or rate.formula is None:
        return None
    letters, numbers = rate.formula.letters, rate.formula.numbers(write)
    if rate.condition:
        tolerance = {"tolerance": rate.formula.values["p"]} if rate.condition == "within" else {}
        return CalculationStep(
            f"{name}.{rate.condition}", letters, numbers, printed=printed, params=tolerance
        )
    exact = decimal_text(rate.ratio * 100)
    params = {"missed": True} if name == "achievement" and score.held_under_hundred else {}
    return CalculationStep(name, f"{letters} × 100", f"{numbers} × 100", exact, printed, params)


def roll_up_step(score: MeasureScore, write: Write = plain) -> CalculationStep | None:
    """Returns how a measure's score was made from the printed figures of its indicators."""
    rolled_up, params = score.rolled_up, {"cap": plain(score.rules.cap)}
    if rolled_up is None:
        return None
    figures, weights = map(write, rolled_up.figures), [write(weight) for weight in rolled_up.weights]
    if score.rules.roll_up == "worst":
        lowest = min(rolled_up.figures)
        exact = "" if lowest == score.score else plain(lowest)  # a cap may have more places than are printed
        numbers = f"min({', '.join(figures)})"
        return CalculationStep(
            "roll_up.worst", f"min({score.rules.cap}, …)", numbers, exact, score.score, params
        )
    products = " + ".join(f"{figure} × {weight}" for figure, weight in zip(figures, weights, strict=True))
    return CalculationStep(
        "roll_up.mean",
        "Σ(min(x, cap) × w) ÷ Σw",
        f"({products}) ÷ ({' + '.join(weights)})",
        decimal_text(rolled_up.exact),
        score.score,
        params,
    )
