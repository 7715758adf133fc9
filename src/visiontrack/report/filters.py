"""The filters and functions that templates have: few, exact, and each of them bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jinja2.filters import FILTERS
from jinja2.utils import pass_context

from visiontrack.report import compare, sequences
from visiontrack.report.data_text import Text
from visiontrack.report.limits import LONGEST_TEXT, TooMuch
from visiontrack.report.value_formatter import ValueFormatter

# Of Jinja2's own only those that take no longer for a long list.
KEPT = ("abs", "count", "d", "default", "first", "last", "length")
_DEEPEST_INDENT = 16


def table(words: ValueFormatter) -> dict[str, Callable[..., Any]]:
    """Every filter by name."""
    own: Mapping[str, Callable[..., Any]] = {
        "block": block,
        "day": _told(words.day),
        "groupby": sequences.grouped,
        "indent": indent,
        "join": join,
        "list": sequences.listed,
        "map": sequences.mapped,
        "max": sequences.largest,
        "min": sequences.smallest,
        "percent": _told(words.percent),
        "quote": quote,
        "reason": _told(words.reason),
        "reject": sequences.selecting(False, of_attribute=False),
        "rejectattr": sequences.selecting(False, of_attribute=True),
        "reverse": sequences.reverse,
        "select": sequences.selecting(True, of_attribute=False),
        "selectattr": sequences.selecting(True, of_attribute=True),
        "short_year": _told(words.short_year),
        "sort": sequences.sort,
        "sum": total,
        "unique": sequences.unique,
        "unit": _told(words.unit),
        "word": _told(words.word),
        "year": _told(words.year),
        "yen": _told(words.yen),
    }
    return {**{name: FILTERS[name] for name in KEPT}, **own}


def _told(make: Callable[..., str]) -> Callable[..., str]:
    """A filter that puts a single value into words, counted."""

    @pass_context
    def told(context: Any, *args: Any, **kwargs: Any) -> str:
        for value in (*args, *kwargs.values()):
            compare.single(value)
        return _counted(context, make(*args, **kwargs))

    return told


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
def join(context: Any, items: Any, between: str = "") -> str:
    """The items as they print, with ``between`` between them."""
    parts: list[str] = []
    for item in sequences.items(context.environment.budget, items):
        parts += [context.environment.put_out(between), context.environment.put_out(item)]
    return _counted(context, "".join(parts[1:]))


@pass_context
def total(context: Any, items: Any, attribute: str | None = None) -> Decimal | int:
    """The sum of numbers; what is not there is left out."""
    found: Decimal | int = 0
    for item in sequences.items(context.environment.budget, items):
        value = item if attribute is None else context.environment.getattr(item, attribute)
        if value is not None:
            found = context.environment.call_binop(context, "+", found, value)
    return found


def _counted(context: Any, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooMuch("length")
    context.environment.budget.write(len(text))
    return text
