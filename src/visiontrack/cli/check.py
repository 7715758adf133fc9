"""``visiontrack check YEAR``: indicators, measures, vision; what needs attention."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, opened_folder
from visiontrack.errors import WrongUse
from visiontrack.formats.painter import Painter
from visiontrack.util.extras import require

FORMATS = tuple(formats.FORMATS["check"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    field: Annotated[list[str] | None, Option("--field", metavar="ID")] = None,
    measure: Annotated[list[str] | None, Option("--measure", metavar="ID")] = None,
    program: Annotated[str | None, Option("--program", metavar="ID")] = None,
    attention: Annotated[bool, Option("--attention")] = False,
    format: Annotated[str | None, Option("--format", metavar="FORMAT")] = None,
    out: Annotated[str | None, Option("--out", metavar="FILE")] = None,
    overwrite: Annotated[bool, Option("--overwrite")] = False,
) -> int:
    from visiontrack.cycle.check import Filters, check

    form = arguments.output_form(format, out, FORMATS)
    if form == "xlsx" and out is None:
        raise WrongUse("check.error.out")
    if attention and form in ("csv", "xlsx"):
        raise WrongUse("check.error.attention")
    if overwrite and out is None:
        raise WrongUse("form.error.needs", option="--overwrite", other="--out")
    if form == "xlsx":
        require("openpyxl")
    opened, fiscal_year = opened_folder.open_year(year)
    policies, leads, fields, measures = (tuple(ids or ()) for ids in (policy, lead, field, measure))
    filters = Filters(policies, leads, fields, measures, program)
    overview = replace(check(opened.folder, fiscal_year, filters), only_attention=attention)
    opened.report_errors()
    if out is None:
        opened.print_output("check", form, overview)
    else:
        content = opened.output("check", form, overview, Painter())
        opened_folder.save_file(
            Path(out), content if isinstance(content, bytes) else content.encode(), overwrite
        )
    return opened.exit_code
