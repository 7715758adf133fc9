"""Files and lines of things in a data folder, so that whoever reads of one can go there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from visiontrack.finding import Place
from visiontrack.folder.listing import entry_at
from visiontrack.folder.loading import read_document

if TYPE_CHECKING:
    from visiontrack.yaml.document import Document


class FileLine(NamedTuple):
    """A line of a file."""

    path: str
    line: int


class LineFinder:
    """Lines of places in files; a file is read once more, and only when a line of it is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, Document | None] = {}

    def of(self, place: Place) -> FileLine:
        """Where a place stands; line 1 where that cannot be told."""
        if place.path not in self._read:
            entry = entry_at(place.path)
            self._read[place.path] = read_document(self._root, entry) if entry is not None else None
        document = self._read[place.path]
        return FileLine(place.path, document.locate(place.loc).line if document is not None else 1)
