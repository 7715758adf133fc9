"""A data folder in memory: read once, immutable, indexed by id and year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.folder.listing import Listing, file_path
from visiontrack.schema import Kind

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor, Section
    from visiontrack.schema.decisions import Decision, Decisions
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.meeting import Meeting, Opinion
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision


@dataclass(frozen=True)
class Folder:
    """The sound files of a data folder. A file that fails reading or schema is in ``left_out`` instead.

    Keys are file names: a file's name is its id. Years are Gregorian fiscal years.
    """

    root: Path
    vision: Vision
    actors: dict[str, Actor]
    measures: dict[str, Measure]
    results: dict[tuple[int, str], Result]
    vision_results: dict[int, VisionResult]
    meetings: dict[tuple[int, str], Meeting]
    decisions: dict[int, Decisions]
    listing: Listing
    left_out: tuple[str, ...] = ()

    @cached_property
    def sections(self) -> dict[str, tuple[Section, Actor]]:
        """Every section with the actor it belongs to."""
        found: dict[str, tuple[Section, Actor]] = {}
        for actor in self.actors.values():
            for section in actor.sections:
                found.setdefault(section.id, (section, actor))
        return found

    @property
    def asked_since(self) -> int:
        """The first year of the period whose records are asked for."""
        return max(self.vision.records_since or 0, self.vision.period.start)

    def party_name(self, party: str) -> str:
        """The name of an actor or section; an unknown id stands for itself."""
        if party in self.actors:
            return self.actors[party].name
        if party in self.sections:
            return self.sections[party][0].name
        return party

    def actor_of(self, party: str) -> Actor | None:
        """The actor itself, or the one a section belongs to."""
        if party in self.actors:
            return self.actors[party]
        return self.sections[party][1] if party in self.sections else None

    def period_of(self, measure: Measure) -> Period:
        """A measure's period: the vision's when left out."""
        return measure.period or self.vision.period

    def indicator_period(self, measure: Measure | None, indicator: Indicator) -> Period:
        """An indicator's period: its measure's, or for the vision's own the vision's, when left out."""
        if indicator.period is not None:
            return indicator.period
        return self.vision.period if measure is None else self.period_of(measure)

    def in_force(self, year: int) -> list[tuple[str, Measure]]:
        """The measures whose period holds ``year``, in order of their policy, then of their file names."""
        order = {policy.id: number for number, policy in enumerate(self.vision.policies)}
        found = [(id_, one) for id_, one in self.measures.items() if year in self.period_of(one)]
        return sorted(found, key=lambda item: (order.get(item[1].policy, len(order)), item[0]))

    @cached_property
    def opinions(self) -> dict[str, tuple[Opinion, Meeting, int]]:
        """Every opinion by id, with its meeting and the fiscal year that meeting reviewed."""
        found: dict[str, tuple[Opinion, Meeting, int]] = {}
        for (year, _), meeting in sorted(self.meetings.items(), key=lambda item: item[1].date):
            for opinion in meeting.opinions:
                found.setdefault(opinion.id, (opinion, meeting, reviewed_year(meeting, year)))
        return found

    def decisions_on(self, year: int, measure: str) -> list[Decision]:
        """What the decisions file of ``year`` says of a measure, its projects included."""
        held = self.decisions.get(year)
        return [one for one in held.decisions if one.measure == measure] if held else []

    def decision_on(self, year: int, measure: str) -> Decision | None:
        """The decision on the measure as a whole (an entry without ``project``)."""
        return next((one for one in self.decisions_on(year, measure) if one.project is None), None)

    def path_of(self, kind: Kind, id_: str, year: int | None = None) -> str:
        """Where a file of this kind stands, or would stand."""
        return file_path(kind, id_, year)


def reviewed_year(meeting: Meeting, folder_year: int) -> int:
    """The fiscal year a meeting looked at: the year before its own when it does not say."""
    return meeting.reviews if meeting.reviews is not None else folder_year - 1
