"""Values of the command line: years, dates, choices. A wrong one raises ``WrongUse``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.errors import WrongUse
from visiontrack.messages import Catalogue, word_by_meaning
from visiontrack.util.nearest import nearest

if TYPE_CHECKING:
    from visiontrack.finding import Loc
    from visiontrack.schema import Kind
    from visiontrack.schema.vision import Vision


def parse_year(text: str) -> int:
    """Returns a fiscal year written in any of the usual forms."""
    year = fiscal_year.parse(text)
    if year is None:
        raise WrongUse("error.no_year", text=text)
    return year


def year_in(vision: Vision, text: str) -> int:
    """Returns a fiscal year that lies in the vision's period."""
    year = parse_year(text)
    if year not in vision.period:
        raise WrongUse("error.year_outside", year=year, start=vision.period.start, end=vision.period.end)
    return year


def parse_today(text: str | None) -> datetime.date:
    """Returns the day of ``--today``, or else today."""
    return datetime.datetime.now().astimezone().date() if text is None else parse_date(text)


def parse_date(text: str) -> datetime.date:
    """Returns a day written in any of the usual forms: ``2025-08-07``, ``2025/8/7``, ``R7.8.7``, ``令和7年8月7日``."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        from visiontrack.schema import wrong_scalars  # only a date in another form needs it

    try:
        day = wrong_scalars.day(text)
    except ValueError:
        day = None
    if day is None:
        raise WrongUse("error.no_date", text=text)
    return day


def output_form(form: str, out: str | None, forms: Sequence[str]) -> str:
    """Returns the form of an output: ``--format`` unless it is empty, or what the ending of ``--out`` says, or text.

    Raises ``WrongUse`` for an ending that is none of the forms, and where the two differ.
    """
    if form:
        choice("--format", form, forms)
    if out is None:
        return form or "text"
    ending = Path(out).suffix.removeprefix(".").lower()
    endings = [name for name in forms if name != "text"]
    if ending not in endings:
        raise WrongUse("error.out_ending", file=out, endings=" ".join(f".{name}" for name in endings))
    if form not in ("", ending):
        raise WrongUse("error.out_form", file=out, ending=f".{ending}", form=form)
    return ending


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    """Returns the value if it is one of the choices."""
    if value not in choices:
        raise WrongUse("error.choice", option=option, value=value, choices=" | ".join(choices))
    return value


def word(option: str, value: str, kind: Kind, loc: Loc, words: Catalogue) -> str:
    """Returns a word that a place of the data format takes, given as such or by its meaning (``市民`` for ``citizen``)."""
    from visiontrack.schema.paths import words_at

    return word_of(option, value, words_at(kind, loc), words)


def word_of(option: str, value: str, choices: Sequence[str], words: Catalogue) -> str:
    """Returns one of some words of the data format, given as such or by its meaning. Raises ``WrongUse``."""
    from visiontrack.scaffold.commented_yaml import word_with_meaning

    chosen = value if value in choices else word_by_meaning(value, choices)
    if chosen is not None:
        return chosen
    meanings = {words(f"word.{choice}"): choice for choice in choices}
    near = nearest(value, [*meanings, *choices])
    listed = " | ".join(word_with_meaning(choice, words, choices) for choice in choices)
    suggest = meanings.get(near, near) if near is not None else None
    raise WrongUse("error.choice", option=option, value=value, choices=listed, suggest=suggest)
