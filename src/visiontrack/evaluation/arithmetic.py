"""Exact arithmetic, rounded once where a figure is printed, and how it is written out.

Rounding is half away from zero, as Excel's ROUND.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from visiontrack.evaluation.inputs import Scalar

# Writes a value among the numbers of a line of arithmetic: ``plain``, or as the tables beside the line show it.
Write = Callable[[Scalar], str]
_WRITTEN_PLACES = 6


def rounded(value: Fraction, places: int) -> Decimal:
    """Returns ``value`` with ``places`` decimals, half away from zero; −0.0 becomes 0.0."""
    scaled = abs(value) * 10**places
    digits = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    sign = "-" if value < 0 and digits else ""
    # By way of text: Decimal's own operations would round to the context's precision.
    return Decimal(f"{sign}{digits}E-{places}")


def percent(ratio: Fraction) -> Decimal:
    """Returns a ratio (1 is 100 %) as the printed figure: per cent with one decimal."""
    return rounded(ratio * 100, 1)


def places_of(value: Decimal) -> int:
    """Returns the number of decimal places as written: two for 1.10."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def add(values: Iterable[Decimal]) -> Decimal:
    """Returns the exact sum, with as many decimal places as the longest of its parts."""
    parts = list(values)
    places = max(map(places_of, parts))
    total = sum((Fraction(value) for value in parts), Fraction(0))
    digits = total * 10**places
    return Decimal(f"{digits.numerator // digits.denominator}E-{places}")


class Formula(NamedTuple):
    """A formula in letters with the value of each letter: handed out by the function that computes with them.

    Years and texts stand among the numbers as they are, all other values as the reader's ``Write`` writes them.
    """

    letters: str
    values: Mapping[str, Scalar | int | str] = {}

    def numbers(self, write: Write) -> str:
        """Returns the formula with the values in place of their letters; empty where it has no values."""
        if not self.values:
            return ""
        letters = "|".join(map(re.escape, sorted(self.values, key=len, reverse=True)))
        return re.sub(
            rf"(?<!\w)(?:{letters})(?!\w)", lambda match: self._written(match[0], write), self.letters
        )

    def _written(self, letter: str, write: Write) -> str:
        value = self.values[letter]
        return write(value) if isinstance(value, Decimal | bool) else str(value)


def plain(value: Scalar) -> str:
    """Writes a number with the digits it was entered with, a negative one in brackets (−0 is 0); a milestone as a word."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return bracketed(format(value if value else value.copy_abs(), "f"))


def bracketed(number: str) -> str:
    """Writes a number as it stands in arithmetic: a negative one in brackets."""
    return f"({number})" if number.startswith("-") else number


def decimal_text(value: Fraction) -> str:
    """Writes an exact fraction in decimals: whole where it ends, else its first six places and an ellipsis."""
    scaled = abs(value) * 10**_WRITTEN_PLACES
    whole = scaled.numerator // scaled.denominator
    sign = "-" if value < 0 else ""
    digits = f"{whole:0{_WRITTEN_PLACES + 1}d}"
    text = f"{sign}{digits[:-_WRITTEN_PLACES]}.{digits[-_WRITTEN_PLACES:]}"
    if scaled.denominator != 1:
        return text + "…"
    return text.rstrip("0").rstrip(".")
