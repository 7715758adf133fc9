"""What a form is about: a measure, or the vision as a whole, with its results file.

Where there is no results file yet, the text that would be laid out stands in its place.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from visiontrack.cycle.naming import OWN
from visiontrack.diagnose.reader import parse
from visiontrack.folder.model import Folder
from visiontrack.forms.form_questions import (
    Key,
    Question,
    measure_questions,
    result_values,
    vision_questions,
)
from visiontrack.messages import Catalogue, catalogue
from visiontrack.scaffold.year_skeletons import result_skeleton, vision_result_skeleton
from visiontrack.schema import Kind
from visiontrack.schema.measure import Measure
from visiontrack.yaml import files

ABSENT = "absent"


@dataclass(frozen=True)
class FormSubject:
    """One results file. ``content`` is None where there is no file; ``text`` then is what would be laid out."""

    id: str
    title: str
    kind: Kind
    path: str
    measure: Measure | None
    content: bytes | None
    text: str
    model: Any

    @property
    def digest(self) -> str:
        """Returns a hash that changes when the file does."""
        return ABSENT if self.content is None else hashlib.sha256(self.content).hexdigest()

    @cached_property
    def values(self) -> Mapping[Key, str]:
        return result_values(self.model)


def subject_of(folder: Folder, year: int, id_: str, words: Catalogue) -> FormSubject | None:
    """Returns the measure (or the vision) in a year, or None when its results file cannot be read."""
    measure = None if id_ == OWN else folder.measures[id_]
    kind: Kind = "vision_result" if measure is None else "result"
    title = words("do.own") if measure is None else measure.title
    path = folder.path_of(kind, id_, year)
    place = os.path.join(folder.root, path)
    content: bytes | None = None
    if os.path.lexists(place):
        raw = files.read(place, path)
        if raw.text is None:
            return None
        content, text = raw.content, raw.text
    else:
        # A file is written in the language of its folder, whoever asks.
        labels = catalogue(folder.vision.language)
        if measure is None:
            text = vision_result_skeleton(folder, year, labels)
        else:
            text = result_skeleton(folder, year, id_, measure, labels)
    model = parse(path, kind, text).model
    return None if model is None else FormSubject(id_, title, kind, path, measure, content, text, model)


def questions_of(
    folder: Folder,
    year: int,
    subject: FormSubject,
    words: Catalogue,
    values: Mapping[Key, str] | None = None,
    rows: int = 0,
) -> list[Question]:
    """Returns the questions on the sheet of a subject, with room for at least ``rows`` contributions.

    ``values`` are those that the sheet starts from; by default those of the file.
    """
    start = subject.values if values is None else values
    if subject.measure is None:
        return vision_questions(folder, year, words, start, rows)
    return measure_questions(folder, year, subject.measure, words, start, rows)


class FormPart(NamedTuple):
    """What a form asks of a subject: all of it, or only these projects, which its party has in another's measure.

    ``mark`` tells the sheets of one subject apart: its id, and of a part ``id/party``.
    """

    id: str
    mark: str
    projects: frozenset[str] | None = None

    def asks(self, key: Key) -> bool:
        """Returns whether an answer is this party's."""
        return self.projects is None or (key[0] == "projects" and key[1] in self.projects)


def parts_by_party(
    folder: Folder, year: int, leads: Sequence[str], answers_in: int
) -> dict[str, list[FormPart]]:
    """Returns what each party has to report that leads something in ``answers_in``, in the order of the actors' files."""
    by_party: dict[str, list[FormPart]] = {}
    for party, part in _parts(folder, year, answers_in):
        if not leads or any(folder.is_led_by(party, lead) for lead in leads):
            by_party.setdefault(party, []).append(part)
    order = [
        party
        for actor in folder.actors.values()
        for party in (*(section.id for section in actor.sections), actor.id)
    ]
    ranks = {party: order.index(party) if party in order else len(order) for party in by_party}
    return dict(sorted(by_party.items(), key=lambda item: ranks[item[0]]))


def in_force(folder: Folder, year: int) -> frozenset[str]:
    """Returns the ids of the subjects that owe results in a year."""
    return frozenset(id_ for _, id_ in _subjects(folder, year, year))


def _subjects(folder: Folder, year: int, answers_in: int) -> Iterator[tuple[str, str]]:
    """Yields each subject's lead in the fiscal year ``answers_in``, and its id."""
    vision = folder.vision
    if any(year in folder.indicator_period(None, indicator) for indicator in vision.indicators):
        yield folder.secretariat_in(answers_in), OWN
    for id_, measure in folder.in_force(year):
        yield folder.lead_in(measure, answers_in), id_


def _parts(folder: Folder, year: int, answers_in: int) -> Iterator[tuple[str, FormPart]]:
    """Yields whole subjects with their leads, then the projects of others in them."""
    for lead, id_ in _subjects(folder, year, answers_in):
        yield lead, FormPart(id_, id_)
    for id_, measure in folder.in_force(year):
        lead = folder.lead_in(measure, answers_in)
        projects: dict[str, set[str]] = {}
        for project in folder.projects_in(measure, year):
            projects.setdefault(folder.project_lead_in(measure, project, answers_in), set()).add(project.id)
        yield from (
            (party, FormPart(id_, f"{id_}/{party}", frozenset(ids)))
            for party, ids in projects.items()
            if party != lead
        )
