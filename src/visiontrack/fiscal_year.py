"""Fiscal years: 2024 is 令和6年度, April 2024 to March 2025."""

from __future__ import annotations

import datetime
import re
import unicodedata

_ERAS = (("令和", "R", 2019), ("平成", "H", 1989), ("昭和", "S", 1926))
_FIRST_DAYS = ((5, 1), (1, 8), (12, 25))  # of each era: month and day
_LAST = {"平成": 31, "昭和": 64}
_GREGORIAN = re.compile(r"(?:FY)?(\d{4})(?:年度)?", re.IGNORECASE)
_JAPANESE = re.compile(r"(令和|平成|昭和|[RHS])\.?(\d{1,2}|元)(?:年度?)?", re.IGNORECASE)


def parse(text: str) -> int | None:
    """Returns the Gregorian year of ``2024``, ``R6``, ``r06``, ``令和6年度`` …, or None when the text is no year.

    Full-width digits and letters are understood, since a Japanese keyboard types them.
    """
    text = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if match := _GREGORIAN.fullmatch(text):
        return int(match[1])
    if match := _JAPANESE.fullmatch(text):
        for name, letter, first in _ERAS:
            if match[1].upper() in (name, letter):
                number = 1 if match[2] == "元" else int(match[2])
                return first + number - 1 if 1 <= number <= _LAST.get(name, 99) else None
    return None


def beyond_era(text: str) -> int | None:
    """Returns the year of ``平成36年度`` or ``H36``: a year of an era that had ended by then, as older plans have them."""
    folded = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    match = _JAPANESE.fullmatch(folded)
    if match is None or match[2] == "元":
        return None
    first = next(first for name, letter, first in _ERAS if match[1].upper() in (name, letter))
    return first + int(match[2]) - 1 if int(match[2]) else None


def wareki(year: int) -> str:
    """Returns the year by name (``2024`` → ``令和6年度``); the year that begins an era is 元年度."""
    for name, _, first in _ERAS:
        # A fiscal year is named by the era of its last months: 2019 is 令和元年度.
        if year >= first:
            number = year - first + 1
            return f"{name}{'元' if number == 1 else number}年度"
    return f"{year}年度"


def by_name(year: int, language: str) -> str:
    """Returns the year as a reader of the language says it: 令和6年度 or FY2024."""
    return wareki(year) if language == "ja" else f"FY{year}"


def day_by_name(day: datetime.date) -> str:
    """Returns a day by name: ``令和7年8月7日``; one before the eras in Gregorian years."""
    for (name, _, first), (month, number) in zip(_ERAS, _FIRST_DAYS, strict=True):
        if (day.year, day.month, day.day) >= (first, month, number):
            count = day.year - first + 1
            return f"{name}{'元' if count == 1 else count}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def short(year: int) -> str:
    """Returns the year as a column heading has it: ``2024`` → ``R6``."""
    for _, letter, first in _ERAS:
        if year >= first:
            return f"{letter}{year - first + 1}"
    return str(year)


def of_day(day: datetime.date) -> int:
    """Returns the fiscal year of a day."""
    return of_date(day.year, day.month)


def of_date(year: int, month: int) -> int:
    """Returns the fiscal year of a calendar month: March 2025 is in 2024."""
    return year if month >= 4 else year - 1
