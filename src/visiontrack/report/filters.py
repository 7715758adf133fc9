"""The filters that templates have: some of Jinja2's own, and ours, which put values into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from jinja2.filters import FILTERS
from jinja2.utils import pass_context

from visiontrack.report.data_text import Text
from visiontrack.report.value_formatter import ValueFormatter

# Jinja2's filters on texts are not among them: they would cut through the escaping.
KEPT = (
    "abs",
    "count",
    "d",
    "default",
    "first",
    "groupby",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "select",
    "selectattr",
    "sort",
    "unique",
)


def table(words: ValueFormatter) -> dict[str, Callable[..., Any]]:
    """Returns every filter by its name."""

    def block(text: Text | None) -> str:
        """A text as paragraphs of its own."""
        return text.block() if isinstance(text, Text) else words.format_value(text)

    def quote(text: Text | None) -> str:
        """A text as a quotation."""
        return "\n".join(f"> {line}".rstrip() for line in block(text).split("\n"))

    def indent(text: Any, width: int = 2) -> str:
        """Every line but the first moved in, as a list item's later paragraphs must be."""
        gap = "\n" + " " * width
        return gap.join(words.format_value(text).split("\n")).replace(gap + "\n", "\n\n")

    def join(items: Iterable[Any], between: Any = "") -> str:
        """The items as they print, with ``between`` between them."""
        return words.format_value(between).join(map(words.format_value, items))

    own: dict[str, Callable[..., Any]] = {
        "block": block,
        "day": words.day,
        "indent": indent,
        "join": join,
        "percent": words.percent,
        "quote": quote,
        "reason": words.reason,
        "short_year": words.short_year,
        "sum": total,
        "unit": words.unit,
        "word": words.word,
        "year": words.year,
        "yen": words.yen,
    }
    return {**{name: FILTERS[name] for name in KEPT}, **own}


@pass_context
def total(context: Any, items: Iterable[Any], attribute: str | None = None) -> Decimal | int:
    """The sum of numbers; what is None is left out."""
    result: Decimal | int = 0
    for item in items:
        value = item if attribute is None else context.environment.getattr(item, attribute)
        if value is not None:
            result += value
    return result
