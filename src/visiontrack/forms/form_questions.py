"""The questions of a form, one per cell, and the values of a results file under the same keys.

A measure (or the vision as a whole) is asked about in one year. The key of a cell is the path of its value through
the results file; a value is the text that the file or the cell holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, NamedTuple, TypeAlias

from visiontrack.cycle.do import indicators_in
from visiontrack.folder.model import Folder
from visiontrack.messages import Catalogue
from visiontrack.schema.base import Model
from visiontrack.schema.measure import Indicator, Measure, Partner
from visiontrack.schema.paths import fields_of, words_at
from visiontrack.schema.result import (
    Actual,
    Contribution,
    ProgramResult,
    ProjectResult,
    Result,
    SelfEvaluation,
    VisionResult,
)

# A contribution is ("contributions", "0", "who" or "text"); "who" is its party and its role.
Key: TypeAlias = tuple[str, ...]
QuestionKind = Literal["number", "text", "choice"]
FINAL = "final"
LEAST_CONTRIBUTIONS, SPARE_CONTRIBUTIONS = 4, 2
_RECORDS: dict[str, type[Model]] = {
    "projects": ProjectResult,
    "programs": ProgramResult,
    "actuals": Actual,
    "self_evaluation": SelfEvaluation,
    "contributions": Contribution,
}
# The fields of each record that a form asks for, in the order of the data format.
FIELDS: dict[str, tuple[str, ...]] = {
    "projects": ("status", "text", "budget", "spent"),
    "actuals": ("value", "state", "as_of", "source", "comment"),
    "programs": ("told", "used"),
    "self_evaluation": ("grade", "text"),
}
_LINE_END = re.compile(r"\r\n?")


class Choice(NamedTuple):
    """A word of the data format, and the label that a drop-down shows for it."""

    value: str
    label: str


class Question(NamedTuple):
    """One cell to fill in; ``label`` is what people call it."""

    key: Key
    kind: QuestionKind
    label: str
    choices: tuple[Choice, ...] = ()


def measure_questions(
    folder: Folder, year: int, measure: Measure, words: Catalogue, values: Mapping[Key, str], rows: int = 0
) -> list[Question]:
    """Returns all questions on a measure. Each contribution among ``values`` keeps its row.

    ``rows`` is the number of contributions that a form has room for, even if the plan has changed since it was made.
    """
    questions = [_choice_of_result("status", words)]
    questions += _actual_questions(indicators_in(folder, measure, year), words)
    for project in folder.projects_in(measure, year):
        questions += _project_questions(project.id, project.title, words)
    programs = folder.programs_in(measure, year)
    for project in folder.projects_in(measure, year):
        for program in programs:
            key = ("projects", project.id, "funding", program)
            name = f"{project.title} ／ {folder.programs[program][0].title}"
            questions.append(Question(key, "number", funding_label(name, words)))
    for program in programs:
        title = folder.programs[program][0].title
        questions.append(_question(("programs", program, "told"), "text", title, words))
        questions.append(_question(("programs", program, "used"), "number", title, words))
    questions += [_text_of_result(name, words) for name in ("outcomes", "issues")]
    questions += _contribution_questions(
        folder, *_partner_rows(folder, folder.partners_in(measure, year)), words, values, rows
    )
    grades = folder.vision.rules_in(year).grades
    choices = distinct_choices(Choice(grade.grade, f"{grade.grade} {grade.label}") for grade in grades)
    questions.append(_question(("self_evaluation", "grade"), "choice", "", words, choices))
    grade_title = field_title(("self_evaluation", "grade"), words)
    questions.append(_question(("self_evaluation", "text"), "text", grade_title, words))
    return [*questions, _choice_of_result("next", words), _text_of_result("internal", words)]


def funding_label(name: str, words: Catalogue) -> str:
    """Returns what people call the amount that a program pays of a project."""
    return words("form.label", title=field_title(("projects", "", "funding"), words), name=name)


def vision_questions(
    folder: Folder, year: int, words: Catalogue, values: Mapping[Key, str], rows: int = 0
) -> list[Question]:
    """Returns all questions on the vision as a whole; the rest as of a measure."""
    vision = folder.vision
    indicators = [
        indicator for indicator in vision.indicators if year in folder.indicator_period(None, indicator)
    ]
    pairs = [
        (party, role)
        for party, actor in folder.actors.items()
        if not folder.has_ended(party, year)
        for role in ([role.id for role in actor.roles] or [""])
    ]
    return [
        *(_text_of_result(name, words) for name in ("context", "outcomes", "issues")),
        *_actual_questions(indicators, words),
        *_contribution_questions(folder, pairs, 0, words, values, rows),
        _text_of_result("internal", words),
    ]


def _choice_of_result(name: str, words: Catalogue) -> Question:
    return Question((name,), "choice", field_title((name,), words), _word_choices((name,), words))


def _text_of_result(name: str, words: Catalogue) -> Question:
    return Question((name,), "text", field_title((name,), words))


def _actual_questions(indicators: Sequence[Indicator], words: Catalogue) -> Iterator[Question]:
    states = _word_choices(("actuals", "", "state"), words)
    flags = tuple(Choice(flag, words(f"word.{flag}")) for flag in ("true", "false"))
    for indicator in indicators:
        key, name = ("actuals", indicator.id), indicator.name
        if indicator.type == "milestone":
            yield _question((*key, "value"), "choice", name, words, flags)
        else:
            yield _question((*key, "value"), "number", name, words)
        yield _question((*key, "state"), "choice", name, words, states)
        yield _question((*key, "as_of"), "text", name, words)
        yield _question((*key, "source"), "text", name, words)
        yield _question((*key, "comment"), "text", name, words)


def _project_questions(id_: str, name: str, words: Catalogue) -> Iterator[Question]:
    key = ("projects", id_)
    yield _question((*key, "status"), "choice", name, words, _word_choices((*key, "status"), words))
    yield _question((*key, "budget"), "number", name, words)
    yield _question((*key, "spent"), "number", name, words)
    yield _question((*key, "text"), "text", name, words)


def _contribution_questions(
    folder: Folder,
    offered: Sequence[tuple[str, str]],
    least: int,
    words: Catalogue,
    values: Mapping[Key, str],
    room: int,
) -> Iterator[Question]:
    """Yields who contributed, one of the ``offered`` pairs of party and role, and what, for at least so many rows."""
    rows = contribution_count(values)
    pairs = list(dict.fromkeys([*offered, *_listed_roles(values, rows)]))
    if not pairs:
        return
    choices = distinct_choices(
        Choice(f"{party}/{role}" if role else party, _role_label(folder, party, role))
        for party, role in pairs
    )
    for row in range(max(room, max(rows, least) + SPARE_CONTRIBUTIONS, LEAST_CONTRIBUTIONS)):
        name = words("form.contribution", number=row + 1)
        key = ("contributions", str(row))
        yield Question((*key, "who"), "choice", f"{words('form.who')}（{name}）", choices)
        yield _question((*key, "text"), "text", name, words)


def _partner_rows(folder: Folder, partners: Sequence[Partner]) -> tuple[list[tuple[str, str]], int]:
    """Returns each partner with the roles that the measure names, then with its other roles; and how many of the first.

    The role of a partner whose actor has none is empty.
    """
    named = [(partner.actor, role) for partner in partners for role in partner.roles]
    others = []
    for partner in partners:
        actor = folder.actor_of(partner.actor)
        roles = [role.id for role in actor.roles] if actor is not None else []
        others += [(partner.actor, role) for role in (roles or [""])]
    return list(dict.fromkeys([*named, *others])), len(named)


def _listed_roles(values: Mapping[Key, str], rows: int) -> Iterator[tuple[str, str]]:
    for row in range(rows):
        who = values.get(("contributions", str(row), "who"))
        if who is not None:
            party, _, role = who.partition("/")
            yield party, role


def _role_label(folder: Folder, party: str, role_id: str) -> str:
    if not role_id:
        return folder.party_name(party)
    actor = folder.actor_of(party)
    titles = {role.id: role.title for role in actor.roles} if actor is not None else {}
    return f"{folder.party_name(party)} ／ {titles.get(role_id, role_id)}"


def distinct_choices(choices: Iterator[Choice]) -> tuple[Choice, ...]:
    """Returns the choices with labels that differ: the value is added to a label that stands twice."""
    by_label: dict[str, Choice] = {}
    for choice in choices:
        label = f"{choice.label}（{choice.value}）" if choice.label in by_label else choice.label
        by_label[label] = Choice(choice.value, label)
    return tuple(by_label.values())


def _word_choices(key: Key, words: Catalogue) -> tuple[Choice, ...]:
    return tuple(Choice(word, words(f"word.{word}")) for word in words_at("result", key))


def _record(key: Key) -> type[Model]:
    if len(key) == 1:
        return VisionResult if key == ("context",) else Result
    return _RECORDS[key[0]]


def field_title(key: Key, words: Catalogue) -> str:
    """Returns the schema's title of a key."""
    record = _record(key)
    return next(field.titles[words.language] for field in fields_of(record) if field.key == key[-1])


def field_description(key: Key, words: Catalogue) -> str | None:
    """Returns the schema's description of a key."""
    record = _record(key)
    return next(field.descriptions.get(words.language) for field in fields_of(record) if field.key == key[-1])


def _question(
    key: Key, kind: QuestionKind, name: str, words: Catalogue, choices: tuple[Choice, ...] = ()
) -> Question:
    title = field_title(key, words)
    return Question(key, kind, words("form.label", title=title, name=name) if name else title, choices)


def contribution_count(values: Mapping[Key, str]) -> int:
    """Returns how many rows of contributions the values fill, gaps included."""
    return 1 + max((int(key[1]) for key in values if key[0] == "contributions"), default=-1)


def result_values(result: Result | VisionResult) -> dict[Key, str]:
    """Returns every value of a results file under its key; empty values have no entry."""
    values: dict[Key, object] = {("internal",): result.internal}
    for id_, actual in result.actuals.items():
        values |= _field_values(("actuals", id_), actual)
        if actual.value is None and actual.state == FINAL:
            del values["actuals", id_, "state"]
    for row, contribution in enumerate(result.contributions):
        key = ("contributions", str(row))
        role = f"/{contribution.role}" if contribution.role is not None else ""
        values[(*key, "who")] = f"{contribution.actor}{role}"
        values[(*key, "text")] = contribution.text
    if isinstance(result, VisionResult):
        values |= {(name,): getattr(result, name) for name in ("context", "outcomes", "issues")}
    else:
        values |= {(name,): getattr(result, name) for name in ("status", "outcomes", "issues", "next")}
        for id_, project in result.projects.items():
            if project is not None:
                values |= _field_values(("projects", id_), project)
                values |= {
                    ("projects", id_, "funding", program): paid for program, paid in project.funding.items()
                }
        for id_, program_result in result.programs.items():
            if program_result is not None:
                values |= _field_values(("programs", id_), program_result)
        if result.self_evaluation is not None:
            values |= _field_values(("self_evaluation",), result.self_evaluation)
    texts = {key: _value_text(value) for key, value in values.items()}
    return {key: text for key, text in texts.items() if text.strip()}


def _field_values(key: Key, record: Any) -> dict[Key, object]:
    return {(*key, name): getattr(record, name) for name in FIELDS[key[0]]}


def _value_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if value is not None else ""


def tidy(text: str) -> str:
    r"""Returns a text as a cell can hold it: lines end in ``\n``, and nothing blank stands at the end."""
    return _LINE_END.sub("\n", text).rstrip()


def same_answer(key: Key, kind: QuestionKind, first: str | None, second: str | None) -> bool:
    """Returns whether two values of a cell say the same: 1.10 and 1.1 do, and so do no state and ``final``."""
    if key[-1] == "state" and key[0] == "actuals":
        return (first or FINAL) == (second or FINAL)
    if first is None or second is None:
        return first is second
    if kind == "number":
        try:
            return Decimal(first) == Decimal(second)
        except InvalidOperation:  # the hidden sheet of the form was changed by hand
            return first == second
    return tidy(first) == tidy(second)
