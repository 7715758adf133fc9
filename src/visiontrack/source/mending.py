"""What has one right answer in a file is mended: full-width marks and numbers, and a missing last line end."""

from __future__ import annotations

import re

from visiontrack.schema.kinds import Kind
from visiontrack.source.reading import parse
from visiontrack.source.splice import splice

# Marks after keys first; only then can the numbers behind them be read, and mended in their turn.
_TURNS = 8
_LINE_END = re.compile(r"\r\n|\r|\n")


def mend(path: str, kind: Kind, text: str) -> str:
    """The text with every mend made and nothing else touched; every line stays the line it was."""
    for _ in range(_TURNS):
        fixes = [finding.fix for finding in parse(path, kind, text).findings if finding.fix is not None]
        if not fixes:
            break
        text = splice(text, fixes)
    return ended(text)


def ended(text: str) -> str:
    """The text with a line end after its last line, of the sort the file has."""
    if not text.strip() or text[-1] in "\r\n":
        return text
    first = _LINE_END.search(text)
    return text + (first[0] if first else "\n")
