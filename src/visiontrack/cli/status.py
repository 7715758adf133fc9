"""``visiontrack status``: where every year stands in its cycle, and the next thing to do."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from typer import Option

from visiontrack import formats
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.messages import catalogue

FORMATS = tuple(formats.FORMATS["status"])


@with_file(FORMATS)
def run(
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.cycle.status import status
    from visiontrack.history.merge_setup import lacks_driver
    from visiontrack.report.outputs import report_states

    day = arguments.parse_today(today)
    opened = opened_folder.open_folder()
    folder = opened.folder
    reports = report_states(folder, catalogue(folder.vision.language), not opened.errors)
    overview = status(folder, day, reports)
    opened.report_errors()
    opened.print_output("status", format, overview)
    with suppress(WrongUse):  # no git, no repository: nobody merges
        if format == "text" and lacks_driver(folder.root):
            console.out("\n" + current().words("status.merge_driver") + "\n")
    return opened.exit_code
