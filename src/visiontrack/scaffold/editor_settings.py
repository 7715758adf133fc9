"""JSON Schemas as files beside the data, and the settings that make an editor use them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from visiontrack.messages import Catalogue
from visiontrack.schema import MODELS, Kind
from visiontrack.schema.json_schema import DIALECT, json_schema

# Which files each schema is for; `results` tells the two kinds of file in a year's results folder apart.
GLOBS: dict[str, str] = {
    "vision": "data/vision.yaml",
    "actor": "data/actors/*.yaml",
    "measure": "data/measures/*.yaml",
    "results": "data/results/*/*.yaml",
    "meeting": "data/meetings/*/*.yaml",
    "decisions": "data/decisions/*.yaml",
}
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
    """The JSON Schema of a kind of file, titled in the catalogue's language."""
    return json_schema(kind, words(f"schema.kind.{kind}"), words.language)


def schema_files(words: Catalogue, kinds: Sequence[Kind] = KINDS) -> dict[str, bytes]:
    """Name → content of each kind's schema; with all kinds also the one that stands before both kinds of result."""
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
    return _json({"$schema": schema["$schema"], "$comment": MARK, **schema})


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def vscode_settings(folder: str) -> bytes:
    """``.vscode/settings.json``: which schema (below ``folder``) holds for which files, and UTF-8 with LF."""
    settings = {
        "yaml.schemas": {f"./{folder}/{name}.schema.json": [glob] for name, glob in GLOBS.items()},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    return _json(settings)


def vscode_extensions() -> bytes:
    """``.vscode/extensions.json``: the extension that reads the schemas."""
    return _json({"recommendations": ["redhat.vscode-yaml"]})
