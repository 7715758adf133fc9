"""The very lines that would make a plan show a decision: worked out on the file itself, then read off as lines."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from visiontrack.checks.reflection import Ground, Reflection, reflection
from visiontrack.cycle import plan_edits
from visiontrack.diagnose.reader import parse
from visiontrack.edit.value_edits import CannotEdit
from visiontrack.folder.listing import VISION, entry_at
from visiontrack.yaml import files
from visiontrack.yaml.lines import LINE_END

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema.decisions import Decision

# One edit may uncover the next: a merge can need the target's period first and its predecessors then.
_STEPS = 4


class Paste(NamedTuple):
    """Lines for a file: put after line ``after`` in the place of the ``replaced`` lines that follow it.

    ``create`` says that the file is not there yet. ``lines`` are to be pasted as they are, indent and all.
    """

    path: str
    create: bool
    after: int
    replaced: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Desk:
    """The files as they would read, while the edits are worked out; what is no data file, such as a link, is none."""

    folder: Folder
    ground: Ground
    before: dict[str, str | None] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """The text of a file so far; None for one that is not there. Raises ``CannotEdit`` where it cannot be told."""
        if path not in self.before:
            self.before[path] = self._read(path)
        return self.after.get(path, self.before[path])

    def _read(self, path: str) -> str | None:
        entry = entry_at(path)
        listed = entry is not None and entry in self.folder.listing.of(entry.kind)
        if listed and path not in self.folder.left_out:
            return files.read(str(self.folder.root / path), path).text
        if listed or os.path.lexists(self.folder.root / path):
            raise CannotEdit(path)
        return None

    def put(self, path: str, text: str) -> bool:
        """Take in an edited file; False when it would not be sound."""
        entry = entry_at(path)
        document = parse(path, entry.kind, text) if entry is not None else None
        if entry is None or document is None or not document.sound:
            return False
        self.after[path] = text
        if path == VISION:
            self.ground = self.ground._replace(vision=document.model)
        else:
            self.ground = self.ground._replace(measures={**self.ground.measures, entry.id: document.model})
        return True


def pastes(folder: Folder, decision: Decision, ground: Ground) -> tuple[Paste, ...]:
    """What to paste where; nothing where a file is written in a way that only a person can change."""
    desk = _Desk(folder, ground)
    found = reflection(decision, ground)
    told: set[str] = set()
    for _ in range(_STEPS):
        if not found.missing or found.missing in told:
            break
        told.add(found.missing)
        try:
            if not _step(desk, decision, found):
                break
        except CannotEdit:
            break
        found = reflection(decision, desk.ground)
    return tuple(
        paste for path, text in desk.after.items() for paste in _read_off(path, desk.before[path], text)
    )


def _step(desk: _Desk, decision: Decision, found: Reflection) -> bool:
    assert found.place is not None
    path = found.place.path
    text = desk.text(path)
    if text is None:
        return desk.put(path, plan_edits.new_measure_text(desk.folder, decision, desk.ground))
    return desk.put(path, plan_edits.edited_text(text, decision, desk.ground, found))


def _read_off(path: str, before: str | None, after: str) -> list[Paste]:
    """The changed lines of a file, from its end upwards: so pasting one does not move the lines of the next."""
    new = _lines(after)
    if before is None:
        return [Paste(path, True, 0, 0, tuple(new))]
    old = _lines(before)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Paste(path, False, start, end - start, tuple(new[first:last]))
        for tag, start, end, first, last in reversed(matcher.get_opcodes())
        if tag != "equal"
    ]


def _lines(text: str) -> list[str]:
    lines = LINE_END.split(text)
    return lines[:-1] if lines and not lines[-1] else lines
