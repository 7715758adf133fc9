"""``visiontrack show ID [YEAR]``: a measure, indicator, actor, section or opinion through the years."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

FORMATS = ("text", "json")


def run(
    id: Annotated[str, Argument(metavar="ID")],
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.history import last_year
    from visiontrack.cycle.naming import resolve
    from visiontrack.cycle.show import show
    from visiontrack.formats import show_json, show_text

    arguments.choice("--format", format, FORMATS)
    if year is not None:
        arguments.parse_year(year)
    opened = sound.open_folder()
    folder, words = opened.folder, current().words
    until = arguments.year_in(folder.vision, year) if year is not None else last_year(folder)
    sound.tell_errors(opened)
    view = show(folder, resolve(folder, id), until)
    if format == "json":
        console.machine(show_json.text(folder, view, opened.errors, words))
    else:
        console.out(show_text.render_view(folder, view, words, console.painter()))
    return opened.exit_code
