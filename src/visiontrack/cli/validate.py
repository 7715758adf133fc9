"""``visiontrack validate``: every finding in the folder, all at once."""

from __future__ import annotations

from typing import Annotated

from typer import Option

FORMATS = ("text", "json", "github", "junit", "sarif")


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
    from visiontrack.folder import load
    from visiontrack.formats import findings as formats

    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    form = arguments.choice("--format", format or default, FORMATS)
    day = arguments.parse_today(today)
    session = current()
    loaded = load(session.root, Suite(day))
    console.out(formats.render(form, loaded.findings, loaded.files, session.root, session.words))
    worst = {finding.severity for finding in loaded.findings}
    return int("error" in worst or (strict and "warning" in worst))
