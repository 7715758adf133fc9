"""``show`` for a terminal: the page of whatever was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cycle.show_indicator import IndicatorView
from visiontrack.cycle.show_measure import MeasureView
from visiontrack.cycle.show_opinion import OpinionView
from visiontrack.formats import (
    show_indicator_text,
    show_measure_text,
    show_opinion_text,
    show_party_text,
)

if TYPE_CHECKING:
    from visiontrack.cycle.show import View
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def render_view(folder: Folder, view: View, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide."""
    if isinstance(view, MeasureView):
        lines = show_measure_text.lines(folder, view, words, paint)
    elif isinstance(view, IndicatorView):
        lines = show_indicator_text.lines(folder, view, words, paint)
    elif isinstance(view, OpinionView):
        lines = show_opinion_text.lines(folder, view, words, paint)
    else:
        lines = show_party_text.lines(folder, view, words, paint)
    return "\n".join(lines) + "\n"
