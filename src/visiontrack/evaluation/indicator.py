"""One indicator in one year: every figure that is shown, and the reason where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.evaluation import rates, trend
from visiontrack.evaluation.arithmetic import percent
from visiontrack.evaluation.inputs import Case, Scalar
from visiontrack.evaluation.rates import Rate
from visiontrack.evaluation.series import actual_in
from visiontrack.evaluation.target import Target, target_in

if TYPE_CHECKING:
    from visiontrack.schema.result import Actual as Entry
    from visiontrack.schema.vision import Grade

HUNDRED = Decimal("100.0")


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator's figures in a year. Rates and ``counted`` are per cent as printed (one decimal)."""

    case: Case
    entry: Entry | None
    actual: Scalar | None
    target: Target | None
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
        return self.case.indicator.id

    @property
    def graded(self) -> bool:
        """Whether it is graded at all: reference indicators are not."""
        return self.case.indicator.kind != "reference"

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
            self.case.basis
        ]


def score(case: Case) -> IndicatorScore:
    """Evaluate one indicator in one year; each formula stands where it is worked out (rates, targets, trend)."""
    actual = actual_in(case, case.year)
    target = target_in(case)
    target_value = target.value if target is not None else None
    achieved = rates.achieved(case, actual.value, target_value)
    found = _rates(case, actual.value, actual.reason, target_value)
    shown = {name: percent(rate.ratio) if rate.ratio is not None else None for name, rate in found.items()}
    counted = shown[case.basis] if shown[case.basis] is not None else HUNDRED if achieved else None
    if case.indicator.kind == "reference":
        counted = None
    return IndicatorScore(
        case=case,
        entry=case.entered(case.year),
        actual=actual.value,
        target=target,
        achievement=shown["achievement"],
        progress=shown["progress"],
        pace=shown["pace"],
        achieved=achieved,
        counted=counted,
        grade=band(counted, case.rules.grades),
        reason=found[case.basis].reason,
        change=trend.change(case, target_value),
        outlook=trend.outlook(case),
    )


def _rates(case: Case, actual: Scalar | None, reason: str | None, target: Scalar | None) -> dict[str, Rate]:
    """The three rates; maintain and milestone indicators have an achievement only."""
    if actual is None:
        return dict.fromkeys(("achievement", "progress", "pace"), Rate(None, reason))
    none = Rate(None)
    if case.milestone or case.maintain:
        return {"achievement": rates.achievement(case, actual, target), "progress": none, "pace": none}
    return {
        "achievement": rates.achievement(case, actual, target),
        "progress": rates.progress(case, actual),
        "pace": rates.pace(case, actual),
    }


def band(figure: Decimal | None, grades: Sequence[Grade]) -> str | None:
    """The grade of a printed figure: the first band it reaches; the last has no bound."""
    if figure is None:
        return None
    for one in grades:
        if one.at_least is None or figure >= one.at_least:
            return one.grade
    return grades[-1].grade if grades else None
