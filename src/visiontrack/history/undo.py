"""What git could not give back after a run that changes files: copies of it are kept beside the data."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.history.git import repository_of

_FOLDER = ".visiontrack/undo-{:%Y%m%d-%H%M%S}"


def copies_of_uncommitted(root: Path, changes: Sequence[Change]) -> tuple[str | None, list[Change]]:
    """Returns the folder that copies go to, and the copies: of every file to be changed that the last commit lacks.

    The folder is None where there is nothing to keep. Without git or a commit everything is kept.
    """
    replaced = {change.path: change.old for change in changes if change.old not in (None, change.new)}
    committed = _committed(root, set(replaced)) if replaced else {}
    folder = _FOLDER.format(datetime.datetime.now())
    copies = [
        Change(f"{folder}/{path}", None, old)
        for path, old in replaced.items()
        if old is not None and committed.get(path) != old
    ]
    return (folder if copies else None), copies


def _committed(root: Path, paths: set[str]) -> dict[str, bytes]:
    """Returns the bytes of files in the last commit."""
    try:
        repository = repository_of(root)
        files = [file for file in repository.files(repository.commit("HEAD"), "data") if file.path in paths]
        return dict(zip((file.path for file in files), repository.contents(files), strict=True))
    except WrongUse:
        return {}
