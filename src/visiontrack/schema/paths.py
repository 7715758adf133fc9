"""What the schema expects at a path through a file: for "did you mean", skeletons and forms."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from visiontrack.schema.base import is_record, keys_of
from visiontrack.schema.kinds import Kind, model


@cache
def hints(cls: type[Any]) -> dict[str, Any]:
    """A model's fields with their annotations, keyed as they stand in a file."""
    found = {field.name: field.type for field in fields(cls)}
    return {key: found[name] for key, name in keys_of(cls).items()}


def bare(annotation: Any) -> Any:
    """The annotation without ``Annotated`` and ``| None``."""
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


def annotation_at(kind: Kind, loc: tuple[str | int, ...]) -> Any:
    """The annotation at a path, or None where the schema knows no such place."""
    current: Any = model(kind)
    for part in loc:
        current = bare(current)
        origin = get_origin(current)
        if origin is tuple and isinstance(part, int):
            current = get_args(current)[0]
        elif origin is dict:
            current = get_args(current)[1]
        elif is_record(current):
            current = hints(current).get(str(part))
        else:
            return None
    return current


@lru_cache(maxsize=1000)
def keys_at(kind: Kind, loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys a mapping at this path may have (none for maps whose keys are ids or years)."""
    found = bare(annotation_at(kind, loc))
    return tuple(hints(found)) if is_record(found) else ()


@lru_cache(maxsize=1000)
def is_required(kind: Kind, loc: tuple[str | int, ...]) -> bool:
    """Whether the mapping that holds this path cannot do without its last key."""
    holder = bare(annotation_at(kind, loc[:-1]))
    name = keys_of(holder).get(str(loc[-1])) if is_record(holder) else None
    wanted = [field for field in fields(holder) if field.name == name] if name is not None else []
    return any(field.default is MISSING and field.default_factory is MISSING for field in wanted)


@lru_cache(maxsize=1000)
def is_single(kind: Kind, loc: tuple[str | int, ...]) -> bool:
    """Whether one value belongs at a path, rather than keys or a list."""
    found = bare(annotation_at(kind, loc))
    return found is not None and not is_record(found) and get_origin(found) not in (tuple, dict)


def is_list_of_singles(kind: Kind, loc: tuple[str | int, ...]) -> bool:
    """Whether a list of single values belongs at a path: texts, ids, years."""
    return get_origin(bare(annotation_at(kind, loc))) is tuple and is_single(kind, (*loc, 0))


@lru_cache(maxsize=1000)
def words_at(kind: Kind, loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The words a value at this path may be, for values that are one of a few."""
    found = bare(annotation_at(kind, loc))
    return tuple(str(word) for word in get_args(found)) if get_origin(found) is Literal else ()


@cache
def records(kind: Kind) -> tuple[Any, ...]:
    """Every model that a kind of file is made of."""
    found: list[Any] = []
    waiting: list[Any] = [model(kind)]
    while waiting:
        current = bare(waiting.pop())
        if is_record(current) and current not in found:
            found.append(current)
            waiting += hints(current).values()
        elif get_origin(current) in (tuple, dict):
            waiting += [part for part in get_args(current) if part is not Ellipsis]
    return tuple(found)


@cache
def all_keys(kind: Kind) -> frozenset[str]:
    """Every key that the schema of a kind of file names anywhere."""
    return frozenset(key for record in records(kind) for key in hints(record))
