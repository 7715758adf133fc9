"""``visiontrack roles``: every role of every actor against the measures and contributions that serve it."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["roles"])


def run(
    year: Annotated[str | None, Option("--year", metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, sound
    from visiontrack.cycle.history import last_year
    from visiontrack.cycle.roles import roles

    arguments.choice("--format", format, FORMATS)
    if year is not None:
        arguments.parse_year(year)
    opened = sound.open_folder()
    folder = opened.folder
    fiscal = arguments.year_in(folder.vision, year) if year is not None else last_year(folder)
    overview = roles(folder, fiscal)
    sound.tell_errors(opened)
    sound.put_out("roles", format, opened, overview)
    return opened.exit_code
