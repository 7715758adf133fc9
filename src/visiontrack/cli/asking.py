"""Asking a person at a terminal for what the command line left out; when nobody is there nothing is asked."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from visiontrack import windows
from visiontrack.cli import console
from visiontrack.errors import Stop, WrongUse
from visiontrack.messages import Catalogue


def complete(
    given: Mapping[str, str | None], checks: Mapping[str, Callable[[str], object]], words: Catalogue
) -> dict[str, str | None]:
    """The options: at a terminal the missing ones are asked for (``init.ask.<option>``) until they can be read."""
    missing = [option for option, value in given.items() if not value]
    if not (_answers(sys.stdin) and sys.stderr.isatty()):
        return {option: value or None for option, value in given.items()}
    return {
        option: value or _ask(option, missing, checks.get(option), words) for option, value in given.items()
    }


def _answers(stream: TextIO) -> bool:
    """Whether a person sits there. Windows calls NUL a terminal too, but has a reader of its own for a console."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return stream.isatty() and not (windows.WINDOWS and isinstance(raw, io.FileIO))


def _ask(option: str, missing: list[str], check: Callable[[str], object] | None, words: Catalogue) -> str:
    while True:
        console.err(words(f"init.ask.{option.removeprefix('--')}"))
        line = sys.stdin.readline()
        if not line:
            console.err("\n")
            raise WrongUse("init.missing", options=words("list.comma").join(missing))
        answer = line.strip()
        try:
            if answer and check is not None:
                check(answer)
        except Stop as wrong:
            console.err(words(wrong.key, **wrong.params) + "\n")
            continue
        if answer:
            return answer
