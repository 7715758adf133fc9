"""How a plain value is declared: made once, compared by what it holds, never changed.

``dataclass(frozen=True)`` writes and compiles seven functions for each class and sets every field by a detour. For the
two dozen classes that ``check`` meets that is a tenth of the time a user waits for it (docs/adr/0002). Here only
``__init__`` is made for each class; the rest is shared. That nothing is changed is held by the type checker.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__slots__)


def equal(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def hashed(self: Any) -> int:
    return hash(_values(self))


def shown(self: Any) -> str:
    fields = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__name__}({', '.join(fields)})"


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class a value with slots; ``dataclasses.replace`` and ``fields`` work on it."""
    made: Any = dataclass(repr=False, eq=False, slots=True)(cls)
    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, shown
    found: type[T] = made
    return found
