"""Formats the values of a report for reading: numbers, years, days and words, in the report's language."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError

from visiontrack import fiscal_year
from visiontrack.formats.number_format import grouped
from visiontrack.messages import Catalogue
from visiontrack.report.data_text import Text
from visiontrack.report.template_errors import UnknownName

NOTHING = "―"
# The minus sign that goes with ÷ and ×.
MINUS = "−"


def printed(value: Decimal) -> str:
    """Returns a number as tables, sentences and charts print it: every digit, thousands separators, and MINUS."""
    return typeset(grouped(value))


def typeset(arithmetic: str) -> str:
    """Returns a line of arithmetic with MINUS for each hyphen."""
    return arithmetic.replace("-", MINUS)


class ValueFormatter:
    """Formats values in the language of a catalogue. A value that is None reads ―, never 0 and never empty."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._japanese = catalogue.language == "ja"

    def format_value(self, value: Any) -> str:
        """Returns a value as ``{{ … }}`` prints it: texts escaped, numbers with every digit and separators."""
        if isinstance(value, (str, Text, Undefined)):
            return str(value)  # an undefined name raises UnknownName
        if value is None:
            return NOTHING
        if isinstance(value, bool):
            return self._catalogue("word.true" if value else "word.false")
        if isinstance(value, Decimal):
            return printed(value)
        if isinstance(value, (int, float)):
            return str(value)
        # The guide to templates names a record without the suffix of its class.
        raise SecurityError(f"{{{{ {type(value).__name__.removesuffix('View')} }}}}")

    def sentence(self, key: str, **params: Any) -> str:
        """Returns a sentence of the reports: ``t("key", name=value)``."""
        if not isinstance(key, str):
            raise UnknownName(f"t({type(key).__name__})")
        if not self._catalogue.has(f"page.{key}"):
            raise UnknownName(f't("{key}")')
        if not params and "{" in self._catalogue(f"page.{key}"):
            raise UnknownName(f't("{key}")')  # a sentence with gaps, which a city's template does not fill
        # A number of things chooses between singular and plural.
        formatted = {
            name: value if type(value) is int else self.format_value(value) for name, value in params.items()
        }
        return self._catalogue(f"page.{key}", **formatted)

    def word(self, key: str | None) -> str:
        """Returns a word of the data format (``on_track`` → 順調), as reports put it."""
        if key is None:
            return NOTHING
        report_word = f"page.word.{key}"
        return self._catalogue(report_word if self._catalogue.has(report_word) else f"word.{key}")

    def reason(self, key: str | None) -> str:
        """Returns why a figure could not be computed."""
        return NOTHING if key is None else self._catalogue(f"reason.{key}")

    def percent(self, figure: Decimal | None) -> str:
        """Returns a rate with its per cent sign."""
        return NOTHING if figure is None else f"{printed(figure)}%"

    def unit(self, value: Any, unit: Text | None = None) -> str:
        """Returns a value with its unit; a milestone's has none."""
        if value is None or isinstance(value, bool) or not unit:
            return self.format_value(value)
        gap = "" if self._japanese or unit.raw.startswith(("%", "％")) else " "
        return f"{self.format_value(value)}{gap}{unit}"

    def yen(self, thousands: Decimal | None) -> str:
        """Returns an amount of thousand yen as a citizen reads it: 1,428万円 where that is exact, else 14,285千円."""
        if thousands is None:
            return NOTHING
        if not self._japanese:
            return f"{printed(thousands)} thousand yen"
        ten_thousands = Fraction(thousands) / 10
        if ten_thousands.denominator != 1:
            return f"{printed(thousands)}千円"
        return f"{printed(Decimal(ten_thousands.numerator))}万円"

    def year(self, year: int | None) -> str:
        """Returns a fiscal year: 令和6年度 or FY2024."""
        if year is None:
            return NOTHING
        return fiscal_year.by_name(year, "ja" if self._japanese else "en")

    def short_year(self, year: int) -> str:
        """Returns a fiscal year for the head of a column: R6 or FY2024."""
        return fiscal_year.short(year) if self._japanese else f"FY{year}"

    def day(self, iso: str | None) -> str:
        """Returns a day: 令和7年8月7日 or 2025-08-07."""
        if iso is None:
            return NOTHING
        if not self._japanese:
            return iso
        return fiscal_year.day_by_name(datetime.date.fromisoformat(iso))
