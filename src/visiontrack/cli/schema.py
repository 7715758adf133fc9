"""``visiontrack schema [KIND]``: JSON Schema of each kind of data file, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.formats import WRITING_FORMATS
from visiontrack.util.nearest import nearest


def run(
    kind: Annotated[str | None, Argument(metavar="KIND")] = None,
    out: Annotated[str | None, Option("--out", metavar="DIR")] = None,
    of_folder: Annotated[bool, Option("--of-folder")] = False,
    check: Annotated[bool, Option("--check")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.formats import schema_formats
    from visiontrack.scaffold import schema_files

    words = current().words
    arguments.choice("--format", format, WRITING_FORMATS)
    if check:
        if kind is not None or dry_run or format != "text":
            raise WrongUse("schema.check_alone")
        return _check(out)
    if dry_run and out is None:
        raise WrongUse("schema.dry_run_alone")
    kinds = [known_kind for known_kind in schema_files.KINDS if kind in (None, known_kind)]
    if not kinds:
        choices = " | ".join(schema_files.KINDS)
        suggest = nearest(str(kind), schema_files.KINDS)
        raise WrongUse("error.choice", option="KIND", value=kind, choices=choices, suggest=suggest)
    folder = opened_folder.open_folder().folder if of_folder else None
    if out is not None:
        changes = schema_formats.schema_changes(Path(out), schema_files.schema_files(words, kinds, folder))
        facts = {"schema": "visiontrack.schema/1", "root": out}
        message = words("schema.done", count=len(changes), dir=out)
        return opened_folder.write_and_report(Path(out), changes, format, dry_run, facts, message)
    if format == "json":
        console.machine(schema_formats.schemas_json(kinds, words, folder))
    elif kind is not None:
        console.machine(schema_formats.schema_text(kinds[0], words, folder))
    else:
        console.out(schema_formats.kinds_text(words, console.painter()))
    return 0


def _check(out: str | None) -> int:
    """Says which schemas are stale or absent, in a folder or beside the data; returns 1 where one is."""
    from visiontrack.scaffold.schema_files import stale_schemas

    words = current().words
    place = Path(out) if out is not None else current().root / "schemas"
    stale, offers_ids = stale_schemas(place, words, lambda: opened_folder.open_folder().folder)
    if not stale:
        console.out(words("schema.fresh", dir=place))
        return 0
    console.out("".join(words("schema.stale", path=place / name) for name in stale))
    console.out(words("schema.renew", dir=place, option=" --of-folder" if offers_ids else ""))
    return 1
