"""The one writer: every file the tool writes goes through here, whole or not at all.

What was read before must still be there, held against other runs by a lock. A run that is killed leaves each
file the old one or the new one, and at most dotfiles that the next write removes.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from visiontrack.edit import atomic
from visiontrack.edit.lock import locked
from visiontrack.errors import WrongUse
from visiontrack.finding import Word
from visiontrack.util import windows
from visiontrack.util.windows import leads_elsewhere
from visiontrack.yaml.characters import masked

_REASONS = {
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ENOTDIR: "no_folder",
    errno.ENAMETOOLONG: "name",
}
_NO_NAME = re.compile(r'[<>:"|?*\x00-\x1f]')


class Change(NamedTuple):
    """A file's new content.

    ``path`` is relative to the root, with ``/``; ``old`` is what was read before, or None where no file may be.
    """

    path: str
    old: bytes | None
    new: bytes


def commit(root: Path, changes: Sequence[Change]) -> None:
    """Write all changes, each whole or not at all; none at all when one of them is seen to be impossible.

    Raises ``WrongUse``: error.target_exists, error.changed (changed since it was read), error.cannot_write (with
    the reason), error.partly_written (either of them after some files were written, with their names), error.busy.
    """
    changes = [change for change in changes if change.old != change.new]
    if not changes:
        return
    with _told(str(root)):
        root.mkdir(parents=True, exist_ok=True)
    with _told(str(root)), locked(root):
        for change in changes:
            with _told(change.path):
                _check(root, change)
        _sweep(root, changes)
        _write_all(root, changes)


@contextmanager
def exclusive_access(root: Path) -> Iterator[None]:
    """No other run writes from here on: what is chosen by what stands there (an id still free) holds until it is written.

    Raises ``WrongUse`` like ``commit``.
    """
    with ExitStack() as held:
        with _told(str(root)):
            held.enter_context(locked(root))
        yield


def existing_content(root: Path, path: str) -> bytes | None:
    """What a change of this file starts from; None where no plain file stands (which ``commit`` tells).

    Raises ``WrongUse`` error.cannot_read: where nobody knows what is there nothing is said of it.
    """
    place = root / path
    try:
        return place.read_bytes() if place.is_file() else None
    except OSError as error:
        refused = "reason.not_read_held" if windows.WINDOWS else "reason.not_read"
        reason = (
            Word(refused) if isinstance(error, PermissionError) else error.strerror or type(error).__name__
        )
        raise WrongUse("error.cannot_read", path=path, reason=reason) from error


def _write_all(root: Path, changes: Sequence[Change]) -> None:
    written: list[str] = []
    for change in changes:
        try:
            with _told(change.path):
                _write(root, change)
        except WrongUse as wrong:
            if not written:
                raise
            reason = wrong.params.get("reason", Word(wrong.key.replace("error.", "reason.", 1)))
            raise WrongUse(
                "error.partly_written", path=change.path, reason=reason, written=", ".join(written)
            ) from wrong
        written.append(change.path)


def _write(root: Path, change: Change) -> None:
    target = _check(root, change)
    if change.old is None:
        atomic.create(target, change.new)
    else:
        atomic.replace(target, change.new, ready=lambda: _check(root, change))


@contextmanager
def _told(path: str) -> Iterator[None]:
    """The system's refusals in our words."""
    try:
        yield
    except FileExistsError:
        raise WrongUse("error.target_exists", path=path) from None
    except OSError as error:
        known = _known(error)
        reason = Word(f"reason.{known}") if known else error.strerror or type(error).__name__
        raise WrongUse("error.cannot_write", path=path, reason=reason) from error


def _known(error: OSError) -> str | None:
    """The system's reason as the end of a key of the catalogue, where there is one."""
    if windows.is_too_long(error):
        return "long"
    if windows.is_below_file(error):
        return "no_folder"
    known = _REASONS.get(error.errno or 0)
    return "held" if known == "permission" and windows.WINDOWS else known


def _target(root: Path, path: str) -> Path:
    """Where a change goes: inside the root, with no link on the way."""
    place = root
    for part in path.split("/"):
        if part in ("", ".", "..") or "\\" in part or "\0" in part or Path(part).drive:
            raise WrongUse("error.cannot_write", path=path, reason=Word("reason.outside"))
        # Behind a colon what is written would be hidden in another file.
        if windows.WINDOWS and _NO_NAME.search(part):
            raise WrongUse("error.cannot_write", path=path, reason=Word("reason.signs"))
        place = place / part
        if leads_elsewhere(place):
            raise WrongUse("error.cannot_write", path=path, reason=Word("reason.link"))
    return place


def _check(root: Path, change: Change) -> Path:
    """The target, once it is sure that the file there (or none) is the one that was read."""
    target = _target(root, change.path)
    if not os.path.lexists(target):
        if change.old is not None:
            raise WrongUse("error.changed", path=change.path)
        return target
    if change.old is None:
        raise WrongUse("error.target_exists", path=change.path)
    if not target.is_file():
        raise WrongUse("error.cannot_write", path=change.path, reason=Word("reason.no_file"))
    if target.read_bytes() != change.old:
        raise WrongUse("error.changed", path=change.path)
    if not os.access(target, os.W_OK):
        raise WrongUse("error.cannot_write", path=change.path, reason=Word("reason.permission"))
    return target


def _sweep(root: Path, changes: Sequence[Change]) -> None:
    """Whoever holds the lock is the only writer, so every temporary that is still there is a dead run's."""
    for folder in {_target(root, change.path).parent for change in changes}:
        atomic.remove_leftovers(folder)
    atomic.remove_all_leftovers(root / "data")


def diff(changes: Sequence[Change]) -> str:
    """The changes as a unified diff, for ``--dry-run``."""
    import difflib

    out: list[str] = []
    for change in changes:
        if change.old != change.new:
            before = f"a/{change.path}" if change.old is not None else "/dev/null"
            old, new = _shown_lines(change.old or b""), _shown_lines(change.new)
            out += difflib.unified_diff(old, new, before, f"b/{change.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in out)


def _shown_lines(content: bytes) -> list[str]:
    """Lines with their ends; control characters never reach a terminal."""
    return re.findall(r"[^\n]*\n|[^\n]+", masked(content.decode("utf-8", "replace")))
