"""Which years are past. No rule reads the clock: a year is past when its decisions file or a later year's
results exist. A folder of results outside the vision's period (``2204``) is a slip and makes no year past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.checks.facts import vision_period
from visiontrack.folder.draft import Draft

if TYPE_CHECKING:
    from visiontrack.folder.listing import Listing
    from visiontrack.schema.measure import Period


def is_past(draft: Draft, year: int) -> bool:
    """Whether a fiscal year counts as past."""
    decided, last = _known(draft)
    return year in decided or year < last


def last_past(draft: Draft) -> int:
    """The last year that counts as past; 0 where none does."""
    decided, last = _known(draft)
    return max(last - 1, max(decided, default=0))


def past_years(listing: Listing, period: Period | None) -> tuple[frozenset[int], int]:
    """The years with a decisions file, and the last year with results: years before that one are past as well."""
    reported = listing.years("result") | listing.years("vision_result")
    last = max((year for year in reported if period is None or year in period), default=0)
    return frozenset(listing.years("decisions")), last


def _known(draft: Draft) -> tuple[frozenset[int], int]:
    if "past" not in draft.cache:
        draft.cache["past"] = past_years(draft.listing, vision_period(draft))
    found: tuple[frozenset[int], int] = draft.cache["past"]
    return found
