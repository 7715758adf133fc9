"""``visiontrack explain``: what a finding means and how to mend it, or how a figure came about."""

from __future__ import annotations

import re
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["explain"])
_CODE = re.compile(r"[A-Za-z]{2}[0-9]{2,4}")


def run(
    what: Annotated[str, Argument(metavar="ID|CODE")],
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments
    from visiontrack.errors import WrongUse

    form = arguments.choice("--format", format, FORMATS)
    if year is not None:
        from visiontrack.cli.explain_figure import explain_figure

        return explain_figure(what, year, form)
    if not _CODE.fullmatch(what):
        raise WrongUse("explain.needs_year", name=what)
    return _explain_code(what.upper(), form)


def _explain_code(code: str, form: str) -> int:
    from visiontrack.cli import console
    from visiontrack.cli.session import current
    from visiontrack.errors import WrongUse
    from visiontrack.formats.explain_formats import code_json, code_text
    from visiontrack.messages import finding_pages
    from visiontrack.util.nearest import nearest

    words = current().words
    found = finding_pages.page(code)
    if found is None:
        raise WrongUse("explain.no_code", code=code, suggest=nearest(code, finding_pages.codes()))
    if form == "json":
        console.machine(code_json(found, words))
    else:
        console.out(code_text(found, words, console.painter()))
    return 0
