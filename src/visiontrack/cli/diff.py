"""``visiontrack diff REV [REV]``: what changed between two states of the data; ``--strict`` fails on changes to the past."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, console
from visiontrack.cli.file_output import File, Form, Overwrite, with_file
from visiontrack.cli.opened_folder import OpenedFolder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse

FORMATS = tuple(formats.FORMATS["diff"])
AUDIENCES = ("council", "public")


@with_file(FORMATS)
def run(
    rev: Annotated[str, Argument(metavar="REV")],
    until: Annotated[str | None, Argument(metavar="REV")] = None,
    format: Form = "",
    audience: Annotated[str | None, Option("--for", metavar="AUDIENCE")] = None,
    internal: Annotated[bool, Option("--internal")] = False,
    strict: Annotated[bool, Option("--strict")] = False,
    out: File = None,
    overwrite: Overwrite = False,
) -> int:
    from visiontrack.formats.findings_text import Sources, findings_text
    from visiontrack.history.between import compared, errors_since
    from visiontrack.history.comparison import AudienceView

    session = current()
    if audience is not None:
        audience = arguments.word_of("--for", audience, AUDIENCES, session.words)
        if internal:
            raise WrongUse("form.error.together", option="--for", other="--internal")
    view = AudienceView(internal, team=audience is None)
    with compared(session.root, rev, until, view) as comparison:
        OpenedFolder(comparison.after.folder, [], {}).print_output("diff", format, comparison)
    if not strict:
        return 0
    findings = errors_since(session.root, rev, until)
    console.err(findings_text(findings, Sources(session.root), session.words))
    return int(bool(findings))
