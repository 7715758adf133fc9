"""``report --trace``: behind the annex, the commit and the day that last changed each value; no person's name.

It stands behind the seal of the paper, and is no part of what the paper says: a commit makes no report stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cycle.explain import IndicatorExplanation, explain_figure
from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.formats.number_format import format_with_unit
from visiontrack.history.git import traced
from visiontrack.report.data_text import inline
from visiontrack.report.digest import TRACE_MARK

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def trace_page(folder: Folder, year: int, words: Catalogue) -> str:
    """Returns the table of every value that the figures of a year rest on. Raises ``WrongUse`` without git."""
    scores = evaluate(folder, year)
    names = [f"{OWN}/{score.id}" for score in scores.own]
    names += [f"{measure.id}/{score.id}" for measure in scores.measures for score in measure.indicators]
    explanations = [explain_figure(folder, name, year) for name in names]
    changes = traced(folder.root, [line for explanation in explanations for line in explanation.lines])
    heads = [
        words(f"report.trace.{key}") for key in ("indicator", "input", "value", "place", "commit", "day")
    ]
    rows = [heads, ["---"] * len(heads)]
    for explanation in explanations:
        assert isinstance(explanation, IndicatorExplanation)
        indicator = explanation.score.inputs.indicator
        for number, line in explanation.inputs:
            commit, day = changes.get(line, ("", ""))
            value = format_with_unit(number.value, indicator.unit, words)
            label = words(f"figure.input.{number.key}", year=number.year)
            texts = [inline(text) for text in (indicator.name, label, value)]
            rows.append([*texts, f"{line.path}:{line.line}", commit[:10] or words("figure.uncommitted"), day])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{TRACE_MARK}\n\n## {words('report.trace.heading')}\n\n{table}\n"
