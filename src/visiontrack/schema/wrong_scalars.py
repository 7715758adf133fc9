"""What was written where a date or a number belongs. Only a wrong one needs it.

A date's year stands first in every form that is understood, as it does everywhere in Japan, so that each says one day
and no other. A number is proposed only where what stands beside it is a unit and nothing else: ``1億`` with its unit
left off would be wrong by eight powers of ten, ``72以上`` would say what nobody counted, and ``7O`` lacks a digit.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping

from visiontrack import fiscal_year

INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_DASHES = str.maketrans("ー－−‐‑–—―", "--------")
_YEAR = r"(?P<year>[0-9]{4}|(?P<era>令和|平成|昭和|[RHSrhs])\.?(?P<number>元|[0-9]{1,2}))"
_MONTH = rf"{_YEAR}(?:年|[-/.年](?P<month>[0-9]{{1,2}})月?)"
_DAY = rf"{_YEAR}[-/.年](?P<month>[0-9]{{1,2}})[-/.月](?P<day>[0-9]{{1,2}})日?"
_EIGHT_DIGITS = r"(?P<year>(?P<era>)(?P<number>)[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
# The first and the last day of each era.
_ERAS = {
    "R": (datetime.date(2019, 5, 1), datetime.date.max),
    "H": (datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
    "S": (datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
}
_LETTERS = {"令和": "R", "平成": "H", "昭和": "S"}
_MOST_DATE = 40  # characters: what is longer is no date


def day(text: str) -> datetime.date | None:
    """Returns the day that ``2025/8/7`` or ``令和7年8月7日`` stands for, or None; ``ValueError`` if there is no such day."""
    folded = _folded(text)
    match = re.fullmatch(_DAY, folded) or re.fullmatch(_EIGHT_DIGITS, folded)
    if match is None:
        return None
    date = datetime.date(_year(match), int(match["month"]), int(match["day"]))
    return date if _in_era(match, date, date) else None


def month(text: str) -> str | None:
    """Returns the month that ``2019/1`` or ``平成31年1月`` stands for, or the year of ``2019年``, or None."""
    match = re.fullmatch(_MONTH, _folded(text))
    if match is None:
        return None
    try:
        begins = datetime.date(_year(match), int(match["month"] or 1), 1)
        ends = datetime.date(_year(match), int(match["month"] or 12), 28)
    except ValueError:
        return None
    if not _in_era(match, begins, ends):
        return None
    return f"{begins:%Y-%m}" if match["month"] else f"{begins:%Y}"


def proposed_day(text: str) -> str | None:
    """Returns the day that was probably meant by a text that names one only in part, or another that it cannot be:
    ``令和7年度末``, ``2025-03``, ``平成36年3月31日``, ``2025年8月7日（水）``."""
    folded = _folded(text)
    try:
        if weekday := re.fullmatch(r"(.+)\([月火水木金土日]\)", folded):
            date = day(weekday[1])
            return date.isoformat() if date else None
        if end := re.fullmatch(r"(.+年度)末", folded):
            year = fiscal_year.parse(end[1]) or fiscal_year.beyond_era(end[1])
            return datetime.date(year + 1, 3, 31).isoformat() if year else None
        if match := re.fullmatch(_DAY, folded):
            return datetime.date(_year(match), int(match["month"]), int(match["day"])).isoformat()
        match = re.fullmatch(_MONTH, folded)
        if match is None or not match["month"]:
            return None
        first = datetime.date(_year(match), int(match["month"]), 1)
        return ((first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def proposed_year(text: str) -> int | None:
    """Returns the fiscal year that was probably meant by ``平成36年度``, ``令和7年度末``, ``2025-03`` or a day."""
    folded = _folded(text)
    year = fiscal_year.beyond_era(folded) or fiscal_year.parse(folded.removesuffix("末"))
    proposal = None if year else proposed_day(text)
    if proposal:
        year = fiscal_year.of_date(int(proposal[:4]), int(proposal[5:7]))
    return year


def _folded(text: str) -> str:
    if len(text) > _MOST_DATE:
        return ""
    return "".join(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).split()).translate(_DASHES)


def _year(match: re.Match[str]) -> int:
    if not match["era"]:
        return int(match["year"])
    era = f"{match['era']}{match['number']}"
    return fiscal_year.parse(era) or fiscal_year.beyond_era(era) or 0


def _in_era(match: re.Match[str], begins: datetime.date, ends: datetime.date) -> bool:
    """Returns whether some of these days lies in the era that is named; without an era every day is right."""
    if not match["era"]:
        return True
    first, last = _ERAS[_LETTERS.get(match["era"], match["era"].upper())]
    return begins <= last and first <= ends


# Japanese multipliers stand anywhere (``百万円``, ``千人``); those in Latin letters are words of their own.
_MULTIPLES = frozenset("十百千万億兆京割倍")
_MULTIPLE_WORDS = frozenset(
    ["k", "m", "g", "b", "mn", "bn", "mio", "dozen", "hundred", "thousand", "million", "billion", "times"]
)
_YEN = ("円", "¥", "\\")
_YEN_WORDS = frozenset(["yen", "jpy"])
_ROUGH = (
    "約", "およそ", "おおよそ", "おおむね", "概ね", "以上", "以下", "未満", "程度", "ほど", "くらい", "ぐらい", "前後",
    "超", "余", "弱", "強", "より", "見込", "予定", "~", "〜", "<", ">", "≦", "≧", "≤", "≥",
)  # fmt: skip
_ROUGH_WORDS = frozenset(
    ["about", "approx", "approx.", "around", "ca", "ca.", "over", "under", "nearly", "some"]
)
# What is written where there is no number yet, or never will be.
_NO_NUMBER = frozenset(
    [
        "集計中", "調査中", "未集計", "未確定", "未定", "未公表", "非公表", "不明", "未把握", "該当なし", "対象外", "データなし",
        "n/a", "na", "tbd", "none", "-", "--", "—", "―", "–", "ー", "…", "...", "*", "×", "／", "/",
    ]
)  # fmt: skip
_ALIKE = str.maketrans("OoIl|〇○◯", "00111000")
_HEAD = r"([+-]?[0-9][0-9.,]*|[+-]?\.[0-9]+)"
_PLAIN = r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]+)?"
_MOST_NUMBER = 100  # characters: a longer text is no number with something beside it


def number_error(text: str) -> tuple[str, Mapping[str, str]]:
    """Returns the error type of a (folded) text that is no number, and the parameters of its sentence."""
    if len(text) > _MOST_NUMBER or not any("0" <= character <= "9" for character in text):
        return "number_none" if text.strip().casefold() in _NO_NUMBER else "number", {}
    if wrong_minus := re.fullmatch(r"[ー—―－~]\s*([0-9][0-9.]*)", text):
        return "number_dash", {"number": f"-{wrong_minus[1]}"}
    if point := re.fullmatch(r"([+-]?0),([0-9]+)", text):
        return "number_point", {"point": f"{point[1]}.{point[2]}"}
    if comma := re.fullmatch(r"([+-]?[0-9]+),([0-9]+)", text):
        return "number_comma", {"point": f"{comma[1]}.{comma[2]}", "joined": comma[1] + comma[2]}
    packed = "".join(text.split())
    if (swapped := packed.translate(_ALIKE)) != packed and re.fullmatch(_PLAIN, swapped):
        return "number_letter", {}
    beside = re.sub(r"[0-9.,+\s-]+", " ", text).casefold()
    words = beside.split()
    if not _MULTIPLES.isdisjoint(beside) or not _MULTIPLE_WORDS.isdisjoint(words):
        return "number_multiple", {}
    if any(sign in beside for sign in _YEN) or not _YEN_WORDS.isdisjoint(words):
        return "number_yen", {}
    note = re.fullmatch(rf"{_HEAD}\s*[(（※].*", text, re.DOTALL)
    if note and re.fullmatch(_PLAIN, note[1]):
        return "number_note", {"number": note[1].replace(",", "")}
    if any(word in beside for word in _ROUGH) or not _ROUGH_WORDS.isdisjoint(words):
        return "number_rough", {}
    unit = re.fullmatch(rf"{_HEAD}\s*([^\W\d_]\D{{0,9}}|[%‰])", text)
    if unit and re.fullmatch(_PLAIN, unit[1]):
        return "number_unit", {"number": unit[1].replace(",", ""), "unit": unit[2]}
    return "number", {}


def in_thousand_yen(text: str) -> str | None:
    """Returns the number of an amount that names the unit it must have (``2,500千円`` → ``2500``), or None."""
    amount = re.fullmatch(rf"{_HEAD}\s*千円", text) if len(text) <= _MOST_NUMBER else None
    return amount[1].replace(",", "") if amount and re.fullmatch(_PLAIN, amount[1]) else None
