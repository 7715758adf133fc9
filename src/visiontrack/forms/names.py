"""Names that Windows and Excel accept: files named after sections, sheets named after measures."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_SHEET = 31  # Excel counts UTF-16 units
_SHORT = 20  # longer tabs hide their neighbours
_MAX_FILE = 200  # bytes in UTF-8, of the 255 that file systems give a name
_FILE_SIGNS = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_SHEET_SIGNS = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_TAKEN_BY_EXCEL = frozenset(["history", "履歴"])


def file_stem(name: str, fallback: str) -> str:
    """A section's name as a file name without its ending; ``fallback`` (an id) where nothing is left of it."""
    stem = _CONTROL.sub("", name).translate(_FILE_SIGNS).strip(" .　")
    stem = stem.encode()[:_MAX_FILE].decode(errors="ignore").rstrip(" .　")
    if not stem:
        return fallback
    return f"_{stem}" if _RESERVED.fullmatch(stem) or stem.startswith("~$") else stem


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """A measure's title as the name of a sheet: short, and told apart from those ``taken``."""
    base = _CONTROL.sub("", title).translate(_SHEET_SIGNS).strip() or "_"
    if len(base) > _SHORT:
        base = base[: _SHORT - 1] + "…"
    used = {name.casefold() for name in taken} | _TAKEN_BY_EXCEL
    number = 1
    name = _fitting(base, "")
    while name.casefold() in used:
        number += 1
        name = _fitting(base, f"({number})")
    return name


def _fitting(base: str, end: str) -> str:
    while _units(base + end) > MAX_SHEET:
        base = base[:-1]
    return base + end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def quoted(sheet: str) -> str:
    """A sheet's name as a formula refers to it."""
    return "'" + sheet.replace("'", "''") + "'"
