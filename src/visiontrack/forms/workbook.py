"""A workbook for every section that leads a measure: an overview, a sheet per measure, and two hidden sheets."""

from __future__ import annotations

import datetime
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from visiontrack import __version__
from visiontrack.edit.writer import Change, commit
from visiontrack.errors import WrongUse
from visiontrack.folder.model import Folder
from visiontrack.formats.number_format import format_day
from visiontrack.forms.form_layout import OVERVIEW
from visiontrack.forms.form_record import (
    FORM_SCHEMA,
    LISTS_SHEET,
    RECORD_SHEET,
    FormRecord,
    city_and_plan,
    fixed_cells,
    source_of,
    write_record,
)
from visiontrack.forms.form_subjects import FormPart, FormSubject, parts_by_party, questions_of, subject_of
from visiontrack.forms.measure_sheet import SubjectSheet
from visiontrack.forms.overview_sheet import OverviewSheet, WrittenSheet
from visiontrack.forms.sheet_writer import ChoiceLists, SheetWriter, sheet_name
from visiontrack.forms.styles import Styles
from visiontrack.messages import Catalogue

_MAX_FILE = 200  # bytes in UTF-8, of the 255 that file systems give a name
_FILE_SIGNS = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


class SectionForm(NamedTuple):
    """A workbook: its file name, the section it is for, the measures in it, and its bytes."""

    name: str
    section: str
    ids: tuple[str, ...]
    content: bytes


def make_forms(
    folder: Folder,
    year: int,
    leads: Sequence[str],
    answers_in: int,
    words: Catalogue,
    due: datetime.date | None = None,
) -> list[SectionForm]:
    """Returns the forms of a year, for whoever leads in the fiscal year ``answers_in``, to be returned by ``due``.

    A measure whose results file cannot be read has no sheet; its errors are reported by the checks.
    """
    forms: list[SectionForm] = []
    for party, party_parts in parts_by_party(folder, year, leads, answers_in).items():
        parts = [
            (part, subject)
            for part in party_parts
            if (subject := subject_of(folder, year, part.id, words)) is not None
        ]
        if parts:
            name = _file_name(folder.party_name(party), party, {form.name.casefold() for form in forms})
            content = workbook_bytes(folder, year, party, parts, words, due)
            forms.append(SectionForm(name, party, tuple(part.id for part, _ in parts), content))
    return forms


def _file_name(section: str, party: str, used: set[str]) -> str:
    stem = file_stem(section, party)
    name = f"{stem}.xlsx"
    return name if name.casefold() not in used else f"{stem} ({party}).xlsx"


def file_stem(name: str, fallback: str) -> str:
    """Returns a section's name as a file name without its ending that Windows accepts, or else ``fallback``, an id."""
    stem = _CONTROL.sub("", name).translate(_FILE_SIGNS).strip(" .　")
    stem = stem.encode()[:_MAX_FILE].decode(errors="ignore").rstrip(" .　")
    if not stem:
        return fallback
    return f"_{stem}" if _RESERVED.fullmatch(stem) or stem.startswith("~$") else stem


def workbook_bytes(
    folder: Folder,
    year: int,
    party: str,
    parts: Sequence[tuple[FormPart, FormSubject]],
    words: Catalogue,
    due: datetime.date | None = None,
) -> bytes:
    """Returns the form of one party as the bytes of an .xlsx file."""
    book = Workbook()
    overview = book.active
    assert overview is not None
    overview.title = words("form.overview.title")
    lists = ChoiceLists(book.create_sheet(LISTS_SHEET))
    hidden = book.create_sheet(RECORD_SHEET)
    secretariat = folder.party_name(folder.secretariat_in(year))
    styles, section = Styles(words.language), folder.party_name(party)
    record = FormRecord(FORM_SCHEMA, __version__, year, party, *city_and_plan(folder))
    written_sheets: list[WrittenSheet] = []
    for part, subject in parts:
        name = sheet_name(subject.title, book.sheetnames)
        sheet = book.create_sheet(name, len(written_sheets) + 1)
        questions = [
            question for question in questions_of(folder, year, subject, words) if part.asks(question.key)
        ]
        writer = SheetWriter(sheet, styles, lists, words, questions, subject.values)
        SubjectSheet(folder, year, subject, writer, part).write(overview.title, section)
        written_sheets.append(WrittenSheet(name, subject.title, writer.entries))
        record.sources[part.mark] = source_of(subject, name, writer.entries, part.mark)
        record.fixed_cells[part.mark] = fixed_cells(sheet, writer.entries.values())
    returned = words("form.overview.return", contact=folder.vision.contact or secretariat)
    if due is not None:
        returned = words("form.overview.due", text=returned, due=format_day(due, words))
    OverviewSheet(overview, styles, words).write(section, year, returned, written_sheets)
    record.fixed_cells[OVERVIEW] = fixed_cells(overview, ())
    book[LISTS_SHEET].sheet_state = "veryHidden"
    write_record(hidden, record)
    book.properties.creator = f"visiontrack {__version__}"
    book.properties.title = f"{section} {year}"
    stream = io.BytesIO()
    try:
        book.save(stream)
    except Exception as error:  # openpyxl writes to temporary files: OSError, or what lxml makes of it
        raise WrongUse("error.no_room", reason=str(error)[:80]) from error
    return stream.getvalue()


def save_forms(place: Path, forms: Sequence[SectionForm], overwrite: bool) -> None:
    """Writes the forms. Raises ``WrongUse`` and writes none when one of them exists and may not be replaced."""
    existing = [form.name for form in forms if _exists(place / form.name)]
    if existing and not overwrite:
        raise WrongUse("form.error.exists", paths=", ".join(existing))
    commit(place, [Change(form.name, _existing_content(place / form.name), form.content) for form in forms])


def _exists(place: Path) -> bool:
    try:
        return os.path.lexists(place)
    except UnicodeEncodeError:
        return False  # the writer finds out why, and reports it


def _existing_content(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except UnicodeEncodeError:
        return None
    except FileNotFoundError:
        return None
    except OSError:
        return b""  # the writer finds out why, and reports it
