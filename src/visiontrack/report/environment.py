"""The sandbox that templates run in: an allow list of what they can read, call and compute.

Jinja2's own sandbox forbids what is known to be dangerous. Here the other way round: of the view only the fields,
of a loop only its counters, of strings and lists nothing but their items; filters and functions are few and ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_context

from visiontrack.report import compare, counting, guard, questions
from visiontrack.report.limits import LARGEST_NUMBER, LONGEST_LIST, Budget, TooMuch
from visiontrack.report.mistakes import Forbidden, Uncompilable, UnknownName
from visiontrack.report.view import View

_COUNTERS = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0")
_LOOP = frozenset([*_COUNTERS, "previtem", "nextitem", "cycle", "changed"])
_GROUP = frozenset(["grouper", "list"])
_OPEN = (TemplateModule, TemplateReference, Namespace)
# Written out, a smaller one has as many digits as the largest.
_SMALLEST = Decimal(1) / LARGEST_NUMBER
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
        known = tuple(obj.__dataclass_fields__) if isinstance(obj, View) else ()  # type: ignore[attr-defined]
        told: Any = lambda _: UnknownName(str(name), known)  # noqa: E731
        self._undefined_exception = told


@pass_context
def _finalize(context: Context, value: Any) -> str:
    environment = context.environment
    assert isinstance(environment, Sandbox)
    return environment.put_out(value)


class _Template(Template):
    """One that runs anew at each ``import``: what one report's template keeps is not there for the next."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return self.make_module()


class Sandbox(ImmutableSandboxedEnvironment):
    """One per run. ``budget`` is what the rendering under way may still cost; ``show`` puts a value into words."""

    template_class = _Template
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
        self._functions: tuple[Any, ...] = (_range, _namespace)
        self.globals = {"range": _range, "namespace": _namespace}
        self.tests = questions.table()

    def offer(self, filters: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> None:
        """The filters and functions a template has, instead of Jinja2's own."""
        self.filters = {**filters, **counting.TABLE}
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

    def _load_template(self, name: Any, globals: Any) -> Template:
        # Whichever way a template is asked for, one of a list of names too, it comes by here.
        self.budget.look()
        if isinstance(name, Undefined):
            bool(name)  # tells so itself
        if not isinstance(name, str):
            raise Forbidden(type(name).__name__)
        return super()._load_template(name, globals)

    # ---- reading -----------------------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Undefined):
            return super().getattr(obj, attribute)
        if attribute.startswith("_"):
            raise Forbidden(attribute)
        if isinstance(obj, dict):
            return self.getitem(obj, attribute)
        if isinstance(obj, View):
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
        compare.single(argument)
        if isinstance(obj, dict):
            return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
        if isinstance(argument, str):
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
        self.budget.step()  # arguments stand in the template, or were counted when they were spread
        if not self.is_safe_callable(obj):
            raise Forbidden(getattr(obj, "__name__", type(obj).__name__))
        if isinstance(obj, LoopContext) and args:
            args = (counting.counted(context, args[0]), *args[1:])
        elif getattr(obj, "__name__", "") == "changed":
            for value in args:  # kept, and compared with those of the next turn
                self.budget.write(compare.length(compare.single(value)))
        made = context.call(obj, *args, **kwargs)
        if isinstance(made, str) and any(obj is one for one in self._functions):
            self.budget.write(len(made))
        return made

    def call_filter(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        """A filter by its name, for ``map``; none of those that count."""
        return super().call_filter(_callable(name), *args, **kwargs)

    def call_test(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        """A test by its name, for ``select`` and the like."""
        return super().call_test(_callable(name), *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)) and operator == "+":
            if len(left) + len(right) > LONGEST_LIST:
                raise TooMuch("length")
            self.budget.step(len(left) + len(right))
            return [*left, *right]
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)
        if operator == "**" or not all(isinstance(one, (int, Decimal)) for one in (left, right)):
            raise Forbidden(operator)
        if any(abs(one) > LARGEST_NUMBER or 0 < abs(one) < _SMALLEST for one in (left, right)):
            raise TooMuch("number")
        if operator == "/":
            left = Decimal(left)  # never a float
        return super().call_binop(context, operator, left, right)


def _range(*args: int) -> range:
    found = range(*args)
    if len(found) > LONGEST_LIST:
        raise TooMuch("length")
    return found


def _namespace(**values: Any) -> Namespace:
    return Namespace(**values)


def _callable(name: Any) -> str:
    if not isinstance(name, str) or name in counting.TABLE:
        raise Forbidden(name if isinstance(name, str) else type(name).__name__)
    return name
