"""The rules and the counts of a report: the scale in force, and how many measures have which grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.evaluation.arithmetic import percent
from visiontrack.evaluation.vision_score import NO_GRADE, count
from visiontrack.report.data_text import Text
from visiontrack.report.view import ReportData, View

if TYPE_CHECKING:
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.evaluation.vision_score import IndicatorCounts, ScoreCounts
    from visiontrack.schema.vision import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class BandView(View):
    """A grade of the scale: from ``at_least`` up to ``below`` per cent (the last has no lower bound)."""

    grade: Text
    label: Text
    at_least: Decimal | None
    below: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleView(View):
    """The rules in force; ``changed`` when last year's were others."""

    since: int
    basis: str
    target_rule: str
    decrease: str
    roll_up: str
    cap: Decimal
    attention_below: Decimal
    bands: tuple[BandView, ...]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCountView(View):
    """How many measures have a grade (None: no grade), this year and the year before, both by this year's rules.

    ``given`` counts last year's grades of that name as they were given then; None where no rule differs.
    """

    band: BandView | None
    given: int | None
    now: int
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsView(View):
    """Measures and their indicators. ``coverage`` is measured of graded, ``share`` achieved of measured, per cent."""

    measures: int
    grades: tuple[GradeCountView, ...]
    all: int
    graded: int
    measured: int
    achieved: int
    coverage: Decimal | None
    share: Decimal | None


def scale_view(data: ReportData) -> ScaleView:
    """Returns the rules in force in the year of the report."""
    rules = data.scores.rules
    return ScaleView(
        since=rules.since,
        basis=rules.basis,
        target_rule=rules.target_rule,
        decrease=rules.decrease,
        roll_up=rules.roll_up,
        cap=rules.cap,
        attention_below=rules.attention_below,
        bands=_bands(rules),
        changed=data.scores_given is not None,
    )


def _bands(rules: Evaluation) -> tuple[BandView, ...]:
    upper_bounds: list[Decimal | None] = [None, *(band.at_least for band in rules.grades)]
    return tuple(
        BandView(grade=Text(band.grade), label=Text(band.label), at_least=band.at_least, below=below)
        for band, below in zip(rules.grades, upper_bounds, strict=False)
    )


def counts_of_measures(data: ReportData, measures: Sequence[MeasureScore]) -> CountsView:
    """Returns the counts of some measures by the scale in force."""
    counts = count(measures, data.scores.rules)
    bands = (*_bands(data.scores.rules), None)
    grades = (
        GradeCountView(band=band, given=None, now=_count_of(counts, band), before=None) for band in bands
    )
    return counts_view(counts, tuple(grades))


def _count_of(counts: ScoreCounts, band: BandView | None) -> int:
    """Returns how many measures have a grade; 0 for a grade of another scale."""
    return counts.grades.get(band.grade.raw if band is not None else NO_GRADE, 0)


def counts_beside_before(data: ReportData) -> CountsView:
    """Returns the counts of all measures beside those of the year before, by the same rules."""
    now = counts_of_measures(data, data.scores.measures)
    if data.scores_before is None:
        return now
    before = data.scores_before.counts()
    original = data.scores_given.counts() if data.scores_given is not None else None
    grades = [
        replace(
            grade,
            before=_count_of(before, grade.band),
            given=_count_of(original, grade.band) if original is not None else None,
        )
        for grade in now.grades
    ]
    return replace(now, grades=tuple(grades))


def counts_view(counts: ScoreCounts, grades: tuple[GradeCountView, ...] = ()) -> CountsView:
    """Returns the counts of measures and indicators, with the shares that follow from them."""
    return replace(indicator_counts(counts), measures=counts.measures, grades=grades)


def indicator_counts(counts: IndicatorCounts) -> CountsView:
    """Returns the counts of indicators alone."""
    return CountsView(
        measures=0,
        grades=(),
        all=counts.all,
        graded=counts.graded,
        measured=counts.measured,
        achieved=counts.achieved,
        coverage=_per_cent(counts.measured, counts.graded),
        share=_per_cent(counts.achieved, counts.measured),
    )


def _per_cent(part: int, whole: int) -> Decimal | None:
    return percent(Fraction(part, whole)) if whole else None
