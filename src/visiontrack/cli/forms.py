"""``visiontrack do YEAR --forms DIR``: Excel forms out to the sections; ``--collect DIR`` brings them back."""

from __future__ import annotations

from pathlib import Path

from visiontrack.cli import arguments, console, sound
from visiontrack.cli.form_options import Asked, Forms, belong_together
from visiontrack.cli.session import current
from visiontrack.cycle.check import Filters, entries_needed, refuse_unknown_ids
from visiontrack.formats import do_formats
from visiontrack.util.extras import require


def exchange(asked: Asked, forms: Forms) -> int:
    """Make forms or take them in; exit code 1 where something is wrong with the folder or the forms."""
    belong_together(asked, forms)
    require("openpyxl")
    opened = sound.open_folder(entries_needed(arguments.parse_year(asked.year)))
    refuse_unknown_ids(opened.folder, Filters(leads=asked.leads))
    year = arguments.year_in(opened.folder.vision, asked.year)
    if forms.collect:
        from visiontrack.cli.collect import collect

        return max(collect(asked, forms, opened, year), opened.exit_code)
    return _make(asked, forms, opened, year)


def _make(asked: Asked, forms: Forms, opened: sound.Sound, year: int) -> int:
    from visiontrack.forms.workbook import make_forms, save_forms

    place, words = Path(forms.make or ""), current().words
    made = make_forms(opened.folder, year, asked.leads, words)
    if not asked.dry_run:
        save_forms(place, made, forms.overwrite)
    sound.tell_errors(opened)
    if asked.format == "json":
        console.machine(do_formats.forms_json(place, year, made, asked.dry_run))
    else:
        console.out(do_formats.forms_text(place, year, made, words))
    return opened.exit_code
