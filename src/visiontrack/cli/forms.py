"""``visiontrack do YEAR --forms DIR``: Excel forms out to the sections; ``--collect DIR`` brings them back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from visiontrack.cli import arguments, console, sound
from visiontrack.cli.session import current
from visiontrack.cycle.check import Filters, known, needed
from visiontrack.errors import WrongUse
from visiontrack.formats import forms as shown
from visiontrack.formats.xlsx import need_openpyxl


class Asked(NamedTuple):
    """The options of ``do`` that have to do with forms."""

    year: str
    forms: str | None
    collect: str | None
    leads: tuple[str, ...]
    overwrite: bool
    partial: bool
    dry_run: bool
    format: str


def exchange(asked: Asked) -> int:
    """Make forms or take them in; exit code 1 where something is wrong with the folder or the forms."""
    if asked.forms and asked.collect:
        raise WrongUse("form.error.together", one="--forms", other="--collect")
    if asked.overwrite and not asked.forms:
        raise WrongUse("form.error.needs", one="--overwrite", other="--forms")
    if asked.partial and not asked.collect:
        raise WrongUse("form.error.needs", one="--partial", other="--collect")
    need_openpyxl()
    opened = sound.open_folder(needed(arguments.parse_year(asked.year)))
    known(opened.folder, Filters(leads=asked.leads))
    year = arguments.year_in(opened.folder.vision, asked.year)
    if asked.collect:
        from visiontrack.cli.collect import collect

        return max(collect(asked, opened, year), opened.exit_code)
    return _make(asked, opened, year)


def _make(asked: Asked, opened: sound.Sound, year: int) -> int:
    from visiontrack.exchange.making import make, save

    place, words = Path(asked.forms or ""), current().words
    made = make(opened.folder, year, asked.leads, words)
    if not asked.dry_run:
        save(place, made, asked.overwrite)
    sound.tell_errors(opened)
    if asked.format == "json":
        console.machine(shown.made_json(place, year, made, asked.dry_run))
    else:
        console.out(shown.made(place, year, made, words))
    return opened.exit_code
