"""``visiontrack diff REV [REV]``: what changed between two states of the data; ``--strict`` fails on changes to the past."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from visiontrack import formats
from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.formats import Output, renderer
from visiontrack.formats.painter import Painter

FORMATS = tuple(formats.FORMATS["diff"])
AUDIENCES = ("council", "public")


def run(
    rev: Annotated[str, Argument(metavar="REV")],
    until: Annotated[str | None, Argument(metavar="REV")] = None,
    format: Annotated[str | None, Option("--format", metavar="FORMAT")] = None,
    audience: Annotated[str | None, Option("--for", metavar="AUDIENCE")] = None,
    internal: Annotated[bool, Option("--internal")] = False,
    strict: Annotated[bool, Option("--strict")] = False,
    out: Annotated[str | None, Option("--out", metavar="FILE")] = None,
    overwrite: Annotated[bool, Option("--overwrite")] = False,
) -> int:
    from visiontrack.formats.findings_text import Sources, findings_text
    from visiontrack.history.between import compared, errors_since
    from visiontrack.history.comparison import AudienceView

    form = arguments.output_form(format, out, FORMATS)
    session = current()
    if audience is not None:
        audience = arguments.word_of("--for", audience, AUDIENCES, session.words)
        if internal:
            raise WrongUse("form.error.together", option="--for", other="--internal")
    if overwrite and out is None:
        raise WrongUse("form.error.needs", option="--overwrite", other="--out")
    view = AudienceView(internal, team=audience is None)
    with compared(session.root, rev, until, view) as comparison:
        painter = Painter() if out is not None else console.painter()
        output = Output(comparison.after.folder, comparison, [], session.words, painter)
        content = renderer("diff", form)(output)
    assert isinstance(content, str)
    if out is not None:
        opened_folder.save_file(Path(out), content.encode(), overwrite)
    else:
        (console.machine if form == "json" else console.out)(content)
    if not strict:
        return 0
    findings = errors_since(session.root, rev, until)
    console.err(findings_text(findings, Sources(session.root), session.words))
    return int(bool(findings))
