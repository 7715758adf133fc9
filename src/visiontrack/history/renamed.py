"""Things that bear another id than before: each is one renamed thing, not one that went and one that came."""

from __future__ import annotations

from typing import NamedTuple

from visiontrack.finding import Place
from visiontrack.history.data_points import ChangeKind


class Renamed(NamedTuple):
    """A thing with its old and new id, and where it stands now."""

    change_kind: ChangeKind
    old: str
    new: str
    place: Place
