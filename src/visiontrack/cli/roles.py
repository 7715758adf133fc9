"""``visiontrack roles``: every role of every actor against the measures and contributions that serve it."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, opened_folder

FORMATS = tuple(formats.FORMATS["roles"])


def run(
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cycle.roles import roles

    arguments.choice("--format", format, FORMATS)
    opened, fiscal_year = opened_folder.open_until(year)
    overview = roles(opened.folder, fiscal_year)
    opened.report_errors()
    opened.print_output("roles", format, overview)
    return opened.exit_code
