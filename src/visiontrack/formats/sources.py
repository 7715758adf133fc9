"""Where a code frame gets its lines: as they were when the file was checked, else from the file once more."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.yaml import files
from visiontrack.yaml.lines import split, with_above

if TYPE_CHECKING:
    from visiontrack.folder.loading import Shown


class Sources:
    """The files under a root; of the lines in ``shown`` nothing is read again."""

    def __init__(self, root: Path, shown: Shown | None = None) -> None:
        self.root = root
        self._shown = shown or {}
        self._path: str | None = None
        self._lines: list[str] | None = None

    def with_above(self, path: str, number: int) -> tuple[str, str] | None:
        """The line above and line ``number`` (from 1) itself, None where the file cannot be read."""
        shown = self._shown.get((path, number))
        if shown is not None:
            return shown
        if path != self._path:  # the last file is kept, since findings come by path
            text = files.read(os.path.join(self.root, path), path).text
            self._path, self._lines = path, split(text) if text is not None else None
        return with_above(self._lines, number) if self._lines is not None else None
