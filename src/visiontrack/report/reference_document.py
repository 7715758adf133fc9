"""What a city's own ``templates/reference.docx`` may hold: styles, page, header and footer, and nothing that acts.

A Word file can fetch, run and embed; all of that would go out with the city's report. So a part that does is refused
by its name (VT641), as is a file that is no Word file, a link, or larger than it may be once unpacked.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from visiontrack.edit.writer import existing_content
from visiontrack.finding import Finding
from visiontrack.util.windows import leads_elsewhere

PLACE = "templates/reference.docx"
_LARGEST, _LARGEST_UNPACKED, _MOST_PARTS = 20_000_000, 60_000_000, 1000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The last words of the types of relationships that run, embed or include something.
_ACTING = frozenset(
    [
        "attachedTemplate",
        "oleObject",
        "package",
        "control",
        "vbaProject",
        "wordVbaData",
        "subDocument",
        "aFChunk",
        "frame",
    ]
)
_ACTIVE_CONTENT = re.compile(rb"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
# What a field may compute: page numbers, contents, titles, dates.
_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "PAGEREF",
        "TOC",
        "REF",
        "SEQ",
        "STYLEREF",
        "HYPERLINK",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
    ]
)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class _Refused(Exception):
    """What is wrong: the finding's variant, and what it names."""

    def __init__(self, variant: str, **params: object) -> None:
        super().__init__(variant)
        self.variant, self.params = variant, params


def reference_document(root: Path) -> bytes | Finding | None:
    """Returns the bytes of the city's reference document, what is wrong with it, or None where there is none."""
    place = root / PLACE
    if not os.path.lexists(place):
        return None
    try:
        content = _read(root, place)
        _check(content)
    except _Refused as refused:
        return Finding("VT641", PLACE, params=refused.params, variant=refused.variant)
    except (OSError, zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, RuntimeError):
        return Finding("VT641", PLACE)
    return content


def _read(root: Path, place: Path) -> bytes:
    if leads_elsewhere(place) or leads_elsewhere(place.parent):
        raise _Refused("link")
    if place.stat().st_size > _LARGEST:
        raise _Refused("size", most=_LARGEST // 1_000_000)
    return existing_content(root, PLACE) or b""


def _check(content: bytes) -> None:
    """Raises ``_Refused`` for what is foreign; other errors where the file is no Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        items = archive.infolist()
        if len(items) > _MOST_PARTS or sum(item.file_size for item in items) > _LARGEST_UNPACKED:
            raise _Refused("size", most=_LARGEST_UNPACKED // 1_000_000)
        types = archive.read("[Content_Types].xml")
        archive.getinfo("word/document.xml")
        if _ACTIVE_CONTENT.search(types):
            raise _Refused("foreign", part="[Content_Types].xml")
        for item in items:
            part = archive.read(item)
            # Word goes by the type of a part, not by its name.
            if item.filename.lower().endswith((".xml", ".rels")) or part.lstrip()[:1] == b"<":
                _check_part(item.filename, part)


def _check_part(name: str, content: bytes) -> None:
    if _DOCTYPE.search(content) or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Refused("foreign", part=name)
    tree = ElementTree.fromstring(content)
    if name.lower().endswith(".rels"):
        for relationship in tree:
            kind = relationship.get("Type", "").rpartition("/")[2]
            external = relationship.get("TargetMode", "").lower() == "external"
            if kind in _ACTING or (external and kind != "hyperlink"):
                raise _Refused("foreign", part=f"{name}: {kind}")
    for field in _fields(tree):
        word = (field.split() or [""])[0].upper()
        if word and word not in _FIELDS:
            raise _Refused("field", part=name, field=word[:40])


def _fields(tree: ElementTree.Element) -> Iterator[str]:
    """Yields the instruction of each field, whether it stands in one element or is spread over several runs."""
    open_fields: list[str] = []
    for element in tree.iter():
        if element.tag == f"{_WORD}fldSimple":
            yield element.get(f"{_WORD}instr", "")
        elif element.tag == f"{_WORD}fldChar":
            kind = element.get(f"{_WORD}fldCharType")
            if kind == "begin":
                open_fields.append("")
            elif open_fields:
                yield open_fields[-1]
                if kind == "end":
                    open_fields.pop()
        elif element.tag == f"{_WORD}instrText" and open_fields:
            open_fields[-1] += element.text or ""
    yield from open_fields
