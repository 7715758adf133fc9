"""The fields of a model as people meet them: title and description in both languages, what may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Annotated, Any, get_args, get_origin

from visiontrack.schema.base import keys_of
from visiontrack.schema.kinds import Kind
from visiontrack.schema.marks import Before, Doc, JsonSchema
from visiontrack.schema.paths import annotation_at, bare


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
        """Title and description in one line: ``施策ID（ファイル名と同じ）``."""
        title, more = self.titles[language], self.descriptions.get(language)
        if not more:
            return title
        return f"{title}（{more}）" if language == "ja" else f"{title} ({more})"


def fields_of(cls: Any) -> tuple[FieldDoc, ...]:
    """The keys of a record class in the order of the data format."""
    held = {field.name: field for field in fields(cls)}
    return tuple(_field(key, held[name]) for key, name in keys_of(cls).items())


def _field(key: str, field: Field[Any]) -> FieldDoc:
    told = metadata(field.type, Doc)
    return FieldDoc(
        key,
        field.type,
        field.default is MISSING and field.default_factory is MISSING,
        _accepts_nothing(field.type),
        told[0].titles if told else {"ja": key, "en": key},
        told[0].descriptions if told else {},
    )


def _accepts_nothing(annotation: Any) -> bool:
    """Whether the key may stand without a value: ``X | None``, or a reader that makes something of nothing."""
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if type(None) in get_args(inner):
        return True
    return any(one.func(None) is not None for one in metadata(annotation, Before))


def metadata(annotation: Any, kind: type[Any]) -> list[Any]:
    """What of a kind is attached to an annotation."""
    held = getattr(annotation, "__metadata__", ())
    return [one for one in held if isinstance(one, kind)]


def scalar_schema(annotation: Any) -> dict[str, Any] | None:
    """The JSON Schema that a scalar's type carries; None for what is no scalar of ours."""
    held = metadata(annotation, JsonSchema)
    if held:
        return dict(held[-1].schema)
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    parts = [part for part in get_args(inner) if part is not type(None)]
    if inner is not bare(inner) and len(parts) == 1:
        return scalar_schema(parts[0])
    return None


def is_free_text(kind: Kind, loc: tuple[str | int, ...]) -> bool | None:
    """Whether a title or text belongs at a path through a file; None where the schema knows no such place."""
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
