"""Numbers as reports print them: every digit, thousands separators, and the minus sign that ÷ and × go with."""

from __future__ import annotations

from decimal import Decimal

from visiontrack.formats.figures import grouped

MINUS = "−"


def printed(value: Decimal) -> str:
    """A number as it stands in tables, sentences and charts."""
    return typeset(grouped(value))


def typeset(arithmetic: str) -> str:
    """A line of arithmetic with the same sign in it."""
    return arithmetic.replace("-", MINUS)
