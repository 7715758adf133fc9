"""What a form is about: a measure (or the vision as a whole), with its results file as it is, or as it would be
laid out where there is none yet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.check import led_by
from visiontrack.cycle.naming import OWN
from visiontrack.cycle.result_form import result_form, vision_form
from visiontrack.diagnose.reader import parse
from visiontrack.forms import questions, values
from visiontrack.forms.questions import Key, Question
from visiontrack.messages import catalogue
from visiontrack.yaml import files

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.kinds import Kind
    from visiontrack.schema.measure import Measure

ABSENT = "absent"


@dataclass(frozen=True)
class Subject:
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
        """Tells whether the file is still the one that was read."""
        return ABSENT if self.content is None else hashlib.sha256(self.content).hexdigest()

    @cached_property
    def values(self) -> Mapping[Key, str]:
        return values.values_of(self.model)


def subject_of(folder: Folder, year: int, id_: str, words: Catalogue) -> Subject | None:
    """The measure (or ``vision``) in a year; None where its results file cannot be read."""
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
        own = catalogue(folder.vision.language)
        made = (
            vision_form(folder, year, own)
            if measure is None
            else result_form(folder, year, id_, measure, own)
        )
        text = made
    model = parse(path, kind, text).model
    return None if model is None else Subject(id_, title, kind, path, measure, content, text, model)


def questions_of(
    folder: Folder,
    year: int,
    subject: Subject,
    words: Catalogue,
    held: Mapping[Key, str] | None = None,
    rows: int = 0,
) -> list[Question]:
    """What its sheet asks; ``held`` are the values it starts from (those of the file when left out), ``rows`` the
    contributions it has room for at least."""
    if subject.measure is None:
        return questions.of_vision(folder, year, words)
    start = subject.values if held is None else held
    return questions.of_measure(folder, year, subject.measure, words, start, rows)


def by_section(folder: Folder, year: int, leads: Sequence[str] = ()) -> dict[str, list[str]]:
    """Who leads what is in force: party → ids, in the order in which the actors' files name the parties."""
    found: dict[str, list[str]] = {}
    for party, id_ in _led(folder, year):
        if not leads or any(led_by(folder, party, lead) for lead in leads):
            found.setdefault(party, []).append(id_)
    order = [one for actor in folder.actors.values() for one in (*(s.id for s in actor.sections), actor.id)]
    return dict(
        sorted(found.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))
    )


def in_force(folder: Folder, year: int) -> frozenset[str]:
    """The ids of what results are asked of in a year."""
    return frozenset(id_ for _, id_ in _led(folder, year))


def _led(folder: Folder, year: int) -> Iterator[tuple[str, str]]:
    if any(year in folder.indicator_period(None, one) for one in folder.vision.indicators):
        yield folder.vision.secretariat, OWN
    for id_, measure in folder.in_force(year):
        yield measure.lead, id_
