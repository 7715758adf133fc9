"""Whether a workbook holds more than a form ever needs, told by an XML parser before the library gets it.

Each member is read, whatever its name, as the library finds its parts by relationships. Quotes, blanks and encodings
are the parser's business.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from xml.parsers import expat

from openpyxl.utils import range_boundaries

MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 12 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_SPREAD = 200_000  # cells under merged ranges, links and comments: openpyxl makes an object of each
_LONGEST_FORMULA = 8192  # characters, as in Excel; openpyxl translates a shared one for each of its cells
_MOST = {"sheet": 150, "xf": 20_000, "definedName": 2000, "f": 60_000}
_SPREADING = ("mergeCell", "hyperlink", "comment")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"\x01\x00\x00\x00")


class _TooLarge(Exception):
    """The workbook is no form, by its size."""


def is_too_large(archive: zipfile.ZipFile) -> bool:
    """Returns whether the workbook holds more than a form needs. Raises ``ValueError`` on a document type."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        return True
    meter = _Meter()
    try:
        for member in members:
            content = archive.read(member)
            if not content.startswith(_PICTURES):
                meter.measure(content)
    except _TooLarge:
        return True
    return False


class _Meter:
    """Adds up what is in the parts of a workbook."""

    def __init__(self) -> None:
        self._size = self._spread = self._text = 0
        self._counts: Counter[str] = Counter()

    def measure(self, content: bytes) -> None:
        """Read one part. What is no XML, the library's parser refuses at the same place."""
        self._size += len(content)
        if self._size > MAX_XML:
            raise _TooLarge
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler, parser.CharacterDataHandler = self._start, self._add_text
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._text = 0
        self._counts[name] += 1
        if self._counts[name] > _MOST.get(name, MAX_SPREAD * 10):
            raise _TooLarge
        if name in _SPREADING and "ref" in attributes:
            self._spread += _area(attributes["ref"])
            if self._spread > MAX_SPREAD:
                raise _TooLarge

    def _add_text(self, text: str) -> None:
        self._text += len(text)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] in ("f", "definedName") and self._text > _LONGEST_FORMULA:
            raise _TooLarge
        self._text = 0


def _refuse(*_: object) -> None:
    raise ValueError("a document type")


def _area(reference: str) -> int:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        return MAX_SPREAD + 1
    return (right - left + 1) * (bottom - top + 1)
