"""The charts of a year: which there are, where each stands, which a report can refer to, and whether its file holds.

A report refers to a chart when it can be drawn now (the extra is installed) or was drawn before and still shows
the same; so a machine without the extra can hold reports and charts fresh, and stale charts are never shown.
A chart that a published report refers to is a record as that report is: what came after it stands elsewhere.

Vega-Lite draws them through ``vl-convert``, an extra (``chart_drawing``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING

from visiontrack.edit.writer import Change, existing_content
from visiontrack.evaluation.vision_score import NO_GRADE, evaluate
from visiontrack.report import chart_data
from visiontrack.report.chart_specs import Spec, grades_spec, path_spec, spending_spec
from visiontrack.report.chart_svg import is_sound
from visiontrack.report.value_formatter import ValueFormatter, printed

if TYPE_CHECKING:
    from pathlib import Path

    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.chart_data import GradeCounts
    from visiontrack.report.chart_drawing import Drawing

GRADES = "grades"
# How a report refers to a chart; a number where the chart's own place is taken by a record.
LINK = re.compile(r"charts/(?:[0-9]+/)?[a-z0-9]+(?:-{1,2}[a-z0-9]+)*\.svg")


@dataclass(frozen=True, slots=True)
class PlannedChart:
    """A chart: its place from the root, what it draws, and its alternative text."""

    path: str
    spec: Spec
    alternative: str

    @property
    def link(self) -> str:
        """The path from a report of the same year."""
        return self.path.split("/", 3)[3]


def spending_key(measure: str) -> str:
    """Returns the key of the chart of a measure's money."""
    return f"spending-{measure}"


def path_key(measure: str | None, indicator: str) -> str:
    """Returns the key of an indicator's chart. No id holds two hyphens in a row, so that no two share a key."""
    return f"{measure or 'vision'}--{indicator}"


def year_charts(folder: Folder, year: int, words: Catalogue) -> dict[str, PlannedChart]:
    """Returns every chart of a year by its key, each at its own place."""
    scores = evaluate(folder, year)
    charts: dict[str, PlannedChart] = {}

    def add(key: str, spec: Spec, alternative: str) -> None:
        charts[key] = PlannedChart(f"data/reports/{year}/charts/{key}.svg", spec, alternative)

    def add_paths(measure: str | None, indicators: Iterable[IndicatorScore]) -> None:
        for score in indicators:
            key = path_key(measure, score.id)
            path = chart_data.indicator_path(key, score)
            if path is not None:
                add(key, path_spec(path, words), _alternative(score, words))

    year_name = ValueFormatter(words).year(year)
    counts = chart_data.grade_counts(folder, scores)
    alternative = words("chart.alt.grades", year=year_name, counts=_counts_in_words(counts, words))
    add(GRADES, grades_spec(counts, words), alternative)
    for measure in scores.measures:
        spending = chart_data.spending(folder, measure)
        if spending is not None:
            amounts = words("list.comma").join(
                words("chart.alt.project", title=title, budget=printed(budget), spent=_figure(spent, words))
                for title, budget, spent in spending.projects
            )
            alternative = words("chart.alt.spending", title=spending.title, amounts=amounts)
            add(spending_key(measure.id), spending_spec(spending, words), alternative)
    add_paths(None, scores.own)
    for measure in scores.measures:
        add_paths(measure.id, measure.indicators)
    return charts


def _alternative(score: IndicatorScore, words: Catalogue) -> str:
    inputs = score.inputs
    return words(
        "chart.alt.path",
        name=inputs.indicator.name,
        unit=inputs.indicator.unit,
        year=ValueFormatter(words).year(inputs.year),
        baseline=_figure(inputs.baseline[1] if inputs.baseline else None, words),
        verdict=words(_verdict(score)),
        aim=_figure(score.target.value if score.target is not None else None, words),
        actual=_figure(score.actual, words),
        target=_figure(inputs.last_target[1] if inputs.last_target else None, words),
    )


def _verdict(score: IndicatorScore) -> str:
    """Returns the key of what the year's target has become."""
    if score.achieved is None:
        return "chart.alt.unknown"
    return "chart.alt.achieved" if score.achieved else "chart.alt.missed"


def _counts_in_words(counts: GradeCounts, words: Catalogue) -> str:
    """Returns how many measures of each policy have which grade, without those that none has."""
    policies = []
    for title, grades in counts.policies:
        parts = (
            words(
                "chart.alt.grade",
                grade=words("chart.grades.none") if grade == NO_GRADE else grade,
                count=number,
            )
            for grade, number in grades.items()
            if number
        )
        policies.append(words("chart.alt.policy", title=title, grades=words("list.comma").join(parts)))
    return words("list.semicolon").join(policies)


def _figure(value: Decimal | bool | None, words: Catalogue) -> str:
    return printed(value) if isinstance(value, Decimal) else words("chart.alt.none")


# ---- files ---------------------------------------------------------------------------------------------------


def placed(root: Path, charts: Mapping[str, PlannedChart], records: Set[str]) -> dict[str, PlannedChart]:
    """Returns each chart at its own place, or at the next free one where a record there shows something else by now.

    ``records`` are the paths that published reports refer to: nothing is drawn over them, and a report made later
    shows the same file only while it agrees with that report's tables.
    """
    return {key: _placed(root, chart, records) for key, chart in charts.items()}


def _placed(root: Path, chart: PlannedChart, records: Set[str]) -> PlannedChart:
    folder, _, name = chart.path.rpartition("/")
    candidate, number = chart, 1
    while candidate.path in records and not _is_fresh(root, candidate):
        number += 1
        candidate = replace(chart, path=f"{folder}/{number}/{name}")
    return candidate


def usable(root: Path, charts: Mapping[str, PlannedChart]) -> dict[str, PlannedChart]:
    """Returns the charts a report can refer to."""
    if can_draw():
        return dict(charts)
    return {key: chart for key, chart in charts.items() if _is_fresh(root, chart)}


def chart_changes(root: Path, charts: Iterable[PlannedChart], drawing: Drawing) -> list[Change]:
    """Returns what drawing the charts that are absent or stale changes; nothing without the extra."""
    if not can_draw():
        return []
    drawn = ((chart, drawing.svg(chart)) for chart in charts if not _is_fresh(root, chart))
    return [
        Change(chart.path, existing_content(root, chart.path), content)
        for chart, content in drawn
        if content is not None
    ]


def stale_paths(root: Path, charts: Iterable[PlannedChart]) -> list[str]:
    """Returns the paths of the charts that are absent or show something else."""
    return [chart.path for chart in charts if not _is_fresh(root, chart)]


def redrawn_otherwise(root: Path, charts: Iterable[PlannedChart], drawing: Drawing) -> list[str]:
    """Returns the paths of the charts whose file is not what drawing them gives; one that cannot be drawn is left."""
    return [
        chart.path
        for chart in charts
        if (content := drawing.svg(chart)) is not None
        and (existing_content(root, chart.path) or b"").replace(b"\r\n", b"\n") != content
    ]


def _is_fresh(root: Path, chart: PlannedChart) -> bool:
    """Returns whether the file of a chart shows what it should."""
    content = existing_content(root, chart.path)
    return content is not None and is_sound(content, chart.spec)


def can_draw() -> bool:
    """Returns whether the extra for charts is installed."""
    return find_spec("vl_convert") is not None
