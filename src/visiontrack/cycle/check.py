"""Check: a year's indicators, measures and vision, filtered for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visiontrack.cycle.attention import Attention, attention
from visiontrack.errors import WrongUse
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.evaluation.trend import WINDOW
from visiontrack.evaluation.vision_score import ScoreCounts, VisionScore, evaluate
from visiontrack.folder import names
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.folder.loading import EntryFilter
from visiontrack.folder.model import Folder
from visiontrack.folder.names import id_of
from visiontrack.schema.result import Result
from visiontrack.util.nearest import nearest


@dataclass(frozen=True, slots=True)
class Filters:
    """What to restrict measures, policies and fields to; the vision's own figures stay whole."""

    policies: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.policies or self.leads or self.fields or self.measures)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with what its section reported and what was decided."""

    score: MeasureScore
    result: Result | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """A policy or field and the counts of its measures."""

    id: str
    title: str
    counts: ScoreCounts


@dataclass(frozen=True, slots=True)
class CheckOverview:
    """Everything ``check`` shows."""

    year: int
    scores: VisionScore
    rows: tuple[MeasureRow, ...]
    policies: tuple[GroupCounts, ...]
    fields: tuple[GroupCounts, ...]
    attention: tuple[Attention, ...]


def entries_needed(year: int) -> EntryFilter:
    """Returns what ``check year`` reads: the year, five years of history, and all that a running total adds up."""

    def is_needed(entry: Entry, draft: Draft) -> bool:
        if entry.kind not in ("result", "vision_result") or entry.year is None:
            return True
        if year - WINDOW <= entry.year <= year:
            return True
        return entry.year < year and _adds_up(entry, draft)

    return is_needed


def _adds_up(entry: Entry, draft: Draft) -> bool:
    """Returns whether a running total may need this old result."""
    owner = draft.vision if entry.kind == "vision_result" else draft.measures.get(entry.id)
    return owner is not None and any(indicator.accumulation == "cumulative" for indicator in owner.indicators)


def check(folder: Folder, year: int, filters: Filters) -> CheckOverview:
    """Returns the view of a year; an unknown id in a filter is wrong use."""
    refuse_unknown_ids(folder, filters)
    scores = evaluate(folder, year)
    chosen = [score for score in scores.measures if _matches(folder, score, filters)]
    ids = {score.id for score in chosen}
    by_policy = [
        (policy.id, policy.title, [score for score in chosen if score.measure.policy == policy.id])
        for policy in folder.vision.policies
    ]
    by_field = [
        (field.id, field.title, [score for score in chosen if field.id in score.measure.fields])
        for field in folder.vision.fields
    ]
    return CheckOverview(
        year,
        scores,
        tuple(_row(folder, score) for score in chosen),
        _groups(scores, by_policy, filters.policies, filters),
        _groups(scores, by_field, filters.fields, filters),
        tuple(entry for entry in attention(folder, scores) if entry.measure.id in ids),
    )


def _groups(
    scores: VisionScore,
    groups: Sequence[tuple[str, str, list[MeasureScore]]],
    named_ids: tuple[str, ...],
    filters: Filters,
) -> tuple[GroupCounts, ...]:
    """Returns all groups; with filters those named, or else those that have a chosen measure."""
    return tuple(
        GroupCounts(id_, title, scores.counts(measures))
        for id_, title, measures in groups
        if not filters or (id_ in named_ids if named_ids else measures)
    )


def _row(folder: Folder, score: MeasureScore) -> MeasureRow:
    decision = folder.decision_on(score.year, score.id)
    return MeasureRow(
        score, folder.results.get((score.year, score.id)), decision.decision if decision is not None else None
    )


def _matches(folder: Folder, score: MeasureScore, filters: Filters) -> bool:
    measure = score.measure
    return (
        (not filters.policies or measure.policy in filters.policies)
        and (not filters.measures or score.id in filters.measures)
        and (not filters.fields or any(field in filters.fields for field in measure.fields))
        and (not filters.leads or any(led_by(folder, measure.lead, lead) for lead in filters.leads))
    )


def led_by(folder: Folder, lead: str, party: str) -> bool:
    """Returns whether ``lead`` is the wanted party, or a section of the wanted actor."""
    if lead == party:
        return True
    section = folder.sections.get(lead)
    return section is not None and section[1].id == party


def refuse_unknown_ids(folder: Folder, filters: Filters) -> None:
    """Raises ``WrongUse`` where a filter names nothing, with what was probably meant."""
    vision = folder.vision
    _all_known(
        "--policy", filters.policies, [policy.id for policy in vision.policies], names.policies(folder)
    )
    _all_known("--field", filters.fields, [field.id for field in vision.fields], names.fields(folder))
    _all_known("--lead", filters.leads, [*folder.actors, *folder.sections], names.parties(folder))
    _all_known("--measure", filters.measures, list(folder.measures), names.measures(folder))


def _all_known(option: str, ids: Sequence[str], known_ids: Sequence[str], titles: names.NamesWithIds) -> None:
    for id_ in ids:
        if id_ not in known_ids:
            near = id_of(id_, titles) or nearest(id_, known_ids)
            raise WrongUse("error.unknown_id", option=option, value=id_, suggest=near)
