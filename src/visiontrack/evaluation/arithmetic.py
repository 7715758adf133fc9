"""Exact quotients, rounded once where they are printed: to one decimal, half away from zero, as Excel's ROUND."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction, places: int) -> Decimal:
    """``value`` with ``places`` decimals, half away from zero; −0.0 is 0.0."""
    scaled = abs(value) * 10**places
    digits = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    sign = "-" if value < 0 and digits else ""
    # By way of text: Decimal's own operations would round to the context's precision.
    return Decimal(f"{sign}{digits}E-{places}")


def percent(ratio: Fraction) -> Decimal:
    """A ratio as the printed figure: per cent with one decimal."""
    return rounded(ratio * 100, 1)


def places_of(value: Decimal) -> int:
    """Decimal places as written: 1.10 has two."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
