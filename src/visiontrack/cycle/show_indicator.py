"""Show an indicator: its figures year by year, its target_path, and how its target came to be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visiontrack.cycle.chain import chain
from visiontrack.cycle.history import indicator_history
from visiontrack.cycle.lineage import predecessors
from visiontrack.cycle.naming import OWN, indicators_of, resolve_indicator
from visiontrack.evaluation.inputs import Scalar
from visiontrack.evaluation.year_values import target_in

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.schema.measure import Indicator, Measure


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
