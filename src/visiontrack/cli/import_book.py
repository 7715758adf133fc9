"""``visiontrack import BOOK``: measures, projects, indicators, targets and past values from a workbook or CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.formats import WRITING_FORMATS
from visiontrack.formats.findings_text import Sources, findings_text
from visiontrack.formats.json_csv import dumps, finding_dict
from visiontrack.util.extras import require


def run(
    books: Annotated[list[str], Argument(metavar="BOOK")],
    partial: Annotated[bool, Option("--partial")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:

    arguments.choice("--format", format, WRITING_FORMATS)
    require("openpyxl")
    from visiontrack.forms.import_plan import import_plan

    places = [Path(book) for book in books]
    for place in places:
        if not place.is_file() or place.suffix.lower() not in (".xlsx", ".csv"):
            raise WrongUse("import.error.cannot_read", path=str(place))
    words, opened = current().words, opened_folder.open_folder()
    plan = import_plan(opened.folder, places)
    refused = bool(plan.errors) and not partial
    root, changes = opened.folder.root, () if refused else plan.changes
    if not dry_run:
        opened_folder.commit(root, changes)
    opened.report_errors()
    if format == "json":
        facts = {
            "schema": "visiontrack.import/1",
            "dry_run": dry_run,
            "files": [change.path for change in changes],
            "new": plan.new,
            "findings": [finding_dict(finding, words) for finding in plan.findings],
        }
        console.machine(dumps(facts))
    else:
        if plan.findings:
            console.err(findings_text(list(plan.findings), Sources(root), words))
        if refused:
            console.err(words("import.refused", count=plan.errors) + "\n")
        elif dry_run:
            console.out(opened_folder.diff(changes))
        else:
            console.out(words("import.done", files=len(changes), **plan.new) + "\n")
    return int(bool(plan.errors)) or opened.exit_code
