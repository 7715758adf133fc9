"""``visiontrack show ID [YEAR]``: a measure, indicator, actor, section or opinion through the years."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["show"])


def run(
    id: Annotated[str, Argument(metavar="ID")],
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, sound
    from visiontrack.cycle.history import last_year
    from visiontrack.cycle.naming import resolve
    from visiontrack.cycle.show import show

    arguments.choice("--format", format, FORMATS)
    if year is not None:
        arguments.parse_year(year)
    opened = sound.open_folder()
    folder = opened.folder
    until = arguments.year_in(folder.vision, year) if year is not None else last_year(folder)
    sound.tell_errors(opened)
    overview = show(folder, resolve(folder, id), until)
    sound.put_out("show", format, opened, overview)
    return opened.exit_code
