"""``visiontrack check YEAR``: indicators, measures, vision; what needs attention."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.errors import WrongUse

FORMATS = tuple(formats.FORMATS["check"])


@with_file(FORMATS)
def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    field: Annotated[list[str] | None, Option("--field", metavar="ID")] = None,
    measure: Annotated[list[str] | None, Option("--measure", metavar="ID")] = None,
    program: Annotated[str | None, Option("--program", metavar="ID")] = None,
    attention: Annotated[bool, Option("--attention")] = False,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.cycle.check import Filters, check

    if attention and format in ("csv", "xlsx"):
        raise WrongUse("check.error.attention")
    opened, fiscal_year = opened_folder.open_year(year)
    policies, leads, fields, measures = (tuple(ids or ()) for ids in (policy, lead, field, measure))
    filters = Filters(policies, leads, fields, measures, program)
    overview = replace(check(opened.folder, fiscal_year, filters), only_attention=attention)
    opened.report_errors()
    opened.print_output("check", format, overview)
    return opened.exit_code
