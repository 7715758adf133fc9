"""The hidden sheet of a form: what it was made from, so that only what changed since is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from visiontrack.formats.cells import put_text
from visiontrack.forms import grid
from visiontrack.forms.questions import Key
from visiontrack.forms.values import tidy
from visiontrack.yaml.characters import masked

if TYPE_CHECKING:
    from visiontrack.forms.subjects import Subject

SHEET = "_visiontrack"
LISTS = "_lists"
FORM = "visiontrack.form/1"
_MOST_ROWS = 50_000


class Beside(NamedTuple):
    """Something to read beside the answers: a ``text`` or a ``note`` (a comment), by the marks of row and column."""

    kind: str
    row: str
    column: str
    text: str


@dataclass(slots=True)
class Source:
    """One results file as it was when the form was made. ``base`` holds the value each cell was given."""

    id: str
    path: str
    digest: str
    sheet: str
    places: dict[Key, str] = field(default_factory=dict)
    base: dict[Key, str] = field(default_factory=dict)


@dataclass(slots=True)
class Record:
    """What a form knows of itself. ``beside`` tells of each sheet what it shows beside its answers."""

    form: str
    version: str
    year: int
    section: str
    sources: dict[str, Source] = field(default_factory=dict)
    beside: dict[str, set[Beside]] = field(default_factory=dict)


def write(sheet: Any, record: Record) -> None:
    """Fill the hidden sheet; everything in it is text."""
    rows = [
        ("form", record.form, record.version),
        ("year", str(record.year)),
        ("section", record.section),
        *(row for source in record.sources.values() for row in _rows(source)),
        *((one.kind, id_, *one[1:]) for id_, shown in record.beside.items() for one in sorted(shown)),
    ]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                put_text(sheet.cell(number, column), text)
    sheet.sheet_state = "veryHidden"


def _rows(source: Source) -> Iterator[tuple[str, ...]]:
    yield "file", source.id, source.path, source.digest, source.sheet
    for key, place in source.places.items():
        yield "cell", source.id, "/".join(key), place, source.base.get(key, "")


def read(sheet: Any) -> Record | None:
    """The record of a form, or None when the sheet holds none."""
    from visiontrack.forms.cell import stored_text

    record = Record("", "", 0, "")
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=5, values_only=True):
        texts = [stored_text(value) for value in row] + [""] * (5 - len(row))
        if not _take(record, texts):
            return None
    return record if record.form and record.year else None


def _take(record: Record, texts: list[str]) -> bool:
    word, first, second, third, fourth = texts[:5]
    if word == "form":
        record.form, record.version = first, second
    elif word == "year" and first.isascii() and first.isdigit() and len(first) == 4:
        record.year = int(first)
    elif word == "section":
        record.section = first
    elif word == "file":
        record.sources[first] = Source(first, second, third, masked(fourth))
    elif word == "cell" and first in record.sources and grid.is_key(tuple(second.split("/"))):
        key = tuple(second.split("/"))
        record.sources[first].places[key] = third
        if fourth:
            record.sources[first].base[key] = fourth
    elif word in ("text", "note"):
        record.beside.setdefault(first, set()).add(Beside(word, second, third, tidy(fourth)))
    else:
        return not any(texts)
    return True


def source_of(subject: Subject, sheet: str, entries: Mapping[Key, str]) -> Source:
    """What to remember of a subject whose sheet was written."""
    base = {key: tidy(value) for key, value in subject.values.items() if key in entries}
    return Source(subject.id, subject.path, subject.digest, sheet, dict(entries), base)
