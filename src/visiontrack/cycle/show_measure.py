"""Show a measure: its years, its kin, its indicators, what was said of it and decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.act import RaisedOpinion, raised_opinions
from visiontrack.cycle.history import MeasureYear, measure_history
from visiontrack.cycle.lineage import predecessors, successors

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Measure, Period


@dataclass(frozen=True, slots=True)
class RelatedMeasure:
    """A measure before or after; ``measure`` is None where it has no (sound) file."""

    id: str
    measure: Measure | None
    period: Period | None
    years: tuple[MeasureYear, ...]


@dataclass(frozen=True, slots=True)
class DatedDecision:
    """A decision of one year on the measure, one of its projects, or what merges into it."""

    year: int
    plan: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class MeasureOverview:
    """Everything ``show`` tells of a measure; ``until`` is the last year looked at."""

    id: str
    measure: Measure
    period: Period
    until: int
    years: tuple[MeasureYear, ...]
    before: tuple[RelatedMeasure, ...]
    after: tuple[RelatedMeasure, ...]
    decisions: tuple[DatedDecision, ...]
    opinions: tuple[RaisedOpinion, ...]


def show_measure(folder: Folder, id_: str, until: int) -> MeasureOverview:
    """The measure up to a year; its kin through all of theirs."""
    before, after = predecessors(folder, id_), successors(folder, id_)
    measure = folder.measures[id_]
    return MeasureOverview(
        id_,
        measure,
        folder.period_of(measure),
        until,
        measure_history(folder, id_, until),
        tuple(_kin(folder, other, until) for other in before),
        tuple(_kin(folder, other, until) for other in after),
        tuple(decisions_on(folder, {id_}, until)),
        tuple(
            opinion
            for opinion in raised_opinions(folder)
            if id_ in opinion.opinion.measures and opinion.reviewed <= until
        ),
    )


def _kin(folder: Folder, id_: str, until: int) -> RelatedMeasure:
    measure = folder.measures.get(id_)
    if measure is None:
        return RelatedMeasure(id_, None, None, ())
    return RelatedMeasure(id_, measure, folder.period_of(measure), measure_history(folder, id_, until))


def decisions_on(folder: Folder, measures: Collection[str], until: int) -> Iterator[DatedDecision]:
    """The decisions on these measures and on what merges into them, year by year."""
    for year in sorted(folder.decisions):
        decisions_file = folder.decisions[year]
        for decision in decisions_file.decisions if year <= until else ():
            if decision.measure in measures or decision.into in measures:
                yield DatedDecision(year, decisions_file.plan_year, decision)
