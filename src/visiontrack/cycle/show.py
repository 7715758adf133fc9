"""Show: one measure, indicator, actor, section or opinion through the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cycle.naming import Named
from visiontrack.cycle.show_indicator import IndicatorOverview, show_indicator
from visiontrack.cycle.show_measure import MeasureOverview, show_measure
from visiontrack.cycle.show_opinion import OpinionOverview, show_opinion
from visiontrack.cycle.show_party import PartyOverview, show_party

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder

ShowOverview = MeasureOverview | IndicatorOverview | PartyOverview | OpinionOverview


def show(folder: Folder, named: Named, until: int) -> ShowOverview:
    """What is to be shown of a named thing, up to a year."""
    if named.kind == "measure":
        return show_measure(folder, named.name, until)
    if named.kind == "indicator":
        return show_indicator(folder, named.name, until)
    if named.kind == "opinion":
        return show_opinion(folder, named.name)
    return show_party(folder, named.name, until)
