"""Asking a person at a terminal for what the command line left out; never asked when nobody is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from visiontrack.cli import console
from visiontrack.errors import Stop, WrongUse
from visiontrack.messages import Catalogue


def complete(
    given: Mapping[str, str | None], checks: Mapping[str, Callable[[str], object]], words: Catalogue
) -> dict[str, str]:
    """Every option with its value: the missing ones are asked for (``init.ask.<option>``) until they can be read.

    Without a terminal ``WrongUse`` names all that is missing.
    """
    missing = [option for option, value in given.items() if not value]
    if missing and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WrongUse("init.missing", options=words("list.comma").join(missing))
    return {
        option: value or _ask(option, missing, checks.get(option), words) for option, value in given.items()
    }


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
