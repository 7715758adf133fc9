"""``visiontrack report YEAR``: the reports for council, team and public; ``--check`` compares them with the data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, cast, get_args

from typer import Argument, Option

import visiontrack
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit.writer import exclusive_access
from visiontrack.errors import WrongUse
from visiontrack.finding import Finding
from visiontrack.formats.findings_forge import annotation
from visiontrack.formats.findings_machine import folder_in_checkout
from visiontrack.formats.findings_text import Sources, findings_text
from visiontrack.report.template_loader import unused_templates
from visiontrack.util.extras import require

if TYPE_CHECKING:
    from visiontrack.edit.writer import Change
    from visiontrack.folder.model import Folder
    from visiontrack.report.converted import Format
    from visiontrack.report.outputs import ChartUse, Job, RenderedReport

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
    publish: Annotated[bool, Option("--publish")] = False,
    date: Annotated[str | None, Option("--date", metavar="DATE")] = None,
    file: Annotated[str | None, Option("--file", metavar="FILE")] = None,
) -> int:
    from visiontrack.report import outputs

    if publish:
        if check or again:
            raise WrongUse("form.error.together", option="--publish", other="--check" if check else "--again")
        return _publish(year, audience, date, file, dry_run)
    if date is not None or file is not None:
        option = "--date" if date is not None else "--file"
        raise WrongUse("form.error.needs", option=option, other="--publish")
    arguments.choice("--to", to, FORMATS)
    if audience is not None:
        audience = arguments.word_of("--for", audience, outputs.AUDIENCES, current().words)
    if check and (to != "md" or dry_run):
        raise WrongUse(
            "form.error.together", option="--check", other="--dry-run" if dry_run else f"--to {to}"
        )
    if draw:
        if not check:
            raise WrongUse("error.missing", name="--check")
        require("vl_convert")
    if no_charts and check:
        raise WrongUse("form.error.together", option="--check", other="--no-charts")
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
        return _check(folder, live, jobs, draw)
    return _make(folder, live, jobs, to, dry_run, no_charts)


def _publish(year: str | None, paper: str | None, date: str | None, file: str | None, dry_run: bool) -> int:
    """Enters a report that was handed out under ``published`` in data/vision.yaml."""
    from visiontrack.report.publishing import publishing_change
    from visiontrack.schema.vision import Paper

    words = current().words
    if year is None or paper is None:
        raise WrongUse("error.missing", name="YEAR" if year is None else "--for")
    chosen = cast("Paper", arguments.word_of("--for", paper, get_args(Paper), words))
    day = arguments.parse_today(date)
    if chosen == "site" and file is not None:
        raise WrongUse("form.error.together", option="--for site", other="--file")
    with nullcontext() if dry_run else exclusive_access(current().root):
        opened = opened_folder.open_folder()
        change = publishing_change(
            opened.folder, arguments.year_in(opened.folder.vision, year), chosen, day, file
        )
        if change is None:
            console.out(words("report.already_published") + "\n")
        elif dry_run:
            console.out(opened_folder.diff([change]))
        else:
            opened_folder.commit(opened.folder.root, [change])
            console.out(words("report.entered", path=change.path) + "\n")
    return 0


def _check(folder: Folder, jobs: Sequence[Job], all_jobs: Sequence[Job], draw: bool) -> int:
    """Compares the files with the data; with ``draw`` every chart is drawn for that."""
    from visiontrack.report import outputs
    from visiontrack.report.chart_drawing import Drawing

    reports, findings = outputs.render_reports(folder, current().words, jobs, "linked")
    _print_findings(
        folder,
        [*findings, *(Finding("VT620", path, severity="warning") for path in outputs.strange_files(folder))],
    )
    if findings:
        return 1
    lost = outputs.lost_reports(folder, all_jobs)
    with Drawing() as drawing:
        stale = outputs.stale_charts(folder, reports, drawing if draw else None)
        _report_undrawn(len(drawing.failed))
    _report_check(reports, stale, lost)
    return int(
        bool(stale or lost) or any(report.state != "fresh" or report.stale_copies for report in reports)
    )


def _make(
    folder: Folder, jobs: Sequence[Job], all_jobs: Sequence[Job], to: str, dry_run: bool, no_charts: bool
) -> int:
    """Writes the reports, without the charts that cannot be drawn."""
    from visiontrack.report import outputs
    from visiontrack.report.chart_drawing import Drawing
    from visiontrack.report.converted import converted_changes

    words, version = current().words, visiontrack.__version__
    use: ChartUse = "none" if no_charts else "drawn"
    reports, findings = outputs.render_reports(folder, words, jobs, use)
    _print_findings(folder, findings)
    if findings:
        console.err(words("report.not_written") + "\n")
        return 1
    with Drawing() as drawing:
        # Charts first: a report never refers to a chart that is not there yet.
        changes = outputs.drawn_charts(folder, reports, drawing)
        if drawing.failed:
            reports, _ = outputs.render_reports(folder, words, jobs, use, drawing.failed)
        if to == "md":
            changes += outputs.markdown_changes(reports, version)
        else:
            format: Format = "html" if to == "html" else "docx"
            changes += converted_changes(folder.root, reports, format, words, version, drawing)
        _report_undrawn(len(drawing.failed))
    if dry_run:
        _show_changes(changes)
        return 0
    opened_folder.commit(folder.root, changes)
    left = [job for job in all_jobs if job not in jobs]
    console.out(outputs.written_text(reports, [change.path for change in changes], left, to, words))
    return 0


def _print_findings(folder: Folder, findings: Sequence[Finding]) -> None:
    """Prints what is wrong with templates, and what else is to be told, and templates that nothing uses."""
    everything = [*unused_templates(folder.root), *findings]
    console.err(findings_text(everything, Sources(folder.root), current().words))


def _report_undrawn(count: int) -> None:
    if count:
        console.err(current().words("report.undrawn", count=count) + "\n")


def _show_changes(changes: Sequence[Change]) -> None:
    """Prints the changes of the papers as a diff; of charts and converted papers, which nobody reads so, their names."""
    words = current().words
    papers = [change for change in changes if change.path.endswith(".md")]
    others = [change for change in changes if change not in papers and change.old != change.new]
    console.out(opened_folder.diff(papers))
    console.out("".join(words("report.changes", path=change.path) + "\n" for change in others))


def _report_check(
    reports: Sequence[RenderedReport], stale_charts: Sequence[str], lost: Sequence[Job]
) -> None:
    """Prints which papers are stale or absent; on GitHub also beside the files, and in the step's summary."""
    from visiontrack.report.outputs import check_text

    words = current().words
    text = check_text(reports, stale_charts, words, lost)
    console.out(text)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        folder = folder_in_checkout(current().root, "GITHUB_WORKSPACE")
        for report in reports:
            if report.state != "fresh":
                message = words(
                    f"report.annotation.{report.state}", path=report.job.path, year=report.job.year
                )
                console.utf8(
                    annotation("error", folder + report.job.path, "visiontrack report --check", message)
                )
    if console.has_step_summary():
        lines = "".join(f"    {line}\n" for line in text.splitlines())
        console.step_summary(f"## visiontrack report --check\n\n{lines}\n")
