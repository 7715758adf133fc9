"""What is put into a spreadsheet's cell: text stays text, numbers keep every digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from visiontrack.evaluation.arithmetic import places_of
from visiontrack.formats.numbers import number

EXACT_DIGITS = 15  # what a number in Excel keeps
_FORMULA_SIGNS = ("=", "+", "-", "@")


def put_text(cell: Any, text: str) -> None:
    """No sign at its beginning makes a text a formula, and no ``_x000D_`` in it becomes a line end."""
    cell.value = text.replace("_x", "_x005F_x") if "_x" in text else text
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def put_number(cell: Any, value: Decimal) -> bool:
    """A number as one, formatted with the places it is written with; as text where Excel would lose digits of it."""
    if digits_of(value) > EXACT_DIGITS:
        put_text(cell, number(value))
        return False
    cell.value = value
    cell.number_format = number_format(value)
    return True


def digits_of(value: Decimal) -> int:
    """Significant digits as written."""
    return len(value.as_tuple().digits)


def number_format(value: Decimal) -> str:
    """Thousands separators, and the places that are written."""
    places = places_of(value)
    return "#,##0" + ("." + "0" * places if places else "")
