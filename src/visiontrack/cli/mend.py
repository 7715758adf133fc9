"""The part of ``validate --fix`` that writes, or with ``--dry-run`` shows what it would write."""

from __future__ import annotations

from collections.abc import Callable

from visiontrack.cli.session import Session
from visiontrack.edit import writer
from visiontrack.edit.fixes import folder_fixes
from visiontrack.folder.listing import discover
from visiontrack.formats.findings_text import fixes_text


def mend(session: Session, dry_run: bool, say: Callable[[str], None]) -> None:
    """Mend every data file of the session's folder and say each line, or show the changes as a diff."""
    listed = sorted(entry for entries in discover(session.root).entries.values() for entry in entries)
    changes, lines = folder_fixes(session.root, listed)
    if dry_run and changes:
        say(writer.diff(changes) + "\n")
        return
    writer.commit(session.root, changes)
    say(fixes_text(lines, session.words))
