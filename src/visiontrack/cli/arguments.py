"""Values of the command line: years, dates, choices; wrong ones are told and end the run with exit code 2."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.errors import WrongUse

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue
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
    return datetime.datetime.now().astimezone().date() if text is None else parse_date(text)


def parse_date(text: str) -> datetime.date:
    """A day in any of the forms people write: ``2025-08-07``, ``2025/8/7``, ``R7.8.7``, ``令和7年8月7日``."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        from visiontrack.schema import wrong_scalars  # only a date in another form needs it

    try:
        found = wrong_scalars.day(text)
    except ValueError:
        found = None
    if found is None:
        raise WrongUse("error.no_date", text=text)
    return found


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """A value that must be one of a few."""
    if value not in choices:
        raise WrongUse("error.choice", option=option, value=value, choices=" | ".join(choices))
    return value


def word(option: str, value: str, choices: Sequence[str], words: Catalogue) -> str:
    """A word of the data format, or what it means (``市民`` for ``citizen``); a wrong one is told with all of both."""
    from visiontrack.messages import meant_word
    from visiontrack.scaffold.commented_yaml import word_with_meaning
    from visiontrack.util.nearest import nearest

    chosen = value if value in choices else meant_word(value, choices)
    if chosen is not None:
        return chosen
    meanings = {words(f"word.{one}"): one for one in choices}
    near = nearest(value, [*meanings, *choices])
    told = [word_with_meaning(one, words) for one in choices]
    suggest = meanings.get(near, near) if near is not None else None
    raise WrongUse("error.choice", option=option, value=value, choices=" | ".join(told), suggest=suggest)
