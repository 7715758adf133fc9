"""Check: a year's indicators, measures and vision, filtered for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from visiontrack.cycle.attention import Attention, attention
from visiontrack.errors import WrongUse
from visiontrack.evaluation.arithmetic import add
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.evaluation.money import Money, money
from visiontrack.evaluation.restated import BeforeScore, before_scores
from visiontrack.evaluation.trend import WINDOW
from visiontrack.evaluation.vision_score import ScoreCounts, VisionScore, evaluate
from visiontrack.folder import names
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.folder.loading import EntryFilter
from visiontrack.folder.model import Folder
from visiontrack.schema.actor import Program
from visiontrack.schema.measure import Project
from visiontrack.schema.result import Result
from visiontrack.schema.vision import IndustryField, Policy
from visiontrack.util.nearest import nearest


@dataclass(frozen=True, slots=True)
class Filters:
    """What to restrict measures, policies and fields to; the vision's own figures stay whole."""

    policies: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    program: str | None = None

    def __bool__(self) -> bool:
        return bool(self.policies or self.leads or self.fields or self.measures or self.program)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with what its section reported, its money, what was decided, and where it stood last year.

    ``before`` is None where the measure had no result last year, ``attention`` where nothing asks for any.
    """

    score: MeasureScore
    result: Result | None
    decision: str | None
    before: BeforeScore | None
    money: Money
    attention: Attention | None


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """A policy or field, the counts of its measures, and their money."""

    id: str
    title: str
    counts: ScoreCounts
    money: Money


@dataclass(frozen=True, slots=True)
class FundedProject:
    """A project that a program pays for; amounts in thousand yen."""

    measure: str
    project: Project
    budget: Decimal | None
    spent: Decimal | None
    funding: Decimal


@dataclass(frozen=True, slots=True)
class ProgramOverview:
    """What a program pays for in a year; ``funding`` is the sum in thousand yen, None where nothing is known."""

    id: str
    program: Program
    projects: tuple[FundedProject, ...]
    funding: Decimal | None


@dataclass(frozen=True, slots=True)
class CheckOverview:
    """Everything ``check`` shows; with ``only_attention`` a page has only the counts and what needs attention."""

    year: int
    scores: VisionScore
    rows: tuple[MeasureRow, ...]
    policies: tuple[GroupCounts, ...]
    fields: tuple[GroupCounts, ...]
    attention: tuple[Attention, ...]
    money: Money
    program: ProgramOverview | None
    only_attention: bool = False


def entries_needed(year: int) -> EntryFilter:
    """Returns what ``check year`` reads: the year, five years of history, and all that a running total adds up."""

    def is_needed(entry: Entry, draft: Draft) -> bool:
        if entry.kind not in ("result", "vision_result") or entry.year is None:
            return True
        if entry.year >= year - WINDOW:
            return entry.year <= year
        owner = draft.vision if entry.kind == "vision_result" else draft.measures.get(entry.id)
        indicators = owner.indicators if owner is not None else ()
        return any(indicator.accumulation == "cumulative" for indicator in indicators)

    return is_needed


def check(folder: Folder, year: int, filters: Filters) -> CheckOverview:
    """Returns the view of a year; a filter that names nothing is wrong use."""
    filters = with_ids(folder, filters)
    scores = evaluate(folder, year)
    matching = tuple(score for score in scores.measures if _matches(folder, score, filters))
    chosen, ids = replace(scores, measures=matching), {score.id for score in matching}
    before = before_scores(folder, year)
    listed = tuple(entry for entry in attention(folder, year) if entry.measure.id in ids)
    policies = [(policy, chosen.of_policy(policy.id)) for policy in folder.vision.policies]
    fields = [(field, chosen.of_field(field.id)) for field in folder.vision.fields]
    return CheckOverview(
        year,
        scores,
        tuple(_rows(folder, matching, before, listed)),
        tuple(_groups(folder, chosen, policies, filters.policies, filters)),
        tuple(_groups(folder, chosen, fields, filters.fields, filters)),
        listed,
        money(folder, year, (score.id for score in scores.measures)),
        _program(folder, year, filters.program, ids) if filters.program is not None else None,
    )


def _groups(
    folder: Folder,
    scores: VisionScore,
    groups: Sequence[tuple[Policy | IndustryField, tuple[MeasureScore, ...]]],
    named_ids: tuple[str, ...],
    filters: Filters,
) -> Iterator[GroupCounts]:
    """Yields all groups; with filters those named, or else those that have a chosen measure."""
    for group, measures in groups:
        if not filters or (group.id in named_ids if named_ids else measures):
            amounts = money(folder, scores.year, (score.id for score in measures))
            yield GroupCounts(group.id, group.title, scores.counts(measures), amounts)


def _rows(
    folder: Folder,
    scores: Iterable[MeasureScore],
    before: Mapping[str, BeforeScore],
    listed: Iterable[Attention],
) -> Iterator[MeasureRow]:
    attention_on = {entry.measure.id: entry for entry in listed}
    for score in scores:
        year, decision = score.year, folder.decision_on(score.year, score.id)
        yield MeasureRow(
            score,
            folder.results.get((year, score.id)),
            decision.decision if decision is not None else None,
            before.get(score.id),
            money(folder, year, (score.id,)),
            attention_on.get(score.id),
        )


def _program(folder: Folder, year: int, id_: str, measures: set[str]) -> ProgramOverview:
    """Returns the projects of these measures that the program pays for in ``year``."""
    projects = []
    for measure_id, measure in folder.in_force(year):
        result = folder.results.get((year, measure_id))
        for project in measure.projects if result is not None and measure_id in measures else ():
            report = result.projects.get(project.id) if result is not None else None
            if report is not None and id_ in report.funding:
                amounts = (report.budget, report.spent, report.funding[id_])
                projects.append(FundedProject(measure_id, project, *amounts))
    funding = add(project.funding for project in projects) if projects else None
    return ProgramOverview(id_, folder.programs[id_][0], tuple(projects), funding)


def _matches(folder: Folder, score: MeasureScore, filters: Filters) -> bool:
    measure = score.measure
    lead = folder.lead_in(measure, score.year)
    return (
        (not filters.policies or measure.policy in filters.policies)
        and (not filters.measures or score.id in filters.measures)
        and (filters.program is None or filters.program in measure.programs)
        and (not filters.fields or any(field in filters.fields for field in measure.fields))
        and (not filters.leads or any(folder.is_led_by(lead, party) for party in filters.leads))
    )


def with_ids(folder: Folder, filters: Filters) -> Filters:
    """Returns the filters with ids for names. Raises ``WrongUse`` where one names nothing, or several things."""
    vision = folder.vision
    policies, fields = [policy.id for policy in vision.policies], [field.id for field in vision.fields]
    leads, program = [*folder.actors, *folder.sections], (filters.program,) if filters.program else ()
    programs = _ids("--program", program, [*folder.programs], [*names.programs(folder)])
    return Filters(
        _ids("--policy", filters.policies, policies, [*names.policies(folder)]),
        _ids("--lead", filters.leads, leads, [*names.parties(folder)]),
        _ids("--field", filters.fields, fields, [*names.fields(folder)]),
        _ids("--measure", filters.measures, [*folder.measures], [*names.measures(folder)]),
        programs[0] if programs else None,
    )


def _ids(
    option: str, values: Sequence[str], known_ids: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Returns the ids that an option's values name, by id or by one of the pairs of name and id."""
    ids = []
    for value in values:
        id_ = names.chosen_id(value, known_ids, pairs)
        if id_ is None:
            near = names.id_of(value, pairs) or nearest(value, known_ids)
            raise WrongUse("error.unknown_id", option=option, value=value, suggest=near)
        ids.append(id_)
    return tuple(ids)
