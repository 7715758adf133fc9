"""The JSON Schemas of the data format: listed, one by one, all in one document, or as files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.folder.model import Folder
from visiontrack.formats import lines_text
from visiontrack.formats.json_csv import dumps
from visiontrack.formats.painter import Painter
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue
from visiontrack.scaffold.schema_files import KINDS, MARK, PLACES, schema_of
from visiontrack.schema import Kind


def kinds_text(words: Catalogue, painter: Painter) -> str:
    """Returns the kinds of file, what they hold, and where they stand."""
    names = ("kind", "title", "place")
    columns = [Column(words(f"schema.column.{name}"), flexible=name == "title") for name in names]
    rows = [[kind, words(f"schema.kind.{kind}"), PLACES[kind]] for kind in KINDS]
    return lines_text([*painter.table(columns, rows), "", *painter.wrap(words("schema.more"))])


def schema_text(kind: Kind, words: Catalogue, folder: Folder | None = None) -> str:
    """Returns the JSON Schema of a kind of file."""
    return dumps(schema_of(kind, words, folder))


def schemas_json(kinds: Sequence[Kind], words: Catalogue, folder: Folder | None = None) -> str:
    """Returns ``visiontrack.schema/1``: every kind with its JSON Schema."""
    entries = [
        {
            "kind": kind,
            "title": words(f"schema.kind.{kind}"),
            "path": PLACES[kind],
            "json_schema": schema_of(kind, words, folder),
        }
        for kind in kinds
    ]
    return dumps({"schema": "visiontrack.schema/1", "kinds": entries})


def schema_changes(folder: Path, files: Mapping[str, bytes]) -> list[Change]:
    """Returns the files to write below ``folder``; only what this tool wrote before is replaced.

    Raises ``WrongUse`` where another file stands in the place.
    """
    return [Change(name, _schema_file(folder / name), content) for name, content in files.items()]


def _schema_file(path: Path) -> bytes | None:
    """Returns the bytes of a schema written before, None where there is none."""
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
