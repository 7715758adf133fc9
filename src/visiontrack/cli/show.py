"""``visiontrack show ID [YEAR]``: a measure, indicator, actor, section or opinion through the years."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, opened_folder

FORMATS = tuple(formats.FORMATS["show"])


def run(
    id: Annotated[str, Argument(metavar="ID")],
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cycle import naming, show

    arguments.choice("--format", format, FORMATS)
    opened, last_year = opened_folder.open_until(year)
    opened.report_errors()
    overview = show.show(opened.folder, naming.resolve(opened.folder, id), last_year)
    opened.print_output("show", format, overview)
    return opened.exit_code
