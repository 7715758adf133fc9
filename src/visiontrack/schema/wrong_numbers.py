"""What was written where a number belongs. Only a wrong number needs it.

A number is proposed only where what stands beside it is a unit and nothing else: ``1億`` with its unit left off
would be wrong by eight powers of ten, ``72以上`` would say what nobody counted, and ``7O`` lacks a digit.
"""

import re
from collections.abc import Mapping

# Japanese multipliers stand anywhere (``百万円``, ``千人``); those in Latin letters are words of their own.
_MULTIPLES = frozenset("十百千万億兆京割倍")
_MULTIPLE_WORDS = frozenset(
    ["k", "m", "g", "b", "mn", "bn", "mio", "dozen", "hundred", "thousand", "million", "billion", "times"]
)
_YEN = ("円", "¥", "\\")
_YEN_WORDS = frozenset(["yen", "jpy"])
_ROUGH = (
    "約",
    "およそ",
    "おおよそ",
    "おおむね",
    "概ね",
    "以上",
    "以下",
    "未満",
    "程度",
    "ほど",
    "くらい",
    "ぐらい",
)
_ROUGH_MORE = (
    "前後",
    "超",
    "余",
    "弱",
    "強",
    "より",
    "見込",
    "予定",
    "~",
    "〜",
    "<",
    ">",
    "≦",
    "≧",
    "≤",
    "≥",
)
_ROUGH_WORDS = frozenset(
    ["about", "approx", "approx.", "around", "ca", "ca.", "over", "under", "nearly", "some"]
)
# What is written where there is no number yet, or never will be.
_NONE = frozenset(
    [
        "集計中", "調査中", "未集計", "未確定", "未定", "未公表", "非公表", "不明", "未把握", "該当なし", "対象外", "データなし",
        "n/a", "na", "tbd", "none", "-", "--", "—", "―", "–", "ー", "…", "...", "*", "×", "／", "/",
    ]
)  # fmt: skip
_ALIKE = str.maketrans("OoIl|〇○◯", "00111000")
_HEAD = r"([+-]?[0-9][0-9.,]*|[+-]?\.[0-9]+)"
_PLAIN = r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]+)?"
_MOST = 100  # characters: of a longer text nobody asks which number it was meant to be


def told(text: str) -> tuple[str, Mapping[str, str]]:
    """The error type of a text that is no number, and what fills its sentence; ``text`` is folded already."""
    if len(text) > _MOST or not any("0" <= one <= "9" for one in text):
        return "number_none" if text.strip().casefold() in _NONE else "number", {}
    close = "".join(text.split())
    if (swapped := close.translate(_ALIKE)) != close and re.fullmatch(_PLAIN, swapped):
        return "number_letter", {}
    beside = re.sub(r"[0-9.,+\s-]+", " ", text).casefold()
    words = beside.split()
    if not _MULTIPLES.isdisjoint(beside) or not _MULTIPLE_WORDS.isdisjoint(words):
        return "number_multiple", {}
    if any(one in beside for one in _YEN) or not _YEN_WORDS.isdisjoint(words):
        return "number_yen", {}
    note = re.fullmatch(rf"{_HEAD}\s*[(（※].*", text, re.DOTALL)
    if note and re.fullmatch(_PLAIN, note[1]):
        return "number_note", {"number": note[1].replace(",", "")}
    if any(one in beside for one in (*_ROUGH, *_ROUGH_MORE)) or not _ROUGH_WORDS.isdisjoint(words):
        return "number_rough", {}
    unit = re.fullmatch(rf"{_HEAD}\s*([^\W\d_]\D{{0,9}}|[%‰])", text)
    if unit and re.fullmatch(_PLAIN, unit[1]):
        return "number_unit", {"number": unit[1].replace(",", ""), "unit": unit[2]}
    return "number", {}


def in_thousand_yen(text: str) -> str | None:
    """The number of an amount that names the unit it must have: ``2,500千円`` → ``2500``."""
    amount = re.fullmatch(rf"{_HEAD}\s*千円", text) if len(text) <= _MOST else None
    return amount[1].replace(",", "") if amount and re.fullmatch(_PLAIN, amount[1]) else None
