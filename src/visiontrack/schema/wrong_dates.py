"""Days and months as people write them where ``YYYY-MM-DD`` is wanted. Only a wrong date needs it.

The year stands first in all of them, as it does everywhere in Japan, so that each says one day and no other.
"""

import datetime
import re
import unicodedata

from visiontrack import fiscal_year

_DASHES = str.maketrans("ー－−‐‑–—―", "--------")
_YEAR = r"(?P<year>[0-9]{4}|(?P<era>令和|平成|昭和|[RHSrhs])\.?(?P<number>元|[0-9]{1,2}))"
_MONTH = rf"{_YEAR}(?:年|[-/.年](?P<month>[0-9]{{1,2}})月?)"
_DAY = rf"{_YEAR}[-/.年](?P<month>[0-9]{{1,2}})[-/.月](?P<day>[0-9]{{1,2}})日?"
_DIGITS = r"(?P<year>(?P<era>)(?P<number>)[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
# The first and the last day of each era.
_ERAS = {
    "R": (datetime.date(2019, 5, 1), datetime.date.max),
    "H": (datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
    "S": (datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
}
_LETTERS = {"令和": "R", "平成": "H", "昭和": "S"}
_MOST = 40  # characters: what is longer is no date


def day(text: str) -> datetime.date | None:
    """The day that was meant by ``2025/8/7`` or ``令和7年8月7日``; ``ValueError`` where there is no such day."""
    folded = _folded(text)
    match = re.fullmatch(_DAY, folded) or re.fullmatch(_DIGITS, folded)
    if match is None:
        return None
    found = datetime.date(_year(match), int(match["month"]), int(match["day"]))
    return found if _in_era(match, found, found) else None


def month(text: str) -> str | None:
    """The month that was meant by ``2019/1`` or ``平成31年1月``, or the year by ``2019年``."""
    match = re.fullmatch(_MONTH, _folded(text))
    if match is None:
        return None
    first, last = (int(match["month"] or one) for one in (1, 12))
    try:
        begins, ends = datetime.date(_year(match), first, 1), datetime.date(_year(match), last, 28)
    except ValueError:
        return None
    if not _in_era(match, begins, ends):
        return None
    return f"{begins:%Y-%m}" if match["month"] else f"{begins:%Y}"


def _folded(text: str) -> str:
    if len(text) > _MOST:
        return ""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_DASHES)


def _year(match: re.Match[str]) -> int:
    if not match["era"]:
        return int(match["year"])
    return fiscal_year.parse(f"{match['era']}{match['number']}") or 0


def _in_era(match: re.Match[str], begins: datetime.date, ends: datetime.date) -> bool:
    """Whether some of these days lies in the era that is named; without one every day is right."""
    if not match["era"]:
        return True
    first, last = _ERAS[_LETTERS.get(match["era"], match["era"].upper())]
    return begins <= last and first <= ends
