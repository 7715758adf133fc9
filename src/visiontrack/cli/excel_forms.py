"""What ``visiontrack do --forms`` and ``--collect`` do: write the sections' forms, and take them in again."""

from __future__ import annotations

import datetime
from pathlib import Path

from visiontrack.cli import console
from visiontrack.cli.opened_folder import OpenedFolder
from visiontrack.cli.session import current
from visiontrack.cycle.check import Filters, with_ids
from visiontrack.edit import writer
from visiontrack.formats import do_writing_formats
from visiontrack.forms.collect_forms import collect_forms, returned_forms
from visiontrack.forms.workbook import make_forms, save_forms


def write_forms(
    opened: OpenedFolder,
    year: int,
    place: Path,
    leads: tuple[str, ...],
    answers_in: int,
    due: datetime.date | None,
    overwrite: bool,
    dry_run: bool,
    format: str,
) -> int:
    words = current().words
    leads = with_ids(opened.folder, Filters(leads=leads)).leads
    forms = make_forms(opened.folder, year, leads, answers_in, words, due)
    if not dry_run:
        save_forms(place, forms, overwrite)
    opened.report_errors()
    if format == "json":
        console.machine(do_writing_formats.forms_json(place, year, forms, dry_run))
    else:
        console.out(do_writing_formats.forms_text(place, year, forms, words))
    return opened.exit_code


def take_in(
    opened: OpenedFolder,
    year: int,
    place: Path,
    answers_in: int,
    partial: bool,
    dry_run: bool,
    format: str,
) -> int:
    """Reads the forms; nothing is written if there are errors, unless ``partial``."""
    session = current()
    collected = collect_forms(opened.folder, year, place, session.words)
    refused = bool(collected.errors) and not partial
    changes = [] if refused else collected.changes
    if not dry_run:
        writer.commit(opened.folder.root, changes)
    opened.report_errors()
    forms = returned_forms(opened.folder, year, answers_in, collected)
    if format == "json":
        console.machine(
            do_writing_formats.collected_json(collected, forms, year, changes, dry_run, session.words)
        )
    else:
        console.err(do_writing_formats.form_findings_text(collected, session.root, session.words))
        if dry_run and changes:
            console.out(writer.diff(changes))
        else:
            console.out(
                do_writing_formats.collected_text(
                    collected, forms, refused, opened.folder.party_name, session.words
                )
            )
    return max(int(bool(collected.errors)), opened.exit_code)
