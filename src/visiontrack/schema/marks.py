"""What an annotation of a model carries besides its type: how it is read, how it is told, its key in the file.

The readers speak Pydantic's own protocol for annotations, so that Pydantic reads these models as they stand; they
are not its own classes because importing those costs more than reading a small folder (docs/adr/0002).
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import CoreSchema, core_schema

Function = Callable[[Any], Any]
Handler = Callable[[Any], CoreSchema]


class _Reader:
    """A function that has a say when a value is read; it raises ``PydanticCustomError`` on a wrong one."""

    __slots__ = ("func",)

    def __init__(self, func: Function) -> None:
        self.func = func


class FromText(_Reader):
    """Makes a value of the text of a scalar."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.func, core_schema.str_schema())


class After(_Reader):
    """Looks at what the type made of the value."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.func, handler(source))


class Before(_Reader):
    """Makes of what was written what the type expects."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.func, handler(source))


class JsonSchema:
    """What an editor is told of a scalar."""

    __slots__ = ("schema",)

    def __init__(self, **schema: Any) -> None:
        self.schema = schema


class Doc:
    """Title and description by language; a description may be missing in either."""

    __slots__ = ("descriptions", "titles")

    def __init__(self, titles: Mapping[str, str], descriptions: Mapping[str, str]) -> None:
        self.titles = titles
        self.descriptions = descriptions


class Key:
    """The key in the file, where it is no name Python allows."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name
