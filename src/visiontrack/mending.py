"""``validate --fix`` on a whole folder: the mends that have one right answer, and what to say of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from visiontrack.listing import discover
from visiontrack.source import files
from visiontrack.source.lines import Lines
from visiontrack.source.mending import mend
from visiontrack.source.writer import Change

_SHOWN = 80  # characters of a line; of a longer one only the part that changes is shown
_AROUND = 20


class Mended(NamedTuple):
    """One line before and after; ``after`` is None where the last line only got its line end."""

    path: str
    line: int
    before: str
    after: str | None


def mends(root: Path) -> tuple[list[Change], list[Mended]]:
    """The changes that mend a folder's data files, for the writer, and each line they touch."""
    changes: list[Change] = []
    mended: list[Mended] = []
    listing = discover(root)
    for entry in sorted(entry for entries in listing.entries.values() for entry in entries):
        raw = files.read(os.path.join(root, entry.path), entry.path)
        if raw.text is None:
            continue
        text = mend(entry.path, entry.kind, raw.text)
        if text != raw.text:
            bom = raw.content[: len(raw.content) - len(raw.text.encode())]
            changes.append(Change(entry.path, raw.content, bom + text.encode()))
            mended += _lines(entry.path, raw.text, text)
    return changes, mended


def _lines(path: str, old: str, new: str) -> Iterator[Mended]:
    before, after = Lines(old), Lines(new)
    for number in range(1, len(before.starts) + 1):
        line, mended = before.line(number), after.line(number)
        if line != mended:
            yield Mended(path, number, *_shown(line.strip(), mended.strip()))
    if len(after.starts) > len(before.starts):
        yield Mended(path, len(before.starts), "", None)


def _shown(before: str, after: str) -> tuple[str, str]:
    if max(len(before), len(after)) <= _SHOWN:
        return before, after
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return _part(before, start, end), _part(after, start, end)


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _part(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
