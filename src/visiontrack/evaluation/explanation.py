"""How a figure came about: inputs with the place they stand at, formula, numbers put in, result.

Nothing is computed here that ``score`` does not compute; the steps only write its formulas out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from visiontrack.evaluation.actual_value import actual_in
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar, exact
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.finding import Loc

SHOWN_PLACES = 6
# How a value reads among the numbers put in: ``plain``, or as the tables beside them show it.
Write = Callable[[Scalar], str]


@dataclass(frozen=True, slots=True)
class EnteredNumber:
    """A number that was entered: what it is, its value, and where it stands (``file`` says in which file)."""

    key: str
    value: Scalar
    year: int
    file: str  # "measure" or "result"
    loc: Loc
    params: Mapping[str, object] = field(default_factory=dict)


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
    """Every number the figures of this year rest on; ``position`` is the indicator's place in its file."""
    inputs = score.inputs
    at: Loc = ("indicators", position)
    found: list[EnteredNumber] = []
    if inputs.baseline is not None:
        year, value = inputs.baseline
        found.append(EnteredNumber("baseline", value, year, "measure", (*at, "baseline", "value")))
    origins = target_origins(inputs, at)
    used = _target_years(score)
    found += [
        EnteredNumber("target", inputs.targets[year], year, "measure", origins[year]) for year in sorted(used)
    ]
    for year in _entered_years(score):
        entered = inputs.value_in(year)
        if entered is not None:
            found.append(EnteredNumber("actual", entered, year, "result", ("actuals", score.id, "value")))
    return found


def _entered_years(score: IndicatorScore) -> tuple[int, ...]:
    """The years whose entries make the actual: none where a running total is still its baseline."""
    inputs = score.inputs
    if inputs.baseline is not None and inputs.cumulative and inputs.year == inputs.baseline[0]:
        return ()
    return actual_in(inputs, inputs.year).summed or (inputs.year,)


def _target_years(score: IndicatorScore) -> set[int]:
    """The years whose targets the figures use: the year's own, its neighbours, the last."""
    inputs, years = score.inputs, set()
    if inputs.last_target is not None:
        years.add(inputs.last_target[0])
    if score.target is not None and score.target.between is not None:
        years |= {year for year, _ in score.target.between if year in inputs.targets}
    if inputs.year in inputs.targets:
        years.add(inputs.year)
    return years


def target_origins(inputs: IndicatorInputs, at: Loc) -> dict[int, Loc]:
    """Where the target in force for each year was written: the base, or the latest revision up to the year."""
    found: dict[int, Loc] = {year: (*at, "targets", str(year)) for year in inputs.indicator.targets}
    numbered = sorted(enumerate(inputs.indicator.target_revisions), key=lambda item: item[1].since)
    for number, revision in numbered:
        if revision.since <= inputs.year:
            found.update(
                {year: (*at, "target_revisions", number, "targets", str(year)) for year in revision.targets}
            )
    return found


def plain(value: Scalar) -> str:
    """A number with the digits it was written with."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return bracketed(format(value, "f"))


def bracketed(number: str) -> str:
    """A number as it stands in arithmetic: a negative one in brackets."""
    return f"({number})" if number.startswith("-") else number


def steps(score: IndicatorScore, write: Write = plain) -> list[CalculationStep]:
    """The arithmetic of an indicator's figures, in the order they are made."""
    inputs = score.inputs
    found = [_actual_step(score, write), _target_step(score, write)]
    if isinstance(score.actual, Decimal) and score.achievement is not None and not inputs.milestone:
        found.append(_achievement_step(score, write))
    elif score.achievement is not None:
        found.append(CalculationStep("achievement.milestone", "A = T", printed=score.achievement))
    if isinstance(score.actual, Decimal) and score.progress is not None:
        found.append(_progress_step(score, write))
    if isinstance(score.actual, Decimal) and score.pace is not None:
        found.append(_pace_step(score, write))
    return [step for step in found if step is not None]


def _actual_step(score: IndicatorScore, write: Write) -> CalculationStep | None:
    """Only a running total is made of several numbers."""
    inputs = score.inputs
    if not inputs.cumulative or score.actual is None:
        return None
    summed = actual_in(inputs, inputs.year).summed
    parts = [("B", inputs.baseline[1])] if inputs.baseline is not None else []
    parts += [(f"a{year}", amount) for year in summed if (amount := inputs.value_in(year)) is not None]
    letters = " + ".join(letter for letter, _ in parts)
    numbers = " + ".join(write(value) for _, value in parts)
    return CalculationStep("actual.total", f"A = {letters}", numbers, plain(score.actual))


def _target_step(score: IndicatorScore, write: Write) -> CalculationStep | None:
    target, year = score.target, score.inputs.year
    if target is None:
        return None
    if target.between is None:
        return CalculationStep(
            f"target.{target.source}", "T", exact=plain(target.value), params={"year": year}
        )
    (y1, v1), (y2, v2) = target.between
    raw = Fraction(v1) + (Fraction(v2) - Fraction(v1)) * Fraction(year - y1, y2 - y1)
    return CalculationStep(
        "target.interpolated",
        "T = T1 + (T2 - T1) × (Y - y1) ÷ (y2 - y1)",
        f"{write(v1)} + ({write(v2)} - {write(v1)}) × ({year} - {y1}) ÷ ({y2} - {y1})",
        decimal_text(raw),
        target.value if isinstance(target.value, Decimal) else None,
        {"places": target.places},
    )


def _achievement_step(score: IndicatorScore, write: Write) -> CalculationStep:
    inputs = score.inputs
    assert score.target is not None and score.actual is not None
    a, t = write(score.actual), write(score.target.value)
    exact_a, exact_t = exact(score.actual), exact(score.target.value)
    direction = inputs.indicator.direction
    if direction == "increase":
        return _percent("achievement", "A ÷ T", f"{a} ÷ {t}", exact_a / exact_t, score.achievement)
    if direction == "decrease" and inputs.rules.decrease == "two_minus_ratio":
        return _percent(
            "achievement", "(2 - A ÷ T)", f"(2 - {a} ÷ {t})", 2 - exact_a / exact_t, score.achievement
        )
    if direction == "decrease":
        return _percent("achievement", "T ÷ A", f"{t} ÷ {a}", exact_t / exact_a, score.achievement)
    if score.achieved:
        tolerance = plain(inputs.indicator.tolerance or Decimal(0))
        params = {"tolerance": tolerance}
        return CalculationStep(
            "achievement.within",
            "|A - T| ≤ p% × |T|",
            f"|{a} - {t}| ≤ {tolerance}% × {t}",
            printed=score.achievement,
            params=params,
        )
    ratio = min(exact_a / exact_t, exact_t / exact_a)
    return _percent(
        "achievement", "min(A ÷ T, T ÷ A)", f"min({a} ÷ {t}, {t} ÷ {a})", ratio, score.achievement
    )


def _progress_step(score: IndicatorScore, write: Write) -> CalculationStep:
    inputs = score.inputs
    assert score.actual is not None and inputs.baseline is not None and inputs.last_target is not None
    a, b, final = score.actual, inputs.baseline[1], inputs.last_target[1]
    ratio = (exact(a) - exact(b)) / (exact(final) - exact(b))
    numbers = f"({write(a)} - {write(b)}) ÷ ({write(final)} - {write(b)})"
    return _percent("progress", "(A - B) ÷ (Tf - B)", numbers, ratio, score.progress)


def _pace_step(score: IndicatorScore, write: Write) -> CalculationStep:
    inputs = score.inputs
    assert score.actual is not None and inputs.baseline is not None and inputs.last_target is not None
    (start, b), (end, final), a = inputs.baseline, inputs.last_target, score.actual
    now = min(inputs.year, end)
    ratio = (exact(a) - exact(b)) * (end - start) / ((exact(final) - exact(b)) * (now - start))
    numbers = (
        f"({write(a)} - {write(b)}) × ({end} - {start}) ÷ (({write(final)} - {write(b)}) × ({now} - {start}))"
    )
    formula = "(A - B) × (yT - y0) ÷ ((Tf - B) × (min(Y, yT) - y0))"
    return _percent("pace", formula, numbers, ratio, score.pace)


def outlook_numbers(score: IndicatorScore, write: Write = plain) -> str:
    """Returns the straight line of an outlook with its numbers put in, up to the year of the last target."""
    outlook, last_target, actual = score.outlook, score.inputs.last_target, score.actual
    assert outlook is not None and last_target is not None and actual is not None
    first = actual_in(score.inputs, outlook.first_year).value
    assert first is not None
    year, now = score.inputs.year, write(actual)
    return f"{now} + ({now} - {write(first)}) ÷ ({year} - {outlook.first_year}) × ({last_target[0]} - {year})"


def _percent(
    key: str, formula: str, numbers: str, ratio: Fraction, printed: Decimal | None
) -> CalculationStep:
    return CalculationStep(key, f"{formula} × 100", f"{numbers} × 100", decimal_text(ratio * 100), printed)


def roll_up_step(score: MeasureScore, write: Write = plain) -> CalculationStep | None:
    """A measure's score from the printed figures of its indicators."""
    cap = score.rules.cap
    counted = [(one, one.counted) for one in score.indicators if one.counted is not None]
    if not counted:
        return None
    figures = [min(figure, cap) for _, figure in counted]
    if score.rules.roll_up == "worst":
        numbers = f"min({', '.join(write(one) for one in figures)})"
        lowest = min(figures)
        exact_text = (
            "" if lowest == score.score else plain(lowest)
        )  # a cap may have more places than are printed
        return CalculationStep(
            "roll_up.worst", f"min({cap}, …)", numbers, exact_text, score.score, params={"cap": plain(cap)}
        )
    weights = [one.inputs.indicator.weight or Decimal(1) for one, _ in counted]
    top = " + ".join(f"{write(f)} × {write(w)}" for f, w in zip(figures, weights, strict=True))
    bottom = " + ".join(write(w) for w in weights)
    total = sum((Fraction(f) * Fraction(w) for f, w in zip(figures, weights, strict=True)), Fraction(0))
    mean = total / sum((Fraction(w) for w in weights), Fraction(0))
    return CalculationStep(
        "roll_up.mean",
        "Σ(min(x, cap) × w) ÷ Σw",
        f"({top}) ÷ ({bottom})",
        decimal_text(mean),
        score.score,
        {"cap": plain(cap)},
    )


def decimal_text(value: Fraction) -> str:
    """An exact fraction in decimals: whole where it ends, else its first six places and an ellipsis."""
    scaled = abs(value) * 10**SHOWN_PLACES
    whole = scaled.numerator // scaled.denominator
    sign = "-" if value < 0 else ""
    digits = f"{whole:0{SHOWN_PLACES + 1}d}"
    text = f"{sign}{digits[:-SHOWN_PLACES]}.{digits[-SHOWN_PLACES:]}"
    if scaled.denominator != 1:
        return text + "…"
    return text.rstrip("0").rstrip(".")
