"""A new opinion, added to its meeting's file by splice: what stands there stays as it is, comments too."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from visiontrack.diagnose.reader import parse
from visiontrack.edit.value_edits import CannotEdit, append_item
from visiontrack.edit.writer import Change
from visiontrack.errors import Unsound, WrongText, WrongUse
from visiontrack.scaffold.made import Made, must_be_id, must_be_measure, must_be_party, sound
from visiontrack.scaffold.render import Layout, record, tidy_text
from visiontrack.scaffold.written import left_out_ids
from visiontrack.schema.meeting import Opinion
from visiontrack.schema.paths import keys_at
from visiontrack.util.nearest import nearest
from visiontrack.yaml import characters, files

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

_COUNTED = re.compile(r"(.*-)([0-9]+)")


@dataclass(frozen=True, slots=True)
class OpinionOrder:
    """What was said where; the id counts up where it is not given."""

    year: int
    meeting: str
    actor: str
    kind: str
    measures: Sequence[str]
    text: str
    id: str | None = None


def new_opinion(folder: Folder, order: OpinionOrder, words: Catalogue) -> Made:
    """The change to the meeting's file; references must exist, the id must be free in the whole folder."""
    path = _meeting_path(folder, order)
    must_be_party(folder, "--actor", [order.actor])
    must_be_measure(folder, "--measure", order.measures)
    taken = _taken(folder)
    id_ = order.id or _next_id(folder, order.year, taken)
    must_be_id(id_)
    if id_ in taken:
        raise WrongUse("new.taken", id=id_)
    raw = files.read(os.path.join(folder.root, path), path)
    if raw.text is None or not parse(path, "meeting", raw.text).sound:
        raise Unsound("error.file_left_out", path=path)
    text = _text(order.text, path)
    item: dict[str, Any] = {"id": id_, "actor": order.actor, "kind": order.kind}
    item |= {"measures": list(order.measures), "text": text, "response": None}
    lines = record(Opinion, item, Layout(words, only_empty=True))
    try:
        new = append_item(raw.text, ("opinions",), item, keys_at("meeting", ()), lines)
    except CannotEdit:
        raise WrongUse("new.no_place", path=path) from None
    sound(path, new)
    mark = files.BOM if raw.content.startswith(files.BOM.encode()) else ""
    return Made(id_, Change(path, raw.content, (mark + new).encode()))


def _meeting_path(folder: Folder, order: OpinionOrder) -> str:
    path = folder.path_of("meeting", order.meeting, order.year)
    held = [entry.id for entry in folder.listing.of("meeting") if entry.year == order.year]
    if order.meeting not in held:
        near = nearest(order.meeting, held)
        raise WrongUse("new.no_meeting", year=order.year, meeting=order.meeting, path=path, suggest=near)
    return path


def _taken(folder: Folder) -> set[str]:
    """Every opinion's id; of a file that was left out, whatever is written there as an id."""
    return {*folder.opinions, *left_out_ids(folder, "meeting")}


def _next_id(folder: Folder, year: int, taken: set[str]) -> str:
    """One more than the highest number of the year's opinions, written as they are: after ``o-2025-04`` ``o-2025-05``."""
    own = [one.id for (at, _), held in folder.meetings.items() if at == year for one in held.opinions]
    counted = [match for id_ in sorted(own) if (match := _COUNTED.fullmatch(id_))]
    before = counted[-1][1] if counted else f"o-{year}-"
    digits = len(counted[-1][2]) if counted else 2
    used = [int(m[2]) for id_ in taken if (m := _COUNTED.fullmatch(id_)) and m[1] == before]
    return f"{before}{max(used, default=0) + 1:0{digits}}"


def _text(text: str, path: str) -> str:
    """Returns the text as it will read back. Raises ``WrongText`` where it holds a forbidden character."""
    if forbidden := characters.forbidden(text, path):
        raise WrongText("new.invalid", forbidden[:1])
    return tidy_text(text)
