"""How values read in a report: numbers, years, days and words, in the report's language."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jinja2 import Undefined

from visiontrack import fiscal_year
from visiontrack.messages import Catalogue
from visiontrack.report.data_text import Text
from visiontrack.report.mistakes import Forbidden, UnknownName
from visiontrack.report.numbers import printed

NOTHING = "―"
# An era begins on a day, not with a fiscal year.
_ERAS = (
    ("令和", datetime.date(2019, 5, 1)),
    ("平成", datetime.date(1989, 1, 8)),
    ("昭和", datetime.date(1926, 12, 25)),
)


class Words:
    """Everything that puts a value into words. What is not there reads ―, never 0 and never nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._japanese = catalogue.language == "ja"

    def show(self, value: Any) -> str:
        """A value as ``{{ … }}`` prints it: texts escaped, numbers with every digit and thousands separators."""
        if isinstance(value, (str, Text, Undefined)):
            return str(value)  # a name that is not there tells so itself
        if value is None:
            return NOTHING
        if isinstance(value, bool):
            return self._catalogue("word.true" if value else "word.false")
        if isinstance(value, Decimal):
            return printed(value)
        if isinstance(value, (int, float)):
            return str(value)
        raise Forbidden(f"{{{{ {type(value).__name__} }}}}")

    def page(self, key: str, **params: Any) -> str:
        """``t("key", name=value)``: a sentence of the reports."""
        if not isinstance(key, str):
            raise UnknownName(f"t({type(key).__name__})")
        if not self._catalogue.has(f"page.{key}"):
            raise UnknownName(f't("{key}")')
        shown = {name: self.show(value) for name, value in params.items()}
        return self._catalogue(f"page.{key}", **shown)

    def word(self, key: str | None) -> str:
        """A word of the data format (``on_track`` → 順調), as reports put it."""
        if key is None:
            return NOTHING
        own = f"page.word.{key}"
        return self._catalogue(own if self._catalogue.has(own) else f"word.{key}")

    def reason(self, key: str | None) -> str:
        """Why a figure could not be computed."""
        return NOTHING if key is None else self._catalogue(f"reason.{key}")

    def percent(self, figure: Decimal | None) -> str:
        """A printed figure with its sign."""
        return NOTHING if figure is None else f"{printed(figure)}%"

    def unit(self, value: Any, unit: Text | None = None) -> str:
        """A value with its unit; a milestone's has none."""
        if value is None or isinstance(value, bool) or not unit:
            return self.show(value)
        gap = "" if self._japanese or unit.raw.startswith(("%", "％")) else " "
        return f"{self.show(value)}{gap}{unit}"

    def yen(self, thousands: Decimal | None) -> str:
        """An amount of thousand yen as a citizen reads it: 1,428万円 where that is exact, else 14,285千円."""
        if thousands is None:
            return NOTHING
        if not self._japanese:
            return f"{printed(thousands)} thousand yen"
        whole = Fraction(thousands) / 10
        if whole.denominator != 1:
            return f"{printed(thousands)}千円"
        return f"{printed(Decimal(whole.numerator))}万円"

    def year(self, year: int | None) -> str:
        """A fiscal year: 令和6年度 or FY2024."""
        if year is None:
            return NOTHING
        return fiscal_year.wareki(year) if self._japanese else f"FY{year}"

    def short_year(self, year: int) -> str:
        """A fiscal year for the head of a column: R6 or FY2024."""
        return fiscal_year.short(year) if self._japanese else f"FY{year}"

    def day(self, iso: str | None) -> str:
        """A day: 令和7年8月7日 or 2025-08-07."""
        if iso is None:
            return NOTHING
        if not self._japanese:
            return iso
        day = datetime.date.fromisoformat(iso)
        for name, first in _ERAS:
            if day >= first:
                number = day.year - first.year + 1
                return f"{name}{'元' if number == 1 else number}年{day.month}月{day.day}日"
        return f"{day.year}年{day.month}月{day.day}日"
