"""``visiontrack merge-driver BASE OURS THEIRS [PATH]``: what git calls to merge a data file (``init --git`` sets it up)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument

from visiontrack.cli import console, opened_folder
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.util.system_reasons import read_reason


def run(
    base: Annotated[str, Argument(metavar="BASE")],
    ours: Annotated[str, Argument(metavar="OURS")],
    theirs: Annotated[str, Argument(metavar="THEIRS")],
    path: Annotated[str | None, Argument(metavar="PATH")] = None,
) -> int:
    from visiontrack.edit.writer import text_change
    from visiontrack.history.git import merge_lines
    from visiontrack.history.merging import merge_files

    contents = []
    for name in (base, ours, theirs):
        try:
            contents.append(Path(name).read_bytes())
        except OSError as error:
            raise WrongUse("error.cannot_read", path=name, reason=read_reason(error)) from error
    merged = merge_files(*contents)
    if merged is not None:
        content, conflict = text_change(ours, contents[1], merged.text).new, merged.conflict
    else:
        content, conflict = merge_lines(Path(base), Path(ours), Path(theirs))
    opened_folder.save_file(Path(ours), content, overwrite=True)
    if conflict:
        console.err(current().words("history.conflict", path=path or ours) + "\n")
    return int(conflict)
