"""The annex: sources, what is missing and why, provisional and corrected values, changed targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.report.builders.indicators import target_changes
from visiontrack.report.builders.material import Material
from visiontrack.report.data_text import Text
from visiontrack.report.view.annex import Annex, Missing, Provisional, Source
from visiontrack.report.view.indicator import Indicator, TargetChange

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.report.view.measure import Sheet

_PROVISIONAL = ("preliminary", "estimate")


def annex(material: Material, own: tuple[Indicator, ...], sheets: tuple[Sheet, ...]) -> Annex:
    """Everything a reader needs to redo the figures."""
    shown = [(None, one) for one in own]
    everything = [*shown, *((sheet.standing.title, one) for sheet in sheets for one in sheet.indicators)]
    return Annex(
        sources=tuple(
            Source(measure=title, indicator=one.name, source=one.source) for title, one in everything
        ),
        missing=tuple(_missing(title, one) for title, one in everything if _lacks(one)),
        provisional=tuple(
            Provisional(measure=title, indicator=one.name, unit=one.unit, value=one.entered, state=one.state)
            for title, one in everything
            if one.state in _PROVISIONAL and one.state is not None and one.entered is not None
        ),
        unreported=tuple(sheet.standing.title for sheet in sheets if not sheet.standing.reported),
        corrections=tuple(change for _, one in everything for change in one.corrections),
        targets=tuple(_changes_in_force(material)),
    )


def _lacks(one: Indicator) -> bool:
    """No value at all, or for a graded indicator none that could be counted."""
    return one.actual is None or (one.kind != "reference" and one.counted is None)


def _missing(title: Text | None, one: Indicator) -> Missing:
    return Missing(measure=title, indicator=one.name, reason=one.reason or "no-actual", comment=one.comment)


def _changes_in_force(material: Material) -> Iterator[TargetChange]:
    """The changed targets that apply in the year."""
    scores = material.scores
    held: list[tuple[Text | None, IndicatorScore]] = [(None, one) for one in scores.own]
    held += [(Text(score.measure.title), one) for score in scores.measures for one in score.indicators]
    for title, one in held:
        for change in target_changes(one.inputs.indicator, title):
            if change.since <= material.year:
                yield change
