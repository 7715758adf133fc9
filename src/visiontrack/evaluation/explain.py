"""How a figure came about: inputs with the place they stand at, formula, numbers put in, result.

Nothing is computed here that ``score`` does not compute; the steps only write its formulas out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from visiontrack.evaluation.indicator import IndicatorScore
from visiontrack.evaluation.inputs import Case, Scalar, exact
from visiontrack.evaluation.measure import MeasureScore
from visiontrack.evaluation.series import actual_in
from visiontrack.finding import Loc

SHOWN_PLACES = 6
# How a value reads among the numbers put in: ``plain``, or as the tables beside them show it.
Write = Callable[[Scalar], str]


@dataclass(frozen=True, slots=True)
class Input:
    """A number that was entered: what it is, its value, and where it stands (``file`` says in which file)."""

    key: str
    value: Scalar
    year: int
    file: str  # "measure" or "result"
    loc: Loc
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic: ``formula`` in letters, ``numbers`` put in, the ``exact`` result, and as printed."""

    key: str
    formula: str
    numbers: str = ""
    exact: str = ""
    printed: Decimal | None = None
    params: Mapping[str, object] = field(default_factory=dict)


def inputs(score: IndicatorScore, position: int) -> list[Input]:
    """Every number the figures of this year rest on; ``position`` is the indicator's place in its file."""
    case = score.case
    at: Loc = ("indicators", position)
    found: list[Input] = []
    if case.baseline is not None:
        year, value = case.baseline
        found.append(Input("baseline", value, year, "measure", (*at, "baseline", "value")))
    origins = target_origins(case, at)
    used = _target_years(score)
    found += [Input("target", case.targets[year], year, "measure", origins[year]) for year in sorted(used)]
    for year in _entered_years(score):
        entered = case.value_in(year)
        if entered is not None:
            found.append(Input("actual", entered, year, "result", ("actuals", score.id, "value")))
    return found


def _entered_years(score: IndicatorScore) -> tuple[int, ...]:
    """The years whose entries make the actual: none where a running total is still its baseline."""
    case = score.case
    if case.baseline is not None and case.cumulative and case.year == case.baseline[0]:
        return ()
    return actual_in(case, case.year).summed or (case.year,)


def _target_years(score: IndicatorScore) -> set[int]:
    """The years whose targets the figures use: the year's own, its neighbours, the last."""
    case, years = score.case, set()
    if case.last_target is not None:
        years.add(case.last_target[0])
    if score.target is not None and score.target.between is not None:
        years |= {year for year, _ in score.target.between if year in case.targets}
    if case.year in case.targets:
        years.add(case.year)
    return years


def target_origins(case: Case, at: Loc) -> dict[int, Loc]:
    """Where the target in force for each year was written: the base, or the latest revision up to the year."""
    found: dict[int, Loc] = {year: (*at, "targets", str(year)) for year in case.indicator.targets}
    numbered = sorted(enumerate(case.indicator.target_revisions), key=lambda item: item[1].since)
    for number, revision in numbered:
        if revision.since <= case.year:
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


def steps(score: IndicatorScore, write: Write = plain) -> list[Step]:
    """The arithmetic of an indicator's figures, in the order they are made."""
    case = score.case
    found = [_actual_step(score, write), _target_step(score, write)]
    if isinstance(score.actual, Decimal) and score.achievement is not None and not case.milestone:
        found.append(_achievement_step(score, write))
    elif score.achievement is not None:
        found.append(Step("achievement.milestone", "A = T", printed=score.achievement))
    if isinstance(score.actual, Decimal) and score.progress is not None:
        found.append(_progress_step(score, write))
    if isinstance(score.actual, Decimal) and score.pace is not None:
        found.append(_pace_step(score, write))
    return [step for step in found if step is not None]


def _actual_step(score: IndicatorScore, write: Write) -> Step | None:
    """Only a running total is made of several numbers."""
    case = score.case
    if not case.cumulative or score.actual is None:
        return None
    summed = actual_in(case, case.year).summed
    parts = [("B", case.baseline[1])] if case.baseline is not None else []
    parts += [(f"a{year}", amount) for year in summed if (amount := case.value_in(year)) is not None]
    letters = " + ".join(letter for letter, _ in parts)
    numbers = " + ".join(write(value) for _, value in parts)
    return Step("actual.total", f"A = {letters}", numbers, plain(score.actual))


def _target_step(score: IndicatorScore, write: Write) -> Step | None:
    target, year = score.target, score.case.year
    if target is None:
        return None
    if target.between is None:
        return Step(f"target.{target.source}", "T", exact=plain(target.value), params={"year": year})
    (y1, v1), (y2, v2) = target.between
    raw = Fraction(v1) + (Fraction(v2) - Fraction(v1)) * Fraction(year - y1, y2 - y1)
    return Step(
        "target.interpolated",
        "T = T1 + (T2 - T1) × (Y - y1) ÷ (y2 - y1)",
        f"{write(v1)} + ({write(v2)} - {write(v1)}) × ({year} - {y1}) ÷ ({y2} - {y1})",
        decimal_text(raw),
        target.value if isinstance(target.value, Decimal) else None,
        {"places": target.places},
    )


def _achievement_step(score: IndicatorScore, write: Write) -> Step:
    case = score.case
    assert score.target is not None and score.actual is not None
    a, t = write(score.actual), write(score.target.value)
    exact_a, exact_t = exact(score.actual), exact(score.target.value)
    direction = case.indicator.direction
    if direction == "increase":
        return _percent("achievement", "A ÷ T", f"{a} ÷ {t}", exact_a / exact_t, score.achievement)
    if direction == "decrease" and case.rules.decrease == "two_minus_ratio":
        return _percent(
            "achievement", "(2 - A ÷ T)", f"(2 - {a} ÷ {t})", 2 - exact_a / exact_t, score.achievement
        )
    if direction == "decrease":
        return _percent("achievement", "T ÷ A", f"{t} ÷ {a}", exact_t / exact_a, score.achievement)
    if score.achieved:
        tolerance = plain(case.indicator.tolerance or Decimal(0))
        params = {"tolerance": tolerance}
        return Step(
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


def _progress_step(score: IndicatorScore, write: Write) -> Step:
    case = score.case
    assert score.actual is not None and case.baseline is not None and case.last_target is not None
    a, b, final = score.actual, case.baseline[1], case.last_target[1]
    ratio = (exact(a) - exact(b)) / (exact(final) - exact(b))
    numbers = f"({write(a)} - {write(b)}) ÷ ({write(final)} - {write(b)})"
    return _percent("progress", "(A - B) ÷ (Tf - B)", numbers, ratio, score.progress)


def _pace_step(score: IndicatorScore, write: Write) -> Step:
    case = score.case
    assert score.actual is not None and case.baseline is not None and case.last_target is not None
    (start, b), (end, final), a = case.baseline, case.last_target, score.actual
    now = min(case.year, end)
    ratio = (exact(a) - exact(b)) * (end - start) / ((exact(final) - exact(b)) * (now - start))
    numbers = (
        f"({write(a)} - {write(b)}) × ({end} - {start}) ÷ (({write(final)} - {write(b)}) × ({now} - {start}))"
    )
    formula = "(A - B) × (yT - y0) ÷ ((Tf - B) × (min(Y, yT) - y0))"
    return _percent("pace", formula, numbers, ratio, score.pace)


def _percent(key: str, formula: str, numbers: str, ratio: Fraction, printed: Decimal | None) -> Step:
    return Step(key, f"{formula} × 100", f"{numbers} × 100", decimal_text(ratio * 100), printed)


def roll_up_step(score: MeasureScore, write: Write = plain) -> Step | None:
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
        return Step(
            "roll_up.worst", f"min({cap}, …)", numbers, exact_text, score.score, params={"cap": plain(cap)}
        )
    weights = [one.case.indicator.weight or Decimal(1) for one, _ in counted]
    top = " + ".join(f"{write(f)} × {write(w)}" for f, w in zip(figures, weights, strict=True))
    bottom = " + ".join(write(w) for w in weights)
    total = sum((Fraction(f) * Fraction(w) for f, w in zip(figures, weights, strict=True)), Fraction(0))
    mean = total / sum((Fraction(w) for w in weights), Fraction(0))
    return Step(
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
