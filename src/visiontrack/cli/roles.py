"""``visiontrack roles``: every role of every actor against the measures and contributions that serve it."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from visiontrack import formats
from visiontrack.cli import opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file

FORMATS = tuple(formats.FORMATS["roles"])


@with_file(FORMATS)
def run(
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.cycle.roles import roles

    opened, fiscal_year = opened_folder.open_until(year)
    overview = roles(opened.folder, fiscal_year)
    opened.report_errors()
    opened.print_output("roles", format, overview)
    return opened.exit_code
