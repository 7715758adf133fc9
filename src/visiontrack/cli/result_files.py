"""What ``visiontrack do`` does in the terminal: lays out the files of a year, and lists what is missing."""

from __future__ import annotations

import datetime

from visiontrack.cli import console
from visiontrack.cli.opened_folder import OpenedFolder
from visiontrack.cli.session import current
from visiontrack.cycle import do, do_start
from visiontrack.edit import writer
from visiontrack.formats import Output
from visiontrack.formats.do_formats import missing_text
from visiontrack.formats.do_writing_formats import laid_out_text, refused_text
from visiontrack.messages import catalogue


def list_missing(
    opened: OpenedFolder,
    year: int,
    leads: tuple[str, ...],
    answers_in: int,
    due: datetime.date | None,
    format: str,
) -> int:
    """Prints what is missing, as text to paste into a mail."""
    overview = do.do(opened.folder, year, leads, answers_in=answers_in)
    opened.report_errors()
    if format == "json":
        opened.print_output("do", format, overview)
    else:
        parts = Output(opened.folder, overview, opened.errors, current().words, console.painter())
        console.out(missing_text(parts, due))
    return opened.exit_code


def lay_out(
    opened: OpenedFolder,
    year: int,
    leads: tuple[str, ...],
    answers_in: int,
    start: bool,
    add_missing: bool,
    dry_run: bool,
    format: str,
) -> int:
    folder, words = opened.folder, current().words
    overview = do.do(folder, year, leads, unasked=start, answers_in=answers_in)
    laid = do_start.lay_out_results(folder, overview, catalogue(folder.vision.language), start, add_missing)
    if not dry_run:
        writer.commit(folder.root, laid.changes)
    opened.report_errors()
    if dry_run and format != "json":
        console.out(writer.diff(laid.changes))
    elif (start or add_missing) and format != "json":
        console.out(laid_out_text(laid, words))
    else:
        opened.print_output("do", format, overview, laid.as_dict(dry_run))
    console.err(refused_text(laid, words))
    return max(opened.exit_code, int(bool(laid.refused)))
