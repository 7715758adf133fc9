"""A state of the data: the work tree, or the folder as a commit has it, loaded as any other folder is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from visiontrack.checks.facts import PastYears, past_years
from visiontrack.checks.suite import Suite
from visiontrack.errors import WrongUse
from visiontrack.finding import Place, Span
from visiontrack.folder.listing import DATA, entry_at
from visiontrack.folder.loading import load, read_document
from visiontrack.folder.model import Folder
from visiontrack.history.git import Repository
from visiontrack.yaml.document import Document
from visiontrack.yaml.files import MAX_BYTES

_DATA_FILE = re.compile(
    r"data/(?:vision|(?:actors|measures)/[^/\\:]+|decisions/[0-9]{4}|(?:results|meetings)/[0-9]{4}/[^/\\:]+)\.yaml"
)


@dataclass(frozen=True)
class DataState:
    """The data at one moment. ``commit`` and ``day`` are None for the work tree."""

    folder: Folder
    commit: str | None = None
    day: str | None = None

    @cached_property
    def _past_years(self) -> PastYears:
        return past_years(self.folder.listing, self.folder.vision.period, self.folder.decisions)

    def is_past(self, year: int) -> bool:
        """Returns whether a fiscal year counted as past then."""
        return self._past_years.includes(year)

    def past(self) -> list[int]:
        """Returns the years of the vision's period that were past then."""
        period = self.folder.vision.period
        return [year for year in range(period.start, period.end + 1) if self.is_past(year)]


class SpanFinder:
    """Where places stand in the files of a folder; each file is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._documents: dict[str, Document | None] = {}

    def document(self, path: str) -> Document | None:
        """Returns a data file, or None where it is not there."""
        if path not in self._documents:
            entry = entry_at(path) if _DATA_FILE.fullmatch(path) else None
            exists = entry is not None and (self._root / path).is_file()
            self._documents[path] = read_document(self._root, entry) if entry and exists else None
        return self._documents[path]

    def span(self, place: Place) -> Span:
        """Returns the span of a place, or of the nearest that is there; the first character of a file that is gone."""
        document = self.document(place.path)
        return document.locate(place.loc, place.at) if document is not None else Span()


@contextmanager
def committed_state(repository: Repository, commit: str) -> Iterator[Path]:
    """Lays out the data of a commit in a temporary folder that is gone afterwards, and hands out its root.

    Raises ``WrongUse`` where the commit holds no vision.
    """
    files = [file for file in repository.files(commit, DATA) if _DATA_FILE.fullmatch(file.path)]
    if not any(file.path == "data/vision.yaml" for file in files):
        raise WrongUse("history.error.no_vision", revision=commit[:12])
    contents = repository.contents([file for file in files if file.size <= MAX_BYTES])
    with tempfile.TemporaryDirectory(prefix="visiontrack-") as name:
        root = Path(name)
        for file in files:
            place = root / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            # One that is too large is left out by whoever loads the folder, as it is in the work tree.
            place.write_bytes(next(contents) if file.size <= MAX_BYTES else bytes(MAX_BYTES + 1))
        yield root


def state_at(root: Path, commit: str | None = None, day: str | None = None) -> DataState | None:
    """Returns the state of a folder, or None without a sound vision."""
    folder = load(root, Suite(errors_only=True)).folder
    return DataState(folder, commit, day) if folder is not None and folder.vision.evaluation else None
