"""Writing to a console that may know neither Japanese nor line drawing, or may have gone away."""

from __future__ import annotations

import os
import sys
from typing import TextIO

# Signs a cp932 or ASCII console lacks, and what says the same there.
_STAND_INS = {"—": "-", "–": "-", "…": "...", "│": "|", "─": "-", "█": "#", "░": ".", "・": "*", "→": "->"}


def out(text: str) -> None:
    """Write to stdout."""
    _write(sys.stdout, text)


def err(text: str) -> None:
    """Write to stderr."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(encodable(text, stream.encoding or "utf-8"))
        stream.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`): go on in silence, so that the exit code stays true.
        _silence(stream)


def encodable(text: str, encoding: str) -> str:
    """The text with what ``encoding`` cannot show replaced by a stand-in; words are never dropped."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_shown(character, encoding) for character in text)
    return text


def _shown(character: str, encoding: str) -> str:
    for candidate in (character, _STAND_INS.get(character, "?"), "?"):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def _silence(stream: TextIO) -> None:
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        pass


def is_terminal() -> bool:
    """Whether stdout is a terminal a person looks at."""
    return sys.stdout.isatty()


def colours() -> bool:
    """Whether to colour: on a terminal that can, unless ``NO_COLOR`` is set."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The width to lay out for: the terminal's, or 80 when piped."""
    if not is_terminal():
        return 80
    try:
        return max(40, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 80


def ambiguous_width() -> int:
    """How wide this console draws ambiguous characters (○ → ─): two cells on a cp932 one, else one."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "").replace("_", "")
    return 1 if encoding.startswith("utf") else 2
