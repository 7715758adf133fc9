"""``--out FILE``: what would go to stdout goes to a file instead, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

from visiontrack.edit.writer import Change, commit
from visiontrack.errors import WrongUse


def save(out: str, content: bytes, overwrite: bool) -> None:
    """Write a file whole or not at all; one that is there is replaced only when asked (``WrongUse``)."""
    place = Path(out)
    if os.path.lexists(place) and not overwrite:
        raise WrongUse("error.out_exists", path=out)
    old = _held(place) if os.path.lexists(place) else None
    commit(place.parent, [Change(place.name, old, content)])


def _held(place: Path) -> bytes | None:
    """What a file holds; of one that may not be read anything, for the writer tells that in its own words."""
    try:
        return place.read_bytes() if place.is_file() else None
    except OSError:
        return b""
