"""What somebody left in a cell → the value as a file spells it, or what is wrong with it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from visiontrack.formats.cells import EXACT_DIGITS
from visiontrack.forms.questions import Choice, Question
from visiontrack.forms.values import tidy
from visiontrack.schema import scalars
from visiontrack.yaml.characters import FORBIDDEN, masked

# Office spells characters that XML cannot hold as _x000D_, and a literal _x as _x005F_x.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
_SHOWN = 60
_MOST_WORDS = 12
_VARIANTS = {"number_unit": "unit", "amount_unit": "unit", "number_digits": "digits"}
# What people write for a value that is not there, in half-width signs where there are such.
_DASHES = ("-", "--", "ー", "―", "—", "*", "?", "/", "n/a", "na", "tbd")
_NOT_YET = (
    "未定",
    "未集計",
    "集計中",
    "調査中",
    "確認中",
    "未公表",
    "公表前",
    "不明",
    "なし",
    "無し",
    "該当なし",
)
_NO_VALUE = frozenset([*_DASHES, *_NOT_YET])


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
        return _number(held, shown.number_format, question)
    if question.kind == "choice":
        return _choice(held, question, also)
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
        return digits(value if isinstance(value, int) else float(value))
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


def _number(held: Any, form: str, question: Question) -> Answer:
    if isinstance(held, bool):
        return Problem("VT709", "", {"value": str(held).upper()})
    if isinstance(held, int | float):
        if "%" in _QUOTED.sub("", form or ""):
            number = digits(held * 100)
            return Problem("VT709", "percent", {"value": f"{number}%", "number": number})
        return _checked(digits(held), digits(held), question)
    typed = stored_text(held).strip()
    return _checked(scalars.plain_ascii(typed), typed, question)


def _checked(text: str, typed: str, question: Question) -> Answer:
    money = question.key[0] == "projects"
    try:
        (scalars.amount if money else scalars.number)(text)
    except PydanticCustomError as error:
        params: dict[str, object] = {"value": excerpt(typed), **(error.context or {})}
        variant = _VARIANTS.get(
            error.type, "money" if money else "none" if text.casefold() in _NO_VALUE else ""
        )
        return Problem("VT709", variant, params)
    return text


def _choice(held: Any, question: Question, also: tuple[Choice, ...]) -> Answer:
    text = str(held).lower() if isinstance(held, bool) else held
    wanted = (digits(text) if isinstance(text, int | float) else stored_text(text)).strip()
    for fold in (str, _folded):
        # In full-width letters (Ｂ) or another case it still says the same, where only one choice does.
        meant = {one.value for one in (*question.choices, *also) if fold(wanted) in map(fold, one[::-1])}
        if len(meant) == 1:
            return meant.pop()
    words = " | ".join(choice.label for choice in question.choices[:_MOST_WORDS])
    is_value = question.key[-1] == "state" and _is_number(wanted)
    return Problem("VT710", "value" if is_value else "", {"value": excerpt(wanted), "words": words})


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _is_number(text: str) -> bool:
    try:
        scalars.number(scalars.plain_ascii(text))
    except PydanticCustomError:
        return False
    return True


def _text(held: Any) -> Answer:
    if isinstance(held, bool):
        return str(held).upper()
    text = tidy(digits(held) if isinstance(held, int | float) else stored_text(held))
    bad = FORBIDDEN.search(text)
    return Problem("VT711", "", {"character": f"U+{ord(bad[0]):04X}"}) if bad else text or None
