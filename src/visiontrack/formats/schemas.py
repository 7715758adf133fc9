"""The JSON Schemas of the data format: listed, one by one, all in one document, or as files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.formats.numbers import dumps
from visiontrack.layout.table import Column, render
from visiontrack.layout.width import wrap
from visiontrack.messages import Catalogue
from visiontrack.scaffold.editor import KINDS, MARK, PLACES, schema_of
from visiontrack.schema import Kind


def listed(words: Catalogue, room: int, ambiguous: int) -> str:
    """The kinds of file, what they hold, and where they stand."""
    columns = [
        Column(words(f"schema.column.{name}"), flexible=name == "title")
        for name in ("kind", "title", "place")
    ]
    rows = [[kind, words(f"schema.kind.{kind}"), PLACES[kind]] for kind in KINDS]
    more = wrap(words("schema.more"), room, ambiguous)
    return "\n".join([*render(columns, rows, room, ambiguous), "", *more]) + "\n"


def one(kind: Kind, words: Catalogue) -> str:
    """The JSON Schema itself."""
    return dumps(schema_of(kind, words))


def as_json(kinds: Sequence[Kind], words: Catalogue) -> str:
    """``visiontrack.schema/1``: every kind with its JSON Schema."""
    held = [
        {
            "kind": kind,
            "title": words(f"schema.kind.{kind}"),
            "path": PLACES[kind],
            "json_schema": schema_of(kind, words),
        }
        for kind in kinds
    ]
    return dumps({"schema": "visiontrack.schema/1", "kinds": held})


def changes(folder: Path, files: Mapping[str, bytes]) -> list[Change]:
    """The files to write below ``folder``; only what this tool wrote before is replaced."""
    return [Change(name, _held(folder / name), content) for name, content in files.items()]


def _held(path: Path) -> bytes | None:
    if not os.path.lexists(path):
        return None
    try:
        content = path.read_bytes()
        ours = json.loads(content).get("$comment", "").startswith(MARK)
    except (OSError, ValueError, AttributeError):
        ours = False
    if not ours:
        raise WrongUse("error.target_exists", path=path.name)
    return content
