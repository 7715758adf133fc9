"""Figures and bars as a terminal shows them: exact, with thousands separators, and nothing the console lacks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.formats.numbers import number
from visiontrack.layout.width import hang, wrap

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue

NOTHING = "-"


def grouped(value: Decimal) -> str:
    """A number with every digit as written, and thousands separators: 1,234.50."""
    text = number(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    head = len(whole) % 3
    groups = [whole[:head]] if head else []
    groups += [whole[i : i + 3] for i in range(head, len(whole), 3)]
    return f"{sign}{','.join(groups)}{point}{rest}"


def figure(rate: Decimal | None) -> str:
    """A printed figure, or a dash where there is none."""
    return NOTHING if rate is None else grouped(rate)


def value(held: Decimal | bool | None, words: Catalogue) -> str:
    """An indicator's value: a number, or 有 / 無 for a milestone."""
    if held is None:
        return NOTHING
    if isinstance(held, bool):
        return words("word.true") if held else words("word.false")
    return grouped(held)


def with_unit(held: Decimal | bool | None, unit: str, words: Catalogue) -> str:
    """A value with its unit; a milestone's has none, whatever the plan calls it."""
    return value(held, words) + (f" {unit}" if isinstance(held, Decimal) else "")


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
        """Colour by grade, as an addition to the letter: never the only sign."""
        if not self.colours or grade is None:
            return text
        code = {"A": "32", "B": "36", "C": "33", "D": "31", "S": "32"}.get(grade, "0")
        return f"\033[{code}m{text}\033[0m"

    def wrap(self, text: str) -> list[str]:
        """A text in lines of this console's width."""
        return wrap(text, self.columns, self.ambiguous)

    def hang(self, lead: str, text: str) -> list[str]:
        """A text behind a lead, its further lines under its beginning."""
        return hang(lead, text, self.columns, self.ambiguous)

    def headline(self, text: str) -> list[str]:
        """A title, which stands out where the console can."""
        return [self.bold(line) for line in self.wrap(text)]

    def section(self, title: str) -> list[str]:
        """A title with a line across below it."""
        return [*self.headline(title), self.rule()]

    def rule(self) -> str:
        """A line across, in a sign that is one cell wide everywhere."""
        return "-" * min(self.columns, 80)

    def bar(self, score: Decimal | None, cells: int) -> str:
        """A bar of ``cells`` steps for 0 to 100 per cent."""
        if score is None:
            return ""
        full = max(0, min(cells, int(score * cells / 100)))
        filled, empty = ("█", "░") if self.rich_signs else ("#", ".")
        return filled * full + empty * (cells - full)
