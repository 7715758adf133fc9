"""``visiontrack explain``: what a finding means and how to fix it, or how a figure came about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import console, opened_folder
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.messages import finding_pages
from visiontrack.util.nearest import nearest

FORMATS = tuple(formats.FORMATS["explain"])
_CODE = re.compile(r"[A-Za-z]{2}[0-9]{2,4}")


@with_file(FORMATS)
def run(
    what: Annotated[str, Argument(metavar="ID|CODE")],
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    trace: Annotated[bool, Option("--trace")] = False,
    format: Form = "",
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    if year is not None:
        return _explain_figure(what, year, trace, format)
    if trace:
        raise WrongUse("form.error.needs", option="--trace", other="YEAR")
    if not _CODE.fullmatch(what):
        raise WrongUse("explain.needs_year", name=what)
    return _explain_code(what.upper(), format)


def _explain_code(code: str, format: str) -> int:
    from visiontrack.formats.explain_formats import code_json, code_text

    words = current().words
    page = finding_pages.page(code)
    if page is None:
        raise WrongUse("explain.no_code", code=code, suggest=nearest(code, finding_pages.codes()))
    if format == "json":
        console.machine(code_json(page, words))
    else:
        console.out(code_text(page, words, console.painter()))
    return 0


def _explain_figure(name: str, year: str, trace: bool, format: str) -> int:
    from visiontrack.cycle import explain
    from visiontrack.history.git import traced

    opened, fiscal_year = opened_folder.open_year(year)
    explanation = explain.explain_figure(opened.folder, name, fiscal_year)
    if trace:
        explanation = replace(explanation, trace=traced(opened.folder.root, explanation.lines))
    opened.report_errors()
    opened.print_output("explain", format, explanation)
    return opened.exit_code
