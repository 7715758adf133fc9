"""A figure is rounded once, where it is printed: to one decimal, half away from zero, as Excel's ROUND."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visiontrack.evaluation.arithmetic import percent, places_of, rounded


@pytest.mark.parametrize(
    ("exact", "printed"),
    [
        ("0.05", "0.1"),
        ("-0.05", "-0.1"),
        ("0.04999999999999999999999999999999", "0.0"),
        ("-0.04", "0.0"),
        ("0", "0.0"),
        ("0.25", "0.3"),
        ("-0.25", "-0.3"),
        ("79.95", "80.0"),
        ("79.949", "79.9"),
        ("99.95", "100.0"),
        ("-99.95", "-100.0"),
        ("1.15", "1.2"),
        ("2.675", "2.7"),
        ("100", "100.0"),
    ],
)
def test_half_goes_away_from_zero_and_minus_zero_is_zero(exact: str, printed: str) -> None:
    """ROUND(0.05, 1) is 0.1 and ROUND(-0.05, 1) is -0.1; binary floats would print 1.1 for 1.15."""
    assert str(rounded(Fraction(exact), 1)) == printed


def test_a_third_is_printed_without_a_second_rounding() -> None:
    """2/3 = 66.666…% → 66.7; 4/9 = 44.444…% → 44.4, though 44.45 would round to 44.5."""
    assert str(percent(Fraction(2, 3))) == "66.7"
    assert str(percent(Fraction(4, 9))) == "44.4"


@given(st.fractions(min_value=-(10**40), max_value=10**40, max_denominator=10**12), st.integers(0, 9))
def test_ties_are_rounded_away_from_zero(exact: Fraction, places: int) -> None:
    figure = Fraction(rounded(exact, places))
    step = Fraction(1, 10**places)
    assert abs(figure - exact) <= step / 2
    assert abs(figure) >= abs(exact) or abs(figure - exact) < step / 2
    assert (figure / step).denominator == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**20), max_value=10**20))
def test_it_agrees_with_the_half_up_of_decimal_numbers(number: Decimal) -> None:
    """Python's ROUND_HALF_UP is half away from zero too; only its −0.0 differs."""
    with localcontext() as context:
        context.prec = 60
        expected = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert rounded(Fraction(number), 1) == expected
    assert str(rounded(Fraction(number), 1)) == str(expected if expected else Decimal("0.0"))


@given(st.fractions(max_denominator=10**6), st.integers(0, 6))
def test_rounding_a_printed_figure_again_changes_nothing(exact: Fraction, places: int) -> None:
    once = rounded(exact, places)
    assert rounded(Fraction(once), places) == once
    assert Fraction(rounded(-exact, places)) == -Fraction(once)


@pytest.mark.parametrize(
    ("text", "places"), [("1.10", 2), ("0", 0), ("-0", 0), ("0.0", 1), (".5", 1), ("12345678901234567890", 0)]
)
def test_places_are_counted_as_they_are_written(text: str, places: int) -> None:
    assert places_of(Decimal(text)) == places
