"""Do: what each section has reported of a year, and what is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from visiontrack.cycle.check import Filters, with_ids
from visiontrack.cycle.naming import OWN
from visiontrack.finding import Loc
from visiontrack.folder.model import Folder
from visiontrack.schema.measure import Indicator, Measure
from visiontrack.schema.result import WITHOUT_VALUE, Actual, ProjectResult, Result

# Asked for by the form beside values and projects: what came of it, and where the section wants to go from here.
TEXTS = ("outcomes", "issues", "next")
# What the secretariat may write of the year of the vision as a whole.
VISION_TEXTS = ("context", "outcomes", "issues")
SlotKind = Literal["indicator", "project", "text"]
ReportingState = Literal["reported", "partly", "missing", "left_out"]
REPORTING_STATES: tuple[ReportingState, ...] = ("reported", "partly", "missing", "left_out")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a section has to fill in; ``title`` is empty for texts, whose ``id`` is the key in the file."""

    kind: SlotKind
    id: str
    title: str
    lead: str
    filled: bool


@dataclass(frozen=True, slots=True)
class MeasureReporting:
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
    def state(self) -> ReportingState:
        if self.left_out:
            return "left_out"
        if self.filled == len(self.slots):
            return "reported"
        return "partly" if self.filled else "missing"


@dataclass(frozen=True, slots=True)
class SectionReporting:
    """What one section (or other lead) has to report."""

    party: str
    reports: tuple[MeasureReporting, ...]


@dataclass(frozen=True, slots=True)
class VisionTexts:
    """What the secretariat has written of the year of the vision as a whole; nothing of it has to be there."""

    filled: tuple[str, ...]
    empty: tuple[str, ...]
    contributions: int


@dataclass(frozen=True, slots=True)
class PartnerReporting:
    """How many measures name a party as partner, and in how many of them something is reported of it."""

    party: str
    measures: int
    contributed: int


@dataclass(frozen=True, slots=True)
class DoOverview:
    """Everything ``do`` shows. ``reports`` are whole measures, or with ``leads`` what concerns these alone.

    ``asked_since`` is the first year whose records are asked for.
    """

    year: int
    asked_since: int
    sections: tuple[SectionReporting, ...]
    reports: tuple[MeasureReporting, ...]
    vision: VisionTexts
    secretariat: str
    partners: tuple[PartnerReporting, ...]

    def count(self, state: ReportingState) -> int:
        return sum(report.state == state for report in self.reports)

    @property
    def slots(self) -> tuple[int, int]:
        """How many things are filled in, of how many."""
        slots = [slot for report in self.reports for slot in report.slots]
        return sum(slot.filled for slot in slots), len(slots)


def do(
    folder: Folder,
    year: int,
    leads: Sequence[str] = (),
    unasked: bool = False,
    answers_in: int | None = None,
) -> DoOverview:
    """Returns the state of the year's reporting, by section, the secretariat's house first.

    ``leads`` limits it to these sections and actors; one that nobody is, is wrong use. Of a year before the records
    only what is there is shown, or with ``unasked`` all that could be reported. Whoever leads in the fiscal year
    ``answers_in`` has to report; without one, whoever led in ``year``.
    """
    leads = with_ids(folder, Filters(leads=tuple(leads))).leads
    expects = unasked or year >= folder.asked_since
    reports = [
        report
        for report in expected_reports(folder, year, answers_in)
        if report.slots and (expects or report.exists)
    ]
    if leads:
        chosen = {slot.lead for report in reports for slot in report.slots}
        chosen = {party for party in chosen if any(folder.is_led_by(party, lead) for lead in leads)}
        reports = list(_parts(reports, chosen))
    parties = sorted({slot.lead for report in reports for slot in report.slots})
    home = folder.actor_of(folder.vision.secretariat)
    actors = sorted(folder.actors.values(), key=lambda actor: actor is not home)
    order = [id_ for actor in actors for id_ in (*(section.id for section in actor.sections), actor.id)]
    parties.sort(key=lambda party: order.index(party) if party in order else len(order))
    sections = tuple(SectionReporting(party, tuple(_parts(reports, {party}))) for party in parties)
    return DoOverview(
        year,
        folder.asked_since,
        sections,
        tuple(reports),
        _vision_texts(folder, year),
        folder.secretariat_in(year if answers_in is None else answers_in),
        tuple(partner for partner in _partners(folder, year) if _is_chosen(folder, partner.party, leads)),
    )


def _is_chosen(folder: Folder, party: str, leads: Sequence[str]) -> bool:
    return not leads or any(folder.is_led_by(party, lead) for lead in leads)


def _vision_texts(folder: Folder, year: int) -> VisionTexts:
    result = folder.vision_results.get(year)
    filled = tuple(key for key in VISION_TEXTS if (getattr(result, key, None) or "").strip())
    empty = tuple(key for key in VISION_TEXTS if key not in filled)
    return VisionTexts(filled, empty, len(result.contributions) if result is not None else 0)


def _partners(folder: Folder, year: int) -> Iterator[PartnerReporting]:
    """Yields the partners of the year's measures, those with most measures first."""
    named: Counter[str] = Counter()
    contributed: Counter[str] = Counter()
    for id_, measure in folder.in_force(year):
        result = folder.results.get((year, id_))
        entries = result.contributions if result is not None else ()
        reported = {folder.answering(entry.actor, year) for entry in entries if (entry.text or "").strip()}
        for partner in folder.partners_in(measure, year):
            named[partner.actor] += 1
            contributed[partner.actor] += partner.actor in reported
    for party, count in named.most_common():
        yield PartnerReporting(party, count, contributed[party])


def expected_reports(folder: Folder, year: int, answers_in: int | None = None) -> list[MeasureReporting]:
    """Returns every report of the year: of the vision's own indicators where it has some, and of each measure in force.

    The leads are those of the fiscal year ``answers_in``; without one, of ``year``.
    """
    answers_in = year if answers_in is None else answers_in
    own = indicators_in(folder, None, year)
    reports = [_own_report(folder, year, own, answers_in)] if own else []
    existing_paths = {entry.path for entry in folder.listing.of("result") if entry.year == year}
    for id_, measure in folder.in_force(year):
        path = folder.path_of("result", id_, year)
        result = folder.results.get((year, id_))
        exists = result is not None or path in existing_paths
        slots = tuple(_slots(folder, year, measure, result, answers_in))
        look_at = tuple(_left_as_laid_out(result)) if result is not None else ()
        reports.append(
            MeasureReporting(id_, measure.title, path, exists, exists and result is None, slots, look_at)
        )
    return reports


def indicators_in(folder: Folder, measure: Measure | None, year: int) -> list[Indicator]:
    """Returns the indicators of a measure (None: the vision's own) that are in force."""
    indicators = folder.vision.indicators if measure is None else measure.indicators
    return [indicator for indicator in indicators if year in folder.indicator_period(measure, indicator)]


def _own_report(
    folder: Folder, year: int, indicators: Sequence[Indicator], answers_in: int
) -> MeasureReporting:
    path = folder.path_of("vision_result", OWN, year)
    result, lead = folder.vision_results.get(year), folder.secretariat_in(answers_in)
    actuals = result.actuals if result is not None else {}
    slots = tuple(
        Slot("indicator", indicator.id, indicator.name, lead, is_filled(actuals.get(indicator.id)))
        for indicator in indicators
    )
    exists = year in folder.listing.years("vision_result")
    return MeasureReporting(OWN, None, path, exists, exists and result is None, slots)


def _slots(
    folder: Folder, year: int, measure: Measure, result: Result | None, answers_in: int
) -> Iterator[Slot]:
    lead = folder.lead_in(measure, answers_in)
    actuals = result.actuals if result is not None else {}
    for indicator in indicators_in(folder, measure, year):
        filled = is_filled(actuals.get(indicator.id))
        yield Slot("indicator", indicator.id, indicator.name, lead, filled)
    for project in folder.projects_in(measure, year):
        project_result = result.projects.get(project.id) if result is not None else None
        has_text = project_result is not None and bool((project_result.text or "").strip())
        project_lead = folder.project_lead_in(measure, project, answers_in)
        yield Slot("project", project.id, project.title, project_lead, has_text)
    for key in TEXTS:
        text: str | None = getattr(result, key, None)
        yield Slot("text", key, "", lead, bool((text or "").strip()))


def _left_as_laid_out(result: Result) -> Iterator[Loc]:
    """Yields the places where the form's own word still stands though what stands beside it tells of work done.

    A project is ``planned``, a measure ``not_started`` beside such a project or one that has begun, beside outcomes
    or values. Issues do not count: they may tell why nothing could begin.
    """
    under_way = False
    for id_, project in result.projects.items():
        if project is None:
            continue
        if project.status == "planned" and _tells_of_work(project):
            yield ("projects", id_, "status")
        under_way |= project.status in ("ongoing", "done") or _tells_of_work(project)
    valued = any(actual.value is not None for actual in result.actuals.values())
    if result.status == "not_started" and (under_way or valued or (result.outcomes or "").strip()):
        yield ("status",)


def _tells_of_work(project: ProjectResult) -> bool:
    """Returns whether money was spent, or a text says what was done and no ``spent: 0`` says nothing was."""
    return bool(project.spent or (project.spent is None and (project.text or "").strip()))


def is_filled(entry: Actual | None) -> bool:
    """Returns whether an indicator's place is filled: with a value, or with the word that there is none to be had."""
    return entry is not None and (entry.value is not None or entry.state in WITHOUT_VALUE)


def _parts(reports: Iterable[MeasureReporting], parties: Collection[str]) -> Iterator[MeasureReporting]:
    """Yields what these parties fill in of each report; its status is for who writes its texts."""
    for report in reports:
        slots = tuple(slot for slot in report.slots if slot.lead in parties)
        own: set[Loc] = {("projects", slot.id, "status") for slot in slots if slot.kind == "project"}
        if any(slot.kind == "text" for slot in slots):
            own.add(("status",))
        if slots:
            yield replace(report, slots=slots, look_at=tuple(loc for loc in report.look_at if loc in own))
