"""The sandbox that templates run in: an allow list of what they can read, call and compute.

Jinja2's own sandbox forbids what is known to be dangerous. Here the other way round: of the view only the fields,
of a loop only its counters, of strings and lists nothing but their items; filters and functions are few and ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_context

from visiontrack.report import guard
from visiontrack.report.fact import Fact
from visiontrack.report.limits import LARGEST_NUMBER, LONGEST_LIST, LONGEST_TEXT, Budget, TooMuch
from visiontrack.report.mistakes import Forbidden, Uncompilable, UnknownName

_COUNTERS = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0")
_LOOP = frozenset([*_COUNTERS, "previtem", "nextitem", "cycle", "changed"])
_GROUP = frozenset(["grouper", "list"])
_OPEN = (TemplateModule, TemplateReference, Namespace, dict)
_ITEMS = (str, list, tuple, dict, range)


class Missing(StrictUndefined):
    """A name that is not there: any use of it tells which."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]
        known = tuple(obj.__dataclass_fields__) if isinstance(obj, Fact) else ()  # type: ignore[attr-defined]
        told: Any = lambda _: UnknownName(str(name), known)  # noqa: E731
        self._undefined_exception = told


@pass_context
def _finalize(context: Context, value: Any) -> str:
    environment = context.environment
    assert isinstance(environment, Sandbox)
    return environment.put_out(value)


class Sandbox(ImmutableSandboxedEnvironment):
    """One per run. ``budget`` is what the rendering under way may still cost; ``show`` puts a value into words."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(self, loader: BaseLoader, show: Callable[[Any], str]) -> None:
        super().__init__(
            loader=loader,
            undefined=Missing,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.budget = Budget()
        self._show = show
        self._functions: tuple[Any, ...] = (_range, Namespace)
        self.globals = {"range": _range, "namespace": Namespace}

    def offer(self, filters: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> None:
        """The filters and functions a template has, instead of Jinja2's own."""
        self.filters = {**filters, **_COUNTING}
        self.globals.update(functions)
        self._functions += tuple(functions.values())

    def put_out(self, value: Any) -> str:
        """A value as it goes into the report, counted."""
        text = self._show(value)
        self.budget.write(len(text))
        return text

    # ---- compiling ---------------------------------------------------------------------------------------

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        made: str = super()._generate(guard.guarded(source, name, filename), name, filename, defer_init)
        return made

    def _compile(self, source: str, filename: str) -> Any:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            raise Uncompilable(filename, str(error)) from error

    # ---- reading -----------------------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Undefined):
            return super().getattr(obj, attribute)
        if attribute.startswith("_"):
            raise Forbidden(attribute)
        if isinstance(obj, Fact):
            known = attribute in obj.__dataclass_fields__  # type: ignore[attr-defined]
            return getattr(obj, attribute) if known else self.undefined(obj=obj, name=attribute)
        allowed = (
            isinstance(obj, _OPEN)
            or (isinstance(obj, LoopContext) and attribute in _LOOP)
            or (isinstance(obj, tuple) and attribute in _GROUP)
        )
        if not allowed:
            raise Forbidden(attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, (Undefined, TemplateReference)):
            return super().getitem(obj, argument)
        if isinstance(argument, str) and not isinstance(obj, dict):
            return self.getattr(obj, argument)
        if not isinstance(obj, _ITEMS):
            raise Forbidden(str(argument))
        return super().getitem(obj, argument)

    # ---- calling and computing ---------------------------------------------------------------------------

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, a recursive loop, and the few functions on offer."""
        owner = getattr(obj, "__self__", None)
        return (
            isinstance(obj, (Macro, BlockReference, LoopContext, Undefined))
            or any(obj is one for one in self._functions)
            or (isinstance(owner, LoopContext) and obj.__name__ in ("cycle", "changed"))
        )

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.budget.step()
        if not self.is_safe_callable(obj):
            raise Forbidden(getattr(obj, "__name__", type(obj).__name__))
        return context.call(obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)) and operator == "+":
            if len(left) + len(right) > LONGEST_LIST:
                raise TooMuch("length")
            return [*left, *right]
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)
        if operator == "**" or not all(isinstance(one, (int, Decimal)) for one in (left, right)):
            raise Forbidden(operator)
        if max(abs(left), abs(right)) > LARGEST_NUMBER:
            raise TooMuch("number")
        if operator == "/":
            left = Decimal(left)  # never a float
        return super().call_binop(context, operator, left, right)


def _range(*args: int) -> range:
    found = range(*args)
    if len(found) > LONGEST_LIST:
        raise TooMuch("length")
    return found


# ---- what ``guard`` puts into every template -------------------------------------------------------------


def _budget(context: Context) -> Budget:
    environment = context.environment
    assert isinstance(environment, Sandbox)
    return environment.budget


@pass_context
def _tick(context: Context, written: int) -> None:
    budget = _budget(context)
    budget.step()
    budget.write(written)


@pass_context
def _counted(context: Context, items: Any) -> Any:
    budget = _budget(context)
    for item in items:
        budget.step()
        yield item


@pass_context
def _concat(context: Context, items: list[Any]) -> str:
    environment = context.environment
    assert isinstance(environment, Sandbox)
    text = "".join(environment.put_out(item) for item in items)
    if len(text) > LONGEST_TEXT:
        raise TooMuch("length")
    return text


def _single(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict, set)) or hasattr(value, "__next__"):
        raise Forbidden("[[…]]")
    return value


_COUNTING = {guard.TICK: _tick, guard.COUNTED: _counted, guard.CONCAT: _concat, guard.SINGLE: _single}
