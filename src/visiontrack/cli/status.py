"""``visiontrack status``: where every year stands in its cycle, and the next thing to do."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from visiontrack import formats
from visiontrack.cli import arguments, opened_folder
from visiontrack.messages import catalogue

FORMATS = tuple(formats.FORMATS["status"])


def run(
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cycle.status import status
    from visiontrack.report.outputs import report_states

    arguments.choice("--format", format, FORMATS)
    day = arguments.parse_today(today)
    opened = opened_folder.open_folder()
    folder = opened.folder
    reports = report_states(folder, catalogue(folder.vision.language), not opened.errors)
    overview = status(folder, day, reports)
    opened.report_errors()
    opened.print_output("status", format, overview)
    return opened.exit_code
