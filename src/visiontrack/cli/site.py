"""``visiontrack site DIR``: the public web site as static pages; ``--check`` compares it with the data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from visiontrack.cli import console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.edit.writer import Change, existing_content
from visiontrack.formats.findings_text import Sources, findings_text
from visiontrack.messages import catalogue
from visiontrack.open_data.datapackage import datapackage_files
from visiontrack.open_data.tables import all_tables, recorded_years
from visiontrack.report.outputs import report_path, years_with_reports
from visiontrack.report.site_appearance import Appearance, read_appearance
from visiontrack.report.site_pages import SiteSource, leftover_pages, site_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder


def run(
    directory: Annotated[str, Argument(metavar="DIR")],
    check: Annotated[bool, Option("--check")] = False,
) -> int:
    words, opened = current().words, opened_folder.open_folder()
    folder = opened.folder
    if opened.errors:
        opened.report_errors()
        console.err(words("site.refused") + "\n")
        return 1
    appearance = read_appearance(folder.root)
    if not isinstance(appearance, Appearance):
        return _mistakes(folder, [appearance])
    files = site_files(folder, words, appearance, _source(folder))
    if isinstance(files, list):
        return _mistakes(folder, files)
    place = Path(directory)
    return _compared(place, files) if check else _written(place, files)


def _source(folder: Folder) -> SiteSource:
    """Returns the public's reports as they stand in the folder, and the data to download."""
    reports = {}
    for year in years_with_reports(folder):
        content = existing_content(folder.root, report_path(year, "public"))
        if content is not None:
            reports[year] = content.decode("utf-8", "replace")
    tables = all_tables(folder, recorded_years(folder))
    words = catalogue(folder.vision.language)
    return SiteSource(reports, datapackage_files(folder, tables, None, words))


def _mistakes(folder: Folder, findings: list[Finding]) -> int:
    words = current().words
    text = findings_text(findings, Sources(folder.root), words)
    console.err(text + words("site.not_written") + "\n")
    return 1


def _compared(place: Path, files: Mapping[str, bytes]) -> int:
    """Says which files of the site are absent, stale, or made no longer."""
    words = current().words
    lines = []
    for path, content in sorted(files.items()):
        target = place / path
        if not target.is_file():
            lines.append(words("site.absent", path=path))
        elif target.read_bytes() != content:
            lines.append(words("site.stale", path=path))
    lines += [words("site.leftover", path=path) for path in leftover_pages(place, files)]
    if not lines:
        console.out(words("site.fresh", count=len(files)) + "\n")
        return 0
    console.out("\n".join([*lines, f"   {words('cure')}: visiontrack site {place}"]) + "\n")
    return 1


def _written(place: Path, files: Mapping[str, bytes]) -> int:
    words = current().words
    changes = [Change(path, existing_content(place, path), content) for path, content in files.items()]
    changed = [change for change in changes if change.old != change.new]
    writer.commit(place, changed)
    leftover = leftover_pages(place, files)
    for path in leftover:
        os.remove(place / path)  # noqa: PTH107  # as all file names here, with /
    console.out(
        words("site.written", count=len(files), changed=len(changed), removed=len(leftover), place=place)
        + "\n"
    )
    return 0
