"""``show`` of an indicator for a terminal: its figures year by year, and its path as a chart.

The chart has years across and values upward, in signs that every console has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from visiontrack.cycle.show import IndicatorOverview, PathPoint
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.folder.model import Folder
from visiontrack.formats.number_format import (
    NOTHING,
    format_figure,
    format_value,
    format_with_unit,
    grouped,
)
from visiontrack.formats.painter import Painter
from visiontrack.formats.show_pages import aiming_lines
from visiontrack.layout.table import Column
from visiontrack.layout.width import packed, pad_left
from visiontrack.messages import Catalogue
from visiontrack.schema.measure import TargetRevision

CHART_ROWS = 9
_ACTUAL, _TARGET, _INTERPOLATED, _BOTH = "*", "o", ".", "#"
_RIGHT = ("target", "actual", "entered", "achievement", "progress", "pace")


def indicator_lines(
    folder: Folder, overview: IndicatorOverview, words: Catalogue, painter: Painter
) -> list[str]:
    """Returns the whole page."""
    indicator, comma = overview.indicator, words("list.comma")
    title = words("show.indicator.line", name=indicator.name, unit=indicator.unit)
    lines = painter.headline(words("show.indicator", name=overview.name, title=title))
    lines += painter.facts(_facts(folder, overview, words))
    for key, names in (
        ("show.replaces", overview.before),
        ("show.replaced_by", overview.after),
        ("show.elsewhere", overview.elsewhere),
    ):
        if names:
            lines += painter.item(words(key, names=comma.join(names)))
    lines += painter.part(words("show.history"), _table(overview, words, painter))
    chart = path_chart(overview.path, painter.columns)
    if chart:
        legend = packed(words("show.chart.legend").split("  "), painter.columns, painter.ambiguous)
        lines += painter.part(words("show.chart"), [*chart, "", *legend])
    lines += painter.part(words("show.aiming"), aiming_lines(folder, overview.aiming, words, painter))
    lines += painter.part(words("show.target_revisions"), _revisions(overview, words, painter))
    return lines + painter.part(words("show.notes"), _notes(overview, words, painter))


def _facts(folder: Folder, overview: IndicatorOverview, words: Catalogue) -> Iterator[str]:
    indicator = overview.indicator
    yield words(
        "show.kind",
        kind=words(f"word.{indicator.kind}"),
        direction=words(f"word.{indicator.direction}"),
        accumulation=words(f"word.{indicator.accumulation}"),
    )
    if overview.measure is not None:
        yield words("show.lead", name=folder.party_name(folder.lead_in(overview.measure, overview.until)))
    if indicator.baseline is not None:
        value = format_with_unit(indicator.baseline.value, indicator.unit, words)
        yield words("show.baseline", value=value, year=indicator.baseline.year)
    if indicator.source:
        yield words("show.source", text=indicator.source.strip())


def _table(overview: IndicatorOverview, words: Catalogue, painter: Painter) -> list[str]:
    if not overview.years:
        return painter.wrap(words("show.history.none", until=overview.until))
    names = ["year", "target", "source", "actual", "achievement", "progress", "grade", "change"]
    if any(score.inputs.basis == "pace" for score in overview.years):
        names.insert(names.index("progress") + 1, "pace")
    if overview.indicator.accumulation == "cumulative" and overview.indicator.type == "number":
        names.insert(4, "entered")
    titles = {name: "" if name == "source" else words(f"show.column.{name}") for name in names}
    columns = [Column(titles[name], right=name in _RIGHT) for name in names]
    return painter.table(columns, [[_cell(name, score, words) for name in names] for score in overview.years])


def _cell(name: str, score: IndicatorScore, words: Catalogue) -> str:
    if name == "year":
        return str(score.inputs.year)
    if name == "target":
        return format_value(score.target.value if score.target is not None else None, words)
    if name == "source":
        return words(f"source.{score.target.source}") if score.target is not None else ""
    if name == "actual":
        state = words(f"check.state.{score.state}") if score.state else ""
        return format_value(score.actual, words) + state
    if name == "entered":
        return format_value(score.inputs.value_in(score.inputs.year), words)
    if name == "change":
        return words(f"show.change.{score.change}") if score.change else NOTHING
    if name == "grade":
        return score.grade or NOTHING
    rate = {"achievement": score.achievement, "progress": score.progress, "pace": score.pace}[name]
    return NOTHING if rate is None else f"{format_figure(rate)}%"


def _revisions(overview: IndicatorOverview, words: Catalogue, painter: Painter) -> Iterator[str]:
    for revision in overview.indicator.target_revisions:
        text = words(
            "show.target_revision",
            since=revision.since,
            targets=_targets(revision, words),
            decision=revision.decision,
            reason=revision.reason.strip(),
        )
        yield from painter.item(text)


def _targets(revision: TargetRevision, words: Catalogue) -> str:
    targets = (f"{year}: {format_value(value, words)}" for year, value in sorted(revision.targets.items()))
    return words("list.comma").join(targets)


def _notes(overview: IndicatorOverview, words: Catalogue, painter: Painter) -> Iterator[str]:
    """Yields comments and corrections that stand with the actuals."""
    for score in overview.years:
        year, entry = score.inputs.year, score.entry
        if entry is not None and entry.was is not None:
            text = words("show.was", value=format_value(entry.was, words))
            yield from painter.item(words("show.note", year=year, text=text))
        if entry is not None and entry.comment:
            yield from painter.item(words("show.note", year=year, text=entry.comment.strip()))


def path_chart(points: Sequence[PathPoint], room: int) -> list[str]:
    """Returns the chart, at most ``room`` cells wide; nothing for a milestone or where there is nothing to draw."""
    values = [value for point in points for value in (point.target, point.actual) if value is not None]
    numbers = [value for value in values if isinstance(value, Decimal) and not isinstance(value, bool)]
    if not numbers or len(numbers) < len(values):
        return []
    low, high = min(numbers), max(numbers)
    labels = (
        {CHART_ROWS - 1: grouped(high), 0: grouped(low)} if high > low else {CHART_ROWS // 2: grouped(low)}
    )
    left = max(map(len, labels.values()))
    if len(points) > room - left - 3:
        return []  # a century of years: the table shows them
    cell = max(1, min(7, (room - left - 3) // len(points)))
    grid = [[" "] * len(points) for _ in range(CHART_ROWS)]
    for x, point in enumerate(points):
        _draw(grid, x, point, low, high)
    lines = []
    for y in reversed(range(CHART_ROWS)):
        cells = "".join(sign.center(cell) for sign in grid[y])
        lines.append(f"{pad_left(labels.get(y, ''), left)} |{cells}".rstrip())
    return [*lines, f"{' ' * left} +{'-' * (cell * len(points))}", _chart_years(points, cell, left, room)]


def _draw(grid: list[list[str]], x: int, point: PathPoint, low: Decimal, high: Decimal) -> None:
    if isinstance(point.target, Decimal):
        grid[_chart_row(point.target, low, high)][x] = _TARGET if point.explicit else _INTERPOLATED
    if isinstance(point.actual, Decimal):
        y = _chart_row(point.actual, low, high)
        grid[y][x] = _ACTUAL if grid[y][x] == " " else _BOTH


def _chart_row(value: Decimal, low: Decimal, high: Decimal) -> int:
    """Returns the row of a value, 0 at the bottom; exact, half a row rounds up."""
    if high == low:
        return CHART_ROWS // 2
    share = (Fraction(value) - Fraction(low)) / (Fraction(high) - Fraction(low))
    return int(share * (CHART_ROWS - 1) + Fraction(1, 2))


def _chart_years(points: Sequence[PathPoint], cell: int, left: int, room: int) -> str:
    """Returns the years below their columns: all of them, or as many as there is room for."""
    every = 1 if cell >= 5 else -(-5 // cell)
    line = ""
    for x in range(0, len(points), every):
        year = str(points[x].year)
        start = left + 2 + x * cell + max(0, (cell - 4) // 2)
        if start + len(year) <= room:  # a narrow last column may leave its year no room
            line = line.ljust(start) + year
    return line
