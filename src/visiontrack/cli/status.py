"""``visiontrack status``: where every year stands in its cycle, and the next thing to do."""

from __future__ import annotations

from typing import Annotated

from typer import Option

FORMATS = ("text", "json")


def run(
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.status import next_step, status
    from visiontrack.formats import status_json, status_text
    from visiontrack.messages import catalogue
    from visiontrack.report.outputs import report_states

    arguments.choice("--format", format, FORMATS)
    day = arguments.parse_today(today)
    opened = sound.open_folder()
    folder, words = opened.folder, current().words
    reports = report_states(folder, catalogue(folder.vision.language), not opened.errors)
    view = status(folder, day, reports)
    step = next_step(view, len(opened.errors))
    sound.tell_errors(opened)
    if format == "json":
        console.machine(status_json.text(folder, view, step, opened.errors, words))
    else:
        console.out(status_text.render_view(folder, view, step, words, console.painter()))
    return opened.exit_code
