"""JSON Schemas as files beside the data, by which editors check what is typed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from visiontrack.messages import Catalogue
from visiontrack.schema import MODELS, Kind
from visiontrack.schema.json_schema import DIALECT, json_schema

# The places of a kind's files, as people read them.
PLACES: dict[Kind, str] = {
    "vision": "data/vision.yaml",
    "actor": "data/actors/<id>.yaml",
    "measure": "data/measures/<id>.yaml",
    "result": "data/results/<year>/<measure>.yaml",
    "vision_result": "data/results/<year>/vision.yaml",
    "meeting": "data/meetings/<year>/<id>.yaml",
    "decisions": "data/decisions/<year>.yaml",
}
KINDS: tuple[Kind, ...] = tuple(MODELS)
MARK = "visiontrack schema"


def schema_of(kind: Kind, words: Catalogue) -> dict[str, Any]:
    """Returns the JSON Schema of a kind of file, titled in the catalogue's language."""
    return json_schema(kind, words(f"schema.kind.{kind}"), words.language)


def schema_files(words: Catalogue, kinds: Sequence[Kind] = KINDS) -> dict[str, bytes]:
    """Returns name → content of each kind's schema, and of the one that tells the two kinds of result apart."""
    files = {f"{kind}.schema.json": _content(schema_of(kind, words)) for kind in kinds}
    if "result" in kinds and "vision_result" in kinds:
        results = {
            "$schema": DIALECT,
            "title": words("schema.kind.result"),
            "if": {"required": ["measure"]},
            "then": {"$ref": "result.schema.json"},
            "else": {"$ref": "vision_result.schema.json"},
        }
        files["results.schema.json"] = _content(results)
    return files


def _content(schema: dict[str, Any]) -> bytes:
    marked = {"$schema": schema["$schema"], "$comment": MARK, **schema}
    return (json.dumps(marked, ensure_ascii=False, indent=2) + "\n").encode()
