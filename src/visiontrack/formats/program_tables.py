"""What a program pays for, as the report on a grant asks for it: indicators, and projects with their amounts."""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.cycle.check import CheckOverview
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.formats import Output
from visiontrack.formats.number_format import format_figure, format_value
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue

ProgramTable = tuple[str, list[Column], list[list[str]]]


def program_tables(output: Output[CheckOverview]) -> Iterator[ProgramTable]:
    """Yields title, columns and rows of two tables: the measures' indicators, and the projects paid for."""
    overview, words = output.overview, output.words
    program = overview.program
    if program is None:
        return
    indicators = [(row, score) for row in overview.rows for score in row.score.indicators]
    yield (
        words("check.program.indicators", title=program.program.title),
        _columns(words, "indicator", "baseline", "target", "actual", "rate"),
        [_indicator(score, words) for _, score in indicators],
    )
    rows = [
        [
            project.project.title,
            format_figure(project.budget),
            format_figure(project.spent),
            format_figure(project.funding),
        ]
        for project in program.projects
    ]
    if rows:
        rows.append([words("check.program.sum"), "", "", format_figure(program.funding)])
    yield (
        words("check.program.projects", title=program.program.title),
        _columns(words, "project", "budget", "spent", "funding"),
        rows,
    )


def _columns(words: Catalogue, first: str, *rest: str) -> list[Column]:
    return [
        Column(words(f"check.program.{first}"), flexible=True),
        *(Column(words(f"check.program.{name}"), right=True) for name in rest),
    ]


def _indicator(score: IndicatorScore, words: Catalogue) -> list[str]:
    inputs = score.inputs
    unit = "" if inputs.milestone else f" ({inputs.indicator.unit})"
    return [
        inputs.indicator.name + unit,
        format_value(inputs.baseline[1] if inputs.baseline is not None else None, words),
        format_value(score.target.value if score.target is not None else None, words),
        format_value(score.actual, words) + words(f"check.state.{score.state}"),
        format_figure(score.rate),
    ]
