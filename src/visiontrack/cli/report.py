"""``visiontrack report YEAR``: the reports for council, team and public; ``--check`` compares them with the data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

import visiontrack
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse

if TYPE_CHECKING:
    from visiontrack.edit.writer import Change
    from visiontrack.folder.model import Folder
    from visiontrack.report.converted import Format
    from visiontrack.report.outputs import Job, RenderedReport

FORMATS = ("md", "html", "docx")


def run(
    year: Annotated[str | None, Argument(metavar="YEAR")] = None,
    audience: Annotated[str | None, Option("--for", metavar="AUDIENCE")] = None,
    to: Annotated[str, Option("--to", metavar="FORMAT")] = "md",
    check: Annotated[bool, Option("--check")] = False,
    again: Annotated[bool, Option("--again")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
) -> int:
    from visiontrack.report import outputs

    arguments.choice("--to", to, FORMATS)
    if audience is not None:
        audience = arguments.word_of("--for", audience, outputs.AUDIENCES, current().words)
    if check and (to != "md" or dry_run):
        raise WrongUse(
            "form.error.together", option="--check", other="--dry-run" if dry_run else f"--to {to}"
        )
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
    return _make(folder, jobs, to, check, again, dry_run)


def _make(folder: Folder, jobs: Sequence[Job], to: str, check: bool, again: bool, dry_run: bool) -> int:
    from visiontrack.formats.findings_text import Sources, findings_text
    from visiontrack.report import outputs
    from visiontrack.report.template_loader import unused_templates

    words, version = current().words, visiontrack.__version__
    reports, findings = outputs.render_reports(
        folder, words, [job for job in jobs if again or not job.published]
    )
    console.err(findings_text(unused_templates(folder.root), Sources(folder.root), words))
    if findings:
        console.err(findings_text(findings, Sources(folder.root), words) + words("report.not_written") + "\n")
        return 1
    if check:
        stale = outputs.stale_charts(folder, reports)
        _report_check(reports, stale)
        return int(bool(stale) or any(report.state != "fresh" for report in reports))
    # Charts first: a report never refers to a chart that is not there yet.
    changes = outputs.drawn_charts(folder, reports)
    if to == "md":
        changes += outputs.markdown_changes(reports, version)
    else:
        from visiontrack.report.converted import converted_changes

        format: Format = "html" if to == "html" else "docx"
        changes += converted_changes(folder.root, reports, format, words, version, list(changes))
    if dry_run:
        _show_changes(changes)
        return 0
    opened_folder.commit(folder.root, changes)
    published = [job for job in jobs if job.published and not again]
    console.out(outputs.written_text(reports, [change.path for change in changes], published, to, words))
    return 0


def _show_changes(changes: Sequence[Change]) -> None:
    """Prints the changes of the papers as a diff; of charts and converted papers, which nobody reads so, their names."""
    words = current().words
    papers = [change for change in changes if change.path.endswith(".md")]
    others = [change for change in changes if change not in papers and change.old != change.new]
    console.out(opened_folder.diff(papers))
    console.out("".join(words("report.changes", path=change.path) + "\n" for change in others))


def _report_check(reports: Sequence[RenderedReport], stale_charts: Sequence[str]) -> None:
    """Prints which papers are stale or absent; on GitHub also beside the files, and in the step's summary."""
    from visiontrack.formats.findings_forge import annotation
    from visiontrack.formats.findings_machine import folder_in_checkout
    from visiontrack.report.outputs import check_text

    words = current().words
    text = check_text(reports, stale_charts, words)
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
