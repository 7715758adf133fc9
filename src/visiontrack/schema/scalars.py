"""What a scalar in a data file may be. The schema decides, not YAML: every scalar arrives here as text.

Each reader raises ``PydanticCustomError`` with a type of its own (``number``, ``year`` …); the catalogue is
told apart by these types, never by a message. A mend with one right answer travels along as ``fixed``.
"""

import datetime
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from pydantic_core import PydanticCustomError

from visiontrack.schema.marks import After, JsonSchema, Plain

MAX_DIGITS = 30
MAX_LINE = 200
MAX_ID = 64

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_EXPONENT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")
_MINUS = str.maketrans("▲△−‐–", "-----")
_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
ID_JSON_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def _text(value: object) -> str:
    if type(value) is not str:
        raise PydanticCustomError("string_type", "text expected")
    return value


def plain_ascii(text: str) -> str:
    """The number a person meant who typed full-width digits, ``▲``, or thousands separators."""
    folded = unicodedata.normalize("NFKC", text.translate(_MINUS)).strip().replace("、", ",")
    if folded.startswith("- "):
        folded = "-" + folded[1:].lstrip()
    return folded.replace(",", "") if _GROUPED.fullmatch(folded) else folded


def number(value: object) -> Decimal:
    """Text → ``Decimal`` as written: no exponent, at most 30 digits, never a float in between."""
    if type(value) is not str or not _NUMBER.fullmatch(value):
        raise _number_error(_text(value))
    if len(value) > MAX_DIGITS and sum(map(str.isdigit, value)) > MAX_DIGITS:
        raise PydanticCustomError("number_digits", "too many digits", {"most": MAX_DIGITS})
    return Decimal(value)


def _number_error(text: str) -> PydanticCustomError:
    if _EXPONENT.fullmatch(text):
        return PydanticCustomError("number_exponent", "exponent")
    fixed = plain_ascii(text)
    if fixed != text and _NUMBER.fullmatch(fixed):
        return PydanticCustomError("number_form", "number in another form", {"fixed": fixed})
    unit = re.fullmatch(r"([+-]?[0-9.]+)\s*([^0-9.,].{0,9})", fixed)
    if unit and _NUMBER.fullmatch(unit[1]):
        return PydanticCustomError("number_unit", "unit", {"number": unit[1], "unit": unit[2]})
    return PydanticCustomError("number", "not a number")


def value(raw: object) -> Decimal | bool:
    """An indicator's value: a number, or ``true`` / ``false`` for a milestone."""
    if raw == "true":
        return True
    if raw == "false":
        return False
    return number(raw)


def year(raw: object) -> int:
    """A fiscal year as the four digits of its Gregorian number."""
    text = _text(raw)
    if len(text) == 4 and text.isascii() and text.isdigit() and text > "0000":
        return int(text)
    fixed = plain_ascii(text)
    if fixed != text and len(fixed) == 4 and fixed.isdigit():
        raise PydanticCustomError("year_form", "year in another form", {"fixed": fixed})
    from visiontrack import fiscal_year  # only a wrong year needs it

    meant = fiscal_year.parse(text)
    if meant is not None:
        raise PydanticCustomError("year_era", "era year", {"year": meant})
    raise PydanticCustomError("year", "not a year")


def date(raw: object) -> datetime.date:
    """``YYYY-MM-DD``, a day that exists."""
    text = _text(raw)
    match = _DATE.fullmatch(text)
    if match:
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise PydanticCustomError("date_none", "no such day") from None
    fixed = plain_ascii(text)
    if fixed != text and _DATE.fullmatch(fixed):
        raise PydanticCustomError("date_form", "date in another form", {"fixed": fixed})
    raise PydanticCustomError("date", "not a date")


def month(raw: object) -> str:
    """``YYYY`` or ``YYYY-MM``."""
    text = _text(raw)
    if not _MONTH.fullmatch(text):
        raise PydanticCustomError("month", "not YYYY or YYYY-MM")
    return text


def id_problem(text: str) -> str | None:
    """Why ``text`` cannot be an id (an error type), or None when it can."""
    if not _ID.fullmatch(text):
        return "id"
    if len(text) > MAX_ID:
        return "id_length"
    return "id_windows" if text in _WINDOWS else None


def near_id(text: str) -> str:
    """The id that was probably meant by a text that is none: ``Startup_Support`` → ``startup-support``."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return re.sub(r"[\s_ー−–.]+", "-", folded).strip("-")


# Ids come again and again; one object for each saves the checking and much memory.
@lru_cache(maxsize=65_536)
def _id(text: str) -> str:
    if problem := id_problem(text):
        raise PydanticCustomError(problem, "not an id", {"most": MAX_ID})
    return text


def _line(text: str) -> str:
    if text.endswith("\n"):
        text = text[:-1]  # a block scalar of one line
    if not text.strip():
        raise PydanticCustomError("line_empty", "empty")
    if "\n" in text or "\r" in text:
        raise PydanticCustomError("line_break", "more than one line")
    if len(text) > MAX_LINE:
        raise PydanticCustomError("line_length", "too long", {"most": MAX_LINE, "length": len(text)})
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("line_empty", "empty")
    return text


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        raise PydanticCustomError("above_zero", "not above zero")
    return value


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise PydanticCustomError("negative", "below zero")
    return value


def _decimals(raw: object) -> int:
    text = _text(raw)
    if len(text) == 1 and text.isascii() and text.isdigit():
        return int(text)
    fixed = plain_ascii(text)
    if fixed != text and len(fixed) == 1 and fixed.isdigit():
        raise PydanticCustomError("number_form", "number in another form", {"fixed": fixed})
    raise PydanticCustomError("decimals", "not 0 to 9")


def _municipality_code(raw: object) -> str:
    text = _text(raw)
    if not re.fullmatch(r"[0-9]{6}", text):
        fixed = plain_ascii(text)
        if fixed != text and re.fullmatch(r"[0-9]{6}", fixed):
            raise PydanticCustomError("number_form", "code in another form", {"fixed": fixed})
        raise PydanticCustomError("code", "not six digits")
    expected = municipality_check_digit(text[:5])
    if text[5] != expected:
        raise PydanticCustomError("code_check", "check digit", {"expected": text[:5] + expected})
    return text


def municipality_check_digit(first_five: str) -> str:
    """The check digit of a 全国地方公共団体コード: weights 6 to 2, modulus 11, last digit of the difference.

    Source: 総務省 全国地方公共団体コード, 検査数字の算出方法.
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_five, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


# An editor reads scalars by YAML's own rules, hence the loose JSON types here: a text may look like a number
# to it, and a number may stand in quotes.
_DIGITS = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)$"
_NUMERIC = {"type": ["number", "string"], "pattern": _DIGITS}

Id = Annotated[str, After(_id), JsonSchema(type="string", pattern=ID_JSON_PATTERN, maxLength=MAX_ID)]
Line = Annotated[
    str,
    After(_line),
    JsonSchema(type=["string", "number", "boolean"], minLength=1, maxLength=MAX_LINE),
]
Text = Annotated[str, JsonSchema(type=["string", "number", "boolean"])]
FilledText = Annotated[str, After(_filled), JsonSchema(type=["string", "number", "boolean"], minLength=1)]
Number = Annotated[Decimal, Plain(number), JsonSchema(**_NUMERIC)]
Weight = Annotated[Number, After(_above_zero), JsonSchema(**_NUMERIC, exclusiveMinimum=0)]
Share = Annotated[Number, After(_not_negative), JsonSchema(**_NUMERIC, minimum=0)]
Decimals = Annotated[
    int,
    Plain(_decimals),
    JsonSchema(type=["integer", "string"], minimum=0, maximum=9, pattern="^[0-9]$"),
]
Value = Annotated[
    Decimal | bool,
    Plain(value),
    JsonSchema(type=["number", "boolean", "string"], pattern=rf"^(true|false)$|{_DIGITS}"),
]
Year = Annotated[
    int,
    Plain(year),
    JsonSchema(type=["integer", "string"], minimum=1, maximum=9999, pattern="^[0-9]{4}$"),
]
Date = Annotated[datetime.date, Plain(date), JsonSchema(type="string", pattern=r"^\d{4}-\d{2}-\d{2}$")]
Month = Annotated[
    str, Plain(month), JsonSchema(type=["string", "integer"], pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")
]
Code = Annotated[str, Plain(_municipality_code), JsonSchema(type=["string", "integer"], pattern=r"^\d{6}$")]


def _flag(raw: object) -> bool:
    if raw == "true":
        return True
    if raw == "false":
        return False
    raise PydanticCustomError("flag", "not true or false")


Flag = Annotated[bool, Plain(_flag), JsonSchema(type=["boolean", "string"], pattern="^(true|false)$")]

Basis = Literal["achievement", "progress", "pace"]
DecisionWord = Literal[
    "expand",
    "continue",
    "improve",
    "merge",
    "shrink",
    "suspend",
    "abolish",
    "complete",
    "extend",
    "new",
    "undecided",
]
