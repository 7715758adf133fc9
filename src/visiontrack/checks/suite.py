"""All cross-file checks, handed to the loader: per file while its tree is at hand, and once for the whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from visiontrack.checks import (
    attention,
    belonging,
    circles,
    decided,
    evidence,
    identity,
    in_force,
    leads,
    missing,
    opinions,
    periods,
    plan_links,
    plausible,
    scale,
    targets,
    values,
    year_links,
)
from visiontrack.draft import Draft
from visiontrack.finding import Issue
from visiontrack.listing import Entry
from visiontrack.schema.kinds import Kind

FileCheck = Callable[[Draft, Entry, Any], Iterable[Issue]]
DatedCheck = Callable[[Draft, Entry, Any, datetime.date | None], Iterable[Issue]]
FolderCheck = Callable[[Draft, datetime.date | None], Iterable[Issue]]

_OF_INDICATORS: tuple[FileCheck, ...] = (
    circles.of_indicators,
    targets.of_indicators,
    values.of_indicators,
    plausible.of_indicators,
    missing.decisions,
)
FILE_CHECKS: dict[Kind, tuple[FileCheck, ...]] = {
    "vision": (
        identity.of_vision,
        plan_links.of_vision,
        periods.of_vision,
        scale.of_vision,
        belonging.of_vision,
        *_OF_INDICATORS,
    ),
    "actor": (identity.of_actor, plan_links.of_actor, circles.of_actor),
    "measure": (
        identity.of_measure,
        plan_links.of_measure,
        circles.of_measure,
        periods.of_measure,
        belonging.of_measure,
        *_OF_INDICATORS,
        leads.of_measure,
        missing.results,
    ),
    "meeting": (identity.of_meeting, year_links.of_meeting, belonging.of_meeting),
    "decisions": (
        identity.of_decisions,
        year_links.of_decisions,
        circles.of_decisions,
        belonging.of_decisions,
        decided.once,
        decided.plan_year,
        decided.shown,
    ),
    "vision_result": (
        identity.of_vision_result,
        year_links.of_vision_result,
        in_force.of_vision_result,
        values.of_result,
        plausible.of_result,
        evidence.of_result,
    ),
    "result": (
        identity.of_result,
        year_links.of_result,
        in_force.of_result,
        values.of_result,
        plausible.of_result,
        evidence.of_result,
    ),
}
DATED_CHECKS: dict[Kind, tuple[DatedCheck, ...]] = {"meeting": (opinions.of_meeting,)}
FOLDER_CHECKS: tuple[FolderCheck, ...] = (circles.of_predecessors, attention.undecided)


@dataclass(frozen=True, slots=True)
class Suite:
    """The inspector used by every command. Without ``today`` no due date is held against the clock."""

    today: datetime.date | None = None

    def one(self, draft: Draft, entry: Entry, model: Any) -> Iterator[Issue]:
        """What is wrong with one file, seen from what was read before it."""
        for check in FILE_CHECKS[entry.kind]:
            yield from check(draft, entry, model)
        for dated in DATED_CHECKS.get(entry.kind, ()):
            yield from dated(draft, entry, model, self.today)

    def all(self, draft: Draft) -> Iterator[Issue]:
        """What is wrong with the folder as a whole."""
        for check in FOLDER_CHECKS:
            yield from check(draft, self.today)
