"""``visiontrack report YEAR``: the reports for council, team and public; ``--check`` compares them with the data."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.util.extras import require

FORMATS = ("md", "html", "docx")


def run(
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    audience: Annotated[str | None, Option("--for", metavar="AUDIENCE")] = None,
    to: Annotated[str, Option("--to", metavar="FORMAT")] = "md",
    check: Annotated[bool, Option("--check")] = False,
    again: Annotated[bool, Option("--again")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    draw: Annotated[bool, Option("--draw")] = False,
    no_charts: Annotated[bool, Option("--no-charts")] = False,
    trace: Annotated[bool, Option("--trace")] = False,
    publish: Annotated[bool, Option("--publish")] = False,
    date: Annotated[str | None, Option("--date", metavar="DATE")] = None,
    file: Annotated[str | None, Option("--file", metavar="FILE")] = None,
) -> int:
    from visiontrack.cli import papers
    from visiontrack.report import outputs

    if publish:
        if check or again:
            raise WrongUse("form.error.together", option="--publish", other="--check" if check else "--again")
        return papers.publish(year, audience, date, file, dry_run)
    if date is not None or file is not None:
        option = "--date" if date is not None else "--file"
        raise WrongUse("form.error.needs", option=option, other="--publish")
    arguments.choice("--to", to, FORMATS)
    if audience is not None:
        audience = arguments.word_of("--for", audience, outputs.AUDIENCES, current().words)
    unfit = {"--dry-run": dry_run, f"--to {to}": to != "md", "--trace": trace, "--no-charts": no_charts}
    for option in [name for name, is_set in unfit.items() if is_set] if check else ():
        raise WrongUse("form.error.together", option="--check", other=option)
    if draw:
        if not check:
            raise WrongUse("error.missing", name="--check")
        require("vl_convert")
    if year is None and not check:
        raise WrongUse("error.missing", name="YEAR")
    opened = opened_folder.open_folder()
    folder = opened.folder
    years = outputs.years_with_reports(folder) if year is None else [arguments.year_in(folder.vision, year)]
    if opened.errors:
        opened.report_errors()
        console.err(current().words("report.refused") + "\n")
        return 1
    jobs = [job for job in outputs.jobs_of(folder, years) if audience in (None, job.audience)]
    live = [job for job in jobs if again or not job.published]
    if check:
        return papers.check_papers(folder, live, jobs, draw)
    return papers.write_papers(folder, live, jobs, to, dry_run, no_charts, trace)
