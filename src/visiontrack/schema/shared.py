"""The methods all models share: made from keywords, equal by value, frozen.

``dataclass`` writes and compiles six functions for each class; for thirty classes that takes three times as long
as everything else about them, at every start of the program (docs/adr/0002).
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from typing import Any


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__slots__)


def _equal(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hashed(self: Any) -> int:
    return hash(_values(self))


def _shown(self: Any) -> str:
    fields = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__name__}({', '.join(fields)})"


def _init(self: Any, **values: Any) -> None:
    for field in fields(self):
        if field.name in values:
            value = values.pop(field.name)
        elif field.default is not MISSING:
            value = field.default
        elif field.default_factory is not MISSING:
            value = field.default_factory()
        else:
            raise TypeError(f"{type(self).__name__}() needs {field.name!r}")
        object.__setattr__(self, field.name, value)
    if values:
        raise TypeError(f"{type(self).__name__}() knows no {', '.join(map(repr, values))}")


def _frozen(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")


METHODS: dict[str, Callable[..., Any]] = {
    "__init__": _init,
    "__eq__": _equal,
    "__hash__": _hashed,
    "__repr__": _shown,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
}
