"""``visiontrack check YEAR``: indicators, measures, vision; what needs attention."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["check"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    field: Annotated[list[str] | None, Option("--field", metavar="ID")] = None,
    measure: Annotated[list[str] | None, Option("--measure", metavar="ID")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
    out: Annotated[str | None, Option("--out", metavar="FILE")] = None,
    overwrite: Annotated[bool, Option("--overwrite")] = False,
) -> int:
    from visiontrack.cli import arguments, check_out, sound
    from visiontrack.cycle.check import Filters, check, entries_needed

    arguments.choice("--format", format, FORMATS)
    check_out.allowed(format, out, overwrite)
    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    fiscal = arguments.year_in(opened.folder.vision, year)
    chosen = Filters(*(tuple(one or ()) for one in (policy, lead, field, measure)))
    view = check(opened.folder, fiscal, chosen)
    sound.tell_errors(opened)
    check_out.write(format, opened, view, out, overwrite)
    return opened.exit_code
