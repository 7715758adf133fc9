"""``--out FILE``: what would go to stdout goes to a file instead, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

from visiontrack.errors import WrongUse
from visiontrack.source.writer import Change, commit


def save(out: str, content: bytes, overwrite: bool) -> None:
    """Write a file whole or not at all; one that is there is replaced only when asked (``WrongUse``)."""
    place = Path(out)
    if os.path.lexists(place) and not overwrite:
        raise WrongUse("error.out_exists", path=out)
    old = place.read_bytes() if place.is_file() and overwrite else None
    commit(place.parent, [Change(place.name, old, content)])
