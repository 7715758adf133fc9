"""Why a measure needs attention, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from visiontrack.cycle.attention import Reason
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.formats.number_format import format_figure
from visiontrack.messages import Catalogue

# Parameters that are words of the data format.
_WORDS = ("status", "next", "decision")


def reason_text(reason: Reason, measure: MeasureScore, words: Catalogue, table: str = "attention") -> str:
    """Returns a reason in a sentence, indicators by their names; ``table`` says which sentences of the catalogue."""
    names = {indicator.id: indicator.inputs.indicator.name for indicator in measure.indicators}
    params = {name: _param(name, value, names, words) for name, value in reason.params.items()}
    return words(f"{table}.{reason.key}", **params)


def _param(name: str, value: object, names: Mapping[str, str], words: Catalogue) -> object:
    if isinstance(value, Decimal):
        return format_figure(value)
    if name in _WORDS:
        return words(f"word.{value}")
    if isinstance(value, tuple):
        return words("list.comma").join(names[id_] if name == "indicators" else id_ for id_ in value)
    return value
