"""Values of the command line: years, dates, choices; wrong ones are told and end the run with exit code 2."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.errors import WrongUse

if TYPE_CHECKING:
    from visiontrack.schema.vision import Vision


def parse_year(text: str) -> int:
    """A year in any of the forms people write."""
    year = fiscal_year.parse(text)
    if year is None:
        raise WrongUse("error.no_year", text=text)
    return year


def year_in(vision: Vision, text: str) -> int:
    """A year that lies in the vision's period."""
    year = parse_year(text)
    if year not in vision.period:
        raise WrongUse("error.year_outside", year=year, start=vision.period.start, end=vision.period.end)
    return year


def parse_today(text: str | None) -> datetime.date:
    """``--today``, else today."""
    if text is None:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise WrongUse("error.no_date", text=text) from None


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """A value that must be one of a few."""
    if value not in choices:
        raise WrongUse("error.choice", option=option, value=value, choices=" | ".join(choices))
    return value
