"""What a form asks of one measure (or of the vision as a whole) in one year, one question per cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from visiontrack.cycle.do import indicators_in, projects_in
from visiontrack.schema.fields import fields_of
from visiontrack.schema.paths import words_at
from visiontrack.schema.result import Actual, Contribution, ProjectResult, Result, SelfEvaluation

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.measure import Indicator, Measure

# The path of a value through a results file; a contribution is ("contributions", "0", "who" or "text").
Key: TypeAlias = tuple[str, ...]
QuestionKind = Literal["number", "text", "choice"]
LEAST_CONTRIBUTIONS, SPARE_CONTRIBUTIONS = 4, 2
_RECORDS = {
    "projects": ProjectResult,
    "actuals": Actual,
    "self_evaluation": SelfEvaluation,
    "contributions": Contribution,
}


class Choice(NamedTuple):
    """A word of the data format, and what a drop-down shows for it."""

    value: str
    label: str


class Question(NamedTuple):
    """One cell to fill in; ``label`` is what people call it."""

    key: Key
    kind: QuestionKind
    label: str
    choices: tuple[Choice, ...] = ()


def of_measure(
    folder: Folder, year: int, measure: Measure, words: Catalogue, held: Mapping[Key, str], rows: int = 0
) -> list[Question]:
    """All questions on a measure. ``held`` are the values known already: each contribution keeps its row.

    ``rows`` are the contributions that a form has room for, whatever has become of the plan since it was made.
    """
    found = [Question(("status",), "choice", title(("status",), words), _words(("status",), words))]
    found += _actuals(indicators_in(folder, measure, year), words)
    for project in projects_in(folder, measure, year):
        found += _project(project.id, project.title, words)
    found += [Question((key,), "text", title((key,), words)) for key in ("outcomes", "issues")]
    found += _contributions(folder, measure, words, held, rows)
    grades = folder.vision.rules_in(year).grades
    choices = distinct(Choice(one.grade, f"{one.grade} {one.label}") for one in grades)
    found.append(_of_record(("self_evaluation", "grade"), "choice", "", words, choices))
    own = title(("self_evaluation", "grade"), words)
    found.append(_of_record(("self_evaluation", "text"), "text", own, words))
    found.append(Question(("next",), "choice", title(("next",), words), _words(("next",), words)))
    found.append(Question(("internal",), "text", title(("internal",), words)))
    return found


def of_vision(folder: Folder, year: int, words: Catalogue) -> list[Question]:
    """All questions on the vision as a whole."""
    own = [one for one in folder.vision.indicators if year in folder.indicator_period(None, one)]
    internal = Question(("internal",), "text", title(("internal",), words))
    return [*_actuals(own, words), internal]


def _actuals(indicators: Sequence[Indicator], words: Catalogue) -> Iterator[Question]:
    states = _words(("actuals", "", "state"), words)
    flags = tuple(Choice(one, words(f"word.{one}")) for one in ("true", "false"))
    for one in indicators:
        key = ("actuals", one.id)
        if one.type == "milestone":
            yield _of_record((*key, "value"), "choice", one.name, words, flags)
        else:
            yield _of_record((*key, "value"), "number", one.name, words)
        yield _of_record((*key, "state"), "choice", one.name, words, states)
        yield _of_record((*key, "source"), "text", one.name, words)
        yield _of_record((*key, "comment"), "text", one.name, words)


def _project(id_: str, name: str, words: Catalogue) -> Iterator[Question]:
    key = ("projects", id_)
    choices = _words((*key, "status"), words)
    yield _of_record((*key, "status"), "choice", name, words, choices)
    yield _of_record((*key, "budget"), "number", name, words)
    yield _of_record((*key, "spent"), "number", name, words)
    yield _of_record((*key, "text"), "text", name, words)


def _contributions(
    folder: Folder, measure: Measure, words: Catalogue, held: Mapping[Key, str], room: int
) -> Iterator[Question]:
    rows = 1 + max((int(key[1]) for key in held if key[0] == "contributions"), default=-1)
    pairs = list(dict.fromkeys([*_pairs(folder, measure), *_told(held, rows)]))
    if not pairs:
        return
    choices = distinct(Choice(f"{party}/{role}", _pair_label(folder, party, role)) for party, role in pairs)
    asked = max(rows, sum(len(one.roles) for one in measure.partners)) + SPARE_CONTRIBUTIONS
    for row in range(max(room, asked, LEAST_CONTRIBUTIONS)):
        name = words("form.contribution", number=row + 1)
        key = ("contributions", str(row))
        yield Question((*key, "who"), "choice", f"{words('form.who')}（{name}）", choices)
        yield _of_record((*key, "text"), "text", name, words)


def _pairs(folder: Folder, measure: Measure) -> Iterator[tuple[str, str]]:
    """Each partner with the roles this measure names, then with its other ones."""
    for partner in measure.partners:
        yield from ((partner.actor, role) for role in partner.roles)
    for partner in measure.partners:
        actor = folder.actor_of(partner.actor)
        yield from ((partner.actor, role.id) for role in (actor.roles if actor is not None else ()))


def _told(held: Mapping[Key, str], rows: int) -> Iterator[tuple[str, str]]:
    for row in range(rows):
        who = held.get(("contributions", str(row), "who"))
        if who is not None:
            party, _, role = who.partition("/")
            yield party, role


def _pair_label(folder: Folder, party: str, role: str) -> str:
    actor = folder.actor_of(party)
    titles = {one.id: one.title for one in actor.roles} if actor is not None else {}
    return f"{folder.party_name(party)} ／ {titles.get(role, role)}"


def distinct(choices: Iterator[Choice]) -> tuple[Choice, ...]:
    """Choices whose labels tell them apart."""
    found: dict[str, Choice] = {}
    for one in choices:
        label = f"{one.label}（{one.value}）" if one.label in found else one.label
        found[label] = Choice(one.value, label)
    return tuple(found.values())


def _words(loc: Key, words: Catalogue) -> tuple[Choice, ...]:
    return tuple(Choice(word, words(f"word.{word}")) for word in words_at("result", loc))


def title(key: Key, words: Catalogue) -> str:
    """The schema's title of a key."""
    record = Result if len(key) == 1 else _RECORDS[key[0]]
    return next(one.titles[words.language] for one in fields_of(record) if one.key == key[-1])


def description(key: Key, words: Catalogue) -> str | None:
    """The schema's description of a key."""
    record = Result if len(key) == 1 else _RECORDS[key[0]]
    return next(one.descriptions.get(words.language) for one in fields_of(record) if one.key == key[-1])


def _of_record(
    key: Key, kind: QuestionKind, name: str, words: Catalogue, choices: tuple[Choice, ...] = ()
) -> Question:
    label = words("form.label", title=title(key, words), name=name) if name else title(key, words)
    return Question(key, kind, label, choices)
