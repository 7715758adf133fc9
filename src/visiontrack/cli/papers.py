"""What ``visiontrack report`` does: writes the papers of a year, or compares their files with the data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from typing import cast, get_args

import visiontrack
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.edit.writer import Change, exclusive_access
from visiontrack.errors import WrongUse
from visiontrack.finding import Finding
from visiontrack.folder.model import Folder
from visiontrack.formats.findings_forge import annotation
from visiontrack.formats.findings_machine import folder_in_checkout
from visiontrack.formats.findings_text import Sources, findings_text
from visiontrack.report import outputs
from visiontrack.report.annex_view import trace_page
from visiontrack.report.chart_drawing import Drawing
from visiontrack.report.converted import Format, converted_changes
from visiontrack.report.outputs import ChartUse, Job, RenderedReport, check_text
from visiontrack.report.publishing import publishing_change
from visiontrack.report.template_loader import unused_templates
from visiontrack.schema.vision import Paper


def check_papers(folder: Folder, jobs: Sequence[Job], all_jobs: Sequence[Job], draw: bool) -> int:
    """Compares the files with the data; with ``draw`` every chart is drawn for that."""
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
    return int(bool(stale or lost) or any(report.to_make or report.stale_copies for report in reports))


def write_papers(
    folder: Folder,
    jobs: Sequence[Job],
    all_jobs: Sequence[Job],
    to: str,
    dry_run: bool,
    no_charts: bool,
    trace: bool,
) -> int:
    """Writes the reports, without the charts that cannot be drawn; ``trace`` is for the annex."""
    words, version = current().words, visiontrack.__version__
    traces = _traces(folder, jobs, to) if trace else {}
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
            changes += outputs.markdown_changes(folder, words, reports, version, traces)
        else:
            format: Format = "html" if to == "html" else "docx"
            changes += converted_changes(folder, reports, format, words, version, drawing)
        _report_undrawn(len(drawing.failed))
    if dry_run:
        _show_changes(changes)
        return 0
    writer.commit(folder.root, changes)
    left = [job for job in all_jobs if job not in jobs]
    console.out(outputs.written_text(reports, [change.path for change in changes], left, to, words))
    return 0


def _traces(folder: Folder, jobs: Sequence[Job], to: str) -> dict[str, str]:
    """Returns what stands behind the annexes, by their paths. Raises ``WrongUse`` where none is written as Markdown."""
    annexes = [job for job in jobs if job.audience == "annex"]
    if to != "md" or not annexes:
        other = f"--to {to}" if to != "md" else f"--for {jobs[0].audience}" if jobs else "published"
        raise WrongUse("form.error.together", option="--trace", other=other)
    return {job.path: trace_page(folder, job.year, current().words) for job in annexes}


def publish(year: str | None, paper: str | None, date: str | None, file: str | None, dry_run: bool) -> int:
    """Enters a report that was handed out under ``published`` in data/vision.yaml."""
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
            console.out(writer.diff([change]))
        else:
            writer.commit(opened.folder.root, [change])
            console.out(words("report.entered", path=change.path) + "\n")
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
    console.out(writer.diff(papers))
    console.out("".join(words("report.changes", path=change.path) + "\n" for change in others))


def _report_check(
    reports: Sequence[RenderedReport], stale_charts: Sequence[str], lost: Sequence[Job]
) -> None:
    """Prints which papers are stale or absent; on GitHub also beside the files, and in the step's summary."""
    words = current().words
    text = check_text(reports, stale_charts, words, lost)
    console.out(text)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        folder = folder_in_checkout(current().root, "GITHUB_WORKSPACE")
        for report in reports:
            if report.to_make:
                message = words(
                    f"report.annotation.{report.state}", path=report.job.path, year=report.job.year
                )
                console.utf8(
                    annotation("error", folder + report.job.path, "visiontrack report --check", message)
                )
    if console.has_step_summary():
        lines = "".join(f"    {line}\n" for line in text.splitlines())
        console.step_summary(f"## visiontrack report --check\n\n{lines}\n")
