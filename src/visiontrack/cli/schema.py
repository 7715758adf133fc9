"""``visiontrack schema [KIND]``: JSON Schema of each kind of data file, for editors."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option


def run(
    kind: Annotated[str | None, Argument(metavar="KIND")] = None,
    out: Annotated[str | None, Option("--out", metavar="DIR")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from pathlib import Path

    from visiontrack.cli import arguments, console, writing
    from visiontrack.cli.session import current
    from visiontrack.errors import WrongUse
    from visiontrack.formats import schema_formats
    from visiontrack.scaffold import editor_settings
    from visiontrack.util.nearest import nearest

    words = current().words
    arguments.choice("--format", format, writing.FORMATS)
    if dry_run and out is None:
        raise WrongUse("schema.dry_run_alone")
    kinds = [one for one in editor_settings.KINDS if kind in (None, one)]
    if not kinds:
        choices = " | ".join(editor_settings.KINDS)
        near = nearest(str(kind), editor_settings.KINDS)
        raise WrongUse("error.choice", option="KIND", value=kind, choices=choices, suggest=near)
    if out is not None:
        changes = schema_formats.schema_changes(Path(out), editor_settings.schema_files(words, kinds))
        facts = {"schema": "visiontrack.schema/1", "root": out}
        said = words("schema.done", count=len(changes), dir=out)
        return writing.write(Path(out), changes, format, dry_run, facts, said)
    if format == "json":
        console.machine(schema_formats.schemas_json(kinds, words))
    elif kind is not None:
        console.machine(schema_formats.schema_text(kinds[0], words))
    else:
        console.out(schema_formats.kinds_text(words, console.painter()))
    return 0
