"""JSON Schemas as files beside the data, by which editors check what is typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from visiontrack.folder.model import Folder
from visiontrack.messages import Catalogue
from visiontrack.schema import MODELS, Kind
from visiontrack.schema.json_schema import json_schema

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
MARK_OF_FOLDER = "visiontrack schema --of-folder"


def schema_of(kind: Kind, words: Catalogue, folder: Folder | None = None) -> dict[str, Any]:
    """Returns the JSON Schema of a kind of file, titled in the catalogue's language; it offers the folder's ids."""
    ids = ids_by_key(folder) if folder is not None else None
    return json_schema(kind, words(f"schema.kind.{kind}"), words.language, ids)


def schema_files(
    words: Catalogue, kinds: Sequence[Kind] = KINDS, folder: Folder | None = None
) -> dict[str, bytes]:
    """Returns name → content of each kind's schema."""
    mark = MARK if folder is None else MARK_OF_FOLDER
    return {f"{kind}.schema.json": _content(schema_of(kind, words, folder), mark) for kind in kinds}


def ids_by_key(folder: Folder) -> dict[str, dict[str, str]]:
    """Returns the ids of a folder with their names, by the keys that references to them stand under."""
    vision = folder.vision
    parties = {id_: folder.party_name(id_) for id_ in (*folder.actors, *folder.sections)}
    sections = {id_: section.name for id_, (section, _) in folder.sections.items()}
    measures = {id_: measure.title for id_, measure in folder.measures.items()}
    actors = folder.actors.values()
    programs = {program.id: program.title for actor in actors for program in actor.programs}
    roles = {role.id: role.title for actor in actors for role in actor.roles}
    return {
        **dict.fromkeys(("lead", "actor", "to", "successor", "attendees"), parties),
        **dict.fromkeys(("secretariat", "sections"), sections),
        **dict.fromkeys(("measure", "measures", "into", "predecessors"), measures),
        **dict.fromkeys(("role", "roles"), roles),
        "policy": {policy.id: policy.title for policy in vision.policies},
        "fields": {field.id: field.title for field in vision.fields},
        "aims": {indicator.id: indicator.name for indicator in vision.indicators},
        "programs": programs,
    }


def stale_schemas(folder: Path, words: Catalogue, opened: Callable[[], Folder]) -> tuple[list[str], bool]:
    """Returns the names of the schemas in a folder that are absent or not what this version writes, and whether they
    offer the ids of a data folder, which ``opened`` reads then."""
    existing = {name: _written(folder / name) for name in (f"{kind}.schema.json" for kind in KINDS)}
    offers_ids = any(schema.get("$comment") == MARK_OF_FOLDER for schema in existing.values())
    wanted_files = schema_files(words, folder=opened() if offers_ids else None)
    stale = [name for name, content in wanted_files.items() if json.loads(content) != existing[name]]
    return stale, offers_ids


def _written(path: Path) -> dict[str, Any]:
    """Returns a schema as it was written, without the mark of ``init``; empty where there is none."""
    try:
        schema = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in schema.items() if key != "visiontrack.init"}


def _content(schema: dict[str, Any], mark: str) -> bytes:
    marked = {"$schema": schema["$schema"], "$comment": mark, **schema}
    return (json.dumps(marked, ensure_ascii=False, indent=2) + "\n").encode()
