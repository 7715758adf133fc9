"""The tests that templates have (``is …``): those that look at one value, or compare as the operators do."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2.tests import TESTS
from jinja2.utils import pass_context

from visiontrack.report import compare
from visiontrack.report.mistakes import Forbidden

# Of Jinja2's own only those that take no longer for a long value.
KEPT = (
    "boolean",
    "defined",
    "false",
    "float",
    "integer",
    "iterable",
    "mapping",
    "none",
    "number",
    "sameas",
    "sequence",
    "string",
    "true",
    "undefined",
)
_COMPARING = {
    "eq": ("eq", "equalto", "=="),
    "ne": ("ne", "!="),
    "gt": ("gt", "greaterthan", ">"),
    "gteq": ("ge", ">="),
    "lt": ("lt", "lessthan", "<"),
    "lteq": ("le", "<="),
    "in": ("in",),
}


def table() -> dict[str, Any]:
    """Every test by name."""
    comparing = {name: _comparing(operation) for operation, names in _COMPARING.items() for name in names}
    own: dict[str, Callable[..., bool]] = {"divisibleby": divisible, "even": even, "odd": odd}
    kept: dict[str, Any] = {name: TESTS[name] for name in KEPT}
    return {**kept, **comparing, **own}


def divisible(value: Any, by: Any) -> bool:
    """``divisibleby``: of numbers only, as ``%`` between a text and a number fills the text in."""
    for one in (value, by):
        if not isinstance(compare.single(one), (int, Decimal)):
            raise Forbidden("%")
    return bool(value % by == 0)


def even(value: Any) -> bool:
    """``even``."""
    return divisible(value, 2)


def odd(value: Any) -> bool:
    """``odd``."""
    return not divisible(value, 2)


def _comparing(operation: str) -> Callable[..., bool]:
    @pass_context
    def asked(context: Any, left: Any, right: Any) -> bool:
        return compare.compared(context.environment.budget, operation, left, right)

    return asked
