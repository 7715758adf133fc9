"""An indicator's path on a terminal: years across, values upward, in signs that every console has."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.formats.figures import grouped
from visiontrack.layout.width import pad_left

if TYPE_CHECKING:
    from visiontrack.cycle.show import PathPoint

ROWS = 9
_ACTUAL, _TARGET, _BETWEEN, _BOTH = "*", "o", ".", "#"


def chart(points: Sequence[PathPoint], room: int) -> list[str]:
    """The chart, at most ``room`` cells wide; nothing for a milestone or where there is nothing to draw."""
    values = [value for one in points for value in (one.target, one.actual) if value is not None]
    numbers = [value for value in values if isinstance(value, Decimal) and not isinstance(value, bool)]
    if not numbers or len(numbers) < len(values):
        return []
    low, high = min(numbers), max(numbers)
    labels = {ROWS - 1: grouped(high), 0: grouped(low)} if high > low else {ROWS // 2: grouped(low)}
    left = max(map(len, labels.values()))
    if len(points) > room - left - 3:
        return []  # a century of years: the table tells them
    cell = max(1, min(7, (room - left - 3) // len(points)))
    grid = [[" "] * len(points) for _ in range(ROWS)]
    for x, one in enumerate(points):
        _draw(grid, x, one, low, high)
    lines = []
    for y in reversed(range(ROWS)):
        cells = "".join(sign.center(cell) for sign in grid[y])
        lines.append(f"{pad_left(labels.get(y, ''), left)} |{cells}".rstrip())
    return [*lines, f"{' ' * left} +{'-' * (cell * len(points))}", _years(points, cell, left, room)]


def _draw(grid: list[list[str]], x: int, one: PathPoint, low: Decimal, high: Decimal) -> None:
    if isinstance(one.target, Decimal):
        grid[_row(one.target, low, high)][x] = _TARGET if one.explicit else _BETWEEN
    if isinstance(one.actual, Decimal):
        y = _row(one.actual, low, high)
        grid[y][x] = _ACTUAL if grid[y][x] == " " else _BOTH


def _row(value: Decimal, low: Decimal, high: Decimal) -> int:
    """The row of a value, 0 at the bottom; exact, half a row rounds up."""
    if high == low:
        return ROWS // 2
    share = (Fraction(value) - Fraction(low)) / (Fraction(high) - Fraction(low))
    return int(share * (ROWS - 1) + Fraction(1, 2))


def _years(points: Sequence[PathPoint], cell: int, left: int, room: int) -> str:
    """The years below their columns: all of them, or as many as there is room for."""
    every = 1 if cell >= 5 else -(-5 // cell)
    line = ""
    for x in range(0, len(points), every):
        year = str(points[x].year)
        start = left + 2 + x * cell + max(0, (cell - 4) // 2)
        if start + len(year) <= room:  # a narrow last column may leave its year no room
            line = line.ljust(start) + year
    return line
