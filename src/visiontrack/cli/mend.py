"""The part of ``validate --fix`` that writes, or with ``--dry-run`` shows what it would write."""

from __future__ import annotations

from collections.abc import Callable

from visiontrack.cli.session import Session
from visiontrack.formats import mended
from visiontrack.mending import mends
from visiontrack.source import writer


def mend(session: Session, dry_run: bool, say: Callable[[str], None]) -> None:
    """Mend every data file of the session's folder and say each line, or show the changes as a diff."""
    changes, lines = mends(session.root)
    if dry_run and changes:
        say(writer.diff(changes) + "\n")
        return
    writer.commit(session.root, changes)
    say(mended.report(lines, session.words))
