"""One indicator in one year: every figure that is shown, and the reason where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from visiontrack.evaluation import rates, trend
from visiontrack.evaluation.arithmetic import percent
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar
from visiontrack.evaluation.rates import Rate
from visiontrack.evaluation.year_values import ActualValue, Part, YearTarget, actual_in, target_in
from visiontrack.schema.result import Actual, State
from visiontrack.schema.vision import Grade

RateName = Literal["achievement", "progress", "pace"]
RATES: tuple[RateName, ...] = ("achievement", "progress", "pace")
HUNDRED = Decimal("100.0")
NOTHING_REACHED = Decimal("0.0")
# The most that is printed as the achievement of a target that is missed.
MOST_MISSED = Decimal("99.9")
# Reasons that leave a target without a rate although it can be told whether it was met.
MET_OR_MISSED = frozenset(
    ("negative", "zero-target", "zero-actual", "baseline-equals-target", "target-behind-baseline")
)


class Correction(NamedTuple):
    """A value of ``year`` that was corrected: what it was, and what it is now."""

    year: int
    was: Scalar
    value: Scalar | None


@dataclass(frozen=True)
class IndicatorScore:
    """An indicator's figures in a year, with what they were computed from.

    ``achievement``, ``progress``, ``pace`` and ``counted`` are per cent as printed (one decimal); ``rates`` are the
    exact ratios with their formulas, ``parts`` what a running total adds up, ``state`` that of the actual.
    """

    inputs: IndicatorInputs
    entry: Actual | None
    actual: Scalar | None
    state: State | None
    parts: tuple[Part, ...]
    target: YearTarget | None
    rates: Mapping[RateName, Rate]
    achievement: Decimal | None
    progress: Decimal | None
    pace: Decimal | None
    achieved: bool | None
    counted: Decimal | None
    grade: str | None
    reason: str | None

    @cached_property
    def change(self) -> trend.Change | None:
        """How this year's entered value compares with last year's."""
        return trend.change(self.inputs, self.target.value if self.target is not None else None)

    @cached_property
    def outlook(self) -> trend.Outlook | None:
        """Where the line through the last years leads; not worked out where only scores are asked for."""
        return trend.outlook(self.inputs)

    @property
    def id(self) -> str:
        return self.inputs.indicator.id

    @property
    def graded(self) -> bool:
        """Whether the indicator is graded at all: one of kind ``reference`` is not."""
        return self.inputs.graded

    @property
    def measured(self) -> bool:
        """Whether the indicator enters the roll-up."""
        return self.counted is not None

    @property
    def missing_years(self) -> tuple[int, ...] | None:
        """The years whose amounts a running total lacks where that is why it has none (``gap``), else None."""
        if self.reason != "gap":
            return None
        return tuple(part.year for part in self.parts if part.amount is None)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrected values that the actual rests on: its own, or those of every year summed up."""
        years = [part.year for part in self.parts if not part.baseline] if self.parts else [self.inputs.year]
        return tuple(
            Correction(year, entry.was, entry.value)
            for year in years
            if (entry := self.inputs.entered(year)) is not None and entry.was is not None
        )

    @property
    def held_under_hundred(self) -> bool:
        """Whether the achievement is printed as 99.9 because the target is missed, where rounding gave 100.0."""
        ratio = self.rates["achievement"].ratio
        return ratio is not None and percent(ratio) != self.achievement

    @property
    def rate(self) -> Decimal | None:
        """The printed rate of the basis, in per cent."""
        return self.printed(self.inputs.basis)

    def printed(self, rate: RateName) -> Decimal | None:
        """Returns one of the three rates as printed, in per cent."""
        return {"achievement": self.achievement, "progress": self.progress, "pace": self.pace}[rate]


def evaluate_indicator(inputs: IndicatorInputs) -> IndicatorScore:
    """Evaluates one indicator in one year; the formulas stand in ``year_values``, ``rates`` and ``trend``."""
    actual, target = actual_in(inputs, inputs.year), target_in(inputs)
    target_value = target.value if target is not None else None
    achieved = rates.achieved(inputs, actual.value, target_value)
    ratios = _rates(inputs, actual, target_value)
    printed = {name: percent(rate.ratio) if rate.ratio is not None else None for name, rate in ratios.items()}
    if achieved is False and printed["achievement"] is not None:
        printed["achievement"] = min(printed["achievement"], MOST_MISSED)
    reason = ratios[inputs.basis].reason
    counted = None
    if inputs.graded and (inputs.rules.count_carried or not inputs.carried(inputs.year)):
        counted = _counted(printed[inputs.basis], achieved, reason)
    return IndicatorScore(
        inputs=inputs,
        entry=inputs.entered(inputs.year),
        actual=actual.value,
        state=actual.state,
        parts=actual.parts,
        target=target,
        rates=ratios,
        achievement=printed["achievement"],
        progress=printed["progress"],
        pace=printed["pace"],
        achieved=achieved,
        counted=counted,
        grade=grade_of(counted, inputs.rules.grades),
        reason=reason,
    )


def _rates(inputs: IndicatorInputs, actual: ActualValue, target: Scalar | None) -> dict[RateName, Rate]:
    """Returns the three rates; maintain and milestone indicators have an achievement only."""
    if actual.value is None:
        return dict.fromkeys(RATES, Rate(reason=actual.reason))
    achievement = rates.achievement(inputs, actual.value, target)
    if inputs.milestone or inputs.maintain:
        return {"achievement": achievement, "progress": Rate(), "pace": Rate()}
    return {
        "achievement": achievement,
        "progress": rates.progress(inputs, actual.value),
        "pace": rates.pace(inputs, actual.value),
    }


def _counted(rate: Decimal | None, achieved: bool | None, reason: str | None) -> Decimal | None:
    """Returns what a graded indicator brings into the roll-up, in per cent: the rate of the basis.

    Where there is none, 100 if the target is reached, and 0 if it is missed and the reason is in ``MET_OR_MISSED``.
    """
    if rate is None and achieved:
        return HUNDRED
    if rate is None and achieved is False and reason in MET_OR_MISSED:
        return NOTHING_REACHED
    return rate


def grade_of(figure: Decimal | None, grades: Sequence[Grade]) -> str | None:
    """Returns the grade of a printed figure: the first band it reaches; the last has no bound."""
    if figure is None:
        return None
    for grade in grades:
        if grade.at_least is None or figure >= grade.at_least:
            return grade.grade
    return grades[-1].grade if grades else None
