"""JSON Schema (2020-12) of a kind of file, for editors: the models' titles, words and bounds, nothing more.

An editor reads plain scalars by YAML's own rules, so a text may arrive as a number or a truth value and a year
as a text; what only the tool can know (references, check digits, days that exist) stays with ``validate``.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from visiontrack.schema import Kind, model
from visiontrack.schema.paths import FieldDoc, bare, fields_of, is_optional, scalar_schema
from visiontrack.schema.result import Actual
from visiontrack.schema.scalars import ID_JSON_PATTERN, Id
from visiontrack.schema.vision import Member

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Models that may be written short, as the value of one of their keys: `founders: 72`, `- citizens`.
_SHORT = {Actual: "value", Member: "actor"}
_YEAR_KEY = "^[0-9]{4}$"


def json_schema(kind: Kind, title: str, language: str) -> dict[str, Any]:
    """Returns the JSON Schema of a kind of file; titles and descriptions in ``language``."""
    cls = model(kind)
    definitions: dict[str, Any] = {}
    file = _Writer(language, definitions).model(cls)
    return {"$schema": DIALECT, "title": title, **file, "$defs": dict(sorted(definitions.items()))}


class _Writer:
    """Walks the models; those met on the way become definitions, each once."""

    def __init__(self, language: str, definitions: dict[str, Any]) -> None:
        self.language = language
        self.definitions = definitions

    def model(self, cls: Any) -> dict[str, Any]:
        fields = fields_of(cls)
        return {
            "type": "object",
            "properties": {field.key: self._field(field) for field in fields},
            "required": [field.key for field in fields if field.required],
            "additionalProperties": False,
        }

    def _field(self, field: FieldDoc) -> dict[str, Any]:
        head = {"title": field.titles[self.language]}
        if description := field.descriptions.get(self.language):
            head["description"] = description
        schema = self.schema(field.annotation)
        return {**head, **(_or_nothing(schema) if field.may_be_empty else schema)}

    def schema(self, annotation: Any) -> dict[str, Any]:
        if (scalar := scalar_schema(annotation)) is not None:
            return scalar
        if is_optional(annotation):
            return _or_nothing(self.schema(bare(annotation)))
        annotation = bare(annotation)
        origin = get_origin(annotation)
        if origin is Literal:
            return {"type": "string", "enum": list(get_args(annotation))}
        if origin is tuple:
            return {"type": "array", "items": self.schema(get_args(annotation)[0])}
        if origin is dict:
            return self._mapping(*get_args(annotation))
        return self._reference(annotation)

    def _mapping(self, key: Any, value: Any) -> dict[str, Any]:
        pattern = ID_JSON_PATTERN if key == Id else _YEAR_KEY
        return {
            "type": "object",
            "patternProperties": {pattern: self.schema(value)},
            "additionalProperties": False,
        }

    def _reference(self, cls: Any) -> dict[str, Any]:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._with_short_form(cls, self.model(cls))
        return {"$ref": f"#/$defs/{name}"}

    def _with_short_form(self, cls: Any, long: dict[str, Any]) -> dict[str, Any]:
        if cls not in _SHORT:
            return long
        short = next(field for field in fields_of(cls) if field.key == _SHORT[cls])
        return {"if": {"type": "object"}, "then": long, "else": _or_nothing(self.schema(short.annotation))}


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Returns a schema that also allows a key without a value.

    By condition, not by ``anyOf``: so an editor underlines what is wrong inside, not the whole.
    """
    if "if" in schema or None in schema.get("enum", []):
        return schema
    if "$ref" in schema:
        return {"if": {"type": "null"}, "then": {}, "else": schema}
    written = schema["type"]
    types = [written] if isinstance(written, str) else written
    nullable = {**schema, "type": [*(name for name in types if name != "null"), "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable
