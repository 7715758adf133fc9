"""How a data file's model is declared: frozen, closed to unknown keys, every field titled in two languages.

Dataclasses with slots carry a third of the memory of ``BaseModel`` instances and are read faster (docs/adr/0002).
Models hold no unions and no aliases, so that an error's ``loc`` is a path through the file. The modules of this
package do without postponed annotations: as texts, each would have to be compiled a second time.
"""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, dataclass_transform

from visiontrack.schema.marks import Before, Doc, Key
from visiontrack.schema.shared import METHODS

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen model of one mapping in a data file."""
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    for name, method in METHODS.items():
        setattr(made, name, method)
    # Read by Pydantic too, where somebody hands it a model.
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


def is_record(annotation: Any) -> bool:
    """Whether an annotation is a model, and not a scalar, a list or a map."""
    return is_dataclass(annotation)


def keys_of(cls: type[Any]) -> dict[str, str]:
    """A model's fields in their order: key in the file → name in Python."""
    return {_key(field.type) or field.name: field.name for field in fields(cls)}


def _key(annotation: Any) -> str | None:
    marks = getattr(annotation, "__metadata__", ())
    return next((mark.name for mark in marks if isinstance(mark, Key)), None)


def doc(ja: str, en: str, ja_more: str = "", en_more: str = "") -> Doc:
    """Title and description of a field, Japanese first; they reach editors, skeletons and forms."""
    more = {"ja": ja_more, "en": en_more}
    return Doc({"ja": ja, "en": en}, {language: text for language, text in more.items() if text})


def empty_as(default: object) -> Before:
    """A key left empty means "no value": it reads as if it were not there."""
    return Before(lambda value: default if value is None else value)


NO_ITEMS = empty_as(())
NO_ENTRIES = empty_as({})
