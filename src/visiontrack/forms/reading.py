"""What was answered on a sheet that came back, and what is wrong with the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.cell.cell import MergedCell

from visiontrack.finding import Finding
from visiontrack.forms import grid
from visiontrack.forms.cell import Answer, Problem, answer
from visiontrack.forms.questions import Choice, Key, Question
from visiontrack.forms.standing import At, Sheet
from visiontrack.forms.subjects import Subject, questions_of
from visiontrack.forms.values import same
from visiontrack.messages import LANGUAGES, catalogue

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.forms.record import Source
    from visiontrack.messages import Catalogue


class Wish(NamedTuple):
    """An answer that differs from the value its cell was given: ``base`` then, ``value`` now."""

    question: Question
    base: str | None
    value: str | None
    at: At


class Reader:
    """Reads one sheet. ``wishes`` and ``wrong`` hold what was found, ``places`` where each answer now stands,
    ``lost`` the marks of rows that are gone or stand twice, ``unread`` the answers that cannot be understood.
    """

    def __init__(self, sheet: Sheet, source: Source) -> None:
        self.sheet, self.source = sheet, source
        self.wishes: list[Wish] = []
        self.wrong: list[Finding] = []
        self.places: dict[Key, At] = {}
        self.unread: set[Key] = set()
        self.lost: set[str] = set()
        self._also: dict[Key, tuple[Choice, ...]] = {}

    def read(self, folder: Folder, year: int, subject: Subject, words: Catalogue) -> None:
        """Look at every cell the form asked to fill in."""
        rows = sum(key[0] == "contributions" and key[-1] == "who" for key in self.source.places)
        questions = questions_of(folder, year, subject, words, self.source.base, rows)
        asked = {one.key: one for one in questions}
        self._also = _other_names(folder, year, subject, self.source, words)
        for key in self.source.places:
            known = key in asked
            question = asked[key] if known else Question(key, "text", "/".join(key[1:]))
            at = self._place(question, known)
            if at is not None:
                self.places[key] = at
                self._take(question, at, known)

    def _place(self, question: Question, known: bool) -> At | None:
        """Where an answer now stands; a row that is gone is told once."""
        mark = grid.row_mark(question.key)
        rows = self.sheet.rows.get(mark, [])
        column = self.sheet.columns.get(grid.column_of(question.key))
        if len(rows) == 1 and column is not None:
            return self.sheet.at(rows[0], column)
        if known and mark not in self.lost:
            self.lost.add(mark)
            twice = len(rows) > 1 and column is not None
            at = self.sheet.at(rows[1], column) if twice and column is not None else self.sheet.whole()
            self.wrong.append(at.finding("VT705", "twice" if twice else "", label=question.label))
        return None

    def _take(self, question: Question, at: At, known: bool) -> None:
        base = self.source.base.get(question.key)
        held = self._answer(question, at)
        if isinstance(held, Problem):
            params = {"label": question.label, **held.params}
            self.wrong.append(at.finding(held.code, held.variant, **params))
            self.unread.add(question.key)
        elif not same(question.key, question.kind, base, held):
            if known:
                self.wishes.append(Wish(question, base, held, at))
            else:  # the plan has changed, and nobody asks for this any more
                self.wrong.append(at.finding("VT703", "item", label=question.label))

    def _answer(self, question: Question, at: At) -> Answer:
        typed = self.sheet.typed[at.cell.address]
        if isinstance(typed, MergedCell):
            return Problem("VT706")
        # LibreOffice writes a text such as _x000D_ back without the escape that Excel wants.
        base = self.source.base.get(question.key)
        if question.kind == "text" and base is not None and typed.value == base:
            return base
        return answer(
            typed, self.sheet.calculated.get(at.cell.address), question, self._also.get(question.key, ())
        )


def _other_names(
    folder: Folder, year: int, subject: Subject, source: Source, words: Catalogue
) -> dict[Key, tuple[Choice, ...]]:
    """The drop-downs in the other languages: a form may have been made in one of them."""
    found: dict[Key, tuple[Choice, ...]] = {}
    for language in LANGUAGES:
        if language != words.language:
            for one in questions_of(folder, year, subject, catalogue(language), source.base):
                found[one.key] = (*found.get(one.key, ()), *one.choices)
    return found
