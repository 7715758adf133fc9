"""What the view is made of: frozen records whose fields are all a template can reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


class Fact:
    """The kind of every record in the view; the sandbox lets templates read its fields and nothing else."""

    __slots__ = ()


@dataclass_transform(kw_only_default=True, frozen_default=True)
def fact(cls: type[T]) -> type[T]:
    """Make a class a frozen record of plain values: ``Text``, keys, numbers, and tuples of such records.

    A ``str`` in a fact is a key of the data format or of the catalogue, never something a person wrote.
    """
    make: Any = dataclass(frozen=True, slots=True, kw_only=True)
    made: type[T] = make(cls)
    return made
