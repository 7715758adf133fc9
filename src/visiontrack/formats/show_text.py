"""``show`` for a terminal: the page of whatever was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cycle.show import IndicatorOverview, MeasureOverview, OpinionOverview
from visiontrack.formats import (
    show_indicator_text,
    show_measure_text,
    show_opinion_text,
    show_party_text,
)

if TYPE_CHECKING:
    from visiontrack.cycle.show import ShowOverview
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def render_view(folder: Folder, view: ShowOverview, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide."""
    if isinstance(view, MeasureOverview):
        lines = show_measure_text.lines(folder, view, words, paint)
    elif isinstance(view, IndicatorOverview):
        lines = show_indicator_text.lines(folder, view, words, paint)
    elif isinstance(view, OpinionOverview):
        lines = show_opinion_text.lines(folder, view, words, paint)
    else:
        lines = show_party_text.lines(folder, view, words, paint)
    return "\n".join(lines) + "\n"
