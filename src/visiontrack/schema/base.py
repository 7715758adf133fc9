"""How a data file's model is declared: frozen, closed to unknown keys, every field titled in two languages.

Models are read by pydantic-core, Pydantic's engine, from a schema made of their annotations: Pydantic's Python half
makes the same schema (a test holds the two together), but importing it and letting it look at thirty classes takes
longer than everything else that ``check`` does (docs/adr/0002).

Models hold no unions and one alias (``for``), so that an error's ``loc`` is a path through the file. The modules of
this package do without postponed annotations: as texts, each would have to be compiled a second time.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
)

from pydantic_core import CoreSchema, SchemaValidator, core_schema

Function = Callable[[Any], Any]
Handler = Callable[[Any], CoreSchema]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model:
    """A mapping in a data file: a dataclass whose methods are written once, here, and not compiled for every class."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    # Read by Pydantic where somebody hands it a model.
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)

    def __init__(self, **values: Any) -> None:
        for field in fields(self):
            if field.name not in values:
                values[field.name] = _default(field)
        if unknown := values.keys() - self.__dataclass_fields__.keys():
            raise TypeError(f"{type(self).__name__}() has no {', '.join(sorted(unknown))}")
        self.__dict__.update(values)

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__dataclass_fields__))

    def __repr__(self) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__name__}({', '.join(values)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r} of {type(self).__name__}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name!r} of {type(self).__name__}")


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    raise TypeError(f"a model needs {field.name!r}")


class FromText(NamedTuple):
    """Reads a value from the text of a scalar; ``parse`` raises ``PydanticCustomError`` on a wrong one."""

    parse: Function

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.parse, core_schema.str_schema())


class After(NamedTuple):
    """Looks at what the type made of the value, as Pydantic's ``AfterValidator``."""

    func: Function

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.func, handler(source))


class Before(NamedTuple):
    """Makes of what was written what the type expects, as Pydantic's ``BeforeValidator``."""

    func: Function

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.func, handler(source))


class JsonSchema:
    """What an editor is told of a scalar."""

    def __init__(self, **schema: Any) -> None:
        self.schema = schema


class Key(NamedTuple):
    """The key in the file, where it is no name that Python allows."""

    name: str


class Doc:
    """Title and description of a field by language; a description may be missing in either."""

    def __init__(self, titles: Mapping[str, str], descriptions: Mapping[str, str]) -> None:
        self.titles = titles
        self.descriptions = descriptions


def doc(ja: str, en: str, ja_more: str = "", en_more: str = "") -> Doc:
    """Returns title and description of a field, Japanese first; they reach editors, skeletons and forms."""
    descriptions = {"ja": ja_more, "en": en_more}
    return Doc({"ja": ja, "en": en}, {language: text for language, text in descriptions.items() if text})


def empty_as(default: object) -> Before:
    """Reads a key without a value as if the key were not there."""
    return Before(lambda value: default if value is None else value)


NO_ITEMS = empty_as(())
NO_ENTRIES = empty_as({})


def compiled(cls: Any) -> Callable[[Any], Any]:
    """Returns a function that makes a model of plain data or raises ``ValidationError``."""
    return SchemaValidator(_model_schema(cls)).validate_python


@cache
def _model_schema(cls: Any) -> CoreSchema:
    names = [field.name for field in fields(cls)]
    arguments = core_schema.dataclass_args_schema(
        cls.__name__, [_field_schema(field) for field in fields(cls)]
    )
    closed = core_schema.CoreConfig(extra_fields_behavior="forbid")
    return core_schema.dataclass_schema(cls, arguments, names, frozen=True, config=closed)


def _field_schema(field: Field[Any]) -> core_schema.DataclassField:
    schema = _schema(field.type)
    if field.default is not MISSING:
        schema = core_schema.with_default_schema(schema, default=field.default)
    elif field.default_factory is not MISSING:
        schema = core_schema.with_default_schema(schema, default_factory=field.default_factory)
    return core_schema.dataclass_field(field.name, schema, kw_only=True, validation_alias=key_of(field))


def _schema(annotation: Any) -> CoreSchema:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(*parts)
    if origin in (Union, UnionType):
        (inner,) = (part for part in parts if part is not NoneType)
        return core_schema.nullable_schema(_schema(inner))
    if origin is tuple:
        return core_schema.tuple_variable_schema(_schema(parts[0]))
    if origin is dict:
        return core_schema.dict_schema(_schema(parts[0]), _schema(parts[1]))
    if origin is Literal:
        return core_schema.literal_schema(list(parts))
    return core_schema.str_schema() if annotation is str else _model_schema(annotation)


def _annotated(annotation: Any, *marks: Any) -> CoreSchema:
    """Returns the annotation's schema, wrapped by each of its readers in turn."""
    handler: Handler = _schema
    for mark in marks:
        if isinstance(mark, FromText | After | Before):
            handler = partial(_wrapped, mark, handler)
    return handler(annotation)


def _wrapped(mark: FromText | After | Before, inner: Handler, annotation: Any) -> CoreSchema:
    return mark.__get_pydantic_core_schema__(annotation, inner)


def key_of(field: Field[Any]) -> str:
    """Returns the key in the file of a model's field."""
    marks = getattr(field.type, "__metadata__", ())
    return next((mark.name for mark in marks if isinstance(mark, Key)), field.name)
