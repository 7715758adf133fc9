"""``visiontrack report YEAR``: the reports for the council, the team and the public; ``--check`` holds them fresh."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

FORMATS = ("md",)


def run(
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    audience: Annotated[str | None, Option("--for", metavar="AUDIENCE")] = None,
    to: Annotated[str, Option("--to", metavar="FORMAT")] = "md",
    check: Annotated[bool, Option("--check")] = False,
    again: Annotated[bool, Option("--again")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
) -> int:
    from visiontrack import __version__
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.errors import WrongUse
    from visiontrack.formats import text
    from visiontrack.report import outputs, telling
    from visiontrack.source import writer

    arguments.choice("--to", to, FORMATS)
    if audience is not None:
        arguments.choice("--for", audience, outputs.AUDIENCES)
    if year is None and not check:
        raise WrongUse("error.missing", name="YEAR")
    opened = sound.open_folder()
    folder, words = opened.folder, current().words
    years = outputs.years_with_reports(folder) if year is None else [arguments.year_in(folder.vision, year)]
    if opened.errors:
        sound.tell_errors(opened)
        console.err(words("report.refused") + "\n")
        return 1
    jobs = [one for one in outputs.jobs(folder, years) if audience in (None, one.audience)]
    made, findings = outputs.make(folder, words, [one for one in jobs if again or not one.published])
    if findings:
        console.err(text.render(findings, folder.root, words) + words("report.not_written") + "\n")
        return 1
    if check:
        console.out(telling.checked(made, words))
        return int(any(one.state != "fresh" for one in made))
    changes = outputs.changes(made, __version__)
    if dry_run:
        console.out(writer.diff(changes))
        return 0
    writer.commit(folder.root, changes)
    left = [one for one in jobs if one.published and not again]
    console.out(telling.written(made, {change.path for change in changes}, left, words))
    return 0
