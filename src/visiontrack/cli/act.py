"""``visiontrack act YEAR``: opinions, measures that need a decision, decisions; ``--start`` lays out the file."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["act"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    start: Annotated[bool, Option("--start")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.act import act
    from visiontrack.cycle.act_start import decisions_file
    from visiontrack.cycle.check import entries_needed
    from visiontrack.cycle.do import do
    from visiontrack.edit import writer
    from visiontrack.errors import WrongUse
    from visiontrack.formats.act_formats import missing_reports_text
    from visiontrack.formats.check_text import reason_text
    from visiontrack.messages import catalogue

    arguments.choice("--format", format, FORMATS)
    if dry_run and not start:
        raise WrongUse("act.dry_run_alone")
    day = arguments.parse_today(today)
    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    folder, words = opened.folder, current().words
    fiscal = arguments.year_in(folder.vision, year)
    inside = catalogue(folder.vision.language)
    changes = [decisions_file(folder, fiscal, inside, lambda why: reason_text(why, inside))] if start else []
    if not dry_run:
        writer.commit(folder.root, changes)
    view = act(folder, fiscal, day)
    sound.tell_errors(opened)
    if dry_run and format != "json":
        console.out(writer.diff(changes))
    elif start and format != "json":
        console.out(words("act.started", path=view.path) + "\n")
    else:
        done = {"dry_run": dry_run, "created": [change.path for change in changes]}
        sound.put_out("act", format, opened, view, done)
    if start:
        reporting = do(folder, fiscal)
        console.err(missing_reports_text(reporting, words))
    return opened.exit_code
