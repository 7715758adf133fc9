"""What the schema expects at a path through a file: for "did you mean", skeletons and forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from visiontrack.finding import Loc
from visiontrack.schema import Kind, model
from visiontrack.schema.base import Doc, Model


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """One key of a mapping: ``required`` keys must be written, ``may_be_empty`` ones may be written without value."""

    key: str
    annotation: Any
    required: bool
    may_be_empty: bool
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]

    def comment(self, language: str) -> str:
        """Returns title and description in one line: ``施策ID（ファイル名と同じ）``."""
        title, more = self.titles[language], self.descriptions.get(language)
        if not more:
            return title
        return f"{title}（{more}）" if language == "ja" else f"{title} ({more})"


@cache
def fields_of(cls: Any) -> tuple[FieldDoc, ...]:
    """Returns the keys of a model in the order of the data format."""
    return tuple(_field_doc(field.alias or name, field) for name, field in cls.model_fields.items())


def _field_doc(key: str, field: FieldInfo) -> FieldDoc:
    annotation = field.rebuild_annotation()
    doc = next(iter(_marks(annotation, Doc)), Doc({"ja": key, "en": key}, {}))
    return FieldDoc(
        key, annotation, field.is_required(), _may_be_empty(annotation), doc.titles, doc.descriptions
    )


def _may_be_empty(annotation: Any) -> bool:
    """Returns whether the key may stand without a value: ``X | None``, or a reader that makes something of nothing."""
    if NoneType in get_args(_inner(annotation)):
        return True
    return any(mark.func(None) is not None for mark in _marks(annotation, BeforeValidator))


def _marks(annotation: Any, kind: type[Any]) -> list[Any]:
    """Returns what of a kind is attached to an annotation."""
    return [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, kind)]


def _inner(annotation: Any) -> Any:
    """Returns the annotation without ``Annotated``."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def bare(annotation: Any) -> Any:
    """Returns the annotation without ``Annotated`` and ``| None``."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            inner = [part for part in get_args(annotation) if part is not NoneType]
            if len(inner) != 1:
                return annotation
            annotation = inner[0]
        else:
            return annotation


def is_model(annotation: Any) -> bool:
    """Returns whether an annotation is a model, and not a scalar, a list or a map."""
    return isinstance(annotation, type) and issubclass(annotation, Model)


def is_optional(annotation: Any) -> bool:
    """Returns whether an annotation is ``X | None``."""
    inner = _inner(annotation)
    return get_origin(inner) in (Union, UnionType) and NoneType in get_args(inner)


def scalar_schema(annotation: Any) -> dict[str, Any] | None:
    """Returns the JSON Schema that a scalar's type carries, or None for what is no scalar of ours."""
    if marks := _marks(annotation, WithJsonSchema):
        return dict(marks[-1].json_schema)
    inner = _inner(annotation)
    parts = [part for part in get_args(inner) if part is not NoneType]
    if inner is not bare(inner) and len(parts) == 1:
        return scalar_schema(parts[0])
    return None


@cache
def annotations_of(cls: Any) -> dict[str, Any]:
    """Returns a model's annotations by the keys of its fields."""
    return {field.key: field.annotation for field in fields_of(cls)}


@cache
def models_of(kind: Kind) -> tuple[Any, ...]:
    """Returns every model that a kind of file is made of."""
    models: list[Any] = []
    waiting: list[Any] = [model(kind)]
    while waiting:
        current = bare(waiting.pop())
        if is_model(current) and current not in models:
            models.append(current)
            waiting += annotations_of(current).values()
        elif get_origin(current) in (tuple, dict):
            waiting += [part for part in get_args(current) if part is not Ellipsis]
    return tuple(models)


@cache
def all_keys(kind: Kind) -> frozenset[str]:
    """Returns every key that the schema of a kind of file names anywhere."""
    return frozenset(key for part in models_of(kind) for key in annotations_of(part))


def annotation_at(kind: Kind, loc: Loc) -> Any:
    """Returns the annotation at a path, or None where the schema has no such place."""
    current: Any = model(kind)
    for part in loc:
        current = bare(current)
        origin = get_origin(current)
        if origin is tuple and isinstance(part, int):
            current = get_args(current)[0]
        elif origin is dict:
            current = get_args(current)[1]
        elif is_model(current):
            current = annotations_of(current).get(str(part))
        else:
            return None
    return current


@lru_cache(maxsize=1000)
def keys_at(kind: Kind, loc: Loc) -> tuple[str, ...]:
    """Returns the keys that a mapping at this path may have (none for maps whose keys are ids or years)."""
    annotation = bare(annotation_at(kind, loc))
    return tuple(annotations_of(annotation)) if is_model(annotation) else ()


@lru_cache(maxsize=1000)
def is_required(kind: Kind, loc: Loc) -> bool:
    """Returns whether the mapping that holds this path cannot do without its last key."""
    mapping = bare(annotation_at(kind, loc[:-1]))
    return is_model(mapping) and any(field.required for field in fields_of(mapping) if field.key == loc[-1])


@lru_cache(maxsize=1000)
def is_single(kind: Kind, loc: Loc) -> bool:
    """Returns whether one value belongs at a path, rather than keys or a list."""
    annotation = bare(annotation_at(kind, loc))
    return annotation is not None and not is_model(annotation) and get_origin(annotation) not in (tuple, dict)


def is_list_of_singles(kind: Kind, loc: Loc) -> bool:
    """Returns whether a list of single values belongs at a path: texts, ids, years."""
    return get_origin(bare(annotation_at(kind, loc))) is tuple and is_single(kind, (*loc, 0))


@lru_cache(maxsize=1000)
def words_at(kind: Kind, loc: Loc) -> tuple[str, ...]:
    """Returns the words a value at this path may be, for values that are one of a few."""
    annotation = bare(annotation_at(kind, loc))
    return tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()


def is_free_text(kind: Kind, loc: Loc) -> bool | None:
    """Returns whether a title or text belongs at a path, or None where the schema has no such place."""
    annotation = annotation_at(kind, loc)
    if annotation is None:
        return None
    schema = scalar_schema(annotation)
    # An editor takes any plain scalar for a text, hence these types; what has a form of its own is no free text.
    return (
        schema is not None
        and {"string", "boolean"} <= set(schema.get("type", ()))
        and "pattern" not in schema
    )
