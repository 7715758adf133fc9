"""One mistake for every file, of the kinds that hand-edited files hold."""

from __future__ import annotations

import re
from collections.abc import Callable

Spoil = Callable[[str], str]


def _first(pattern: str, by: str) -> Spoil:
    return lambda text: re.sub(pattern, by, text, count=1, flags=re.MULTILINE)


# A pattern that a file does not hold leaves it as it was; `spoil` then takes the next kind.
KINDS: tuple[Spoil, ...] = (
    _first(r"^(\s+)text: ", r"\1texts: "),  # a mistyped key
    _first(r"^(\s+)budget: (\d+)00$", r"\1budget: \2，００円"),  # a number as an office types it
    _first(r"^next: continue$", "next: 継続"),  # a word that is none
    _first(r"^(\s+)role: .*$", r"\1role: no-such-role"),  # an id nobody knows
    _first(r"^year: 20", "year: ２０"),  # full-width digits
    _first(r"^(\s+grade: .*\n)", r"\1\1"),  # the same key twice
    _first(r"^(\s*)(text|title|name): ", r"\1\2： "),  # a full-width colon
    _first(r"^(\w+: [^\n|{\[]+)$", r"\1: もう一つ"),  # a colon that breaks the parse
)


def spoil(text: str, number: int) -> str:
    """The text with one mistake; ``number`` chooses the kind."""
    for turn in range(len(KINDS)):
        spoilt = KINDS[(number + turn) % len(KINDS)](text)
        if spoilt != text:
            return spoilt
    raise ValueError("a file that no mistake fits")
