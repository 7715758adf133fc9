"""What a terminal page is laid out with: lines of this console's width, its colours, bars and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from visiontrack.layout.table import Column, table_lines
from visiontrack.layout.width import hang, width, wrap


@dataclass(frozen=True, slots=True)
class Painter:
    """What this console can show: its width, its colours, how wide it draws ambiguous signs."""

    columns: int = 80
    ambiguous: int = 1
    colours: bool = False
    rich_signs: bool = True

    def bold(self, text: str) -> str:
        return f"\033[1m{text}\033[0m" if self.colours and text else text

    def graded(self, grade: str | None, text: str) -> str:
        """Returns a text in its grade's colour, which is an addition to the letter and never the only sign."""
        if not self.colours or grade is None:
            return text
        code = {"A": "32", "B": "36", "C": "33", "D": "31", "S": "32"}.get(grade, "0")
        return f"\033[{code}m{text}\033[0m"

    def wrap(self, text: str) -> list[str]:
        """Returns a text in lines of this console's width."""
        return wrap(text, self.columns, self.ambiguous)

    def hang(self, lead: str, text: str) -> list[str]:
        """Returns a text behind a lead, its further lines under its beginning."""
        return hang(lead, text, self.columns, self.ambiguous)

    def headline(self, text: str) -> list[str]:
        """Returns a title, which stands out where the console can."""
        return [self.bold(line) for line in self.wrap(text)]

    def title(self, text: str) -> list[str]:
        """Returns the first line of an entry, bold, and its further lines."""
        first, *rest = self.wrap(text)
        return [self.bold(first), *rest]

    def section(self, title: str) -> list[str]:
        """Returns a title with a line across below it."""
        return [*self.headline(title), self.rule()]

    def part(self, title: str, lines: Iterable[str]) -> list[str]:
        """Returns a part of a page with its title; nothing where it has no lines."""
        body = list(lines)
        return ["", *self.section(title), *body] if body else []

    def rule(self) -> str:
        """Returns a line across, in a sign that is one cell wide everywhere."""
        return "-" * min(self.columns, 80)

    def bar(self, score: Decimal | None, cells: int) -> str:
        """Returns a bar of ``cells`` steps for 0 to 100 per cent."""
        if score is None:
            return ""
        full = max(0, min(cells, int(score * cells / 100)))
        filled, empty = ("█", "░") if self.rich_signs else ("#", ".")
        return filled * full + empty * (cells - full)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
        """Returns a table of this console's width."""
        return table_lines(columns, rows, self.columns, self.ambiguous)

    def facts(self, texts: Iterable[str]) -> list[str]:
        """Returns short facts, as many on a line as fit; only one too long for a line is broken."""
        lines: list[str] = []
        room = self.columns - 2
        for text in filter(None, texts):
            joined = f"{lines[-1]}  {text}" if lines else text
            if lines and width(joined, self.ambiguous) <= room:
                lines[-1] = joined
            else:
                lines += wrap(text, room, self.ambiguous)
        return [part for line in lines for part in self.hang("  ", line)]

    def paragraph(self, text: str | None, indent: int = 2) -> list[str]:
        """Returns a text as it was written, wrapped."""
        lines = self.hang(" " * indent, (text or "").strip()) if text else []
        return [line.rstrip() for line in lines]

    def item(self, text: str) -> list[str]:
        """Returns an entry of a list, its further lines indented."""
        first, *rest = wrap(text, self.columns - 4, self.ambiguous)
        return [f"  {first}", *(f"    {line}" for line in rest)]
