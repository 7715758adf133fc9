"""``visiontrack do YEAR``: what each section has reported.

``--start`` lays out the files; ``--forms DIR`` writes Excel forms for the sections, ``--collect DIR`` reads them back.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.opened_folder import OpenedFolder
from visiontrack.cli.session import current
from visiontrack.cycle import do, do_start
from visiontrack.cycle.check import Filters, with_ids
from visiontrack.errors import WrongUse
from visiontrack.fiscal_year import of_day
from visiontrack.formats import Output, do_writing_formats
from visiontrack.formats.do_formats import missing_text
from visiontrack.formats.do_writing_formats import laid_out_text, refused_text
from visiontrack.messages import catalogue
from visiontrack.util.extras import require

FORMATS = tuple(formats.FORMATS["do"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    start: Annotated[bool, Option("--start")] = False,
    add_missing: Annotated[bool, Option("--add-missing")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
    forms: Annotated[str | None, Option("--forms", metavar="DIR")] = None,
    collect: Annotated[str | None, Option("--collect", metavar="DIR")] = None,
    overwrite: Annotated[bool, Option("--overwrite")] = False,
    partial: Annotated[bool, Option("--partial")] = False,
    missing: Annotated[bool, Option("--missing")] = False,
    due: Annotated[str | None, Option("--due", metavar="DATE")] = None,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
) -> int:
    leads = tuple(lead or ())
    arguments.choice("--format", format, FORMATS)
    answers_in = of_day(arguments.parse_today(today))
    due_day = arguments.parse_date(due) if due is not None else None
    if forms or collect or overwrite or partial:
        _refuse_mixed_options(
            forms, collect, overwrite, partial, bool(leads), start or add_missing, missing, bool(due)
        )
        require("openpyxl")
        opened, fiscal_year = opened_folder.open_year(year)
        if collect:
            return _collect(opened, fiscal_year, Path(collect), answers_in, partial, dry_run, format)
        place = Path(forms or "")
        return _make_forms(opened, fiscal_year, place, leads, answers_in, due_day, overwrite, dry_run, format)
    _refuse_lone_options(missing, due_day, start or add_missing)
    if dry_run and not (start or add_missing):
        raise WrongUse("do.dry_run_alone")
    opened, fiscal_year = opened_folder.open_year(year)
    if missing:
        return _missing(opened, fiscal_year, leads, answers_in, due_day, format)
    return _do(opened, fiscal_year, leads, answers_in, start, add_missing, dry_run, format)


def _missing(
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


def _refuse_lone_options(missing: bool, due: datetime.date | None, laying_out: bool) -> None:
    """Raises ``WrongUse`` for options that would have no effect, or none together."""
    if due is not None and not missing:
        raise WrongUse("do.error.due")
    if missing and laying_out:
        raise WrongUse("form.error.together", option="--missing", other="--start, --add-missing")


def _do(
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
        opened_folder.commit(folder.root, laid.changes)
    opened.report_errors()
    if dry_run and format != "json":
        console.out(opened_folder.diff(laid.changes))
    elif (start or add_missing) and format != "json":
        console.out(laid_out_text(laid, words))
    else:
        opened.print_output("do", format, overview, laid.as_dict(dry_run))
    console.err(refused_text(laid, words))
    return max(opened.exit_code, int(bool(laid.refused)))


def _refuse_mixed_options(
    forms: str | None,
    collect: str | None,
    overwrite: bool,
    partial: bool,
    leads: bool,
    laying_out: bool,
    missing: bool,
    due: bool,
) -> None:
    """Raises ``WrongUse`` for options that would have no effect together."""
    if overwrite and not forms:
        raise WrongUse("form.error.needs", option="--overwrite", other="--forms")
    if partial and not collect:
        raise WrongUse("form.error.needs", option="--partial", other="--collect")
    option = "--forms" if forms else "--collect"
    for clash, other in (
        (forms and collect, "--collect"),
        (collect and leads, "--lead"),
        (collect and due, "--due"),
        (laying_out, "--start, --add-missing"),
        (missing, "--missing"),
    ):
        if clash:
            raise WrongUse("form.error.together", option=option, other=other)


def _make_forms(
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
    from visiontrack.forms.workbook import make_forms, save_forms

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


def _collect(
    opened: OpenedFolder,
    year: int,
    place: Path,
    answers_in: int,
    partial: bool,
    dry_run: bool,
    format: str,
) -> int:
    """Reads the forms; nothing is written if there are errors, unless ``partial``."""
    from visiontrack.forms.collect_forms import collect_forms
    from visiontrack.forms.returned_forms import returned_forms

    session = current()
    collected = collect_forms(opened.folder, year, place, session.words)
    refused = bool(collected.errors) and not partial
    changes = [] if refused else collected.changes
    if not dry_run:
        opened_folder.commit(opened.folder.root, changes)
    opened.report_errors()
    forms = returned_forms(opened.folder, year, answers_in, collected)
    if format == "json":
        console.machine(
            do_writing_formats.collected_json(collected, forms, year, changes, dry_run, session.words)
        )
    else:
        console.err(do_writing_formats.form_findings_text(collected, session.root, session.words))
        if dry_run and changes:
            console.out(opened_folder.diff(changes))
        else:
            console.out(do_writing_formats.collected_text(collected, forms, refused, session.words))
    return max(int(bool(collected.errors)), opened.exit_code)
