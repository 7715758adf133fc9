"""What a reader needs to redo the figures, and what is missing."""

from __future__ import annotations

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.indicator import Correction, TargetChange, Value


@fact
class Missing(Fact):
    """An indicator without a figure, and why; ``measure`` is None for the vision's own."""

    measure: Text | None
    indicator: Text
    reason: str
    comment: Text | None


@fact
class Provisional(Fact):
    """A preliminary or estimated value."""

    measure: Text | None
    indicator: Text
    unit: Text
    value: Value
    state: str


@fact
class Source(Fact):
    """Where the values of indicators come from."""

    measure: Text | None
    indicator: Text
    source: Text | None


@fact
class Annex(Fact):
    """The annex. ``unreported`` are measures without a result; ``corrections`` those of this year and the last."""

    sources: tuple[Source, ...]
    missing: tuple[Missing, ...]
    provisional: tuple[Provisional, ...]
    unreported: tuple[Text, ...]
    corrections: tuple[Correction, ...]
    targets: tuple[TargetChange, ...]
