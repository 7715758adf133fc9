"""``visiontrack roles``: every role of every actor against the measures and contributions that serve it."""

from __future__ import annotations

from typing import Annotated

from typer import Option

FORMATS = ("text", "md", "csv", "json")


def run(
    year: Annotated[str | None, Option("--year", metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.history import last_year
    from visiontrack.cycle.roles import roles
    from visiontrack.formats import roles_data, roles_text
    from visiontrack.report.roles_markdown import as_markdown

    arguments.choice("--format", format, FORMATS)
    if year is not None:
        arguments.parse_year(year)
    opened = sound.open_folder()
    folder, words = opened.folder, current().words
    fiscal = arguments.year_in(folder.vision, year) if year is not None else last_year(folder)
    view = roles(folder, fiscal)
    sound.tell_errors(opened)
    if format == "json":
        console.machine(roles_data.as_json(folder, view, opened.errors, words))
    elif format == "csv":
        console.raw(roles_data.as_csv(view))
    elif format == "md":
        console.out(as_markdown(folder, view, words))
    else:
        console.out(roles_text.render_view(folder, view, words, console.painter()))
    return opened.exit_code
