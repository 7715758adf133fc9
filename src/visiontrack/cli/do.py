"""``visiontrack do YEAR``: what each section has reported.

``--start`` lays out the files; ``--forms DIR`` writes Excel forms for the sections, ``--collect DIR`` reads them back.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.errors import WrongUse
from visiontrack.fiscal_year import of_day
from visiontrack.util.extras import require

FORMATS = tuple(formats.FORMATS["do"])


@with_file(FORMATS)
def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    start: Annotated[bool, Option("--start")] = False,
    add_missing: Annotated[bool, Option("--add-missing")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Form = "",
    out: File = None,
    forms: Annotated[str | None, Option("--forms", metavar="DIR")] = None,
    collect: Annotated[str | None, Option("--collect", metavar="DIR")] = None,
    overwrite: Overwrite = False,
    partial: Annotated[bool, Option("--partial")] = False,
    missing: Annotated[bool, Option("--missing")] = False,
    due: Annotated[str | None, Option("--due", metavar="DATE")] = None,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
) -> int:
    leads = tuple(lead or ())
    answers_in = of_day(arguments.parse_today(today))
    due_day = arguments.parse_date(due) if due is not None else None
    if forms or collect or partial:
        _refuse_mixed_options(forms, collect, partial, bool(leads), start or add_missing, missing, bool(due))
        require("openpyxl")
        from visiontrack.cli import excel_forms

        opened, fiscal_year = opened_folder.open_year(year)
        if collect:
            return excel_forms.take_in(
                opened, fiscal_year, Path(collect), answers_in, partial, dry_run, format
            )
        place = Path(forms or "")
        return excel_forms.write_forms(
            opened, fiscal_year, place, leads, answers_in, due_day, overwrite, dry_run, format
        )
    _refuse_lone_options(missing, due_day, start or add_missing)
    if dry_run and not (start or add_missing):
        raise WrongUse("do.dry_run_alone")
    from visiontrack.cli import result_files

    opened, fiscal_year = opened_folder.open_year(year)
    if missing:
        return result_files.list_missing(opened, fiscal_year, leads, answers_in, due_day, format)
    return result_files.lay_out(opened, fiscal_year, leads, answers_in, start, add_missing, dry_run, format)


def _refuse_lone_options(missing: bool, due: datetime.date | None, laying_out: bool) -> None:
    """Raises ``WrongUse`` for options that would have no effect, or none together."""
    if due is not None and not missing:
        raise WrongUse("do.error.due")
    if missing and laying_out:
        raise WrongUse("form.error.together", option="--missing", other="--start, --add-missing")


def _refuse_mixed_options(
    forms: str | None,
    collect: str | None,
    partial: bool,
    leads: bool,
    laying_out: bool,
    missing: bool,
    due: bool,
) -> None:
    """Raises ``WrongUse`` for options that would have no effect together."""
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
