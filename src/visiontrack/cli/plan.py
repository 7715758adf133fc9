"""``visiontrack plan YEAR``: measures, targets, and the decisions that change this plan; ``--start`` writes them in."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import console, opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.cli.opened_folder import OpenedFolder
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.errors import WrongUse

FORMATS = tuple(formats.FORMATS["plan"])


@with_file(FORMATS)
def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    start: Annotated[bool, Option("--start")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.cycle import check, plan
    from visiontrack.formats.plan_text import plan_start_text
    from visiontrack.scaffold.plan_edits import plan_start

    if dry_run and not start:
        raise WrongUse("plan.dry_run_alone")
    opened, fiscal_year = _open(year, format)
    filters = check.Filters(tuple(policy or ()), tuple(lead or ()))
    done = plan_start(opened.folder, fiscal_year) if start else None
    if done is not None and not dry_run:
        writer.commit(opened.folder.root, done.changes)
        opened, _ = _open(year, format)
    opened.report_errors()
    if done is None or format != "text":
        overview = plan.plan(opened.folder, fiscal_year, filters)
        written = {"dry_run": dry_run, "changed": [change.path for change in done.changes]} if done else None
        opened.print_output("plan", format, overview, written)
        return opened.exit_code
    console.out(writer.diff(done.changes) if dry_run else "")
    console.out(plan_start_text(done, dry_run, current().words))
    return opened.exit_code


def _open(year: str, format: str) -> tuple[OpenedFolder, int]:
    """Loads what the year needs; the workbook holds the values of every year."""
    return opened_folder.open_until(year) if format == "xlsx" else opened_folder.open_year(year)
