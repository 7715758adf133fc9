"""``visiontrack status``: where every year stands in its cycle, and the next thing to do."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["status"])


def run(
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, sound
    from visiontrack.cycle.status import status
    from visiontrack.messages import catalogue
    from visiontrack.report.outputs import report_states

    arguments.choice("--format", format, FORMATS)
    day = arguments.parse_today(today)
    opened = sound.open_folder()
    folder = opened.folder
    reports = report_states(folder, catalogue(folder.vision.language), not opened.errors)
    overview = status(folder, day, reports)
    sound.tell_errors(opened)
    sound.put_out("status", format, opened, overview)
    return opened.exit_code
