"""``visiontrack validate``: every finding in the folder, all at once; ``--fix`` mends what has one right answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from typer import Option

from visiontrack import formats

if TYPE_CHECKING:
    from visiontrack.cli.session import Session

MACHINE = ("json", "junit", "sarif")
FORMATS = tuple(formats.FORMATS["validate"])


def run(
    format: Annotated[str | None, Option("--format", metavar="FORMAT")] = None,
    strict: Annotated[bool, Option("--strict")] = False,
    fix: Annotated[bool, Option("--fix")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
) -> int:
    import os

    from visiontrack.checks.suite import Suite
    from visiontrack.cli import arguments, console
    from visiontrack.cli.session import current
    from visiontrack.errors import WrongUse
    from visiontrack.folder.loading import load
    from visiontrack.formats.findings_text import Sources, render_findings

    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    form = arguments.choice("--format", format or default, FORMATS)
    day = arguments.parse_today(today)
    if dry_run and not fix:
        raise WrongUse("validate.dry_run_alone")
    session = current()
    _tell_slow(session, console.err)
    if fix:
        from visiontrack.cli.mend import mend

        # What a program reads on stdout stays in its form; what was mended is said beside it.
        mend(session, dry_run, console.out if form == "text" else console.err)
    with console.progress(session.words("progress.read")) as advance:
        loaded = load(session.root, Suite(day), progress=advance)
    sources = Sources(session.root, loaded.lines)
    told = render_findings(form, loaded.findings, loaded.files, sources, session.words, strict)
    console.machine(told, xml=form == "junit") if form in MACHINE else console.out(told)
    worst = {finding.severity for finding in loaded.findings}
    return int("error" in worst or (strict and "warning" in worst))


def _tell_slow(session: Session, say: Callable[[str], None]) -> None:
    """VT122 is a matter of this machine, not of the data: said beside the report, and no reason for exit 1."""
    from visiontrack.finding import Finding
    from visiontrack.util.extras import install_command
    from visiontrack.yaml import parser

    if not parser.HAS_LIBYAML:
        command = install_command("yaml", "--force-reinstall", "--only-binary pyyaml")
        finding = Finding("VT122", "", severity="warning", params={"command": command})
        message, cure = session.words.finding(finding)
        say(f"warning VT122 {message}\n   {session.words('cure')}: {cure}\n")
