"""Do: what each section has reported of a year, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from visiontrack.cycle.check import Filters, known, led_by
from visiontrack.cycle.naming import OWN
from visiontrack.schema.result import WITHOUT_VALUE

if TYPE_CHECKING:
    from visiontrack.finding import Loc
    from visiontrack.folder.model import Folder
    from visiontrack.schema.measure import Indicator, Measure, Project
    from visiontrack.schema.result import Actual, ProjectResult, Result

# Asked for by the form beside values and projects: what came of it, and where the section wants to go from here.
TEXTS = ("outcomes", "issues", "next")
SlotKind = Literal["indicator", "project", "text"]
State = Literal["reported", "partly", "missing", "left_out"]
STATES: tuple[State, ...] = ("reported", "partly", "missing", "left_out")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a section has to fill in; ``title`` is empty for texts, whose ``id`` is the key in the file."""

    kind: SlotKind
    id: str
    title: str
    lead: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be reported of a measure (``vision``: of the vision's own indicators), by one section or by all.

    ``look_at`` are the places of words that contradict the rest, and want a second look.
    """

    measure: str
    title: str | None
    path: str
    exists: bool
    left_out: bool
    slots: tuple[Slot, ...]
    look_at: tuple[Loc, ...] = ()

    @property
    def filled(self) -> int:
        return sum(slot.filled for slot in self.slots)

    @property
    def empty(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not slot.filled)

    @property
    def state(self) -> State:
        if self.left_out:
            return "left_out"
        if self.filled == len(self.slots):
            return "reported"
        return "partly" if self.filled else "missing"


@dataclass(frozen=True, slots=True)
class SectionReports:
    """What one section (or other lead) has to report."""

    party: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class DoView:
    """Everything ``do`` shows. ``reports`` are whole measures, or with ``leads`` what concerns these alone.

    ``asked_since`` is the first year whose records are asked for.
    """

    year: int
    asked_since: int
    sections: tuple[SectionReports, ...]
    reports: tuple[Report, ...]

    def count(self, state: State) -> int:
        return sum(one.state == state for one in self.reports)

    @property
    def slots(self) -> tuple[int, int]:
        """How many things are filled in, of how many."""
        return sum(one.filled for one in self.reports), sum(len(one.slots) for one in self.reports)


def do(folder: Folder, year: int, leads: Sequence[str] = (), unasked: bool = False) -> DoView:
    """The state of the year's reporting, by section, the secretariat's house first.

    ``leads`` limits it to these sections and actors; one that nobody is, is wrong use. Of a year before the records
    only what is there is shown, or with ``unasked`` all that could be reported.
    """
    known(folder, Filters(leads=tuple(leads)))
    asked = unasked or year >= folder.asked_since
    reports = [one for one in expected(folder, year) if one.slots and (asked or one.exists)]
    if leads:
        chosen = {slot.lead for one in reports for slot in one.slots}
        chosen = {party for party in chosen if any(led_by(folder, party, lead) for lead in leads)}
        reports = [part for one in reports if (part := _of(one, chosen)).slots]
    parties = {slot.lead for one in reports for slot in one.slots}
    sections = tuple(
        SectionReports(party, tuple(part for one in reports if (part := _of(one, {party})).slots))
        for party in sorted(parties, key=lambda party: _order(folder, party))
    )
    return DoView(year, folder.asked_since, sections, tuple(reports))


def expected(folder: Folder, year: int) -> list[Report]:
    """Every report of the year: of the vision's own indicators where it has some, and of each measure in force."""
    own = [one for one in folder.vision.indicators if year in folder.indicator_period(None, one)]
    found = [_own_report(folder, year, own)] if own else []
    there = {entry.path for entry in folder.listing.of("result") if entry.year == year}
    for id_, measure in folder.in_force(year):
        path = folder.path_of("result", id_, year)
        held = folder.results.get((year, id_))
        exists = held is not None or path in there
        slots = tuple(_slots(folder, year, measure, held))
        look_at = tuple(_left_as_laid_out(held)) if held is not None else ()
        found.append(Report(id_, measure.title, path, exists, exists and held is None, slots, look_at))
    return found


def projects_in(folder: Folder, measure: Measure, year: int) -> list[Project]:
    """The projects of a measure that are in force."""
    return [one for one in measure.projects if year in (one.period or folder.period_of(measure))]


def indicators_in(folder: Folder, measure: Measure, year: int) -> list[Indicator]:
    """The indicators of a measure that are in force."""
    return [one for one in measure.indicators if year in folder.indicator_period(measure, one)]


def _own_report(folder: Folder, year: int, own: Sequence[Indicator]) -> Report:
    path = folder.path_of("vision_result", OWN, year)
    held = folder.vision_results.get(year)
    actuals = held.actuals if held is not None else {}
    slots = tuple(
        Slot("indicator", one.id, one.name, folder.vision.secretariat, measured(actuals.get(one.id)))
        for one in own
    )
    exists = year in folder.listing.years("vision_result")
    return Report(OWN, None, path, exists, exists and held is None, slots)


def _slots(folder: Folder, year: int, measure: Measure, held: Result | None) -> Iterator[Slot]:
    for indicator in indicators_in(folder, measure, year):
        entry = held.actuals.get(indicator.id) if held is not None else None
        yield Slot("indicator", indicator.id, indicator.name, measure.lead, measured(entry))
    for project in projects_in(folder, measure, year):
        done = held.projects.get(project.id) if held is not None else None
        told = done is not None and bool((done.text or "").strip())
        yield Slot("project", project.id, project.title, project.lead or measure.lead, told)
    for key in TEXTS:
        text: str | None = getattr(held, key, None)
        yield Slot("text", key, "", measure.lead, bool((text or "").strip()))


def _left_as_laid_out(held: Result) -> Iterator[Loc]:
    """Where the form's own word still stands though what stands beside it tells of work done.

    A project is ``planned``, a measure ``not_started`` beside such a project or one that has begun, beside outcomes
    or values. Issues do not count: they may tell why nothing could begin.
    """
    under_way = False
    for id_, one in held.projects.items():
        if one is None:
            continue
        if one.status == "planned" and _tells_of_work(one):
            yield ("projects", id_, "status")
        under_way |= one.status in ("ongoing", "done") or _tells_of_work(one)
    valued = any(one.value is not None for one in held.actuals.values())
    if held.status == "not_started" and (under_way or valued or (held.outcomes or "").strip()):
        yield ("status",)


def _tells_of_work(one: ProjectResult) -> bool:
    """Money was spent, or there is a text and no ``spent: 0`` which says that it tells of none."""
    return bool(one.spent or (one.spent is None and (one.text or "").strip()))


def measured(entry: Actual | None) -> bool:
    """Whether an indicator's place is filled: with a value, or with the word that there is none to be had."""
    return entry is not None and (entry.value is not None or entry.state in WITHOUT_VALUE)


def _of(report: Report, parties: Collection[str]) -> Report:
    """A report cut down to what these parties fill in; its status is for who writes its texts."""
    slots = tuple(slot for slot in report.slots if slot.lead in parties)
    own: set[Loc] = {("projects", slot.id, "status") for slot in slots if slot.kind == "project"}
    if any(slot.kind == "text" for slot in slots):
        own.add(("status",))
    return replace(report, slots=slots, look_at=tuple(loc for loc in report.look_at if loc in own))


def _order(folder: Folder, party: str) -> tuple[bool, int, str]:
    """The secretariat's house first, then the other actors, each with its sections in the order of its file."""
    home = folder.actor_of(folder.vision.secretariat)
    parties = [one for actor in folder.actors.values() for one in (*(s.id for s in actor.sections), actor.id)]
    place = parties.index(party) if party in parties else len(parties)
    return (home is None or folder.actor_of(party) is not home, place, party)
