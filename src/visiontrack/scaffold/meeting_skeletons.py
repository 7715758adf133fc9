"""Lays out a new meeting, and adds a new opinion to its file by splice: what stands there stays as it is."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from visiontrack import fiscal_year
from visiontrack.checks.year_rules import may_review
from visiontrack.diagnose.reader import parse
from visiontrack.edit.value_edits import CannotEdit, append_item
from visiontrack.edit.writer import text_change
from visiontrack.errors import Unsound, WrongText, WrongUse
from visiontrack.folder.model import Folder
from visiontrack.folder.names import chosen_id, left_out_ids
from visiontrack.messages import Catalogue
from visiontrack.scaffold.commented_yaml import Layout, skeleton, skeleton_text, tidy_text, yaml_lines
from visiontrack.scaffold.skeleton_checks import (
    Skeleton,
    checked_document,
    new_file,
    present_values,
    require_free,
    require_id,
    require_measure,
    require_party,
)
from visiontrack.schema.meeting import Opinion
from visiontrack.schema.paths import keys_at
from visiontrack.util.nearest import nearest
from visiontrack.yaml import characters, files

BODIES = ("council", "team", "hearing")
_NUMBERED = re.compile(r"(.*-)([0-9]+)")


@dataclass(frozen=True, slots=True)
class MeetingRequest:
    """What was asked for; the id counts up and the title follows where they are not given."""

    year: int
    id: str | None
    body: str | None
    date: datetime.date
    title: str | None = None
    reviews: int | None = None
    place: str | None = None
    attendees: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OpinionRequest:
    """What was said where; the id follows from that where it is not given."""

    year: int
    meeting: str
    actor: str
    kind: str
    measures: Sequence[str]
    text: str
    id: str | None = None


def new_meeting(folder: Folder, request: MeetingRequest, words: Catalogue) -> Skeleton:
    """Returns the meeting's file. Raises ``WrongUse`` where its date lies in another year or its id is not free."""
    actual = fiscal_year.of_date(request.date.year, request.date.month)
    if actual != request.year:
        raise WrongUse("new.other_year", date=request.date, year=request.year, actual=actual)
    body = request.body or _body_of(request.id)
    ids = [entry.id for entry in folder.listing.of("meeting") if entry.year == request.year]
    id_ = request.id or f"{body}-{_next_number(f'{body}-', ids)}"
    path = folder.path_of("meeting", id_, request.year)
    require_free(folder, path, id_, ())
    attendees = require_party(folder, "--attendee", request.attendees)
    council, team = folder.vision.council, folder.vision.team
    council_or_team = {"council": council, "team": team}.get(body)
    name = council_or_team.name if council_or_team is not None else words(f"word.{body}")
    members: tuple[str, ...] = ()
    if body != "hearing":
        members = folder.council_on(request.date) if body == "council" else folder.team_in(request.year)
    number = _meeting_number(folder, request.year, body, id_, ids)
    values = present_values(
        id=id_,
        body=body,
        date=request.date,
        reviews=_reviewed_year(folder, request),
        title=request.title or meeting_title(name, number, request.year, words),
        place=request.place,
        attendees=attendees,
    )
    notes = {
        **({"attendees": words("new.note.attendees", members=", ".join(members))} if members else {}),
        "opinions": words("new.note.opinions", year=request.year, meeting=id_),
    }
    return new_file(path, id_, skeleton_text("meeting", values, words, notes, words("new.head.meeting")))


def _meeting_number(folder: Folder, year: int, body: str, id_: str, ids: Iterable[str]) -> int:
    """Returns which meeting of a body in the year it is: the number in its id, and one for each id without one.

    Meetings are not just counted: one may have been left out for an error, or have no file.
    """
    prefix = f"{body}-"
    match = _NUMBERED.fullmatch(id_)
    number = int(match[2]) if match and match[1] == prefix else _next_number(prefix, ids)
    others = [
        other for (at, other), meeting in folder.meetings.items() if at == year and meeting.body == body
    ]
    return number + sum(
        not ((match := _NUMBERED.fullmatch(other)) and match[1] == prefix) for other in others
    )


def meeting_title(name: str, number: int, year: int, words: Catalogue) -> str:
    """Returns the usual title of a meeting: ``令和7年度第1回 推進会議``."""
    fiscal = fiscal_year.by_name(year, words.language)
    return words("new.meeting_title", name=name, number=number, fiscal=fiscal)


def _reviewed_year(folder: Folder, request: MeetingRequest) -> int:
    """Returns the year that the meeting looks at: where nobody says, the year before, or the period's last one.

    Raises ``WrongUse`` for a year that the reader would not take.
    """
    period = folder.vision.period
    reviewed = request.reviews if request.reviews is not None else min(request.year - 1, period.end)
    if not may_review(reviewed, request.year, period):
        raise WrongUse("error.year_outside", year=reviewed, start=period.start, end=period.end)
    return reviewed


def _body_of(id_: str | None) -> str:
    """Returns the body that an id such as ``council-1`` names. Raises ``WrongUse`` where it names none."""
    match = _NUMBERED.fullmatch(id_ or "")
    if match is None or match[1][:-1] not in BODIES:
        raise WrongUse("error.missing", name="--body council|team|hearing")
    return match[1][:-1]


def new_opinion(folder: Folder, request: OpinionRequest, words: Catalogue) -> Skeleton:
    """Returns the change to the meeting's file.

    Raises ``WrongUse`` where a reference is unknown, the id is not free in the whole folder, or the file is written
    so that only a person can change it; ``Unsound`` where the file was left out.
    """
    path = _meeting_path(folder, request)
    (actor,) = require_party(folder, "--actor", [request.actor])
    measures = require_measure(folder, "--measure", request.measures)
    if forbidden := characters.forbidden(request.text, path):
        raise WrongText("new.invalid", forbidden[:1])
    taken_ids = {*folder.opinions, *left_out_ids(folder, "meeting")}
    meeting = path.rpartition("/")[2].removesuffix(".yaml")
    id_ = request.id or _opinion_id(request, meeting, actor, taken_ids)
    require_id(id_)
    if id_ in taken_ids:
        raise WrongUse("new.taken", id=id_)
    raw = files.read(os.path.join(folder.root, path), path)
    if raw.text is None or not parse(path, "meeting", raw.text).sound:
        raise Unsound("error.file_left_out", path=path)
    item: dict[str, Any] = {"id": id_, "actor": actor, "kind": request.kind}
    item |= {"measures": measures, "text": tidy_text(request.text)}
    item |= {"recommends": None, "response": None}
    lines = yaml_lines(skeleton(Opinion, item, Layout(words, only_empty=True)))
    try:
        new = append_item(raw.text, ("opinions",), item, keys_at("meeting", ()), lines)
    except CannotEdit:
        raise WrongUse("new.no_place", path=path) from None
    checked_document(path, new)
    return Skeleton(id_, text_change(path, raw.content, new))


def _meeting_path(folder: Folder, request: OpinionRequest) -> str:
    ids = [entry.id for entry in folder.listing.of("meeting") if entry.year == request.year]
    titles = (
        (meeting.title, id_) for (year, id_), meeting in folder.meetings.items() if year == request.year
    )
    id_ = chosen_id(request.meeting, ids, titles)
    path = folder.path_of("meeting", id_ or request.meeting, request.year)
    if id_ is None:
        near = nearest(request.meeting, ids)
        raise WrongUse("new.no_meeting", year=request.year, meeting=request.meeting, path=path, suggest=near)
    return path


def _opinion_id(request: OpinionRequest, meeting: str, actor: str, taken_ids: set[str]) -> str:
    """Returns an id from who said what where, ``o-2025-3f9a``: two people who each note an opinion take no id twice."""
    facts = "\n".join((meeting, actor, tidy_text(request.text)))
    digest = hashlib.sha256(facts.encode()).hexdigest()
    ids = (f"o-{request.year}-{digest[start : start + 4]}" for start in range(len(digest) - 3))
    return next(id_ for id_ in ids if id_ not in taken_ids)


def _next_number(prefix: str, ids: Iterable[str]) -> int:
    """Returns one more than the highest number behind the prefix."""
    matches = [match for id_ in ids if (match := _NUMBERED.fullmatch(id_)) and match[1] == prefix]
    return max((int(match[2]) for match in matches), default=0) + 1
