"""Why measures need attention: each reason in a sentence or a few words, and all of them counted in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from visiontrack.cycle.attention import ORDER, Attention, Reason
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.formats.number_format import format_figure
from visiontrack.messages import Catalogue

# Parameters that are words of the data format.
_WORDS = ("status", "next", "decision")


def reason_text(
    reason: Reason,
    measure: MeasureScore,
    words: Catalogue,
    table: str = "attention",
    speakers: Mapping[str, str] | None = None,
) -> str:
    """Returns a reason in a sentence, indicators by their names; ``table`` says which sentences of the catalogue.

    Opinions are named by their ids, or by who spoke where ``speakers`` says it for each.
    """
    names = {indicator.id: indicator.inputs.indicator.name for indicator in measure.indicators}
    names |= speakers or {}
    params = {name: _param(name, value, names, words) for name, value in reason.params.items()}
    return words(f"{table}.{reason.key}", **params)


def _param(name: str, value: object, names: Mapping[str, str], words: Catalogue) -> object:
    if isinstance(value, Decimal):
        return format_figure(value)
    if name in _WORDS:
        return words(f"word.{value}")
    if isinstance(value, tuple):
        return words("list.comma").join(dict.fromkeys(names.get(id_, id_) for id_ in value))
    return value


def short_reasons(entry: Attention, words: Catalogue) -> str:
    """Returns the reasons of a measure in a few words each."""
    return words("list.comma").join(words(f"attention.short.{reason.key}") for reason in entry.reasons)


def attention_counts(entries: Sequence[Attention], words: Catalogue) -> str:
    """Returns in one line how many measures need attention, and how many by which reason."""
    if not entries:
        return words("attention.nothing")
    keys = Counter(reason.key for entry in entries for reason in entry.reasons)
    reasons = [f"{words(f'attention.short.{key}')} {keys[key]}" for key in ORDER if keys[key]]
    first = sum(entry.tier == 1 for entry in entries)
    listed = words("list.comma").join(reasons)
    return words("attention.counts", count=len(entries), first=first, reasons=listed)
