"""The list of what needs attention, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visiontrack.formats.figures import figure

if TYPE_CHECKING:
    from visiontrack.cycle.attention import Attention, Reason
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def lines(found: Sequence[Attention], words: Catalogue, paint: Painter) -> list[str]:
    """Each measure with its reasons; a word of relief where there is none."""
    if not found:
        return paint.wrap(words("attention.nothing"))
    out: list[str] = []
    for one in found:
        out += paint.wrap(f"{one.measure.id}  {one.measure.measure.title}")
        for reason in one.reasons:
            out += paint.hang("  - ", sentence(reason, words))
    return out


def sentence(reason: Reason, words: Catalogue, table: str = "attention") -> str:
    """One reason in words, with its figures; ``table`` are the sentences to take."""
    params = dict(reason.params)
    for name in ("score", "bound"):
        if name in params:
            params[name] = figure(params[name])  # type: ignore[arg-type]
    for name in ("status", "next"):
        if name in params:
            params[name] = words(f"word.{params[name]}")
    if isinstance(params.get("opinions"), tuple):
        params["opinions"] = words("list.comma").join(params["opinions"])  # type: ignore[arg-type]
    return words(f"{table}.{reason.key}", **params)
