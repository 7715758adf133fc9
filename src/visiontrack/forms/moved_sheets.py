"""A measure's sheet that stands in another form than the one it was made in: it is taken in by its mark.

The hidden sheet that says what the sheet started from stayed behind. If the form it came from is here too, that record
is used. If not, the sheet is compared with the data as they are now, and only what is empty there is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from visiontrack.finding import Finding
from visiontrack.folder.model import Folder
from visiontrack.forms.form_layout import FormSheet, is_key, row_mark
from visiontrack.forms.form_questions import FIELDS, Key
from visiontrack.forms.form_record import FixedCell, FormSource, source_of
from visiontrack.forms.form_subjects import FormSubject, questions_of
from visiontrack.forms.indicator_table import full_year
from visiontrack.forms.merge_answers import conflict_without_record
from visiontrack.forms.sheet_answers import SheetAnswers
from visiontrack.messages import LANGUAGES, Catalogue, catalogue

_TOP_ROWS = 12  # the year of a sheet stands below its title
# The statuses that a new form begins with: of the measure, of a project.
_INITIAL = frozenset([(1, "not_started"), (3, "planned")])
_PRESET = frozenset(["state", "status"])  # filled in by the form itself


class SheetRecord(NamedTuple):
    """What the form in a workbook records of one of its sheets."""

    workbook: str
    source: FormSource
    fixed_cells: Set[FixedCell]


def record_of_moved(missing: Sequence[SheetRecord], records: Sequence[SheetRecord]) -> SheetRecord | None:
    """Returns the record that a moved sheet was made with, or None where nobody can say.

    ``missing`` are the records of forms whose own sheet is gone, ``records`` those of all forms.
    """
    candidates = missing or records
    bases = [record.source.base for record in candidates]
    return candidates[0] if bases and all(base == bases[0] for base in bases) else None


def shows_year(sheet: FormSheet, year: int) -> bool:
    """Returns whether the line below the title names this year: the mark of a sheet does not."""
    cells = sheet.typed.iter_rows(max_row=min(_TOP_ROWS, sheet.typed.max_row), values_only=True)
    texts = [str(value) for row in cells for value in row if value is not None]
    own_lines = [
        catalogue(language)("form.line.own", section="\n", year=full_year(year, catalogue(language)))
        for language in LANGUAGES
    ]
    endings = [line.rpartition("  ")[2].rpartition("　")[2] for line in own_lines]
    return any(text.rstrip().endswith(ending) for text in texts for ending in endings)


def source_without_record(
    folder: Folder, year: int, subject: FormSubject, sheet: FormSheet, words: Catalogue, mark: str
) -> FormSource:
    """Returns what a sheet is compared with when its record is not here: the data as they are now.

    A sheet that asks of a part of a measure has rows of that part alone.
    """
    is_part = mark != subject.id
    keys = [tuple(mark.split("/")) for mark in sheet.rows]
    numbers = [
        int(key[1]) for key in keys if key[0] == "contributions" and is_key((*key, "who")) and len(key) == 2
    ]
    questions = questions_of(folder, year, subject, words, rows=max(numbers, default=-1) + 1)
    places: dict[Key, str] = {
        question.key: ""
        for question in questions
        if (question.key[0] != "contributions" and not is_part) or row_mark(question.key) in sheet.rows
    }
    records_in_plan = {key[:2] for key in places}
    for key in keys:  # rows of what left the plan since
        if len(key) == 2 and key[0] in ("actuals", "projects") and key not in records_in_plan:
            places |= {(*key, name): "" for name in FIELDS[key[0]] if name not in _PRESET}
    return source_of(subject, sheet.position.cell.sheet, places, mark)


def reject_overwriting(subject: FormSubject, answers: SheetAnswers) -> Iterator[Finding]:
    """Drops each answer that would replace a value of the file, and yields the finding on it."""
    for answer in list(answers.changed):
        key = answer.question.key
        initial = key[-1] == "status" and (len(key), answer.base) in _INITIAL
        if subject.content is not None and answer.base is not None and not initial:
            answers.changed.remove(answer)
            answers.unread.add(key)
            yield conflict_without_record(subject, answer)
