"""``visiontrack act YEAR``: opinions, measures that need a decision, decisions; ``--start`` lays out the file."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.errors import WrongUse
from visiontrack.fiscal_year import of_day
from visiontrack.messages import catalogue

FORMATS = tuple(formats.FORMATS["act"])


@with_file(FORMATS)
def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    start: Annotated[bool, Option("--start")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.cycle import act, act_start, do
    from visiontrack.formats.act_formats import missing_reports_text
    from visiontrack.formats.attention_text import reason_text

    if dry_run and not start:
        raise WrongUse("act.dry_run_alone")
    day = arguments.parse_today(today)
    opened, fiscal_year = opened_folder.open_year(year)
    folder, words = opened.folder, current().words
    changes = []
    if start:
        labels = catalogue(folder.vision.language)
        say = partial(reason_text, words=labels)
        changes.append(act_start.decisions_file(folder, fiscal_year, labels, say))
    if not dry_run:
        writer.commit(folder.root, changes)
    overview = act.act(folder, fiscal_year, day, tuple(lead or ()))
    opened.report_errors()
    if dry_run and format != "json":
        console.out(writer.diff(changes))
    elif start and format != "json":
        console.out(words("act.started", path=overview.path) + "\n")
    else:
        written = {"dry_run": dry_run, "created": [change.path for change in changes]}
        opened.print_output("act", format, overview, written)
    if start:
        console.err(missing_reports_text(do.do(folder, fiscal_year, answers_in=of_day(day)), words))
    return opened.exit_code
