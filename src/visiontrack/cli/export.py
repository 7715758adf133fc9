"""``visiontrack export DIR``: open data as CSV with a Data Package, or as Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.edit.writer import Change, existing_content
from visiontrack.folder.model import Folder
from visiontrack.messages import catalogue
from visiontrack.open_data.datapackage import LICENSES, datapackage_files
from visiontrack.open_data.tables import all_tables, recorded_years
from visiontrack.util.extras import require

FORMATS = ("datapackage", "parquet")


def run(
    directory: Annotated[str, Argument(metavar="DIR")],
    year: Annotated[list[str] | None, Option("--year", metavar="YEAR")] = None,
    licence: Annotated[str | None, Option("--licence", metavar="NAME")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "datapackage",
) -> int:
    arguments.choice("--format", format, FORMATS)
    if licence is not None:
        arguments.choice("--licence", licence, tuple(LICENSES))
    if format == "parquet":
        require("pyarrow")
    words, opened = current().words, opened_folder.open_folder()
    folder = opened.folder
    years = tuple(arguments.year_in(folder.vision, text) for text in year or ())
    if opened.errors:
        opened.report_errors()
        console.err(words("export.refused") + "\n")
        return 1
    place = Path(directory)
    files = _files(folder, years or recorded_years(folder), licence, format)
    changes = [Change(path, existing_content(place, path), content) for path, content in files.items()]
    changed = [change for change in changes if change.old != change.new]
    writer.commit(place, changed)
    console.out(words("export.written", count=len(files), changed=len(changed), place=place) + "\n")
    return 0


def _files(folder: Folder, years: Sequence[int], licence: str | None, format: str) -> dict[str, bytes]:
    tables = all_tables(folder, years)
    if format == "datapackage":
        return datapackage_files(folder, tables, licence, catalogue(folder.vision.language))
    from visiontrack.open_data.parquet import parquet_files

    return parquet_files(folder, tables, years, licence)
