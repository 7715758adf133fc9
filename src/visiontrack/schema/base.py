"""How a data file's model is declared: frozen, closed to unknown keys, every field titled in two languages.

Models hold no unions and one alias (``for``), so that an error's ``loc`` is a path through the file. The modules of
this package do without postponed annotations, which Pydantic would have to evaluate.
"""

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

# Looking through every installed package for plugins of Pydantic takes longer than reading a small folder.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import CoreSchema, core_schema


class Model(BaseModel):
    """A mapping in a data file. Its validator is built when the first file of its kind is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FromText(NamedTuple):
    """Reads a value from the text of a scalar; ``parse`` raises ``PydanticCustomError`` on a wrong one."""

    parse: Callable[[str], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.parse, core_schema.str_schema())


class Doc:
    """Title and description of a field by language; a description may be missing in either."""

    def __init__(self, titles: Mapping[str, str], descriptions: Mapping[str, str]) -> None:
        self.titles = titles
        self.descriptions = descriptions


def doc(ja: str, en: str, ja_more: str = "", en_more: str = "") -> Doc:
    """Returns title and description of a field, Japanese first; they reach editors, skeletons and forms."""
    descriptions = {"ja": ja_more, "en": en_more}
    return Doc({"ja": ja, "en": en}, {language: text for language, text in descriptions.items() if text})


def empty_as(default: object) -> BeforeValidator:
    """Reads a key without a value as if the key were not there."""
    return BeforeValidator(lambda value: default if value is None else value)


NO_ITEMS = empty_as(())
NO_ENTRIES = empty_as({})
