"""``visiontrack plan YEAR``: measures, targets, and the decisions that change this plan."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["plan"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, sound
    from visiontrack.cycle.check import Filters, entries_needed
    from visiontrack.cycle.plan import plan

    arguments.choice("--format", format, FORMATS)
    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    folder = opened.folder
    fiscal = arguments.year_in(folder.vision, year)
    overview = plan(folder, fiscal, Filters(tuple(policy or ()), tuple(lead or ())))
    sound.tell_errors(opened)
    sound.put_out("plan", format, opened, overview)
    return opened.exit_code
