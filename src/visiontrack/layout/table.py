"""Plain tables for a terminal: columns aligned by cells, at most so many cells wide, no text ever cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from visiontrack.layout.width import packed, pad, pad_left, units, width, wrap

_GAP = "  "
_NARROWEST = 8  # of a flexible column, in cells


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``flexible`` ones are wrapped when the table is wider than the room."""

    title: str
    right: bool = False
    flexible: bool = False


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int, ambiguous: int = 1
) -> list[str]:
    """Returns the lines of a table (titles, a rule, the rows), or a few lines for each row where it is too wide."""
    sizes = _sizes(columns, rows, room, ambiguous)
    if sum(sizes) + len(_GAP) * (len(columns) - 1) > room:
        return _records(columns, rows, room, ambiguous)
    lines = _row([column.title for column in columns], columns, sizes, ambiguous)
    lines.append(_GAP.join("-" * size for size in sizes))
    for row in rows:
        lines += _row(row, columns, sizes, ambiguous)
    return lines


def _records(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int, ambiguous: int
) -> list[str]:
    """Returns for a narrow console each row as its first cell, and below it the others with their titles.

    Each cell is as wide in every row, so that numbers stand under each other. One without a title goes with the
    cell before it: a bar with its number, a name with its mark.
    """
    sizes = [max(width(row[i], ambiguous) for row in rows) for i in range(len(columns))] if rows else []
    lines: list[str] = []
    for row in rows:
        entries: list[str] = []
        for i, (column, text, size) in enumerate(zip(columns, row, sizes, strict=True)):
            cell = (pad_left if column.right else pad)(text, size, ambiguous) if size <= room // 2 else text
            if not entries:
                entries.append(text)
            elif not column.title or (i == 1 and not columns[0].title):
                entries[-1] += f"  {cell}"
            elif text.strip():
                entries.append(f"{column.title} {cell}")
        lines += wrap(entries[0], room, ambiguous)
        lines += [f"  {line}" for line in packed(entries[1:], room - 2, ambiguous)]
    return [line.rstrip() for line in lines]


def _sizes(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int, ambiguous: int) -> list[int]:
    """Returns the width of each column: that of its longest text, less where the widest flexible ones give way.

    No word is broken.
    """
    sizes = [
        max(width(column.title, ambiguous), *(width(row[i], ambiguous) for row in rows), 1)
        for i, column in enumerate(columns)
    ]
    over = sum(sizes) + len(_GAP) * (len(columns) - 1) - room
    for i in sorted(range(len(columns)), key=lambda i: -sizes[i]):
        if over > 0 and columns[i].flexible:
            least = max(_NARROWEST, _longest_word([row[i] for row in rows], room, ambiguous))
            saved = min(over, max(0, sizes[i] - least))
            sizes[i] -= saved
            over -= saved
    return sizes


def _longest_word(texts: Sequence[str], room: int, ambiguous: int) -> int:
    """Returns the cells of the longest id or word among those that fit on a line of their own."""
    sizes = (width(unit.rstrip(), ambiguous) for text in texts for unit in units(text))
    return max((size for size in sizes if size <= room), default=0)


def _row(cells: Sequence[str], columns: Sequence[Column], sizes: Sequence[int], ambiguous: int) -> list[str]:
    """Returns one row, on as many lines as its longest cell needs."""
    wrapped = [
        wrap(text, size, ambiguous) if column.flexible else [text]
        for text, column, size in zip(cells, columns, sizes, strict=True)
    ]
    lines = []
    for parts in zip_longest(*wrapped, fillvalue=""):
        aligned = [
            (pad_left if column.right else pad)(part, size, ambiguous)
            for part, column, size in zip(parts, columns, sizes, strict=True)
        ]
        lines.append(_GAP.join(aligned).rstrip())
    return lines
