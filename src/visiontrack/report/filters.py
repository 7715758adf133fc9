"""The filters and functions that templates have: few, exact, and each of them bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from jinja2.filters import FILTERS
from jinja2.utils import pass_context

from visiontrack.report.limits import LONGEST_TEXT, TooMuch
from visiontrack.report.text import Text
from visiontrack.report.words import Words

# Of Jinja2's own only those that make nothing longer than what they are given.
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
_DEEPEST_INDENT = 16


def table(words: Words) -> dict[str, Callable[..., Any]]:
    """Every filter by name."""
    own: Mapping[str, Callable[..., Any]] = {
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
    }
    return {**{name: FILTERS[name] for name in KEPT}, **own}


@pass_context
def block(context: Any, text: Text | None) -> str:
    """A text as paragraphs of its own."""
    return _counted(context, text.block() if isinstance(text, Text) else context.environment.put_out(text))


@pass_context
def quote(context: Any, text: Text | None) -> str:
    """A text as a quotation."""
    lines = block(context, text).split("\n")
    return _counted(context, "\n".join(f"> {line}".rstrip() for line in lines))


@pass_context
def indent(context: Any, text: str, width: int = 2) -> str:
    """Every line but the first moved in, as a list item's later paragraphs must be."""
    gap = "\n" + " " * max(0, min(width, _DEEPEST_INDENT))
    shown = context.environment.put_out(text)
    return _counted(context, gap.join(shown.split("\n")).replace(gap + "\n", "\n\n"))


@pass_context
def join(context: Any, items: Iterable[Any], between: str = "") -> str:
    """The items as they print, with ``between`` between them."""
    parts: list[str] = []
    for item in items:
        parts += [context.environment.put_out(between), context.environment.put_out(item)]
    return _counted(context, "".join(parts[1:]))


@pass_context
def total(context: Any, items: Iterable[Any], attribute: str | None = None) -> Decimal | int:
    """The sum of numbers; what is not there is left out."""
    found: Decimal | int = 0
    for item in items:
        value = item if attribute is None else context.environment.getattr(item, attribute)
        if value is not None:
            found = context.environment.call_binop(context, "+", found, value)
    return found


def _counted(context: Any, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooMuch("length")
    context.environment.budget.write(len(text))
    return text
