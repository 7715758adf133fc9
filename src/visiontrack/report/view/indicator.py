"""An indicator in one year: its inputs, its figures, how they came about, and its last years."""

from __future__ import annotations

from decimal import Decimal

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.chart import Chart

Value = Decimal | bool


@fact
class Point(Fact):
    """A value of a fiscal year."""

    year: int
    value: Value


@fact
class Step(Fact):
    """One line of arithmetic: ``72 ÷ 70`` is 102.9 %. ``key`` names what it gives (page.step.<key>).

    ``rounded``: the result is not quite what the numbers give, and stands behind ≒ (page.step.<key>.rounded).
    """

    key: str
    numbers: Text
    result: Text
    rounded: bool


@fact
class Past(Fact):
    """An earlier year, by the rules and targets in force then; ``held`` is False outside the indicator's period."""

    year: int
    held: bool
    actual: Value | None
    target: Value | None


@fact
class Correction(Fact):
    """A value that was corrected after it had been reported; ``was`` is the old one."""

    year: int
    measure: Text | None
    indicator: Text
    unit: Text
    was: Value
    now: Value | None
    comment: Text | None


@fact
class TargetChange(Fact):
    """A changed target: from ``since`` on, resting on the decisions of ``decision``."""

    indicator: Text
    measure: Text | None
    unit: Text
    since: int
    decision: int
    old: tuple[Point, ...]
    new: tuple[Point, ...]
    reason: Text | None


@fact
class Indicator(Fact):
    """Rates and ``counted`` are per cent as printed; keys are the words of the data format.

    ``actual`` is the running total of a cumulative indicator and ``entered`` the year's own amount. ``state`` is
    None where nothing was entered. ``reason`` says why the basis has no figure.
    """

    id: str
    name: Text
    unit: Text
    kind: str
    direction: str
    type: str
    accumulation: str
    tolerance: Decimal | None
    weight: Decimal
    basis: str
    baseline: Point | None
    final: Point | None
    target: Value | None
    target_source: str | None
    actual: Value | None
    entered: Value | None
    state: str | None
    achievement: Decimal | None
    progress: Decimal | None
    pace: Decimal | None
    counted: Decimal | None
    achieved: bool | None
    grade: Text | None
    label: Text | None
    reason: str | None
    change: str | None
    outlook: str | None
    comment: Text | None
    source: Text | None
    replaces: Text | None
    steps: tuple[Step, ...]
    history: tuple[Past, ...]
    corrections: tuple[Correction, ...]
    chart: Chart | None
