"""``visiontrack validate``: every finding in the folder, all at once; ``--fix`` corrects what has one right answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from typer import Option

from visiontrack import formats
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import Unsound, WrongUse
from visiontrack.finding import Finding
from visiontrack.util.extras import install_command

FORMATS = tuple(formats.FORMATS["validate"])


def run(
    format: Annotated[str | None, Option("--format", metavar="FORMAT")] = None,
    out: Annotated[list[str] | None, Option("--out", metavar="FORM=FILE")] = None,
    strict: Annotated[bool, Option("--strict")] = False,
    fix: Annotated[bool, Option("--fix")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    since: Annotated[str | None, Option("--since", metavar="REV")] = None,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
) -> int:
    from visiontrack.checks.suite import Suite
    from visiontrack.folder import loading
    from visiontrack.formats.findings_text import Sources, listed, render_findings, totals_of

    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    form = arguments.choice("--format", format or default, FORMATS)
    outputs = [_form_and_file(text) for text in out or ()]
    day = arguments.parse_today(today)
    if dry_run and not fix:
        raise WrongUse("validate.dry_run_alone")
    session = current()
    _report_slow_parser()
    if fix:
        # What a program reads on stdout stays in its form; the fixes are reported beside it.
        _fix(dry_run, console.out if form == "text" else console.err)
    with console.progress(session.words("progress.read")) as advance:
        loaded = loading.load(session.root, Suite(day), progress=advance)
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
        from visiontrack.formats.findings_forge import validate_summary

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


def _form_and_file(text: str) -> tuple[str, Path]:
    """Returns the two parts of ``junit=findings.xml``. Raises ``WrongUse``."""
    form, equals, file = text.partition("=")
    if not equals or not file:
        raise WrongUse("validate.out_form", value=text, forms=" | ".join(FORMATS))
    return arguments.choice("--out", form, FORMATS), Path(file)


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
    from visiontrack.folder import listing
    from visiontrack.formats.findings_text import fixes_text

    session = current()
    entries = sorted(entry for group in listing.discover(session.root).entries.values() for entry in group)
    changes, lines, by_hand = fixes.folder_fixes(session.root, entries)
    if dry_run and changes:
        say(opened_folder.diff(changes) + "\n")
        return
    opened_folder.commit(session.root, changes)
    say(fixes_text(lines, by_hand, session.words))


def _report_slow_parser() -> None:
    """Prints VT122 beside the report: it is a matter of this machine, not of the data, and no reason for exit 1."""
    from visiontrack.yaml import parser

    if not parser.HAS_LIBYAML:
        words = current().words
        command = install_command("yaml", "--force-reinstall", "--only-binary pyyaml")
        finding = Finding("VT122", "", severity="warning", params={"command": command})
        message, cure = words.finding(finding)
        console.err(f"warning VT122 {message}\n   {words('cure')}: {cure}\n")
