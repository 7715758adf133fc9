"""Did you mean: the known word nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be, or None when nothing is close."""
    import difflib  # costs start-up time and is needed only when something is wrong

    candidates = list(known)
    folded = word.strip().casefold().replace("_", "-")
    for candidate in candidates:
        if candidate.casefold().replace("_", "-") == folded:
            return candidate
    if len(word) > 200 or len(candidates) > 20_000:
        return None
    matches = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    return matches[0] if matches else None
