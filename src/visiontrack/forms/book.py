"""A section's workbook: the overview, a sheet per measure, and what the tool remembers in hidden sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from visiontrack import __version__
from visiontrack.forms import beside, grid, overview, record
from visiontrack.forms.look import Look
from visiontrack.forms.names import sheet_name
from visiontrack.forms.overview import Filled
from visiontrack.forms.pen import Lists, Pen
from visiontrack.forms.record import Record
from visiontrack.forms.sheet import SheetWriter
from visiontrack.forms.subjects import Subject, questions_of

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def workbook(folder: Folder, year: int, party: str, subjects: Sequence[Subject], words: Catalogue) -> bytes:
    """The form of one party, as the bytes of an .xlsx file."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = words("form.overview.title")
    lists = Lists(book.create_sheet(record.LISTS))
    hidden = book.create_sheet(record.SHEET)
    style, section = Look(words.language), folder.party_name(party)
    known = Record(record.FORM, __version__, year, party)
    filled: list[Filled] = []
    for subject in subjects:
        name = sheet_name(subject.title, book.sheetnames)
        sheet = book.create_sheet(name, len(filled) + 1)
        pen = Pen(sheet, style, lists, words, questions_of(folder, year, subject, words), subject.values)
        SheetWriter(folder, year, subject, pen).write(first.title, section)
        filled.append(Filled(name, subject.title, pen.entries))
        known.sources[subject.id] = record.source_of(subject, name, pen.entries)
        known.beside[subject.id] = {*beside.recorded(sheet, pen.entries.values())}
    overview.write(first, style, words, section, year, filled)
    known.beside[grid.OVERVIEW] = {*beside.recorded(first, ())}
    book[record.LISTS].sheet_state = "veryHidden"
    record.write(hidden, known)
    book.properties.creator = f"visiontrack {__version__}"
    book.properties.title = f"{section} {year}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
