"""The year of the vision as a whole: its words, what was done for no single measure, and what its indicators rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.report.data_text import Text, optional
from visiontrack.report.view import ReportData, View

if TYPE_CHECKING:
    from visiontrack.report.measure_view import SheetView


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionDeedView(View):
    """What somebody did for the vision as a whole, and the role it served."""

    party: Text
    role: Text | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView(View):
    """The year in words; each is None or empty where nothing was written."""

    context: Text | None
    outcomes: Text | None
    issues: Text | None
    deeds: tuple[VisionDeedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AimView(View):
    """An own indicator of the vision, and the sheets of the measures in force that are meant to move it."""

    indicator: Text
    measures: tuple[SheetView, ...]


def year_view(data: ReportData) -> YearView:
    """Returns what the secretariat wrote on the year."""
    result = data.folder.vision_results.get(data.year)
    if result is None:
        return YearView(context=None, outcomes=None, issues=None, deeds=())
    return YearView(
        context=optional(result.context),
        outcomes=optional(result.outcomes),
        issues=optional(result.issues),
        deeds=tuple(
            VisionDeedView(
                party=data.party(contribution.actor),
                role=data.roles(contribution.actor, (contribution.role,))[0]
                if contribution.role is not None
                else None,
                text=text,
            )
            for contribution in result.contributions
            if (text := optional(contribution.text)) is not None
        ),
    )


def aim_views(data: ReportData, sheets: tuple[SheetView, ...]) -> tuple[AimView, ...]:
    """Returns the own indicators in force that a measure in force aims at."""
    aims = {score.id: score.measure.aims for score in data.scores.measures}
    own = (
        AimView(
            indicator=Text(score.inputs.indicator.name),
            measures=tuple(sheet for sheet in sheets if score.id in aims[sheet.standing.id]),
        )
        for score in data.scores.own
    )
    return tuple(aim for aim in own if aim.measures)
