"""A form for every section that leads a measure: which workbooks there will be, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from visiontrack.edit.writer import Change, commit
from visiontrack.errors import WrongUse
from visiontrack.forms.book import workbook
from visiontrack.forms.names import file_stem
from visiontrack.forms.subjects import by_section, subject_of

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


class Made(NamedTuple):
    """A workbook: its file name, whose it is, the measures in it, and its bytes."""

    name: str
    section: str
    ids: tuple[str, ...]
    content: bytes


def make(folder: Folder, year: int, leads: Sequence[str], words: Catalogue) -> list[Made]:
    """The forms of a year. A measure whose results file cannot be read has no sheet: its errors are told anyway."""
    made: list[Made] = []
    for party, ids in by_section(folder, year, leads).items():
        subjects = [one for id_ in ids if (one := subject_of(folder, year, id_, words)) is not None]
        if subjects:
            name = _name(folder.party_name(party), party, {one.name.casefold() for one in made})
            content = workbook(folder, year, party, subjects, words)
            made.append(Made(name, party, tuple(one.id for one in subjects), content))
    return made


def _name(section: str, party: str, taken: set[str]) -> str:
    stem = file_stem(section, party)
    name = f"{stem}.xlsx"
    return name if name.casefold() not in taken else f"{stem} ({party}).xlsx"


def save(place: Path, made: Sequence[Made], overwrite: bool) -> None:
    """Write the forms, none when one of them is there already and may not be replaced (``WrongUse``)."""
    there = [one.name for one in made if os.path.lexists(place / one.name)]
    if there and not overwrite:
        raise WrongUse("form.error.exists", paths=", ".join(there))
    commit(place, [Change(one.name, _held(place / one.name), one.content) for one in made])


def _held(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return b""  # the writer finds out why, and tells it
