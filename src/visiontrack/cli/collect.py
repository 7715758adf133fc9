"""``visiontrack do YEAR --collect DIR``: what the sections filled in, spliced into the results files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.cli import console, sound
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.formats import do_formats
from visiontrack.forms.collect_forms import collect_forms

if TYPE_CHECKING:
    from visiontrack.cli.form_options import Asked, Forms


def collect(asked: Asked, forms: Forms, opened: sound.Sound, year: int) -> int:
    """Take the forms in; nothing is written unless all is sound, or ``--partial`` says so. 1 on errors."""
    session = current()
    found = collect_forms(opened.folder, year, Path(forms.collect or ""), session.words)
    refused = bool(found.errors) and not forms.partial
    changes = [] if refused else found.changes
    if not asked.dry_run:
        writer.commit(opened.folder.root, changes)
    sound.tell_errors(opened)
    if asked.format == "json":
        console.machine(do_formats.collected_json(found, year, changes, asked.dry_run, session.words))
        return int(bool(found.errors))
    console.err(do_formats.form_findings_text(found, session.root, session.words))
    if asked.dry_run and changes:
        console.out(writer.diff(changes))
    else:
        console.out(do_formats.collected_text(found, refused, session.words))
    return int(bool(found.errors))
