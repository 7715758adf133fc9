"""The filters that ``guard`` puts into every template: what they do costs its length."""

from __future__ import annotations

from typing import Any

from jinja2 import Undefined
from jinja2.utils import pass_context

from visiontrack.report import compare, guard, sequences
from visiontrack.report.limits import LONGEST_TEXT, Budget, TooMuch
from visiontrack.report.mistakes import Forbidden


def _budget(context: Any) -> Budget:
    budget: Budget = context.environment.budget
    return budget


@pass_context
def _tick(context: Any, written: int) -> None:
    budget = _budget(context)
    budget.step()
    budget.write(written)


@pass_context
def counted(context: Any, items: Any) -> Any:
    """The items, a step each."""
    budget = _budget(context)
    for item in items:
        budget.step()
        yield item


@pass_context
def _concat(context: Any, items: list[Any]) -> str:
    text = "".join(context.environment.put_out(item) for item in items)
    if len(text) > LONGEST_TEXT:
        raise TooMuch("length")
    return text


@pass_context
def _compare(context: Any, left: Any, *rest: Any) -> bool:
    budget = _budget(context)
    for operation, right in zip(rest[::2], rest[1::2], strict=True):
        if not compare.compared(budget, operation, left, right):
            return False
        left = right
    return True


@pass_context
def _slice(context: Any, value: Any, *bounds: Any) -> Any:
    if isinstance(value, Undefined):
        bool(value)  # tells so itself
    if not isinstance(value, (str, list, tuple, range)):
        raise Forbidden("[:]")
    cut = slice(*bounds)
    size = len(range(*cut.indices(len(value))))
    budget = _budget(context)
    if isinstance(value, str):
        budget.write(size)
    elif not isinstance(value, range):
        budget.step(size)
    return value[cut]


@pass_context
def _written_out(context: Any, value: Any) -> Any:
    _budget(context).step(len(value))
    return value


@pass_context
def _spread(context: Any, value: Any) -> Any:
    found = sequences.items(_budget(context), value)
    return value if isinstance(value, dict) else found


def _single(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict, set)) or hasattr(value, "__next__"):
        raise Forbidden("[[…]]")
    return value


TABLE = {
    guard.TICK: _tick,
    guard.COUNTED: counted,
    guard.CONCAT: _concat,
    guard.SINGLE: _single,
    guard.COMPARE: _compare,
    guard.SLICE: _slice,
    guard.WRITTEN_OUT: _written_out,
    guard.SPREAD: _spread,
}
