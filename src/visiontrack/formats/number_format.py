"""Numbers as text: every digit as it was written, with thousands separators where people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack import fiscal_year

if TYPE_CHECKING:
    import datetime

    from visiontrack.messages import Catalogue

NOTHING = "-"


def plain_number(value: Decimal) -> str:
    """Returns a number in plain digits; ``-0.0`` is ``0.0``."""
    text = format(value, "f")
    return text.lstrip("-") if not value and text.startswith("-") else text


def grouped(value: Decimal) -> str:
    """Returns a number with every digit as written, and thousands separators: 1,234.50."""
    text = plain_number(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    head = len(whole) % 3
    groups = [whole[:head]] if head else []
    groups += [whole[i : i + 3] for i in range(head, len(whole), 3)]
    return f"{sign}{','.join(groups)}{point}{rest}"


def format_figure(figure: Decimal | None) -> str:
    """Returns a printed figure, or a dash where there is none."""
    return NOTHING if figure is None else grouped(figure)


def format_value(value: Decimal | bool | None, words: Catalogue) -> str:
    """Returns an indicator's value: a number, 有 or 無 for a milestone, a dash where there is none."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return words("word.true") if value else words("word.false")
    return grouped(value)


def format_with_unit(value: Decimal | bool | None, unit: str, words: Catalogue) -> str:
    """Returns a value with its unit; a milestone's has none, whatever the plan calls it."""
    return format_value(value, words) + (f" {unit}" if isinstance(value, Decimal) else "")


def format_day(day: datetime.date, words: Catalogue) -> str:
    """Returns a day as a letter or a record has it: ``令和7年8月7日``, in English ``2025-08-07``."""
    return fiscal_year.day_by_name(day) if words.language == "ja" else day.isoformat()
