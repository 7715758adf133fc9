"""Who answers in which year: parties that ended, and who took over from them.

A reorganisation is written once, in the actor's file. Whatever names a section or an actor goes on naming it, and is read
as whoever took over, from the year after its last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.measure import FormerLead


class Succession:
    """The last years of parties, and their successors, both by the party's id.

    A section ends at the latest with its actor and, without a successor of its own, passes to the actor's.
    """

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self.last_years: dict[str, int] = {}
        self.successors: dict[str, str] = {}
        for id_, actor in actors.items():
            self._enter(id_, actor.until, actor.successor)
        for actor in actors.values():
            for section in actor.sections:
                ends = [year for year in (section.until, actor.until) if year is not None]
                self._enter(section.id, min(ends, default=None), section.successor or actor.successor)

    def _enter(self, party: str, until: int | None, successor: str | None) -> None:
        if until is not None:
            self.last_years.setdefault(party, until)
            if successor is not None:
                self.successors.setdefault(party, successor)

    def heirs(self, party: str) -> Iterator[str]:
        """Yields a party, then whoever took over, one after the other; a circle is walked once."""
        seen: set[str] = set()
        heir: str | None = party
        while heir is not None and heir not in seen:
            yield heir
            seen.add(heir)
            heir = self.successors.get(heir)

    def has_ended(self, party: str, year: int) -> bool:
        """Returns whether a party's last year lies before ``year``."""
        return party in self.last_years and self.last_years[party] < year

    def answering(self, party: str, year: int) -> str:
        """Returns who answers for a party in a year: the party itself, or who took over.

        Where the last of them has ended, it is still that one: nobody else is known.
        """
        heir = party
        for heir in self.heirs(party):
            if not self.has_ended(heir, year):
                return heir
        return heir

    def predecessors(self, party: str) -> tuple[str, ...]:
        """Returns the parties whose successors lead to this one."""
        return tuple(other for other in self.successors if other != party and party in self.heirs(other))

    def existing(self, parties: Iterable[str], year: int) -> tuple[str, ...]:
        """Returns who answers for these parties in a year, each once, without those who ended and have no successor."""
        heirs = dict.fromkeys(self.answering(party, year) for party in parties)
        return tuple(heir for heir in heirs if not self.has_ended(heir, year))


def written_lead(former_leads: Sequence[FormerLead], lead: str, year: int) -> str:
    """Returns the lead of a year as a measure's file has it: the former lead with the first ``until`` from then on, or today's."""
    former = [entry for entry in former_leads if entry.until >= year]
    return min(former, key=lambda entry: entry.until).lead if former else lead
