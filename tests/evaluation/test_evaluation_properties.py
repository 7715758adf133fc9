"""What must hold of every number that could be written, not only of those somebody thought of."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from support.evaluated import measured, scored
from visiontrack.evaluation.arithmetic import rounded

numbers = st.decimals(
    min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False
) | st.integers(-30, 30).map(Decimal)
positive = st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100)
per_cents = st.integers(-20000, 30000)
weights = st.sampled_from(["1", "2", "0.5", "0.333", "10"])
rates = ("achievement", "progress", "pace")


def aims(base: Decimal, target: Decimal, final: Decimal, direction: str = "increase") -> str:
    """An indicator with a baseline in 2019, a target for 2024, and the last for 2029."""
    return (
        f"direction: {direction}, baseline: {{year: 2019, value: {base:f}}}, "
        f"targets: {{2024: {target:f}, 2029: {final:f}}}"
    )


@given(numbers, numbers, numbers, numbers)
def test_progress_needs_a_target_ahead_of_the_baseline(
    a: Decimal, b: Decimal, t: Decimal, last: Decimal
) -> None:
    assume(b != last)
    up = scored(aims(b, t, last, "increase"), f"2024: {a:f}")
    down = scored(aims(b, t, last, "decrease"), f"2024: {a:f}")
    ahead, behind = (up, down) if last > b else (down, up)
    way = (Fraction(a) - Fraction(b)) / (Fraction(last) - Fraction(b))
    assert (ahead.progress, ahead.pace) == (rounded(way * 100, 1), rounded(way * 200, 1))
    assert (behind.progress, behind.pace) == (None, None)
    assert {behind.rates[rate].reason for rate in ("progress", "pace")} == {"target-behind-baseline"}


@given(numbers, numbers, numbers)
def test_progress_is_zero_at_baseline_and_full_at_target(b: Decimal, t: Decimal, last: Decimal) -> None:
    assume(b != last)
    text = aims(b, t, last, "increase" if last > b else "decrease")
    assert str(scored(text, f"2024: {b:f}").progress) == "0.0"
    assert str(scored(text, f"2024: {last:f}").progress) == "100.0"


@given(positive, positive)
def test_a_rate_is_the_exact_quotient_rounded_once(a: Decimal, t: Decimal) -> None:
    """Never by way of a rounded quotient: |figure - 100·A/T| is at most half a tenth."""
    score = scored(f"direction: increase, targets: {{2024: {t:f}}}", f"2024: {a:f}")
    exact = rounded(Fraction(a) * 100 / Fraction(t), 1)
    assert score.achievement == (exact if a >= t else min(exact, Decimal("99.9")))
    assert score.achieved is (a >= t)


@given(positive, positive, positive)
def test_more_is_never_less_achieved(a: Decimal, more: Decimal, t: Decimal) -> None:
    rise, fall = (f"direction: {one}, targets: {{2024: {t:f}}}" for one in ("increase", "decrease"))
    up, upper = (scored(rise, f"2024: {value:f}").counted for value in (a, a + more))
    down, lower = (scored(fall, f"2024: {value:f}").counted for value in (a + more, a))
    assert up is not None and upper is not None and up <= upper
    assert down is not None and lower is not None and down <= lower


@given(positive, positive, positive, positive, st.sampled_from(["1000", "0.001", "7", "1.25"]))
def test_the_unit_of_measurement_changes_no_figure(
    a: Decimal, b: Decimal, t: Decimal, last: Decimal, unit: str
) -> None:
    """In yen or in thousand yen: the same rates, verdict, change and outlook."""
    for direction in ("increase", "decrease", "maintain, tolerance: 10"):
        plain = scored(aims(b, t, last, direction), f"2022: {b:f}, 2023: {b:f}, 2024: {a:f}")
        a1, b1, t1, l1 = (number * Decimal(unit) for number in (a, b, t, last))
        other = scored(aims(b1, t1, l1, direction), f"2022: {b1:f}, 2023: {b1:f}, 2024: {a1:f}")
        for rate in (*rates, "achieved", "counted", "grade", "reason", "change"):
            assert getattr(plain, rate) == getattr(other, rate), rate
        assert (plain.outlook and plain.outlook.verdict) == (other.outlook and other.outlook.verdict)


@given(numbers, numbers, numbers, numbers, st.integers(2025, 2029), st.integers(2018, 2028))
def test_a_later_revision_never_rewrites_the_past(
    a: Decimal, t: Decimal, last: Decimal, new: Decimal, since: int, year: int
) -> None:
    text = aims(Decimal(1), t, last)
    revised = f"{text}, target_revisions: [{{since: {since}, targets: {{2029: {new:f}}}, decision: 2024, reason: 上方}}]"
    entered = f"{year - 2}: 1, {year - 1}: {last:f}, {year}: {a:f}"
    before, after = scored(text, entered, year), scored(revised, entered, year)
    if year >= since:
        assert after.inputs.last_target == (2029, new)
        return
    assert (before.target, before.inputs.last_target) == (after.target, after.inputs.last_target)
    assert [getattr(before, rate) for rate in rates] == [getattr(after, rate) for rate in rates]
    assert before.outlook == after.outlook


@given(
    st.lists(st.tuples(per_cents, weights), min_size=1, max_size=6), st.sampled_from(["100", "120.5", "0"])
)
def test_score_lies_between_its_figures(parts: list[tuple[int, str]], cap: str) -> None:
    """With 2 - A/T any figure can be made: A = 20000 - x gives x hundredths of a per cent."""
    made = [
        (f"direction: decrease, targets: {{2024: 10000}}, weight: {weight}", f"2024: {max(0, 20000 - x)}")
        for x, weight in parts
    ]
    for roll_up in ("mean", "worst"):
        score = measured(made, rules=f"decrease: two_minus_ratio, cap: {cap}, roll_up: {roll_up}")
        capped = [min(one.counted, Decimal(cap)) for one in score.indicators if one.counted is not None]
        assert score.score is not None
        assert min(capped) <= score.score <= max(capped) <= Decimal(cap)
        turned = measured(made[::-1], rules=f"decrease: two_minus_ratio, cap: {cap}, roll_up: {roll_up}")
        assert (turned.score, turned.grade) == (score.score, score.grade)


@given(st.lists(per_cents, min_size=1, max_size=5), st.sampled_from(["2", "0.25", "7"]))
def test_equal_weights_are_no_weights(parts: list[int], weight: str) -> None:
    made = [("direction: increase, targets: {2024: 10000}", f"2024: {abs(x)}") for x in parts]
    weighted = [(f"{text}, weight: {weight}", entered) for text, entered in made]
    assert measured(made).score == measured(weighted).score


@given(st.lists(numbers, min_size=4, max_size=6), numbers)
def test_the_outlook_of_a_mirrored_indicator_is_the_same(values: list[Decimal], goal: Decimal) -> None:
    """Falling towards -T is what rising towards T is."""
    first = 2024 - len(values) + 1
    up = ", ".join(f"{first + n}: {value:f}" for n, value in enumerate(values))
    down = ", ".join(f"{first + n}: {-value:f}" for n, value in enumerate(values))
    rise = scored(f"direction: increase, targets: {{2029: {goal:f}}}", up)
    fall = scored(f"direction: decrease, targets: {{2029: {-goal:f}}}", down)
    assert rise.outlook is not None and fall.outlook is not None
    assert rise.outlook.verdict == fall.outlook.verdict
    assert (rise.change, rise.achieved) == (fall.change, fall.achieved)
