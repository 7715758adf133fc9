"""What every command that makes files does last: write them or show the difference, and say what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from visiontrack.cli import console
from visiontrack.edit.writer import Change, commit, diff
from visiontrack.formats import WRITING_FORMATS
from visiontrack.formats.json_csv import dumps

FORMATS = WRITING_FORMATS


def write(
    root: Path, changes: Sequence[Change], form: str, dry_run: bool, facts: Mapping[str, object], said: str
) -> int:
    """Write the changes below ``root`` (not with ``dry_run``), then say so; ``facts`` begin with the schema's name.

    Text is ``said`` after writing, or the difference. JSON holds the facts, the files and whether they were written.
    """
    if not dry_run:
        commit(root, changes)
    if form == "json":
        files = [change.path for change in changes]
        console.machine(dumps({**facts, "dry_run": dry_run, "files": files, "diff": diff(changes)}))
    else:
        console.out(diff(changes) if dry_run else said)
    return 0
