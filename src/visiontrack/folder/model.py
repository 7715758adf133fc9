"""A data folder in memory: read once, immutable, indexed by id and year."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from visiontrack import fiscal_year
from visiontrack.folder.listing import Listing, file_path
from visiontrack.folder.succession import Succession, written_lead
from visiontrack.schema import Kind

if TYPE_CHECKING:
    import datetime

    from visiontrack.schema.actor import Actor, Program, Section
    from visiontrack.schema.decisions import Decision, Decisions
    from visiontrack.schema.measure import Indicator, Measure, Partner, Period, Project
    from visiontrack.schema.meeting import Meeting, Opinion
    from visiontrack.schema.result import Result, VisionResult
    from visiontrack.schema.vision import Vision


P = ParamSpec("P")
R = TypeVar("R")


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
    # What functions marked ``once_per_folder`` have returned.
    remembered: dict[tuple[Hashable, ...], Any] = field(default_factory=dict, compare=False, repr=False)

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

    # ---- who answers in which year -----------------------------------------------------------------------

    @cached_property
    def succession(self) -> Succession:
        """Which parties have ended, and who took over from them."""
        return Succession(self.actors)

    def answering(self, party: str, year: int) -> str:
        """Returns who answers for an actor or section in a year: itself, or its successor."""
        return self.succession.answering(party, year)

    def has_ended(self, party: str, year: int) -> bool:
        """Returns whether an actor or section is no more in a year."""
        return self.succession.has_ended(party, year)

    def lead_in(self, measure: Measure, year: int) -> str:
        """Returns who leads a measure in a year."""
        return self.answering(written_lead(measure.former_leads, measure.lead, year), year)

    def project_lead_in(self, measure: Measure, project: Project, year: int) -> str:
        """Returns who leads a project in a year: its measure's lead where it names none of its own."""
        lead = written_lead(project.former_leads, project.lead or "", year)
        return self.answering(lead, year) if lead else self.lead_in(measure, year)

    def projects_in(self, measure: Measure, year: int) -> list[Project]:
        """Returns the projects of a measure that are in force."""
        period = self.period_of(measure)
        return [project for project in measure.projects if year in (project.period or period)]

    def leads_in(self, measure: Measure, year: int) -> tuple[str, ...]:
        """Returns who leads a measure in a year, then who leads those of its projects that are in force."""
        projects = self.projects_in(measure, year)
        leads = [self.project_lead_in(measure, project, year) for project in projects]
        return tuple(dict.fromkeys([self.lead_in(measure, year), *leads]))

    def is_led_by(self, lead: str, party: str) -> bool:
        """Returns whether ``lead``, or whoever took over from it, is a party or a section of it."""
        heirs = self.succession.heirs(lead)
        return any(
            heir == party or (heir in self.sections and self.sections[heir][1].id == party) for heir in heirs
        )

    def partners_in(self, measure: Measure, year: int) -> tuple[Partner, ...]:
        """Returns the partners of a measure in a year, each once, as whoever answered for them then.

        Of the roles that the measure names, a successor keeps those that are its own too.
        """
        partners: dict[str, Partner] = {}
        for partner in measure.partners:
            party = self.answering(partner.actor, year)
            if self.has_ended(party, year) or (partner.period is not None and year not in partner.period):
                continue
            actor = self.actor_of(party)
            own = {role.id for role in actor.roles} if actor is not None else set()
            roles = [role for role in partner.roles if party == partner.actor or role in own]
            if party in partners:
                roles = [*partners[party].roles, *roles]
            update = {"actor": party, "roles": tuple(dict.fromkeys(roles))}
            same = party == partner.actor and party not in partners
            partners[party] = partner if same else partner.model_copy(update=update)
        return tuple(partners.values())

    def programs_in(self, measure: Measure, year: int) -> tuple[str, ...]:
        """Returns the programs of a measure that are offered in a year."""
        offered = ((id_, self.programs[id_][0]) for id_ in measure.programs if id_ in self.programs)
        return tuple(id_ for id_, program in offered if program.period is None or year in program.period)

    def secretariat_in(self, year: int) -> str:
        """Returns the section that is the secretariat in a year."""
        return self.answering(self.vision.secretariat, year)

    def team_in(self, year: int) -> tuple[str, ...]:
        """Returns the sections of the in-house team in a year."""
        team = self.vision.team
        return self.succession.existing(team.members, year) if team is not None else ()

    def council_on(self, day: datetime.date) -> tuple[str, ...]:
        """Returns the members of the council on a day."""
        council = self.vision.council
        members = council.members if council is not None else ()
        present = [member.actor for member in members if member.serves_on(day)]
        return self.succession.existing(present, fiscal_year.of_day(day))

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
        measures = [pair for pair in self.measures.items() if year in self.period_of(pair[1])]
        return sorted(measures, key=lambda pair: (self.policy_position(pair[1]), pair[0]))

    def policy_position(self, measure: Measure) -> int:
        """Returns where a measure's policy stands in the vision; behind all others where it is unknown."""
        return self._policy_positions.get(measure.policy, len(self._policy_positions))

    @cached_property
    def _policy_positions(self) -> dict[str, int]:
        return {policy.id: number for number, policy in enumerate(self.vision.policies)}

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

    @cached_property
    def _decided_on(self) -> dict[tuple[int, str], list[Decision]]:
        decisions: dict[tuple[int, str], list[Decision]] = {}
        for year in self.decisions:
            for decision in self.decided(year):
                decisions.setdefault((year, decision.measure), []).append(decision)
        return decisions

    def decisions_on(self, year: int, measure: str) -> list[Decision]:
        """Returns the decisions of ``year`` on a measure, its projects included, without drafts."""
        return self._decided_on.get((year, measure), [])

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


def once_per_folder(function: Callable[Concatenate[Folder, P], R]) -> Callable[Concatenate[Folder, P], R]:
    """Returns a function that works out each answer about a folder once: a folder does not change.

    Its other arguments are hashable; its answers are not to be changed.
    """

    @wraps(function)
    def remembering(folder: Folder, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (function, *args, *kwargs.items())
        if key not in folder.remembered:
            folder.remembered[key] = function(folder, *args, **kwargs)
        answer: R = folder.remembered[key]
        return answer

    return remembering


def reviewed_year(meeting: Meeting, folder_year: int) -> int:
    """Returns the fiscal year that a meeting looked at: the year before its own when it does not say."""
    return meeting.reviews if meeting.reviews is not None else folder_year - 1
