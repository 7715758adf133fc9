"""Opening a workbook that comes from outside: what is no form, hostile or huge is told, never trusted."""

from __future__ import annotations

import io
import os
import re
import stat
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from visiontrack.finding import Cell, Finding

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 12 * 1024 * 1024
MAX_MEMBERS = 2000
MOST_ROWS, MOST_COLUMNS = 3000, 60  # a form is far smaller; what lies beyond is nobody's answer
MAX_SPREAD = 200_000  # cells under merged ranges and links: openpyxl makes an object of each
_OLE = b"\xd0\xcf\x11\xe0"
_SPREAD = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref=\"([^\"]{1,40})\"")
_DOCTYPE = ("<!DOCTYPE", "<!ENTITY")
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class Book(NamedTuple):
    """A workbook read twice: as typed (with its formulas), and what its cells show (by sheet and address)."""

    name: str
    typed: Any
    calculated: Mapping[str, Mapping[str, Any]]


def open_book(place: Path, name: str) -> Book | Finding:
    """Read a workbook; whatever is wrong with it comes back as a finding."""
    try:
        content = _content(place)
    except OSError as error:
        return _finding(name, "unreadable", reason=error.strerror or type(error).__name__)
    if content is None:
        return _finding(name, "large")
    if content.startswith(_OLE):
        return _finding(name, "locked")
    try:
        if _is_too_large(content):
            return _finding(name, "large")
        return Book(name, _typed(content), _calculated(content))
    except Exception:
        # Foreign bytes can break a foreign parser in any way; the reader must still go on to the next form.
        return _finding(name, "")


def _finding(name: str, variant: str, **params: object) -> Finding:
    return Finding("VT701", name, params=params, variant=variant, cell=Cell())


def _content(place: Path) -> bytes | None:
    """The bytes of a plain file, or None of one that is too large."""
    descriptor = os.open(place, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(0, "not a plain file")
        content = file.read(MAX_BYTES + 1)
    return None if len(content) > MAX_BYTES else content


def _typed(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of pictures and styles that a form does not need
        return load_workbook(io.BytesIO(content), keep_links=False)


def _calculated(content: bytes) -> dict[str, dict[str, Any]]:
    """The cells that show something, within the bounds of a form."""
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
    """Whether unpacking would take more than a form ever needs. A document type is refused with ``ValueError``."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        texts = [one for one in members if one.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if (
            len(members) > MAX_MEMBERS
            or sum(one.file_size for one in members) > MAX_UNPACKED
            or sum(one.file_size for one in texts) > MAX_XML
        ):
            return True
        spread = 0
        for member in texts:
            xml = archive.read(member)
            _refuse_document_type(xml)
            spread += sum(_area(match[1]) for match in _SPREAD.finditer(xml))
        return spread > MAX_SPREAD


def _refuse_document_type(xml: bytes) -> None:
    for sign in _DOCTYPE:
        if any(sign.encode(encoding) in xml for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
            raise ValueError(sign)


def _area(reference: bytes) -> int:
    left, top, right, bottom = range_boundaries(reference.decode("ascii"))
    if left is None or top is None or right is None or bottom is None:
        return MAX_SPREAD + 1
    return (right - left + 1) * (bottom - top + 1)
