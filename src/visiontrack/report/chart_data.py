"""The exact values that each chart shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.evaluation.year_values import actual_in

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.evaluation.vision_score import VisionScore
    from visiontrack.folder.model import Folder

_FEWEST_ACTUALS = 3
Point = tuple[int, Decimal]  # a value as it was written: its label has the places of the tables


@dataclass(frozen=True, slots=True)
class IndicatorPath:
    """An indicator over the years: baseline, targets in force, actuals up to the year, and the outlook."""

    name: str
    title: str
    unit: str
    year: int
    first: int
    last: int
    baseline: Point | None
    targets: tuple[Point, ...]
    actuals: tuple[Point, ...]
    outlook: tuple[int, Fraction] | None


@dataclass(frozen=True, slots=True)
class GradeCounts:
    """How many measures of each policy have which grade; ``none`` comes last."""

    year: int
    grades: tuple[str, ...]
    policies: tuple[tuple[str, Mapping[str, int]], ...]


@dataclass(frozen=True, slots=True)
class Spending:
    """Budget and executed amount of a measure's projects, in thousand yen."""

    measure: str
    title: str
    year: int
    projects: tuple[tuple[str, Decimal, Decimal | None], ...]


def grade_counts(folder: Folder, scores: VisionScore) -> GradeCounts:
    """Returns the grades of the year's measures, policy by policy."""
    grades = (*(band.grade for band in scores.rules.grades), "none")
    policies = tuple(
        (policy.title, scores.counts(scores.of_policy(policy.id)).grades) for policy in folder.vision.policies
    )
    return GradeCounts(scores.year, grades, policies)


def indicator_path(name: str, score: IndicatorScore) -> IndicatorPath | None:
    """Returns the path of a numeric indicator, or None for a milestone and where a line would have too few points."""
    inputs = score.inputs
    if inputs.milestone:
        return None
    baseline = (inputs.baseline[0], Decimal(inputs.baseline[1])) if inputs.baseline is not None else None
    targets = tuple((year, Decimal(value)) for year, value in inputs.targets.items())
    first = min([inputs.period.start, *([baseline[0]] if baseline else []), *(year for year, _ in targets)])
    actuals = tuple(
        (year, Decimal(value))
        for year in range(first, inputs.year + 1)
        if (value := actual_in(inputs, year).value) is not None
    )
    if len(actuals) < _FEWEST_ACTUALS:
        return None
    # Not the period's end: a decision of a later year may move it, and must not make this chart stale.
    last = max([inputs.year, *(year for year, _ in targets)])
    outlook = None
    if score.outlook is not None and targets:
        outlook = (targets[-1][0], score.outlook.projected)
    indicator = inputs.indicator
    return IndicatorPath(
        name, indicator.name, indicator.unit, inputs.year, first, last, baseline, targets, actuals, outlook
    )


def spending(folder: Folder, score: MeasureScore) -> Spending | None:
    """Returns the money of a measure's projects that state a budget, or None where none does."""
    result = folder.results.get((score.year, score.id))
    if result is None:
        return None
    rows = []
    for project in score.measure.projects:
        progress = result.projects.get(project.id)
        if progress is not None and progress.budget is not None:
            rows.append((project.title, progress.budget, progress.spent))
    return Spending(score.id, score.measure.title, score.year, tuple(rows)) if rows else None
