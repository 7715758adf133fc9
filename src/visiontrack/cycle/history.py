"""A measure and an indicator through the years, and what came before and after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visiontrack.cycle.do import is_filled
from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, measure_score, own_scores
from visiontrack.evaluation.restated import restating_rules
from visiontrack.evaluation.vision_score import ScoreCounts, evaluate
from visiontrack.folder.model import Folder
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Measure, Period
from visiontrack.schema.result import Result, VisionResult


@dataclass(frozen=True, slots=True)
class MeasureYear:
    """One year of a measure: its evaluation, what its section reported, what was decided."""

    year: int
    score: MeasureScore
    result: Result | None
    decision: Decision | None


def last_year(folder: Folder) -> int:
    """Returns the newest year of the period with anything entered; the period's first where there is none.

    Files just laid out for a year to come tell nothing of it yet.
    """
    period = folder.vision.period
    years = {year for (year, _), result in folder.results.items() if _entered(result)}
    years |= {year for year, result in folder.vision_results.items() if _values(result)}
    return max((year for year in years if year in period), default=period.start)


def _entered(result: Result) -> bool:
    """Returns whether more stands in a result than in the form it was laid out as."""
    texts = (result.outcomes, result.issues, result.internal, result.next)
    return bool(
        result.status != "not_started"
        or _values(result)
        or any((text or "").strip() for text in texts)
        or any(project is not None and (project.text or "").strip() for project in result.projects.values())
        or result.contributions
        or result.self_evaluation
    )


def _values(result: Result | VisionResult) -> bool:
    return any(is_filled(actual) for actual in result.actuals.values())


def measure_history(folder: Folder, id_: str, until: int) -> tuple[MeasureYear, ...]:
    """Returns the years in which the measure is in force, up to ``until``."""
    measure = folder.measures[id_]
    return tuple(
        MeasureYear(
            year,
            measure_score(folder, id_, year),
            folder.results.get((year, id_)),
            folder.decision_on(year, id_),
        )
        for year in _years(folder.period_of(measure), until)
    )


def indicator_history(folder: Folder, measure: str, id_: str, until: int) -> tuple[IndicatorScore, ...]:
    """Returns the years of the indicator's period up to ``until``; ``vision`` for the vision's own."""
    if measure == OWN:
        years = _years(folder.vision.period, until)
        scores = [own_scores(folder, year) for year in years]
    else:
        scores = [state.score.indicators for state in measure_history(folder, measure, until)]
    return tuple(score for of_year in scores for score in of_year if score.id == id_)


def _years(period: Period, until: int) -> range:
    return range(period.start, min(period.end, until) + 1)


def chain(start: str, step: Mapping[str, str]) -> tuple[str, ...]:
    """Returns what ``step`` leads to, one after the other."""
    return _reached(start, {id_: (following,) for id_, following in step.items()})


def predecessors(folder: Folder, id_: str) -> tuple[str, ...]:
    """Returns all measures that led to this one, the nearest first."""
    return _reached(id_, _before(folder))


def successors(folder: Folder, id_: str) -> tuple[str, ...]:
    """Returns all measures that this one led to, the nearest first; those only decided upon are among them."""
    after: dict[str, list[str]] = {}
    for later, earlier in _before(folder).items():
        for predecessor in earlier:
            after.setdefault(predecessor, []).append(later)
    return _reached(id_, after)


def _before(folder: Folder) -> dict[str, list[str]]:
    """Returns each measure's direct predecessors: as its file says, and as merges were decided."""
    before = {id_: list(measure.predecessors) for id_, measure in folder.measures.items()}
    for year in sorted(folder.decisions):
        for decision in folder.decided(year):
            if decision.decision == "merge" and decision.into is not None and decision.project is None:
                direct = before.setdefault(decision.into, [])
                if decision.measure not in direct:
                    direct.append(decision.measure)
    return before


def _reached(start: str, edges: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Returns everything reached from ``start``; a circle (an error told elsewhere) ends where it began."""
    reached = {start: None}
    waiting = [start]
    for current in waiting:
        for neighbor in edges.get(current, ()):
            if neighbor not in reached:
                reached[neighbor] = None
                waiting.append(neighbor)
    return tuple(reached)[1:]


@dataclass(frozen=True, slots=True)
class MeasureGrades:
    """A measure with its score in every year in which it is in force."""

    id: str
    measure: Measure
    scores: dict[int, MeasureScore]


@dataclass(frozen=True, slots=True)
class VisionYears:
    """The measures by policy and year; ``changed`` are the years whose rules differ from the year before."""

    until: int
    counts: dict[int, ScoreCounts]
    rows: tuple[MeasureGrades, ...]
    changed: tuple[int, ...]


def grades_by_year(folder: Folder, until: int) -> VisionYears:
    """Returns the grades of all measures from the first year of the period to ``until``."""
    years = range(folder.vision.period.start, min(until, folder.vision.period.end) + 1)
    evaluated = {year: evaluate(folder, year) for year in years}
    scores: dict[str, dict[int, MeasureScore]] = {}
    for year, of_year in evaluated.items():
        for score in of_year.measures:
            scores.setdefault(score.id, {})[year] = score
    rows = [MeasureGrades(id_, folder.measures[id_], of_measure) for id_, of_measure in scores.items()]
    rows.sort(key=lambda row: (folder.policy_position(row.measure), row.id))
    changed = tuple(year for year in years[1:] if restating_rules(folder, year) is not None)
    counts = {year: of_year.counts() for year, of_year in evaluated.items()}
    return VisionYears(until, counts, tuple(rows), changed)
