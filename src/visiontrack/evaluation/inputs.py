"""What a year's evaluation of one indicator starts from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from visiontrack.schema.measure import Indicator, Period
from visiontrack.schema.result import WITHOUT_VALUE, Actual, Result, VisionResult
from visiontrack.schema.scalars import Basis
from visiontrack.schema.vision import Evaluation

Scalar = Decimal | bool


@dataclass(frozen=True)
class IndicatorInputs:
    """One indicator in one fiscal year: its definition, the rules in force, and the result of any year."""

    indicator: Indicator
    year: int
    rules: Evaluation
    period: Period
    result_of: Callable[[int], Result | VisionResult | None]

    @property
    def graded(self) -> bool:
        """Whether the indicator is graded at all: one of kind ``reference`` is not."""
        return self.indicator.kind != "reference"

    @property
    def milestone(self) -> bool:
        return self.indicator.type == "milestone"

    @property
    def maintain(self) -> bool:
        return self.indicator.direction == "maintain"

    @property
    def cumulative(self) -> bool:
        """Whether yearly amounts are added up; a milestone has none, whatever is written there."""
        return self.indicator.accumulation == "cumulative" and not self.milestone

    @property
    def basis(self) -> Basis:
        """What is graded; for maintain and milestone always the achievement."""
        if self.milestone or self.maintain:
            return "achievement"
        return self.indicator.basis or self.rules.basis

    @cached_property
    def targets(self) -> dict[int, Scalar]:
        """The targets in force in ``year``: revisions up to it laid over the base, oldest first."""
        targets = dict(self.indicator.targets)
        for revision in sorted(self.indicator.target_revisions, key=lambda revision: revision.since):
            if revision.since <= self.year:
                targets.update(revision.targets)
        return {year: value for year, value in sorted(targets.items()) if self.fits(value)}

    @property
    def last_target(self) -> tuple[int, Scalar] | None:
        """The last target: its year and value."""
        return next(reversed(self.targets.items()), None)

    @property
    def baseline(self) -> tuple[int, Scalar] | None:
        """The baseline: its year and value."""
        baseline = self.indicator.baseline
        if baseline is None or not self.fits(baseline.value):
            return None
        return baseline.year, baseline.value

    def fits(self, value: Scalar) -> bool:
        """Returns whether a value is of the indicator's type; another is an error (VT410) and counts as none."""
        return isinstance(value, bool) == self.milestone

    def entered(self, year: int) -> Actual | None:
        """Returns what was entered for a year, or None where nothing was."""
        result = self.result_of(year)
        return result.actuals.get(self.indicator.id) if result is not None else None

    def value_in(self, year: int) -> Scalar | None:
        """Returns the value entered for a year: for a cumulative indicator the yearly amount."""
        entry = self.entered(year)
        if entry is None or entry.value is None or entry.state in WITHOUT_VALUE:
            return None
        return entry.value if self.fits(entry.value) else None

    def carried(self, year: int) -> bool:
        """Returns whether the value of a year is one of an earlier time, entered again (``carried``)."""
        entry = self.entered(year)
        return entry is not None and entry.state == "carried" and self.value_in(year) is not None


def exact(value: Scalar) -> Fraction:
    """Returns a number as an exact fraction (a milestone's true is 1)."""
    return Fraction(value)
