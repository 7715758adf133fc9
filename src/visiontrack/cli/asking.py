"""Asking a person at a terminal for what the command line left out; when nobody is there nothing is asked."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from visiontrack.cli import console
from visiontrack.errors import Stop, WrongUse
from visiontrack.messages import Catalogue
from visiontrack.util import windows

Told = Mapping[str, str | None]


def complete(given: Told, check: Callable[[Told], object], words: Catalogue) -> dict[str, str | None]:
    """The options: at a terminal the missing ones are asked for (``init.ask.<option>``) until ``check`` takes them.

    An answer is checked beside all that was told before it, and only that answer is asked for again.
    """
    told: dict[str, str | None] = {option: value or None for option, value in given.items()}
    missing = [option for option, value in told.items() if value is None]
    if not (_answers(sys.stdin) and sys.stderr.isatty()):
        return told
    for option in missing:
        told[option] = _ask(option, missing, told, check, words)
    return told


def _answers(stream: TextIO) -> bool:
    """Whether a person sits there. Windows calls NUL a terminal too, but has a reader of its own for a console."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return stream.isatty() and not (windows.WINDOWS and isinstance(raw, io.FileIO))


def _ask(
    option: str, missing: list[str], told: Told, check: Callable[[Told], object], words: Catalogue
) -> str:
    while True:
        console.err(words(f"init.ask.{option.removeprefix('--')}"))
        line = sys.stdin.readline()
        if not line:
            console.err("\n")
            raise WrongUse("init.missing", options=words("list.comma").join(missing))
        answer = line.strip()
        try:
            if answer:
                check({**told, option: answer})
        except Stop as wrong:
            console.err(words(wrong.key, **wrong.params) + "\n")
            continue
        if answer:
            return answer
