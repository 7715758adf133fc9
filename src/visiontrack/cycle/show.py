"""Show: one measure, indicator or opinion through the years; actors and sections stand in ``show_party``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visiontrack.cycle.act import RaisedOpinion, raised_opinions
from visiontrack.cycle.history import MeasureYear, indicator_history, measure_history
from visiontrack.cycle.lineage import chain, predecessors, successors
from visiontrack.cycle.naming import OWN, Named, indicators_of, resolve_indicator
from visiontrack.cycle.reflected import Reflected, reflected
from visiontrack.cycle.show_party import PartyOverview, show_party
from visiontrack.cycle.where import FileLine, LineFinder
from visiontrack.evaluation.inputs import Scalar
from visiontrack.evaluation.year_values import target_in

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Indicator, Measure, Period


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


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A year on the path: the target in force (None: none) and whether it was written, the actual (None: none)."""

    year: int
    target: Scalar | None
    explicit: bool
    actual: Scalar | None


@dataclass(frozen=True, slots=True)
class IndicatorOverview:
    """Everything ``show`` tells of an indicator. ``before`` and ``after`` are those it replaces or that replace it.

    ``elsewhere`` names the same indicator in measures that this one came from.
    """

    name: str
    measure: Measure | None
    indicator: Indicator
    until: int
    years: tuple[IndicatorScore, ...]
    path: tuple[PathPoint, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    elsewhere: tuple[str, ...]


def show_indicator(folder: Folder, name: str, until: int) -> IndicatorOverview:
    """The indicator up to a year; its targets through to the last one."""
    owner, indicator = resolve_indicator(folder, name)
    own = owner or OWN
    indicators = indicators_of(folder, own)
    years = indicator_history(folder, own, indicator.id, until)
    return IndicatorOverview(
        f"{own}/{indicator.id}",
        folder.measures[owner] if owner is not None else None,
        indicator,
        until,
        years,
        target_path(years),
        chain(indicator.id, {other.id: other.replaces for other in indicators if other.replaces}),
        chain(indicator.id, {other.replaces: other.id for other in indicators if other.replaces}),
        tuple(_elsewhere(folder, own, indicator.id)),
    )


def target_path(years: tuple[IndicatorScore, ...]) -> tuple[PathPoint, ...]:
    """Every year from the baseline to the last target; those to come with the target that will be in force then."""
    if not years:
        return ()
    points = {score.inputs.year: _point(score) for score in years}
    last = years[-1].inputs
    if last.baseline is not None:
        points.setdefault(last.baseline[0], PathPoint(last.baseline[0], None, False, last.baseline[1]))
    end = replace(last, year=last.period.end).last_target
    for year in range(last.year + 1, end[0] + 1 if end is not None else 0):
        target = target_in(replace(last, year=year))
        if target is not None:
            points[year] = PathPoint(year, target.value, target.source == "explicit", None)
    return tuple(
        points.get(year, PathPoint(year, None, False, None)) for year in range(min(points), max(points) + 1)
    )


def _point(score: IndicatorScore) -> PathPoint:
    target = score.target
    if target is None:
        return PathPoint(score.inputs.year, None, False, score.actual)
    return PathPoint(score.inputs.year, target.value, target.source == "explicit", score.actual)


def _elsewhere(folder: Folder, owner: str, id_: str) -> list[str]:
    kin = predecessors(folder, owner) if owner != OWN else ()
    return [
        f"{measure}/{id_}"
        for measure in kin
        if any(indicator.id == id_ for indicator in indicators_of(folder, measure))
    ]


@dataclass(frozen=True, slots=True)
class FollowedDecision:
    """A decision that answers the opinion: the plan it changes, and whether that plan shows it."""

    plan: int
    reflected: Reflected


@dataclass(frozen=True, slots=True)
class OpinionOverview:
    """Everything ``show`` tells of an opinion."""

    raised: RaisedOpinion
    where: FileLine
    decisions: tuple[FollowedDecision, ...]


def show_opinion(folder: Folder, id_: str) -> OpinionOverview:
    """The opinion and the way it went."""
    raised = next(opinion for opinion in raised_opinions(folder) if opinion.opinion.id == id_)
    plans = sorted({decisions_file.plan_year for decisions_file in folder.decisions.values()})
    return OpinionOverview(
        raised,
        LineFinder(folder.root).of(raised.place),
        tuple(
            FollowedDecision(plan, entry)
            for plan in plans
            for entry in reflected(folder, plan)
            if id_ in entry.decision.opinions
        ),
    )


ShowOverview = MeasureOverview | IndicatorOverview | PartyOverview | OpinionOverview


def show(folder: Folder, named: Named, until: int) -> ShowOverview:
    """What is to be shown of a named thing, up to a year."""
    if named.kind == "measure":
        return show_measure(folder, named.name, until)
    if named.kind == "indicator":
        return show_indicator(folder, named.name, until)
    if named.kind == "opinion":
        return show_opinion(folder, named.name)
    return show_party(folder, named.name, until)
