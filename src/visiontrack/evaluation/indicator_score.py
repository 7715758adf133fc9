"""One indicator in one year: every figure that is shown, and the reason where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.evaluation import rates, trend
from visiontrack.evaluation.actual_value import actual_in
from visiontrack.evaluation.arithmetic import percent
from visiontrack.evaluation.inputs import IndicatorInputs, Scalar
from visiontrack.evaluation.rates import Rate
from visiontrack.evaluation.year_target import YearTarget, target_in

if TYPE_CHECKING:
    from visiontrack.schema.result import Actual as Entry
    from visiontrack.schema.vision import Grade

HUNDRED = Decimal("100.0")


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator's figures in a year. Rates and ``counted`` are per cent as printed (one decimal)."""

    inputs: IndicatorInputs
    entry: Entry | None
    actual: Scalar | None
    target: YearTarget | None
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
        """Whether it is graded at all: reference indicators are not."""
        return self.inputs.indicator.kind != "reference"

    @property
    def measured(self) -> bool:
        """Whether it enters the roll-up."""
        return self.counted is not None

    @property
    def state(self) -> str | None:
        """The state entered; None where nothing was."""
        if self.entry is None or (self.entry.value is None and self.entry.state == "final"):
            return None
        return self.entry.state

    @property
    def rate(self) -> Decimal | None:
        """The figure of the basis."""
        return {"achievement": self.achievement, "progress": self.progress, "pace": self.pace}[
            self.inputs.basis
        ]


def score(inputs: IndicatorInputs) -> IndicatorScore:
    """Evaluate one indicator in one year; each formula stands where it is worked out (rates, targets, trend)."""
    actual = actual_in(inputs, inputs.year)
    target = target_in(inputs)
    target_value = target.value if target is not None else None
    achieved = rates.achieved(inputs, actual.value, target_value)
    found = _rates(inputs, actual.value, actual.reason, target_value)
    shown = {name: percent(rate.ratio) if rate.ratio is not None else None for name, rate in found.items()}
    counted = shown[inputs.basis] if shown[inputs.basis] is not None else HUNDRED if achieved else None
    if inputs.indicator.kind == "reference":
        counted = None
    return IndicatorScore(
        inputs=inputs,
        entry=inputs.entered(inputs.year),
        actual=actual.value,
        target=target,
        achievement=shown["achievement"],
        progress=shown["progress"],
        pace=shown["pace"],
        achieved=achieved,
        counted=counted,
        grade=band(counted, inputs.rules.grades),
        reason=found[inputs.basis].reason,
        change=trend.change(inputs, target_value),
        outlook=trend.outlook(inputs),
    )


def _rates(
    inputs: IndicatorInputs, actual: Scalar | None, reason: str | None, target: Scalar | None
) -> dict[str, Rate]:
    """The three rates; maintain and milestone indicators have an achievement only."""
    if actual is None:
        return dict.fromkeys(("achievement", "progress", "pace"), Rate(None, reason))
    none = Rate(None)
    if inputs.milestone or inputs.maintain:
        return {"achievement": rates.achievement(inputs, actual, target), "progress": none, "pace": none}
    return {
        "achievement": rates.achievement(inputs, actual, target),
        "progress": rates.progress(inputs, actual),
        "pace": rates.pace(inputs, actual),
    }


def band(figure: Decimal | None, grades: Sequence[Grade]) -> str | None:
    """The grade of a printed figure: the first band it reaches; the last has no bound."""
    if figure is None:
        return None
    for one in grades:
        if one.at_least is None or figure >= one.at_least:
            return one.grade
    return grades[-1].grade if grades else None
