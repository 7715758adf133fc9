"""Did you mean: the known word nearest to a mistyped one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Returns the known word nearest to a mistyped one, or None when none is close."""
    known_words = list(words)
    folded = word.strip().casefold().replace("_", "-")
    for known_word in known_words:
        if known_word.casefold().replace("_", "-") == folded:
            return known_word
    if len(word) > 200 or len(known_words) > 20_000:
        return None
    matches = difflib.get_close_matches(word, known_words, n=1, cutoff=0.6)
    return matches[0] if matches else None
