"""Comparing values as templates do, counted: item by item in Python, where one operation of C could last for ever.

A list that holds lists can stand for more items than anybody can compare, hash or sort in a lifetime. So nothing
but single values goes to Python's own operators here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from visiontrack.report.data_text import Text
from visiontrack.report.limits import Budget
from visiontrack.report.mistakes import Forbidden
from visiontrack.report.view import View

_SINGLE = (str, Text, int, float, Decimal, type(None))
_ORDERS: dict[str, Callable[[Any, Any], Any]] = {
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
}


def is_single(value: Any) -> bool:
    """Whether a value holds no other values."""
    return isinstance(value, _SINGLE)


def single(value: Any) -> Any:
    """The value. Raises ``Forbidden`` for one that holds others, ``UnknownName`` for what is not there."""
    if isinstance(value, Undefined):
        bool(value)  # tells so itself
    if not is_single(value):
        raise Forbidden(type(value).__name__)
    return value


def length(value: Any) -> int:
    """The characters of a text, 0 for all else."""
    if isinstance(value, Text):
        return len(value.raw)
    return len(value) if isinstance(value, str) else 0


def compared(budget: Budget, operation: str, left: Any, right: Any) -> bool:
    """The value of ``left operation right``, by Jinja2's names for the operations."""
    match operation:
        case "eq":
            return equal(budget, left, right)
        case "ne":
            return not equal(budget, left, right)
        case "in":
            return contains(budget, right, left)
        case "notin":
            return not contains(budget, right, left)
    budget.step()
    budget.write(min(length(left), length(right)))
    return bool(_ORDERS[operation](single(left), single(right)))


def equal(budget: Budget, left: Any, right: Any) -> bool:
    """``left == right``, one step for each pair of values."""
    budget.step()
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return bool(left == right)  # tells so itself
    if left is right:
        return True
    if is_single(left) and is_single(right):
        size = length(left)
        budget.write(size if size == length(right) else 0)
        return bool(left == right)
    if isinstance(left, View):
        return type(left) is type(right) and _all_equal(budget, _values(left), _values(right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(budget, left[key], right[key]) for key in left)
    if isinstance(left, range) and isinstance(right, range):
        return left == right
    for kind in (list, tuple):
        if isinstance(left, kind) and isinstance(right, kind):
            return len(left) == len(right) and _all_equal(budget, left, right)
    return False


def contains(budget: Budget, container: Any, item: Any) -> bool:
    """``item in container``."""
    budget.step()
    if isinstance(container, (list, tuple, range)):
        return any(equal(budget, one, item) for one in container)
    if isinstance(container, (str, dict)):
        # Searching a text for a short one can look at each place as often as that is long.
        budget.write(length(container) * (1 + min(length(item), 100) // 8) if container else 0)
        return single(item) in container
    single(container)
    raise Forbidden("in")


def key(budget: Budget, value: Any, case_sensitive: Any, times: int) -> Any:
    """A value to sort or group by, which will be compared so many times; small letters count as large ones."""
    single(value)
    budget.step(times)
    budget.write(length(value) * times)
    return value.lower() if isinstance(value, str) and not case_sensitive else value


def _all_equal(budget: Budget, left: Iterable[Any], right: Iterable[Any]) -> bool:
    return all(equal(budget, one, other) for one, other in zip(left, right, strict=True))


def _values(record: Any) -> list[Any]:
    return [getattr(record, one.name) for one in fields(record)]
