"""Which years are past. No rule reads the clock: a year is past when its decisions file or a later year's
results exist."""

from __future__ import annotations

from visiontrack.draft import Draft


def is_past(draft: Draft, year: int) -> bool:
    """Whether a fiscal year counts as past."""
    decided, last = _known(draft)
    return year in decided or year < last


def last_past(draft: Draft) -> int:
    """The last year that counts as past; 0 where none does."""
    decided, last = _known(draft)
    return max(last - 1, max(decided, default=0))


def _known(draft: Draft) -> tuple[frozenset[int], int]:
    """The years with a decisions file, and the last year with results."""
    if "past" not in draft.cache:
        listing = draft.listing
        reported = listing.years("result") | listing.years("vision_result")
        draft.cache["past"] = (frozenset(listing.years("decisions")), max(reported, default=0))
    found: tuple[frozenset[int], int] = draft.cache["past"]
    return found
