"""What a scalar in a data file may be. The schema decides, not YAML: every scalar arrives here as text.

Each reader raises ``PydanticCustomError`` with a type of its own (``number``, ``year`` …), by which the sentence of the
finding is chosen, never by a message. A fix with one right answer is passed as ``fixed``.
"""

import datetime
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from visiontrack import fiscal_year
from visiontrack.schema import wrong_scalars
from visiontrack.schema.base import FromText
from visiontrack.schema.wrong_scalars import INVISIBLE

MAX_DIGITS = 30
MAX_LINE = 200
MAX_TEXT = 32_000  # as a cell of a workbook holds
MAX_ID = 64
MAX_MEASURE_NUMBER = 20

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_EXPONENT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+")
# No thousands group begins with 0: 0,850 was to be 0.850.
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_MONTH = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")
# Full-width forms of ASCII signs lie at a fixed distance from them.
_TO_HALF_WIDTH = {full: full - 0xFEE0 for full in range(ord("！"), ord("～") + 1)}
_WIDE_LETTERS = re.compile("[Ａ-Ｚａ-ｚ０-９＋－]+")
_MINUS = str.maketrans("▲△−‐–", "-----")
# How people say yes and no instead of ``true`` and ``false``; the last may mean that there is no value.
_YES = ("yes", "y", "on", "はい", "有", "有り", "あり", "済", "済み", "実施", "○", "〇", "◯")
_YES_NO = {**dict.fromkeys(_YES, "true"), **dict.fromkeys(("no", "n", "off", "いいえ"), "false")}
_NO_OR_NONE = frozenset(["無", "無し", "なし", "未", "未実施", "×", "✕"])
_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
ID_JSON_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


# Ids, years and most numbers recur: one object for each saves their checking and much memory.
_cached = lru_cache(maxsize=32_768)


def plain_ascii(text: str) -> str:
    """Returns the number in plain digits that was typed with full-width digits, ``▲``, thousands separators or signs
    nobody sees."""
    if not text.isascii() and any(unicodedata.category(character) == "No" for character in text):
        return text  # a note mark (``1290①``, ``37.9²``) is no digit of the number
    seen = INVISIBLE.sub("", text)
    folded = unicodedata.normalize("NFKC", seen.translate(_MINUS)).strip().replace("、", ",")
    if folded.startswith("- "):
        folded = "-" + folded[1:].lstrip()
    return folded.replace(",", "") if _GROUPED.fullmatch(folded) else folded


@_cached
def number(text: str) -> Decimal:
    """Returns the ``Decimal`` as written: no exponent, at most 30 digits, never a float in between."""
    if not _NUMBER.fullmatch(text):
        raise _number_error(text)
    if len(text) > MAX_DIGITS and sum(map(str.isdigit, text)) > MAX_DIGITS:
        raise PydanticCustomError("number_digits", "too many digits", {"most": MAX_DIGITS})
    return Decimal(text)


def _number_error(text: str) -> PydanticCustomError:
    if _EXPONENT.fullmatch(text):
        return PydanticCustomError("number_exponent", "exponent")
    fixed = plain_ascii(text)
    if fixed != text and _NUMBER.fullmatch(fixed):
        return PydanticCustomError("number_form", "number in another form", {"fixed": fixed})
    name, params = wrong_scalars.number_error(fixed)
    return PydanticCustomError(name, "not a number", dict(params))


@_cached
def amount(text: str) -> Decimal:
    """Returns an amount in thousand yen: a number, which may not name that unit either."""
    try:
        return number(text)
    except PydanticCustomError:
        plain_amount = wrong_scalars.in_thousand_yen(plain_ascii(text))
        if plain_amount is None:
            raise
        raise PydanticCustomError("amount_unit", "unit", {"number": plain_amount}) from None


def count(text: str) -> int:
    """Returns how many people, firms or cases: a whole number, 0 or more."""
    counted = number(text)
    if counted < 0 or counted != int(counted):
        raise PydanticCustomError("count", "not a whole number from 0 on")
    return int(counted)


def value(text: str) -> Decimal | bool:
    """Returns an indicator's value: a number, or a truth value for a milestone."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return number(text)
    except PydanticCustomError as error:
        raise _flag_error(text, "flag_or_number") or error from None


def _flag_error(text: str, words: str) -> PydanticCustomError | None:
    """Returns what is wrong with a yes or no in another form or in words, or None where the text is neither."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    if folded in ("true", "false"):
        return PydanticCustomError("flag_form", "true or false in another form", {"fixed": folded})
    if folded in _YES_NO:
        return PydanticCustomError(words, "yes or no in words", {"expected": _YES_NO[folded]})
    return PydanticCustomError(words, "no, or none") if folded in _NO_OR_NONE else None


@_cached
def year(text: str) -> int:
    """Returns the fiscal year written as the four digits of its Gregorian number."""
    if len(text) == 4 and text.isascii() and text.isdigit() and text > "0000":
        return int(text)
    fixed = plain_ascii(text)
    if fixed != text and len(fixed) == 4 and fixed.isdigit():
        raise PydanticCustomError("year_form", "year in another form", {"fixed": fixed})
    gregorian = fiscal_year.parse(INVISIBLE.sub("", text))
    if gregorian is not None:
        raise PydanticCustomError("year_era", "era year", {"year": gregorian, "fixed": str(gregorian)})
    if proposal := wrong_scalars.proposed_year(text):
        raise PydanticCustomError("year_proposed", "not a year as written", {"proposal": str(proposal)})
    raise PydanticCustomError("year", "not a year")


def date(text: str) -> datetime.date:
    """Returns the day written as ``YYYY-MM-DD``; it must exist."""
    match = _DATE.fullmatch(text)
    if match:
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise PydanticCustomError("date_none", "no such day") from None
    try:
        day = wrong_scalars.day(text)
    except ValueError:
        raise PydanticCustomError("date_none", "no such day") from None
    if day is not None:
        raise PydanticCustomError("date_form", "date in another form", {"fixed": day.isoformat()})
    if proposal := wrong_scalars.proposed_day(text):
        raise PydanticCustomError("date_proposed", "not a day as written", {"proposal": proposal})
    raise PydanticCustomError("date", "not a date")


def month(text: str) -> str:
    """Returns the text, which must be ``YYYY`` or ``YYYY-MM``."""
    if _MONTH.fullmatch(text):
        return text
    plain = plain_ascii(text)
    fixed = plain if _MONTH.fullmatch(plain) else wrong_scalars.month(text)
    if fixed is not None:
        raise PydanticCustomError("date_form", "month in another form", {"fixed": fixed})
    if proposal := wrong_scalars.proposed_year(text):
        raise PydanticCustomError("month_proposed", "not a month as written", {"proposal": str(proposal)})
    raise PydanticCustomError("month", "not YYYY or YYYY-MM")


@_cached
def id_problem(text: str) -> str | None:
    """Returns why ``text`` cannot be an id (an error type), or None when it can."""
    if not _ID.fullmatch(text):
        return "id"
    if len(text) > MAX_ID:
        return "id_length"
    return "id_windows" if text in _WINDOWS else None


def near_id(text: str) -> str:
    """Returns the id that a text probably stands for: ``Startup_Support`` → ``startup-support``."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return re.sub(r"[\s_ー−–.]+", "-", folded).strip("-")


def half_width(text: str) -> str:
    """Returns a word or id without full-width letters, spaces and invisible signs, as keyboards and copies add them."""
    return INVISIBLE.sub("", text).translate(_TO_HALF_WIDTH).strip()


@_cached
def _id(text: str) -> str:
    if problem := id_problem(text):
        fixed = half_width(text)
        if fixed != text and id_problem(fixed) is None:
            raise PydanticCustomError("id_form", "id in another form", {"fixed": fixed})
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


def _grade_name(text: str) -> str:
    """Returns the name of a grade: what reports print and results refer to, so not in full-width letters."""
    line = _line(text)
    if _WIDE_LETTERS.fullmatch(line):
        raise PydanticCustomError("grade_form", "full-width letters", {"fixed": half_width(line)})
    return line


def _measure_number(text: str) -> str:
    """Returns a measure's number as the vision prints it (施策番号): a short line without spaces."""
    if not text.strip():
        raise PydanticCustomError("line_empty", "empty")
    if re.search(r"\s", text):
        raise PydanticCustomError("measure_number", "spaces")
    if len(text) > MAX_MEASURE_NUMBER:
        raise PydanticCustomError(
            "line_length", "too long", {"most": MAX_MEASURE_NUMBER, "length": len(text)}
        )
    return text


def _web_address(text: str) -> str:
    if not _WEB_ADDRESS.fullmatch(text):
        raise PydanticCustomError("web_address", "not http or https")
    return text


def digest(text: str) -> str:
    """Returns a SHA-256 digest: 64 hexadecimal digits in small letters."""
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise PydanticCustomError("digest", "not 64 hexadecimal digits")
    return text


def _text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise PydanticCustomError("line_length", "too long", {"most": MAX_TEXT, "length": len(text)})
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("line_empty", "empty")
    return _text(text)


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        raise PydanticCustomError("above_zero", "not above zero")
    return value


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise PydanticCustomError("negative", "below zero")
    return value


def _decimals(text: str) -> int:
    if len(text) == 1 and text.isascii() and text.isdigit():
        return int(text)
    fixed = plain_ascii(text)
    if fixed != text and len(fixed) == 1 and fixed.isdigit():
        raise PydanticCustomError("number_form", "number in another form", {"fixed": fixed})
    raise PydanticCustomError("decimals", "not 0 to 9")


def _municipality_code(text: str) -> str:
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
    """Returns the check digit of a 全国地方公共団体コード: weights 6 to 2, modulus 11, last digit of the difference.

    Source: 総務省 全国地方公共団体コード, 検査数字の算出方法.
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_five, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def _json_schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


# An editor reads scalars by YAML's own rules, hence the loose JSON types here: a text may look like a number
# to it, and a number may stand in quotes.
NUMBER_JSON_PATTERN = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)$"
VALUE_JSON_PATTERN = rf"^(true|false)$|{NUMBER_JSON_PATTERN}"
# The text first: of the first type an editor makes the value of a key that is accepted, and a 0 would be a value.
_NUMERIC = {"type": ["string", "number"], "pattern": NUMBER_JSON_PATTERN}

Id = Annotated[
    str, AfterValidator(_id), _json_schema(type="string", pattern=ID_JSON_PATTERN, maxLength=MAX_ID)
]
Line = Annotated[
    str,
    AfterValidator(_line),
    _json_schema(type=["string", "number", "boolean"], minLength=1, maxLength=MAX_LINE),
]
MeasureNumber = Annotated[
    str,
    AfterValidator(_measure_number),
    _json_schema(type=["string", "number"], minLength=1, maxLength=MAX_MEASURE_NUMBER, pattern=r"^\S+$"),
]
WebAddress = Annotated[
    str, AfterValidator(_web_address), _json_schema(type="string", pattern=r"^https?://\S+$")
]
GradeName = Annotated[
    str,
    AfterValidator(_grade_name),
    _json_schema(type=["string", "number", "boolean"], minLength=1, maxLength=MAX_LINE),
]
Text = Annotated[str, AfterValidator(_text), _json_schema(type=["string", "number", "boolean"])]
FilledText = Annotated[
    str, AfterValidator(_filled), _json_schema(type=["string", "number", "boolean"], minLength=1)
]
Number = Annotated[Decimal, FromText(number), _json_schema(**_NUMERIC)]
Amount = Annotated[Decimal, FromText(amount), _json_schema(**_NUMERIC)]
Count = Annotated[
    int, FromText(count), _json_schema(type=["string", "integer"], minimum=0, pattern="^[0-9]+$")
]
Weight = Annotated[Number, AfterValidator(_above_zero), _json_schema(**_NUMERIC, exclusiveMinimum=0)]
Share = Annotated[Number, AfterValidator(_not_negative), _json_schema(**_NUMERIC, minimum=0)]
Decimals = Annotated[
    int,
    FromText(_decimals),
    _json_schema(type=["string", "integer"], minimum=0, maximum=9, pattern="^[0-9]$"),
]
Value = Annotated[
    Decimal | bool,
    FromText(value),
    _json_schema(type=["string", "number", "boolean"], pattern=VALUE_JSON_PATTERN),
]
Year = Annotated[
    int,
    FromText(year),
    _json_schema(type=["string", "integer"], minimum=1, maximum=9999, pattern="^[0-9]{4}$"),
]
Date = Annotated[datetime.date, FromText(date), _json_schema(type="string", pattern=r"^\d{4}-\d{2}-\d{2}$")]
Digest = Annotated[str, FromText(digest), _json_schema(type="string", pattern="^[0-9a-f]{64}$")]
Month = Annotated[
    str, FromText(month), _json_schema(type=["string", "integer"], pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")
]
Code = Annotated[
    str, FromText(_municipality_code), _json_schema(type=["string", "integer"], pattern=r"^\d{6}$")
]


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise _flag_error(text, "flag") or PydanticCustomError("flag", "not true or false")
    return text == "true"


Flag = Annotated[bool, FromText(_flag), _json_schema(type=["boolean", "string"], pattern="^(true|false)$")]

Basis = Literal["achievement", "progress", "pace"]
DecisionWord = Literal[
    "expand", "continue", "improve", "merge", "shrink", "suspend", "abolish", "complete", "extend", "new", "undecided"
]  # fmt: skip
