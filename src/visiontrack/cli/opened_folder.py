"""The data folder of a run: opening it, reporting its errors, and writing files.

Everything heavy is imported when it is needed: every command imports this module, ``--help`` included.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.cli import arguments, console
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.edit.writer import Change
from visiontrack.errors import Unsound, WrongUse
from visiontrack.formats import Output, renderer
from visiontrack.formats.json_csv import dumps
from visiontrack.formats.painter import Painter

if TYPE_CHECKING:
    from visiontrack.finding import Finding
    from visiontrack.folder.loading import EntryFilter, SourceLines
    from visiontrack.folder.model import Folder


Written = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OpenedFolder:
    """The valid part of a folder, the errors in the rest, and the lines to print with them."""

    folder: Folder
    errors: list[Finding]
    lines: SourceLines

    @property
    def exit_code(self) -> int:
        """Returns 1 when there are errors, however good the output."""
        return int(bool(self.errors))

    def report_errors(self) -> None:
        """Prints the errors on stderr, and which files were left out because of them."""
        if not self.errors:
            return
        from visiontrack.formats.findings_text import Sources, findings_text, listed

        session = current()
        first, not_listed = listed(self.errors)
        console.err(findings_text(first, Sources(session.root, self.lines), session.words))
        if not_listed:
            console.err(session.words("summary.more", count=not_listed).strip() + "\n")
        left_out = self.folder.left_out
        if left_out:
            console.err(session.words("error.left_out", count=len(left_out)) + "\n")
            console.err("".join(f"  {path}\n" for path in left_out))

    def output(
        self, command: str, form: str, overview: object, painter: Painter, written: Written | None = None
    ) -> str | bytes:
        """Returns the output of a command in one of its forms; ``written`` says for JSON what the run wrote."""
        parts = Output(self.folder, overview, self.errors, current().words, painter, written or {})
        return renderer(command, form)(parts)

    def print_output(self, command: str, form: str, overview: object, written: Written | None = None) -> None:
        """Prints the output of a command on stdout."""
        content = self.output(command, form, overview, console.painter(), written)
        if isinstance(content, bytes):
            console.raw(content)
        else:
            (console.machine if form == "json" else console.out)(content)


def open_folder(entry_filter: EntryFilter | None = None) -> OpenedFolder:
    """Loads the session's folder. Raises ``Unsound`` without a valid vision that has rules to evaluate by."""
    from visiontrack.checks.suite import Suite
    from visiontrack.folder import listing, loading

    session = current()
    with console.progress(session.words("progress.read")) as advance:
        loaded = loading.load(session.root, Suite(errors_only=True), entry_filter, advance)
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    if loaded.folder is None or not loaded.folder.vision.evaluation:
        vision_errors = [finding for finding in errors if finding.path in (listing.VISION, "data")]
        raise Unsound("error.no_vision", vision_errors or errors)
    return OpenedFolder(loaded.folder, errors, loaded.lines)


def open_year(text: str) -> tuple[OpenedFolder, int]:
    """Loads what a fiscal year needs. Raises ``WrongUse`` for a text that is no year, or none of the vision's."""
    from visiontrack.cycle.check import entries_needed

    opened = open_folder(entries_needed(arguments.parse_year(text)))
    return opened, arguments.year_in(opened.folder.vision, text)


def open_until(text: str | None) -> tuple[OpenedFolder, int]:
    """Loads the whole folder; returns it with the year in ``text``, or else with the last year that has results."""
    from visiontrack.cycle.history import last_year

    if text is not None:
        arguments.parse_year(text)
    opened = open_folder()
    folder = opened.folder
    return opened, arguments.year_in(folder.vision, text) if text is not None else last_year(folder)


def save_file(place: Path, content: bytes, overwrite: bool) -> None:
    """Writes a file whole or not at all. Raises ``WrongUse`` when it exists and may not be overwritten."""
    existing: bytes | None = None
    if os.path.lexists(place):
        if not overwrite:
            raise WrongUse("error.out_exists", path=str(place))
        try:
            existing = place.read_bytes() if place.is_file() else None
        except OSError:
            existing = b""  # the writer reports in its own words that it may not be read
    writer.commit(place.parent, [Change(place.name, existing, content)])


def write_and_report(
    root: Path, changes: Sequence[Change], form: str, dry_run: bool, facts: Mapping[str, object], message: str
) -> int:
    """Writes the changes below ``root`` unless ``dry_run``, prints the outcome, and returns exit code 0.

    Text is ``message`` after writing, or the difference. JSON holds the facts, which begin with the schema's name, the
    files, and whether they were written.
    """
    if not dry_run:
        writer.commit(root, changes)
    if form == "json":
        files = [change.path for change in changes]
        console.machine(dumps({**facts, "dry_run": dry_run, "files": files, "diff": writer.diff(changes)}))
    else:
        console.out(writer.diff(changes) if dry_run else message)
    return 0
