"""The mark in every file of settings that ``init`` writes: a digest by which it knows a file that nobody changed."""

from __future__ import annotations

import hashlib
import re

from visiontrack.messages import Catalogue

_MARK = re.compile(r"visiontrack init ([0-9a-f]{16})")


def with_comment(text: str, words: Catalogue) -> str:
    """Returns the text with its mark as a comment line on top, below a line that names an interpreter or a coding."""
    first, line_end, rest = text.partition("\n")
    mark = f"# visiontrack init {_digest(text)}: {words('init.mark')}\n"
    return f"{first}{line_end}{mark}{rest}" if first.startswith(("#!", "# -*-")) else mark + text


def with_line(lines: list[str], at: int, line: str) -> str:
    """Returns the lines with one more before ``at``, in which ``{mark}`` stands for the mark."""
    text = "\n".join(lines) + "\n"
    marked = line.replace("{mark}", f"visiontrack init {_digest(text)}")
    return "\n".join([*lines[:at], marked, *lines[at:]]) + "\n"


def is_unchanged(content: bytes) -> bool:
    """Whether a file bears the mark and is, but for its line ends, as it was written."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.splitlines(keepends=True)
    marked = [number for number, line in enumerate(lines) if _MARK.search(line)]
    if len(marked) != 1:
        return False
    mark = _MARK.search(lines.pop(marked[0]))
    return mark is not None and mark[1] == _digest("".join(lines))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
