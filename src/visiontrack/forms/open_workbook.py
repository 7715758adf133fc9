"""Opening a workbook that comes from outside: one that is no form, hostile or huge is reported, never trusted."""

from __future__ import annotations

import datetime
import io
import os
import re
import stat
import warnings
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

from visiontrack.finding import Cell, Finding
from visiontrack.formats.spreadsheet import EXACT_DIGITS
from visiontrack.forms.form_questions import tidy
from visiontrack.forms.workbook_bounds import is_too_large
from visiontrack.util.system_reasons import read_reason
from visiontrack.yaml.characters import masked

MAX_BYTES = 20 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 3000, 60  # a form is far smaller; cells further out are nobody's answers
_EXCERPT = 60  # characters
_OLE = b"\xd0\xcf\x11\xe0"
# Office spells characters that XML cannot hold as _x000D_, and a literal _x as _x005F_x.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STRICT, _STRICT_PARTS = b"http://purl.oclc.org/ooxml/", frozenset(["_rels/.rels", "xl/workbook.xml"])
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class OpenedWorkbook(NamedTuple):
    """A workbook read twice: ``typed`` holds the formulas, ``calculated`` their values, by sheet and address."""

    name: str
    typed: Any
    calculated: Mapping[str, Mapping[str, Any]]


def open_workbook(place: Path, name: str) -> OpenedWorkbook | Finding:
    """Reads a workbook, or returns the finding that says why it cannot be read."""
    try:
        content = _content(place)
    except OSError as error:
        return _finding(name, "unreadable", reason=read_reason(error))
    if content is None:
        return _finding(name, "large")
    if content.startswith(_OLE):
        return _finding(name, "locked")
    try:
        if _is_too_large(content):
            return _finding(name, "large")
        if _is_strict(content):
            return _finding(name, "strict")
        return OpenedWorkbook(name, _typed(content), _calculated(content))
    except Exception:
        # Foreign bytes can break a foreign parser in any way; the reader must still go on to the next form.
        return _finding(name, "")


def _finding(name: str, variant: str, **params: object) -> Finding:
    return Finding("VT701", name, params=params, variant=variant, cell=Cell())


def _content(place: Path) -> bytes | None:
    """Returns the bytes of a plain file, or None when it is too large."""
    descriptor = os.open(place, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(0, "not a plain file")
        content = file.read(MAX_BYTES + 1)
    return None if len(content) > MAX_BYTES else content


def _typed(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of pictures and styles that a form does not need
        return load_workbook(io.BytesIO(content), keep_links=False, rich_text=True)


def _calculated(content: bytes) -> dict[str, dict[str, Any]]:
    """Returns the cells with a value, within the bounds of a form."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return {
            sheet.title: {
                cell.coordinate: cell
                for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
                for cell in row
                if cell.value is not None
            }
            for sheet in book.worksheets
        }


def _is_too_large(content: bytes) -> bool:
    """Returns whether the workbook holds more than a form ever needs. Raises ``ValueError`` on a document type."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return is_too_large(archive)


def _is_strict(content: bytes) -> bool:
    """Returns whether a workbook is "Strict Open XML" (ISO/IEC 29500 Strict), whose names openpyxl does not know."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = set(archive.namelist()) & _STRICT_PARTS
        return any(_STRICT in archive.read(part) for part in parts)


def stored_text(value: object) -> str:
    """Returns a text as it was before Office escaped its control characters."""
    text = "" if value is None else str(value)
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def cell_text(value: object) -> str:
    """Returns the value of a cell as a text that stays the same when another program saves the form."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | Decimal):
        return digits(value if isinstance(value, int) else float(value))
    return tidy(stored_text(without_midnight(value)))


def digits(value: float | int) -> str:
    """Returns a number as Excel shows it: fifteen digits, whole numbers whole, no exponent."""
    if isinstance(value, int):
        return str(value)
    return format(Decimal(format(value or 0.0, f".{EXACT_DIGITS}g")), "f")


def without_midnight(value: Any) -> Any:
    """Returns a day without the midnight that Excel gives it; any other value as it is."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return value


def excerpt(text: str) -> str:
    """Returns the beginning of a text, on one line and safe to print."""
    text = masked(" ".join(text.split()))
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
