"""``visiontrack plan YEAR``: measures, targets, and the decisions that change this plan."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

FORMATS = ("text", "json")


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.check import Filters, entries_needed
    from visiontrack.cycle.plan import plan
    from visiontrack.formats import plan_json, plan_text

    arguments.choice("--format", format, FORMATS)
    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    folder, words = opened.folder, current().words
    fiscal = arguments.year_in(folder.vision, year)
    view = plan(folder, fiscal, Filters(tuple(policy or ()), tuple(lead or ())))
    sound.tell_errors(opened)
    if format == "json":
        console.machine(plan_json.text(folder, view, opened.errors, words))
    else:
        console.out(plan_text.render_view(folder, view, words, console.painter()))
    return opened.exit_code
