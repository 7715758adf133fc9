"""What ``visiontrack validate`` does: fixes what has one right answer, then finds and prints what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from visiontrack.checks.suite import Suite
from visiontrack.cli import console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.errors import Unsound
from visiontrack.finding import Finding
from visiontrack.folder import listing, loading
from visiontrack.formats.findings_forge import validate_summary
from visiontrack.formats.findings_text import Sources, fixes_text, listed, render_findings, totals_of
from visiontrack.util.extras import install_command
from visiontrack.yaml import parser


def validate_folder(
    form: str,
    outputs: Sequence[tuple[str, Path]],
    today: datetime.date,
    strict: bool,
    fix: bool,
    dry_run: bool,
    since: str | None,
) -> int:
    """Returns the exit code; ``outputs`` are forms and the files to write them to beside the page."""
    session = current()
    _report_slow_parser()
    if fix:
        # What a program reads on stdout stays in its form; the fixes are reported beside it.
        _fix(dry_run, console.out if form == "text" else console.err)
    with console.progress(session.words("progress.read")) as advance:
        loaded = loading.load(session.root, Suite(today), progress=advance)
    if since is not None:
        loaded.findings.extend(_changes_to_the_past(since))
        loaded.findings.sort(key=lambda finding: finding.sort_key)
    sources = Sources(session.root, loaded.lines)
    totals = totals_of(loaded.findings, loaded.files, strict, loaded.ignored)

    def rendered(name: str) -> str:
        return render_findings(name, loaded.findings, totals, sources, session.words)

    for name, place in outputs:
        opened_folder.save_file(place, rendered(name).encode("utf-8", "replace"), overwrite=True)
    _print(form, rendered(form))
    if console.has_step_summary():
        first, _ = listed(loaded.findings)
        console.step_summary(validate_summary(first, totals, sources, session.words))
    return int(totals.errors > 0 or (strict and totals.warnings > 0))


def _changes_to_the_past(revision: str) -> list[Finding]:
    """Returns what was changed of the past since a revision; nothing while the vision cannot be read."""
    from visiontrack.history.between import errors_since

    try:
        return errors_since(current().root, revision)
    except Unsound:
        return []  # the findings of data/vision.yaml say it


def _print(form: str, rendered: str) -> None:
    """Prints the findings; what a forge reads is UTF-8 whatever the console."""
    if form == "github":
        console.utf8(rendered)
    elif form == "text":
        console.out(rendered)
    else:
        console.machine(rendered, xml=form == "junit")


def _fix(dry_run: bool, say: Callable[[str], None]) -> None:
    """Fixes every data file of the session's folder and says each line, or says the changes as a diff."""
    from visiontrack.edit import fixes

    session = current()
    entries = sorted(entry for group in listing.discover(session.root).entries.values() for entry in group)
    changes, lines, by_hand = fixes.folder_fixes(session.root, entries)
    if dry_run and changes:
        say(writer.diff(changes) + "\n")
        return
    writer.commit(session.root, changes)
    say(fixes_text(lines, by_hand, session.words))


def _report_slow_parser() -> None:
    """Prints VT122 beside the report: it is a matter of this machine, not of the data, and no reason for exit 1."""
    if not parser.HAS_LIBYAML:
        words = current().words
        command = install_command("yaml", "--force-reinstall", "--only-binary pyyaml")
        finding = Finding("VT122", "", severity="warning", params={"command": command})
        message, cure = words.finding(finding)
        console.err(f"warning VT122 {message}\n   {words('cure')}: {cure}\n")
