"""The charts of a year: which there are, where each stands, and which a report can refer to.

A report refers to a chart when it can be drawn now (the extra is installed) or was drawn before and still shows
the same; so a machine without the extra can hold reports and charts fresh, and stale charts are never shown.
A chart that a published report refers to is a record as that report is: what came after it stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.edit.writer import Change, existing_content
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.report.charts import data, draw, specs
from visiontrack.report.charts.style import Spec
from visiontrack.report.value_formatter import ValueFormatter, printed

if TYPE_CHECKING:
    from pathlib import Path

    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

GRADES = "grades"
OWN = "vision"
# How a report refers to a chart; a number where the chart's own place is taken by a record.
LINK = re.compile(r"charts/(?:[0-9]+/)?[a-z0-9]+(?:-{1,2}[a-z0-9]+)*\.svg")


@dataclass(frozen=True, slots=True)
class Planned:
    """A chart: its place from the root, what it draws, and its alternative text."""

    path: str
    spec: Spec
    alternative: str

    @property
    def link(self) -> str:
        """The path from a report of the same year."""
        return self.path.split("/", 3)[3]


def spending_key(measure: str) -> str:
    return f"spending-{measure}"


def path_key(measure: str | None, indicator: str) -> str:
    """No id holds two hyphens in a row, so that no two charts share a name."""
    return f"{measure or OWN}--{indicator}"


def charts_of(folder: Folder, year: int, words: Catalogue) -> dict[str, Planned]:
    """Every chart of a year by its key."""
    scores = evaluate(folder, year)
    found: dict[str, tuple[Spec, str]] = {}
    counts = data.grade_counts(folder, scores)
    found[GRADES] = (
        specs.grades_spec(counts, words),
        words("chart.alt.grades", year=ValueFormatter(words).year(year)),
    )
    paths = [(None, one) for one in scores.own]
    for measure in scores.measures:
        money = data.spending(folder, measure)
        if money is not None:
            told = words("chart.alt.spending", title=money.title)
            found[spending_key(measure.id)] = (specs.spending_spec(money, words), told)
        paths += [(measure.id, one) for one in measure.indicators]  # type: ignore[misc]
    for owner, score in paths:
        key = path_key(owner, score.id)
        path = data.indicator_path(key, score)
        if path is not None:
            found[key] = (specs.path_spec(path, words), _alternative(score, words))
    return {
        key: Planned(f"data/reports/{year}/charts/{key}.svg", spec, told)
        for key, (spec, told) in found.items()
    }


def _alternative(score: IndicatorScore, words: Catalogue) -> str:
    inputs = score.inputs
    return words(
        "chart.alt.path",
        name=inputs.indicator.name,
        unit=inputs.indicator.unit,
        year=ValueFormatter(words).year(inputs.year),
        baseline=_figure(inputs.baseline[1] if inputs.baseline else None, words),
        actual=_figure(score.actual, words),
        target=_figure(inputs.last_target[1] if inputs.last_target else None, words),
    )


def _figure(value: Decimal | bool | None, words: Catalogue) -> str:
    return printed(value) if isinstance(value, Decimal) else words("chart.alt.none")


def placed(root: Path, planned: Mapping[str, Planned], kept: Set[str]) -> dict[str, Planned]:
    """Each chart at its own place, or at the next free one where ``kept`` there shows something else by now.

    ``kept`` are the paths that published reports refer to: nothing is drawn over them, and a report made later
    shows the same file only while it agrees with that report's tables.
    """
    return {key: _placed(root, one, kept) for key, one in planned.items()}


def _placed(root: Path, one: Planned, kept: Set[str]) -> Planned:
    folder, _, name = one.path.rpartition("/")
    found, number = one, 1
    while found.path in kept and _fresh(root, found) is None:
        number += 1
        found = replace(one, path=f"{folder}/{number}/{name}")
    return found


def usable(root: Path, planned: Mapping[str, Planned]) -> dict[str, Planned]:
    """The charts a report can refer to."""
    if draw.available():
        return dict(planned)
    return {key: one for key, one in planned.items() if _fresh(root, one) is not None}


def changes(root: Path, planned: Mapping[str, Planned]) -> list[Change]:
    """What drawing the charts that are absent or stale changes; nothing without the extra."""
    if not draw.available():
        return []
    found = []
    for one in planned.values():
        if _fresh(root, one) is None:
            old = existing_content(root, one.path)
            found.append(Change(one.path, old, draw.svg(one.spec, one.alternative).encode("utf-8")))
    return found


def stale(root: Path, planned: Mapping[str, Planned]) -> list[str]:
    """The charts that are absent or show something else, by their paths."""
    return [one.path for one in planned.values() if _fresh(root, one) is None]


def _fresh(root: Path, one: Planned) -> str | None:
    """The chart's SVG when it shows what it should."""
    content = existing_content(root, one.path)
    text = content.decode("utf-8", "replace") if content is not None else ""
    return text if draw.is_fresh(text, one.spec) else None
