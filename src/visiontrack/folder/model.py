"""A data folder in memory: read once, immutable, indexed by id and year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.folder.listing import Listing, file_path
from visiontrack.schema import Kind

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor, Program, Section
    from visiontrack.schema.decisions import Decision, Decisions
    from visiontrack.schema.measure import Indicator, Measure, Period
    from visiontrack.schema.meeting import Meeting, Opinion
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision


@dataclass(frozen=True)
class Folder:
    """The sound files of a data folder; the paths of all others are in ``left_out``.

    Keys are file names, which are the ids of what they hold, and Gregorian fiscal years.
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
        sections: dict[str, tuple[Section, Actor]] = {}
        for actor in self.actors.values():
            for section in actor.sections:
                sections.setdefault(section.id, (section, actor))
        return sections

    @property
    def asked_since(self) -> int:
        """The first year of the period from which records are required."""
        return max(self.vision.records_since or 0, self.vision.period.start)

    def party_name(self, party: str) -> str:
        """Returns the name of an actor or section; an unknown id is its own name."""
        if party in self.actors:
            return self.actors[party].name
        if party in self.sections:
            return self.sections[party][0].name
        return party

    def actor_of(self, party: str) -> Actor | None:
        """Returns the actor itself, or the one that a section belongs to, or None for an unknown id."""
        if party in self.actors:
            return self.actors[party]
        return self.sections[party][1] if party in self.sections else None

    def period_of(self, measure: Measure) -> Period:
        """Returns a measure's period: the vision's when left out."""
        return measure.period or self.vision.period

    def indicator_period(self, measure: Measure | None, indicator: Indicator) -> Period:
        """Returns an indicator's period; when left out, its measure's, or the vision's for the vision's own."""
        if indicator.period is not None:
            return indicator.period
        return self.vision.period if measure is None else self.period_of(measure)

    def in_force(self, year: int) -> list[tuple[str, Measure]]:
        """Returns the measures whose period includes ``year``, in order of their policy, then of their file names."""
        order = {policy.id: number for number, policy in enumerate(self.vision.policies)}
        measures = [pair for pair in self.measures.items() if year in self.period_of(pair[1])]
        return sorted(measures, key=lambda pair: (order.get(pair[1].policy, len(order)), pair[0]))

    @cached_property
    def opinions(self) -> dict[str, tuple[Opinion, Meeting, int]]:
        """Every opinion by id, with its meeting and the fiscal year that meeting reviewed."""
        opinions: dict[str, tuple[Opinion, Meeting, int]] = {}
        for (year, _), meeting in sorted(self.meetings.items(), key=lambda item: item[1].date):
            for opinion in meeting.opinions:
                opinions.setdefault(opinion.id, (opinion, meeting, reviewed_year(meeting, year)))
        return opinions

    def decided(self, year: int) -> list[Decision]:
        """Returns the decisions of ``year``; drafts (entries without a reason) are not yet decisions."""
        decisions = self.decisions[year].decisions if year in self.decisions else ()
        return [decision for decision in decisions if not decision.draft]

    def decisions_on(self, year: int, measure: str) -> list[Decision]:
        """Returns the decisions of ``year`` on a measure, its projects included, without drafts."""
        return [decision for decision in self.decided(year) if decision.measure == measure]

    def decision_on(self, year: int, measure: str) -> Decision | None:
        """Returns the decision on the measure as a whole (an entry without ``project``), or None; a draft is none."""
        decisions = self.decisions_on(year, measure)
        return next((decision for decision in decisions if decision.project is None), None)

    @cached_property
    def programs(self) -> dict[str, tuple[Program, Actor]]:
        """Every program (制度) with the actor that offers it."""
        programs: dict[str, tuple[Program, Actor]] = {}
        for actor in self.actors.values():
            for program in actor.programs:
                programs.setdefault(program.id, (program, actor))
        return programs

    def path_of(self, kind: Kind, id_: str, year: int | None = None) -> str:
        """Returns where a file of this kind stands, or would stand."""
        return file_path(kind, id_, year)


def reviewed_year(meeting: Meeting, folder_year: int) -> int:
    """Returns the fiscal year that a meeting looked at: the year before its own when it does not say."""
    return meeting.reviews if meeting.reviews is not None else folder_year - 1
