"""What somebody left in a cell → the value as a file spells it, or what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from visiontrack.exchange.questions import Choice, Question
from visiontrack.exchange.values import tidy
from visiontrack.formats.cells import EXACT_DIGITS
from visiontrack.schema import scalars
from visiontrack.source.characters import FORBIDDEN, masked

# Office spells characters that XML cannot hold as _x000D_, and a literal _x as _x005F_x.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
_SHOWN = 60
_MOST_WORDS = 12


class Problem(NamedTuple):
    """What is wrong: a code, one of its sentences, and what fills it."""

    code: str
    variant: str = ""
    params: Mapping[str, object] = {}


Answer = str | None | Problem


def answer(typed: Any, shown: Any | None, question: Question, also: tuple[Choice, ...] = ()) -> Answer:
    """The answer in a cell: as it was typed, and what it shows (None where it is empty).

    ``also`` are the choices by other names, understood but not told.
    """
    held = shown.value if shown is not None else None
    if shown is None or held is None:
        return Problem("VT707") if typed.data_type == "f" else None
    if shown.data_type == "e":
        return Problem("VT707", "error", {"value": str(held)})
    if isinstance(held, str) and not held.strip():
        return None
    if isinstance(held, datetime.date | datetime.time | datetime.timedelta):
        return Problem(
            "VT708", "text" if question.kind == "text" else "", {"value": excerpt(str(_day(held)))}
        )
    if question.kind == "number":
        return _number(held, shown.number_format)
    if question.kind == "choice":
        return _choice(held, question.choices, also)
    return _text(held)


def stored_text(value: object) -> str:
    """A text as it was before Office spelled its odd characters out."""
    text = "" if value is None else str(value)
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def plain(value: object) -> str:
    """Whatever a cell holds, as a text that stays the same when another program saves the form."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | Decimal):
        return digits(float(value))
    return tidy(stored_text(_day(value)))


def _day(value: object) -> object:
    """A date without the midnight that Excel gives it."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return value


def excerpt(text: str) -> str:
    """The beginning of what somebody wrote, on one line and fit to be shown."""
    text = masked(" ".join(text.split()))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def digits(value: float | int) -> str:
    """A number as Excel shows it: fifteen digits, whole numbers whole, no exponent."""
    if isinstance(value, int):
        return str(value)
    return format(Decimal(format(value or 0.0, f".{EXACT_DIGITS}g")), "f")


def _number(held: Any, form: str) -> Answer:
    if isinstance(held, bool):
        return Problem("VT709", "", {"value": str(held).upper()})
    if isinstance(held, int | float):
        if "%" in _QUOTED.sub("", form or ""):
            number = digits(held * 100)
            return Problem("VT709", "percent", {"value": f"{number}%", "number": number})
        return _checked(digits(held), digits(held))
    typed = stored_text(held).strip()
    return _checked(scalars.plain_ascii(typed), typed)


def _checked(text: str, typed: str) -> Answer:
    try:
        scalars.number(text)
    except PydanticCustomError as error:
        params: dict[str, object] = {"value": excerpt(typed), **(error.context or {})}
        variant = {"number_unit": "unit", "number_digits": "digits"}.get(error.type, "")
        return Problem("VT709", variant, params)
    return text


def _choice(held: Any, choices: tuple[Choice, ...], also: tuple[Choice, ...]) -> Answer:
    text = (
        str(held).lower()
        if isinstance(held, bool)
        else digits(held)
        if isinstance(held, int | float)
        else held
    )
    wanted = stored_text(text).strip()
    for choice in (*choices, *also):
        if wanted in (choice.label, choice.value):
            return choice.value
    words = " | ".join(choice.label for choice in choices[:_MOST_WORDS])
    return Problem("VT710", "", {"value": excerpt(wanted), "words": words})


def _text(held: Any) -> Answer:
    if isinstance(held, bool):
        return str(held).upper()
    text = tidy(digits(held) if isinstance(held, int | float) else stored_text(held))
    bad = FORBIDDEN.search(text)
    return Problem("VT711", "", {"character": f"U+{ord(bad[0]):04X}"}) if bad else text or None
