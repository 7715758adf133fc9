"""JSON Schema (2020-12) of a kind of file, for editors: the models' titles, words and bounds.

Beside what the standard has stand keywords of the YAML language server: what each word means, what is said of a wrong
value, and with the ids of a folder what may be written for a reference. An editor reads plain scalars by YAML's own rules, so a text may arrive as a number or a truth value and a year
as a text; what only the tool can know (references, check digits, days that exist) stays with ``validate``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from visiontrack.messages import catalogue
from visiontrack.schema import Kind, model
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Indicator
from visiontrack.schema.meeting import Response
from visiontrack.schema.paths import FieldDoc, bare, fields_of, is_optional, scalar_schema
from visiontrack.schema.result import Actual
from visiontrack.schema.scalars import ID_JSON_PATTERN, NUMBER_JSON_PATTERN, VALUE_JSON_PATTERN, Id
from visiontrack.schema.vision import Member

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Models that may be written short, as the value of one of their keys: `founders: 72`, `- citizens`.
_SHORT = {Actual: "value", Member: "actor"}
_YEAR_KEY = "^[0-9]{4}$"
# What a scalar's pattern asks for, as the messages on wrong values call it.
_FORMS = {
    ID_JSON_PATTERN: "id",
    NUMBER_JSON_PATTERN: "number",
    VALUE_JSON_PATTERN: "value",
    "^[0-9]+$": "count",
    "^[0-9]{4}$": "year",
    r"^\d{4}-\d{2}-\d{2}$": "date",
    "^[0-9]{4}(-(0[1-9]|1[0-2]))?$": "month",
    r"^https?://\S+$": "url",
}
# Where one key has this word, another one is required.
_CONDITIONS = {
    Decision: ("decision", "merge", "into"),
    Response: ("status", "declined", "text"),
    Indicator: ("direction", "maintain", "tolerance"),
}
# Ids and names by the key that a reference to them stands under.
IdsByKey = Mapping[str, Mapping[str, str]]


def json_schema(kind: Kind, title: str, language: str, ids: IdsByKey | None = None) -> dict[str, Any]:
    """Returns the JSON Schema of a kind of file; titles and descriptions in ``language``.

    ``ids`` are offered where a reference stands; any other id is as good to the schema.
    """
    cls = model(kind)
    definitions: dict[str, Any] = {}
    file = _Writer(language, definitions, ids or {}).model(cls)
    return {"$schema": DIALECT, "title": title, **file, "$defs": dict(sorted(definitions.items()))}


class _Writer:
    """Walks the models; those met on the way become definitions, each once."""

    def __init__(self, language: str, definitions: dict[str, Any], ids: IdsByKey) -> None:
        self.language = language
        self.definitions = definitions
        self.ids = ids
        self.words = catalogue("en" if language == "en" else "ja")

    def model(self, cls: Any) -> dict[str, Any]:
        fields = fields_of(cls)
        written = {
            "type": "object",
            "properties": {field.key: self._field(field) for field in fields},
            "required": [field.key for field in fields if field.required],
            "additionalProperties": False,
        }
        return {**written, **self._condition(*_CONDITIONS[cls])} if cls in _CONDITIONS else written

    def _condition(self, key: str, word: str, required: str) -> dict[str, Any]:
        """Returns that ``required`` must be there, with a value, where ``key`` has a word."""
        message = self.words("schema.wrong.required", name=key, word=word, required=required)
        return {
            "if": {"properties": {key: {"const": word}}, "required": [key]},
            "then": {
                "properties": {required: {"not": {"type": "null"}, "errorMessage": message}},
                "required": [required],
                "errorMessage": message,
            },
        }

    def _field(self, field: FieldDoc) -> dict[str, Any]:
        head = {"title": field.titles[self.language]}
        if description := field.descriptions.get(self.language):
            head["description"] = description
        schema = self._with_ids(field.key, self.schema(field.annotation))
        return {**head, **(_or_nothing(schema) if field.may_be_empty else schema)}

    def _with_ids(self, key: str, schema: dict[str, Any]) -> dict[str, Any]:
        """Returns a schema that offers the folder's ids under a key, each with its name."""
        names = self.ids.get(key)
        if not names:
            return schema
        snippets = [
            {"label": f"{id_} {name}", "description": name, "body": id_} for id_, name in names.items()
        ]
        if schema.get("type") == "array":
            return {**schema, "items": {**schema["items"], "defaultSnippets": snippets}}
        return {**schema, "defaultSnippets": snippets} if "pattern" in schema else schema

    def schema(self, annotation: Any) -> dict[str, Any]:
        if (scalar := scalar_schema(annotation)) is not None:
            return self._with_message(scalar)
        if is_optional(annotation):
            return _or_nothing(self.schema(bare(annotation)))
        annotation = bare(annotation)
        origin = get_origin(annotation)
        if origin is Literal:
            return self._with_meanings(get_args(annotation))
        if origin is tuple:
            return {"type": "array", "items": self.schema(get_args(annotation)[0])}
        if origin is dict:
            return self._mapping(*get_args(annotation))
        return self._reference(annotation)

    def _with_message(self, scalar: dict[str, Any]) -> dict[str, Any]:
        """Returns the schema of a scalar with what an editor says of a wrong value."""
        form = _FORMS.get(scalar.get("pattern", ""))
        if form is None:
            return scalar
        message = self.words(f"schema.wrong.{form}")
        return {**scalar, "errorMessage": message, "patternErrorMessage": message}

    def _with_meanings(self, choices: tuple[str, ...]) -> dict[str, Any]:
        meanings = [self.words.meaning(word, choices) or word for word in choices]
        listed = " | ".join(choices)
        return {
            "type": "string",
            "enum": list(choices),
            "enumDescriptions": meanings,
            "errorMessage": self.words("schema.wrong.word", words=listed),
        }

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
        nullable["enumDescriptions"] = [*schema["enumDescriptions"], ""]
    return nullable
