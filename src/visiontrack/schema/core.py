"""Models → the schema that pydantic-core compiles, straight from their annotations.

Pydantic makes the same of them, and a test holds the two against each other; but loading its Python half and
letting it look at thirty classes takes as long as reading 600 files (docs/adr/0002).
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from visiontrack.schema.base import keys_of

_CLOSED = core_schema.CoreConfig(extra_fields_behavior="forbid")


def compiled(cls: Any) -> Callable[[Any], Any]:
    """A function that makes a model of plain data or raises ``ValidationError``."""
    validate: Callable[[Any], Any] = SchemaValidator(_record(cls)).validate_python
    return validate


@cache
def _record(cls: Any) -> CoreSchema:
    by_name = {name: key for key, name in keys_of(cls).items()}
    parts = [_field(field, by_name[field.name]) for field in fields(cls)]
    arguments = core_schema.dataclass_args_schema(cls.__name__, parts)
    names = [field.name for field in fields(cls)]
    return core_schema.dataclass_schema(cls, arguments, names, slots=True, frozen=True, config=_CLOSED)


def _field(field: Field[Any], key: str) -> core_schema.DataclassField:
    schema = _schema(field.type)
    if field.default is not MISSING:
        schema = core_schema.with_default_schema(schema, default=field.default)
    elif field.default_factory is not MISSING:
        schema = core_schema.with_default_schema(schema, default_factory=field.default_factory)
    alias = key if key != field.name else None
    return core_schema.dataclass_field(field.name, schema, kw_only=True, validation_alias=alias)


def _schema(annotation: Any) -> CoreSchema:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(*parts)
    if origin in (Union, UnionType):
        (inner,) = (part for part in parts if part is not NoneType)
        return core_schema.nullable_schema(_schema(inner))
    if origin is tuple:
        return core_schema.tuple_variable_schema(_schema(parts[0]))
    if origin is dict:
        return core_schema.dict_schema(_schema(parts[0]), _schema(parts[1]))
    if origin is Literal:
        return core_schema.literal_schema(list(parts))
    return core_schema.str_schema() if annotation is str else _record(annotation)


def _marked(annotation: Any, *marks: Any) -> CoreSchema:
    """The annotation's schema, wrapped by each of its readers in turn."""
    handler = _schema
    for mark in marks:
        wrap = getattr(mark, "__get_pydantic_core_schema__", None)
        if wrap is not None:
            handler = _wrapped(wrap, handler)
    return handler(annotation)


def _wrapped(
    wrap: Callable[..., CoreSchema], inner: Callable[[Any], CoreSchema]
) -> Callable[..., CoreSchema]:
    return lambda annotation: wrap(annotation, inner)
