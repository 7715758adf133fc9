"""Plain tables for a terminal: columns aligned by cells, nothing drawn around them, at most so many cells wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visiontrack.text.width import cut, pad, pad_left, width


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``flexible`` ones give way (are cut with …) when the table is wider than the room."""

    title: str
    right: bool = False
    flexible: bool = False
    least: int = 8


def render(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int, ambiguous: int = 1, gap: int = 2
) -> list[str]:
    """The lines of a table: titles, a rule, the rows."""
    sizes = [
        max(width(column.title, ambiguous), *(width(row[i], ambiguous) for row in rows), 1)
        for i, column in enumerate(columns)
    ]
    over = sum(sizes) + gap * (len(columns) - 1) - room
    for i in sorted(range(len(columns)), key=lambda i: -sizes[i]):
        if over > 0 and columns[i].flexible:
            given = min(over, max(0, sizes[i] - columns[i].least))
            sizes[i] -= given
            over -= given
    titles = _line([column.title for column in columns], columns, sizes, ambiguous, gap)
    rule = (" " * gap).join("-" * size for size in sizes)
    return [titles, rule, *(_line(row, columns, sizes, ambiguous, gap) for row in rows)]


def _line(
    cells: Sequence[str], columns: Sequence[Column], sizes: Sequence[int], ambiguous: int, gap: int
) -> str:
    parts = []
    for text, column, size in zip(cells, columns, sizes, strict=True):
        shown = cut(text, size, ambiguous)
        parts.append((pad_left if column.right else pad)(shown, size, ambiguous))
    return (" " * gap).join(parts).rstrip()
