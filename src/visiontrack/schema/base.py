"""How a data file's model is declared: frozen, closed to unknown keys, every field titled in two languages.

Pydantic's dataclasses with slots carry a third of the memory of ``BaseModel`` instances and validate faster
(docs/adr/0002). Models hold no unions and no aliases, so that an error's ``loc`` is a path through the file.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as pydantic_dataclass

T = TypeVar("T")
_CONFIG = ConfigDict(extra="forbid", defer_build=True)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen model of one mapping in a data file."""
    make: Any = pydantic_dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
    made: type[T] = make(cls)
    return made


def doc(ja: str, en: str, ja_more: str = "", en_more: str = "") -> Any:
    """Title and description of a field, Japanese first; they reach editors, skeletons and forms."""
    extra = {"title_en": en}
    if en_more:
        extra["description_en"] = en_more
    # Pydantic types this parameter as JSON, whose dict is invariant.
    return Field(title=ja, description=ja_more or None, json_schema_extra=dict[str, Any](extra))


def empty_as(default: object) -> BeforeValidator:
    """A key left empty means "no value": it reads as if it were not there."""
    return BeforeValidator(lambda value: default if value is None else value)


NO_ITEMS = empty_as(())
NO_ENTRIES = empty_as({})
