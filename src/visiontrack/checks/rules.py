"""The cross-file rules whose breach is an error: all that the commands which show a year need to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from visiontrack.checks import (
    belonging,
    circles,
    decided,
    evidence,
    identity,
    in_force,
    periods,
    plan_links,
    scale,
    targets,
    values,
    year_links,
    years,
)
from visiontrack.finding import Issue
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.schema import Kind

FileCheck = Callable[[Draft, Entry, Any], Iterable[Issue]]

_OF_INDICATORS: tuple[FileCheck, ...] = (
    circles.of_indicators,
    targets.of_indicators,
    values.of_indicators,
    years.of_plan,
)
RULES: dict[Kind, tuple[FileCheck, ...]] = {
    "vision": (
        identity.of_vision,
        plan_links.of_vision,
        periods.of_vision,
        scale.of_vision,
        years.of_vision,
        belonging.of_vision,
        *_OF_INDICATORS,
    ),
    "actor": (identity.of_actor, plan_links.of_actor, circles.of_actor, years.of_actor),
    "measure": (
        identity.of_measure,
        plan_links.of_measure,
        circles.of_measure,
        periods.of_measure,
        belonging.of_measure,
        *_OF_INDICATORS,
    ),
    "meeting": (identity.of_meeting, year_links.of_meeting, belonging.of_meeting, years.of_meeting),
    "decisions": (
        identity.of_decisions,
        year_links.of_decisions,
        circles.of_decisions,
        belonging.of_decisions,
        decided.once,
        decided.plan_year,
        years.of_decisions,
    ),
    "vision_result": (
        identity.of_vision_result,
        year_links.of_vision_result,
        in_force.of_vision_result,
        values.of_result,
        evidence.of_result,
    ),
    "result": (
        identity.of_result,
        year_links.of_result,
        in_force.of_result,
        values.of_result,
        evidence.of_result,
    ),
}


class Rules:
    """The inspector of commands that go on with what is sound: they tell errors and no warnings."""

    def one(self, draft: Draft, entry: Entry, model: Any) -> Iterator[Issue]:
        """What is wrong with one file, seen from what was read before it."""
        for check in RULES[entry.kind]:
            yield from check(draft, entry, model)

    def all(self, draft: Draft) -> Iterator[Issue]:
        """What is wrong with the folder as a whole."""
        yield from circles.of_predecessors(draft)
