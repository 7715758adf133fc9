"""One indicator in one year: every figure that is shown, and the reason where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from visiontrack.evaluation import rates, trend
from visiontrack.evaluation.arithmetic import percent
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar
from visiontrack.evaluation.rates import Rate
from visiontrack.evaluation.year_values import ActualValue, Part, YearTarget, actual_in, target_in
from visiontrack.schema.result import Actual
from visiontrack.schema.vision import Grade

RateName = Literal["achievement", "progress", "pace"]
RATES: tuple[RateName, ...] = ("achievement", "progress", "pace")
HUNDRED = Decimal("100.0")


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator's figures in a year, with what they were computed from.

    ``achievement``, ``progress``, ``pace`` and ``counted`` are per cent as printed (one decimal); ``rates`` are the
    exact ratios with their formulas, ``parts`` what a running total adds up.
    """

    inputs: IndicatorInputs
    entry: Actual | None
    actual: Scalar | None
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
    change: trend.Change | None
    outlook: trend.Outlook | None

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
    def state(self) -> str | None:
        """The state entered, or None where nothing was."""
        if self.entry is None or (self.entry.value is None and self.entry.state == "final"):
            return None
        return self.entry.state

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
    counted = _counted(inputs, printed[inputs.basis], achieved)
    return IndicatorScore(
        inputs=inputs,
        entry=inputs.entered(inputs.year),
        actual=actual.value,
        parts=actual.parts,
        target=target,
        rates=ratios,
        achievement=printed["achievement"],
        progress=printed["progress"],
        pace=printed["pace"],
        achieved=achieved,
        counted=counted,
        grade=grade_of(counted, inputs.rules.grades),
        reason=ratios[inputs.basis].reason,
        change=trend.change(inputs, target_value),
        outlook=trend.outlook(inputs),
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


def _counted(inputs: IndicatorInputs, rate: Decimal | None, achieved: bool | None) -> Decimal | None:
    """Returns what enters the roll-up: the rate of the basis, or 100 where there is none but the target is reached."""
    if not inputs.graded:
        return None
    if rate is None and achieved:
        return HUNDRED
    return rate


def grade_of(figure: Decimal | None, grades: Sequence[Grade]) -> str | None:
    """Returns the grade of a printed figure: the first band it reaches; the last has no bound."""
    if figure is None:
        return None
    for grade in grades:
        if grade.at_least is None or figure >= grade.at_least:
            return grade.grade
    return grades[-1].grade if grades else None
