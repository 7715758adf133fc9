"""The answers on a sheet that came back: each cell as a value spelled as in a file, or what is wrong with it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from pydantic_core import PydanticCustomError

from visiontrack.finding import Finding
from visiontrack.folder.model import Folder
from visiontrack.folder.names import folded
from visiontrack.forms.cell_formats import percent_of, rest_of_struck, shows_value, struck_text, thousands_of
from visiontrack.forms.form_layout import CellPosition, FormSheet, column_of, row_mark
from visiontrack.forms.form_questions import Choice, Key, Question, same_answer, tidy
from visiontrack.forms.form_record import FormSource
from visiontrack.forms.form_subjects import FormSubject, questions_of
from visiontrack.forms.open_workbook import digits, excerpt, stored_text, without_midnight
from visiontrack.messages import LANGUAGES, Catalogue, catalogue
from visiontrack.schema import scalars
from visiontrack.yaml.characters import FORBIDDEN

_MOST_WORDS = 12
_VARIANTS = {"number_unit": "unit", "amount_unit": "unit", "number_digits": "digits"}
# What people write for a value that does not exist.
_NO_VALUE = frozenset(
    [
        "-",
        "--",
        "ー",
        "―",
        "—",
        "*",
        "?",
        "/",
        "n/a",
        "na",
        "tbd",
        "未定",
        "未集計",
        "集計中",
        "調査中",
        "確認中",
        "未公表",
        "公表前",
        "不明",
        "なし",
        "無し",
        "該当なし",
    ]
)


class ChangedAnswer(NamedTuple):
    """An answer that differs from the value its cell started with: ``base`` then, ``value`` now."""

    question: Question
    base: str | None
    value: str | None
    position: CellPosition


class AnswerProblem(NamedTuple):
    """What is wrong with an answer: the code and the variant of its finding, and the values in its sentence."""

    code: str
    variant: str = ""
    params: Mapping[str, object] = {}


CellAnswer = str | None | AnswerProblem


class SheetAnswers:
    """The answers read from one sheet.

    ``changed`` holds those that differ, ``findings`` what is wrong, ``positions`` where each answer now stands,
    ``lost_rows`` the marks of rows that are gone or stand twice, ``unread`` the answers that cannot be understood.
    """

    def __init__(self, sheet: FormSheet, source: FormSource) -> None:
        self.sheet, self.source = sheet, source
        self.changed: list[ChangedAnswer] = []
        self.findings: list[Finding] = []
        self.positions: dict[Key, CellPosition] = {}
        self.unread: set[Key] = set()
        self.lost_rows: set[str] = set()
        self._synonyms: dict[Key, tuple[Choice, ...]] = {}

    def read(self, folder: Folder, year: int, subject: FormSubject, words: Catalogue) -> None:
        """Reads every cell that the form asked to fill in."""
        rows = sum(key[0] == "contributions" and key[-1] == "who" for key in self.source.places)
        questions = {
            question.key: question
            for question in questions_of(folder, year, subject, words, self.source.base, rows)
        }
        self._synonyms = _choices_in_other_languages(folder, year, subject, self.source, words)
        for key in self.source.places:
            in_plan = key in questions
            question = questions[key] if in_plan else Question(key, "text", "/".join(key[1:]))
            position = self._position(question, in_plan)
            if position is not None:
                self.positions[key] = position
                self._read_answer(question, position, in_plan)

    def _position(self, question: Question, in_plan: bool) -> CellPosition | None:
        """Returns where an answer now stands; a row that is gone is reported once."""
        mark = row_mark(question.key)
        rows = self.sheet.rows.get(mark, [])
        column = self.sheet.columns.get(column_of(question.key))
        if len(rows) == 1 and column is not None:
            return self.sheet.position_of(rows[0], column)
        if in_plan and mark not in self.lost_rows:
            self.lost_rows.add(mark)
            position, variant = self.sheet.position, ""
            if len(rows) > 1 and column is not None:
                position, variant = self.sheet.position_of(rows[1], column), "twice"
            self.findings.append(position.error("VT705", variant, label=question.label))
        return None

    def _read_answer(self, question: Question, position: CellPosition, in_plan: bool) -> None:
        base = self.source.base.get(question.key)
        value = self._value(question, position)
        if isinstance(value, AnswerProblem):
            params = {"label": question.label, **value.params}
            self.findings.append(position.error(value.code, value.variant, **params))
            self.unread.add(question.key)
        elif not same_answer(question.key, question.kind, base, value):
            if in_plan:
                self.changed.append(ChangedAnswer(question, base, value, position))
            else:  # the plan has changed, and nobody asks for this any more
                self.findings.append(position.error("VT703", "item", label=question.label))

    def _value(self, question: Question, position: CellPosition) -> CellAnswer:
        typed = self.sheet.typed[position.cell.address]
        if isinstance(typed, MergedCell):
            return AnswerProblem("VT706")
        struck = struck_text(typed)
        if struck:
            return self._without_struck(question, position, typed, struck)
        # LibreOffice writes a text such as _x000D_ back without the escape that Excel wants.
        base = self.source.base.get(question.key)
        if question.kind == "text" and base is not None and typed.value == base:
            return base
        calculated = self.sheet.calculated.get(position.cell.address)
        return cell_answer(typed, calculated, question, self._synonyms.get(question.key, ()))

    def _without_struck(
        self, question: Question, position: CellPosition, typed: Any, struck: str
    ) -> CellAnswer:
        """Returns a text without what was struck out, with a warning; any other answer is a problem."""
        if question.kind != "text":
            return AnswerProblem("VT720", "value", {"value": excerpt(struck)})
        rest = _text(rest_of_struck(typed))
        if not isinstance(rest, AnswerProblem):
            warning = position.warning("VT720", label=question.label, value=excerpt(struck))
            self.findings.append(warning)
        return rest


def _choices_in_other_languages(
    folder: Folder, year: int, subject: FormSubject, source: FormSource, words: Catalogue
) -> dict[Key, tuple[Choice, ...]]:
    """Returns the drop-downs in the other languages: the form may have been made in one of them."""
    choices: dict[Key, tuple[Choice, ...]] = {}
    for language in LANGUAGES:
        if language != words.language:
            for question in questions_of(folder, year, subject, catalogue(language), source.base):
                choices[question.key] = (*choices.get(question.key, ()), *question.choices)
    return choices


def cell_answer(
    typed: Any, calculated: Any | None, question: Question, synonyms: tuple[Choice, ...] = ()
) -> CellAnswer:
    """Returns the answer in a cell, None where it is empty. ``calculated`` holds the value of a formula.

    ``synonyms`` are the choices by other names, understood but not listed in a finding.
    """
    value = calculated.value if calculated is not None else None
    if calculated is None or value is None:
        return AnswerProblem("VT707") if typed.data_type == "f" else None
    if calculated.data_type == "e":
        return AnswerProblem("VT707", "error", {"value": str(value)})
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        variant = "text" if question.kind == "text" else ""
        return AnswerProblem("VT708", variant, {"value": excerpt(str(without_midnight(value)))})
    if question.kind == "number":
        return _number(value, calculated.number_format, question)
    if question.kind == "choice":
        return _choice(value, question, synonyms)
    if not isinstance(value, bool) and not shows_value(value, calculated.number_format):
        return _not_shown(value, calculated.number_format)
    return _text(value)


def _not_shown(value: Any, number_format: str) -> AnswerProblem:
    """Returns the problem of a text that is not what its cell shows."""
    percent = None if isinstance(value, str) else percent_of(value, number_format)
    if percent is not None:
        return AnswerProblem("VT721", "percent", {"value": digits(value), "shown": percent.shown})
    content = stored_text(value) if isinstance(value, str) else digits(value)
    return AnswerProblem("VT721", "", {"value": excerpt(content), "format": excerpt(number_format)})


def _number(value: Any, number_format: str, question: Question) -> CellAnswer:
    if isinstance(value, bool):
        return AnswerProblem("VT709", "", {"value": str(value).upper()})
    if isinstance(value, int | float):
        if percent := percent_of(value, number_format):
            number = percent.number
            return AnswerProblem("VT709", "percent", {"value": f"{number}%", "number": number})
        if thousands := thousands_of(value, number_format):
            params = {"value": digits(value), "format": excerpt(number_format), **thousands._asdict()}
            return AnswerProblem("VT709", "thousands", params)
        return _checked_number(digits(value), digits(value), question)
    typed = stored_text(value).strip()
    return _checked_number(scalars.plain_ascii(typed), typed, question)


def _checked_number(text: str, typed: str, question: Question) -> CellAnswer:
    money, counted = question.key[0] == "projects", question.key[0] == "programs"
    try:
        (scalars.amount if money else scalars.count if counted else scalars.number)(text)
    except PydanticCustomError as error:
        fallback = "money" if money else "none" if text.casefold() in _NO_VALUE else ""
        params: dict[str, object] = {"value": excerpt(typed), **(error.context or {})}
        return AnswerProblem("VT709", _VARIANTS.get(error.type, fallback), params)
    return text


def _choice(value: Any, question: Question, synonyms: tuple[Choice, ...]) -> CellAnswer:
    if isinstance(value, bool):
        value = str(value).lower()
    answer = (digits(value) if isinstance(value, int | float) else stored_text(value)).strip()
    for fold in (str, folded):
        # In full-width letters (Ｂ) or another case it still says the same, where only one choice does.
        choices = (*question.choices, *synonyms)
        matches = {
            choice.value for choice in choices if fold(answer) in (fold(choice.label), fold(choice.value))
        }
        if len(matches) == 1:
            return matches.pop()
    words = " | ".join(choice.label for choice in question.choices[:_MOST_WORDS])
    is_value = question.key[-1] == "state" and _is_number(answer)
    return AnswerProblem("VT710", "value" if is_value else "", {"value": excerpt(answer), "words": words})


def _is_number(text: str) -> bool:
    try:
        scalars.number(scalars.plain_ascii(text))
    except PydanticCustomError:
        return False
    return True


def _text(value: Any) -> CellAnswer:
    if isinstance(value, bool):
        return str(value).upper()
    text = tidy(digits(value) if isinstance(value, int | float) else stored_text(value))
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        return AnswerProblem("VT711", "", {"character": f"U+{ord(forbidden[0]):04X}"})
    return text or None
