"""``visiontrack import BOOK``: measures, projects, indicators, targets and past values from a workbook or CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, Option

from visiontrack import fiscal_year
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.errors import WrongUse
from visiontrack.formats import WRITING_FORMATS
from visiontrack.formats.findings_text import Sources, findings_text
from visiontrack.formats.json_csv import dumps, finding_dict
from visiontrack.util.extras import require

if TYPE_CHECKING:
    from visiontrack.forms.import_plan import PlanImport


def run(
    books: Annotated[list[str] | None, Argument(metavar="BOOK")] = None,
    template: Annotated[str | None, Option("--template", metavar="FILE")] = None,
    partial: Annotated[bool, Option("--partial")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    arguments.choice("--format", format, WRITING_FORMATS)
    require("openpyxl")
    if bool(books) == (template is not None) or (template is not None and (partial or dry_run)):
        raise WrongUse("import.error.book_or_template")
    if template is not None:
        return _template(template, format)
    from visiontrack.forms.import_plan import import_plan
    from visiontrack.history.git import copies_of_uncommitted

    places = [Path(book) for book in books or ()]
    for place in places:
        if not place.is_file() or place.suffix.lower() not in (".xlsx", ".csv"):
            raise WrongUse("import.error.cannot_read", path=str(place))
    words, opened = current().words, opened_folder.open_folder()
    plan = import_plan(opened.folder, places)
    refused = bool(plan.errors) and not partial
    root, changes = opened.folder.root, () if refused else plan.changes
    undo, copies = copies_of_uncommitted(root, changes)
    if not dry_run:
        writer.commit(root, [*copies, *changes])
    opened.report_errors()
    done = _Imported(plan, changes, undo, refused)
    if format == "json":
        facts = {
            "schema": "visiontrack.import/1",
            "dry_run": dry_run,
            "files": [change.path for change in changes],
            "new": plan.new,
            "undo": undo,
            "diff": writer.diff(changes),
            "findings": [finding_dict(finding, words) for finding in plan.findings],
        }
        console.machine(dumps(facts))
    else:
        _say(root, done, dry_run)
    return int(bool(plan.errors)) or opened.exit_code


class _Imported(NamedTuple):
    """What an import did: ``undo`` is the folder with what was replaced, ``refused`` whether errors kept it."""

    plan: PlanImport
    changes: Sequence[writer.Change]
    undo: str | None
    refused: bool


def _say(root: Path, done: _Imported, dry_run: bool) -> None:
    words, plan = current().words, done.plan
    if plan.findings:
        console.err(findings_text(list(plan.findings), Sources(root), words))
    if done.refused:
        console.err(words("import.refused", count=plan.errors) + "\n")
    elif dry_run:
        console.out(writer.diff(done.changes))
    elif not done.changes:
        console.out(words("import.nothing") + "\n")
    else:
        console.out(words("import.done", files=len(done.changes), **plan.new) + "\n")
        console.out(words("import.undo", path=done.undo) + "\n" if done.undo else "")


def _template(file: str, format: str) -> int:
    """Writes the workbook to fill in; where there is a data folder, with its policies, sections and years."""
    from visiontrack.forms.plan_workbook import template_xlsx

    if not file.lower().endswith(".xlsx"):
        raise WrongUse("error.out_ending", file=file, endings=".xlsx")
    try:
        folder = opened_folder.open_folder().folder
    except WrongUse:
        if current().root_option is not None:
            raise
        folder = None
    words = current().words
    content = template_xlsx(folder, fiscal_year.of_day(arguments.parse_today(None)), words)
    opened_folder.save_file(Path(file), content, overwrite=False)
    if format == "json":
        console.machine(dumps({"schema": "visiontrack.import/1", "files": [file]}))
    else:
        console.out(words("import.template_done", path=file) + "\n")
    return 0
