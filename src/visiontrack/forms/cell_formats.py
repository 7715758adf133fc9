"""What is seen in a cell beside its value: a format can show a thousandth or a per cent, a line strike out a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock

from visiontrack.forms.open_workbook import cell_text, digits

_SPACING = re.compile(r"[_*].")
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|[_*].")
_CONDITION = re.compile(r"\[[<>=]")
_SCALING = re.compile(r"(?<=[0#?])(,+)(?![0#?,])")
_PLACES = re.compile(r"\.([0#?]*)")
_PLAIN = re.compile(r"[#,?]*0(?:\.[0#?]+)?")


class ScaledNumber(NamedTuple):
    """A number as its cell shows it, and exactly, without thousands separators."""

    shown: str
    number: str


def percent_of(value: float, number_format: str) -> ScaledNumber | None:
    """Returns the per cent that a format shows, or None where it shows none."""
    for section in _sections(value, number_format):
        if "%" in section:
            return ScaledNumber(f"{value * 100:,.{_places(section)}f}%", digits(value * 100))
    return None


def thousands_of(value: float, number_format: str) -> ScaledNumber | None:
    """Returns the thousands or millions that a format such as ``#,##0,`` shows, or None where it shows all of it."""
    for section in _sections(value, number_format):
        commas = _SCALING.search(section)
        if commas and value:
            scaled = value / 1000 ** len(commas[1])
            return ScaledNumber(f"{scaled:,.{_places(section)}f}", digits(scaled))
    return None


def shows_value(value: float | str, number_format: str) -> bool:
    """Returns whether a cell for text shows what it holds, thousands separators apart."""
    sections = _SPACING.sub("", number_format or "General").split(";")
    if isinstance(value, str):
        with_text = [section for section in sections if "@" in section] or ["@"]
        return (sections[3] if len(sections) > 3 else with_text[0]) == "@"
    section = sections[_index(value, len(sections))].strip()
    if section.casefold() == "general" or section == "@":
        return True
    return bool(_PLAIN.fullmatch(section)) and digits(round(value, _places(section))) == digits(value)


def _sections(value: float, number_format: str) -> list[str]:
    """Returns the parts of a format that may apply to a value, without what is printed as it stands."""
    sections = _LITERAL.sub("", number_format or "").split(";")
    if _CONDITION.search(number_format or ""):
        return sections
    return [sections[_index(value, len(sections))]]


def _index(value: float, count: int) -> int:
    """Returns the index of the section for a number: positive, negative, zero."""
    index = 1 if value < 0 else 2 if value == 0 else 0
    return index if index < count else 0


def _places(section: str) -> int:
    match = _PLACES.search(section)
    return len(match[1]) if match else 0


def struck_text(cell: Any) -> str:
    """Returns what is struck out in a cell, all of it or a part; "" where nothing is."""
    return "".join(text for text, struck in _runs(cell) if struck).strip()


def rest_of_struck(cell: Any) -> str:
    """Returns what is not struck out in a cell."""
    return "".join(text for text, struck in _runs(cell) if not struck)


def _runs(cell: Any) -> Iterator[tuple[str, bool]]:
    """Yields the parts of a cell in one font, and whether each is struck out.

    A part with a font of its own does not inherit the strike of the cell.
    """
    whole = bool(cell.font is not None and cell.font.strike)
    if not isinstance(cell.value, CellRichText):
        yield cell_text(cell.value) if cell.value is not None else "", whole
        return
    for part in cell.value:
        if isinstance(part, TextBlock):
            yield part.text, bool(part.font.strike)
        else:
            yield str(part), whole
