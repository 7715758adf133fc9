"""All cross-file checks, handed to the loader: per file while its tree is at hand, and once for the whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from visiontrack.checks import (
    attention,
    evidence,
    followed,
    leads,
    missing,
    money,
    opinions,
    plausible,
    swallowed,
)
from visiontrack.checks.rules import RULES, FileCheck, Rules
from visiontrack.finding import Issue
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.schema import Kind

WARNINGS: dict[Kind, tuple[FileCheck, ...]] = {
    "vision": (plausible.of_indicators, missing.decisions, missing.vision_results),
    "measure": (
        plausible.of_indicators,
        missing.decisions,
        leads.of_measure,
        missing.results,
        swallowed.of_measure,
    ),
    "meeting": (swallowed.of_meeting,),
    "decisions": (followed.by_the_plan,),
    "vision_result": (plausible.of_result, evidence.absent),
    "result": (plausible.of_result, money.of_result, evidence.absent, swallowed.of_result),
}
_OF_FILES = {kind: (*rules, *WARNINGS.get(kind, ())) for kind, rules in RULES.items()}


class Suite(Rules):
    """The inspector of ``validate``: errors and warnings. Without ``today`` no due date is held against the clock."""

    def __init__(self, today: datetime.date | None = None) -> None:
        self._today = today

    def one(self, draft: Draft, entry: Entry, model: Any) -> Iterator[Issue]:
        """What is wrong with one file, seen from what was read before it."""
        for check in _OF_FILES[entry.kind]:
            yield from check(draft, entry, model)
        if entry.kind == "meeting":
            yield from opinions.of_meeting(draft, entry, model, self._today)

    def all(self, draft: Draft) -> Iterator[Issue]:
        """What is wrong with the folder as a whole."""
        yield from super().all(draft)
        yield from attention.undecided(draft)
