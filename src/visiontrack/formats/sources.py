"""Where a code frame gets its lines: from the text as it was checked, else from the file once more."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from visiontrack.source import files
from visiontrack.source.lines import split


class Sources:
    """The files under a root; of those in ``texts`` nothing is read again."""

    def __init__(self, root: Path, texts: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._texts = texts or {}
        self._path: str | None = None
        self._lines: list[str] | None = None

    def lines(self, path: str) -> list[str] | None:
        """The lines of a file, None where it cannot be read; the last one is kept, since findings come by path."""
        if path != self._path:
            text = self._texts.get(path)
            if text is None:
                text = files.read(os.path.join(self.root, path), path).text
            self._path, self._lines = path, split(text) if text is not None else None
        return self._lines
