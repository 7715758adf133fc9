"""``visiontrack show ID [YEAR]``: a measure, indicator, actor, section or opinion through the years."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from visiontrack import formats
from visiontrack.cli import opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file

FORMATS = tuple(formats.FORMATS["show"])


@with_file(FORMATS)
def run(
    id: Annotated[str, Argument(metavar="ID")],
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.cycle import naming, show

    opened, last_year = opened_folder.open_until(year)
    opened.report_errors()
    overview = show.show(opened.folder, naming.resolve(opened.folder, id), last_year)
    opened.print_output("show", format, overview)
    return opened.exit_code
