"""Jinja2's filters on lists, counted: every item gone over is a step, every text compared its characters.

They give what Jinja2's own give (docs/templates.md), but as lists that are made at once: a chain of unfinished
ones could be made so long that it cannot be taken down again.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple

from jinja2 import Undefined
from jinja2.exceptions import FilterArgumentError
from jinja2.utils import pass_context

from visiontrack.report import compare
from visiontrack.report.limits import Budget
from visiontrack.report.mistakes import Forbidden

_GONE_OVER = (str, list, tuple, dict, range)


class Group(NamedTuple):
    """What ``groupby`` gives: the value in common and the items that have it."""

    grouper: Any
    list: list[Any]


def items(budget: Budget, value: Any) -> list[Any]:
    """The items of a list, of a text its characters; counted before any is touched."""
    if isinstance(value, Undefined):
        iter(value)  # tells so itself
    if not isinstance(value, _GONE_OVER):
        raise Forbidden(type(value).__name__)
    budget.step(len(value))
    return list(value)


@pass_context
def listed(context: Any, value: Any) -> list[Any]:
    """``list``."""
    return items(context.environment.budget, value)


@pass_context
def reverse(context: Any, value: Any) -> Any:
    """``reverse``."""
    if isinstance(value, str):
        context.environment.budget.write(len(value))
        return value[::-1]
    return items(context.environment.budget, value)[::-1]


@pass_context
def sort(
    context: Any, value: Any, reverse: Any = False, case_sensitive: Any = False, attribute: Any = None
) -> list[Any]:
    """``sort``; several attributes with commas between them."""
    budget: Budget = context.environment.budget
    if isinstance(attribute, str):
        budget.write(len(attribute))
    split = attribute.split(",") if isinstance(attribute, str) else [attribute]
    getters = [_getter(context, one) for one in split]
    found = items(budget, value)
    times = 1 + len(found).bit_length()
    keys = [[compare.key(budget, get(one), case_sensitive, times) for get in getters] for one in found]
    return [found[i] for i in sorted(range(len(found)), key=keys.__getitem__, reverse=bool(reverse))]


@pass_context
def unique(context: Any, value: Any, case_sensitive: Any = False, attribute: Any = None) -> list[Any]:
    """``unique``."""
    budget: Budget = context.environment.budget
    get = _getter(context, attribute)
    first: dict[Any, Any] = {}
    for one in items(budget, value):
        first.setdefault(compare.key(budget, get(one), case_sensitive, 2), one)
    return list(first.values())


@pass_context
def largest(context: Any, value: Any, case_sensitive: Any = False, attribute: Any = None) -> Any:
    """``max``."""
    return _outermost(context, value, max, case_sensitive, attribute)


@pass_context
def smallest(context: Any, value: Any, case_sensitive: Any = False, attribute: Any = None) -> Any:
    """``min``."""
    return _outermost(context, value, min, case_sensitive, attribute)


def _outermost(
    context: Any, value: Any, choose: Callable[..., int], case_sensitive: Any, attribute: Any
) -> Any:
    budget: Budget = context.environment.budget
    get = _getter(context, attribute)
    found = items(budget, value)
    if not found:
        return context.environment.undefined("No aggregated item, sequence was empty.")
    keys = [compare.key(budget, get(one), case_sensitive, 2) for one in found]
    return found[choose(range(len(found)), key=keys.__getitem__)]


@pass_context
def grouped(
    context: Any, value: Any, attribute: Any, default: Any = None, case_sensitive: Any = False
) -> list[Group]:
    """``groupby``; a group's name is the value as the first of its items has it."""
    budget: Budget = context.environment.budget
    get = _getter(context, attribute, default)
    found = items(budget, value)
    times = 2 + len(found).bit_length()
    keys = [compare.key(budget, get(one), case_sensitive, times) for one in found]
    order = sorted(range(len(found)), key=keys.__getitem__)
    groups = [[found[i] for i in same] for _, same in groupby(order, keys.__getitem__)]
    return [Group(get(group[0]), group) for group in groups]


@pass_context
def mapped(context: Any, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
    """``map``: an attribute of each item, or a filter on each."""
    make: Callable[[Any], Any]
    if not args and "attribute" in kwargs:
        make = _getter(context, kwargs.pop("attribute"), kwargs.pop("default", None))
        if kwargs:
            raise FilterArgumentError("map")
    elif args:
        make = lambda one: context.environment.call_filter(args[0], one, args[1:], kwargs, context)  # noqa: E731
    else:
        raise FilterArgumentError("map requires a filter argument")
    return [make(one) for one in items(context.environment.budget, value)]


def selecting(wanted: bool, of_attribute: bool) -> Callable[..., list[Any]]:
    """``select``, ``reject``, ``selectattr``, ``rejectattr``."""

    @pass_context
    def selected(context: Any, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        get = _getter(context, None)
        if of_attribute:
            if not args:
                raise FilterArgumentError("Missing parameter for attribute name")
            get, args = _getter(context, args[0]), args[1:]

        def chosen(one: Any) -> bool:
            asked = get(one)
            if args:
                asked = context.environment.call_test(args[0], asked, args[1:], kwargs, context)
            return bool(asked) is wanted

        return [one for one in items(context.environment.budget, value) if chosen(one)]

    return selected


def _getter(context: Any, attribute: Any, default: Any = None) -> Callable[[Any], Any]:
    """Reads ``a.b.0`` of an item, by the rules of the sandbox; a step for each part."""
    environment = context.environment
    parts: list[Any] = [] if attribute is None else [compare.single(attribute)]
    if isinstance(attribute, str):
        environment.budget.write(len(attribute))
        parts = [int(part) if part.isdigit() else part for part in attribute.split(".")]

    def get(item: Any) -> Any:
        environment.budget.step(len(parts))
        for part in parts:
            item = environment.getitem(item, part)
            if default is not None and isinstance(item, Undefined):
                item = default
        return item

    return get
