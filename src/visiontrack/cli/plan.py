"""``visiontrack plan YEAR``: measures, targets, and the decisions that change this plan."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, opened_folder

FORMATS = tuple(formats.FORMATS["plan"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cycle import check, plan

    arguments.choice("--format", format, FORMATS)
    opened, fiscal_year = opened_folder.open_year(year)
    filters = check.Filters(tuple(policy or ()), tuple(lead or ()))
    overview = plan.plan(opened.folder, fiscal_year, filters)
    opened.report_errors()
    opened.print_output("plan", format, overview)
    return opened.exit_code
