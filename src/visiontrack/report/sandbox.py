"""The sandbox that templates run in: Jinja2's own, with our filters, and with the escaping of ``Text``.

Output is taken as it streams and is bounded in size and time. That is enough for the templates shipped with the tool;
a city's own run in a confined child process as well (``renderer``), which bounds memory and whatever puts nothing out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_context

from visiontrack.layout.width import NO_TEXT
from visiontrack.report.data_text import Text
from visiontrack.report.digest import DIGEST, VERSION
from visiontrack.report.template_errors import TooMuch, UnknownName, Unwritable
from visiontrack.report.value_formatter import ValueFormatter
from visiontrack.report.view import View

# The report of a thousand measures has six million characters.
LONGEST_PAGE = 20_000_000  # characters
SECONDS = 120.0
# What data files may not hold, but for the marks of version and digest; a lone CR would be no line end in every report.
_UNWRITABLE = re.compile(f"[{NO_TEXT}\r](?<![{VERSION}{DIGEST[0]}-{DIGEST[-1]}])")
# What reads the same as code and as text.
_PLAIN = re.compile(r"\w+[+-]?")
# Jinja2's filters on texts are not among them: they would cut through the escaping.
_KEPT = (
    *("abs", "count", "d", "default", "first", "groupby", "last", "length", "list", "map", "max", "min"),
    *("reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"),
)


class UnknownValue(StrictUndefined):
    """A name that is not there: any use of it raises ``UnknownName``, or ``SecurityError`` where it is out of reach."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]
        fields = _fields(obj) if isinstance(obj, View) else ()
        if exc is SecurityError:
            error: Exception = SecurityError(name)
        else:
            error = UnknownName(name or hint or "", fields)
        self._undefined_exception = cast("Any", lambda _: error)


class _Template(Template):
    """A template that runs anew at each ``import``, so that nothing of one audience's report is left for the next."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return self.make_module()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of a run. Templates have the filters below and three functions: ``range``, ``namespace``, ``t``."""

    template_class = _Template
    intercepted_binops = frozenset(["/"])

    def __init__(
        self,
        loader: BaseLoader,
        formatter: ValueFormatter,
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=UnknownValue,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.formatter = formatter
        self.filters = template_filters(formatter)
        self.globals = {"range": self.globals["range"], "namespace": Namespace, "t": formatter.sentence}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Returns whether a template may read an attribute: of a record its fields, of a text of the data none."""
        if isinstance(obj, Text) or (isinstance(obj, View) and attr not in _fields(obj)):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Returns a decimal number for ``/`` of whole numbers, never a float."""
        return super().call_binop(context, operator, Decimal(left) if isinstance(left, int) else left, right)

    def page(self, name: str, values: Mapping[str, Any]) -> str:
        """Returns what a template puts out. Raises whatever it does wrong, ``TooMuch`` at a limit."""
        chunks = cast("Generator[str, None, None]", self.get_template(name).generate(values))
        parts: list[str] = []
        length, deadline = 0, time.monotonic() + SECONDS
        for chunk in chunks:
            parts.append(chunk)
            length += len(chunk)
            # Thrown into the template, so that the error names its line.
            if length > LONGEST_PAGE:
                chunks.throw(TooMuch("output"))
            if time.monotonic() > deadline:
                chunks.throw(TooMuch("time"))
        return "".join(parts)


def _fields(view: View) -> tuple[str, ...]:
    return tuple(view.__dataclass_fields__)  # type: ignore[attr-defined]


# With the context, as Jinja2 would otherwise put out constants while it compiles, where no error has a line.
@pass_context
def _finalize(context: Context, value: Any) -> str:
    environment = cast("Sandbox", context.environment)
    text = environment.formatter.format_value(value)
    if match := _UNWRITABLE.search(text):
        raise Unwritable(match[0])
    return text


def template_filters(formatter: ValueFormatter) -> dict[str, Callable[..., Any]]:
    """Returns every filter by its name."""

    def block(text: Text | None) -> str:
        """Returns a text as paragraphs of its own."""
        return text.block() if isinstance(text, Text) else formatter.format_value(text)

    def quote(text: Text | None) -> str:
        """Returns a text as a quotation."""
        return "\n".join(f"> {line}".rstrip() for line in block(text).split("\n"))

    def indent(text: Any, width: int = 2) -> str:
        """Returns every line but the first moved in, as a list item's later paragraphs must be."""
        gap = "\n" + " " * width
        return gap.join(formatter.format_value(text).split("\n")).replace(gap + "\n", "\n\n")

    def boxed(text: Text | None) -> str:
        """Returns a short text as code, which shows as a box of its own; HTML and Word shade grades in it."""
        return (
            f"`{text.raw}`"
            if isinstance(text, Text) and _PLAIN.fullmatch(text.raw)
            else formatter.format_value(text)
        )

    def join(items: Iterable[Any], between: Any = "") -> str:
        """Returns the items as they print, with ``between`` between them."""
        return formatter.format_value(between).join(map(formatter.format_value, items))

    own: dict[str, Callable[..., Any]] = {
        "block": block,
        "boxed": boxed,
        "day": formatter.day,
        "indent": indent,
        "join": join,
        "percent": formatter.percent,
        "quote": quote,
        "reason": formatter.reason,
        "short_year": formatter.short_year,
        "sum": _total,
        "unit": formatter.unit,
        "word": formatter.word,
        "year": formatter.year,
        "yen": formatter.yen,
    }
    return {**{name: FILTERS[name] for name in _KEPT}, **own}


@pass_context
def _total(context: Any, items: Iterable[Any], attribute: str | None = None) -> Decimal | int:
    """Returns the sum of numbers; None counts as nothing."""
    result: Decimal | int = 0
    for item in items:
        value = item if attribute is None else context.environment.getattr(item, attribute)
        if value is not None:
            result += value
    return result
