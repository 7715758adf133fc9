"""The one writer: every file the tool writes goes through here, whole or not at all.

What was read before must still be there, and a lock keeps other runs out. A run that is killed leaves each file the
old one or the new one, and at most dotfiles that the next write removes. Changes that only make sense together are
noted in a journal first: whoever comes next completes what a killed run began.
"""

from __future__ import annotations

import base64
import codecs
import difflib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from visiontrack.edit import atomic
from visiontrack.errors import WrongUse
from visiontrack.finding import Word
from visiontrack.layout.width import NO_TEXT
from visiontrack.util import windows
from visiontrack.util.system_reasons import read_reason, write_reason
from visiontrack.util.windows import leads_elsewhere

# What the changes of a run are noted in that must be made together; its path is relative to the root.
JOURNAL = ".visiontrack.journal"
_NO_NAME = re.compile(r'[<>:"|?*\x00-\x1f]')


class Change(NamedTuple):
    """A file's new content.

    ``path`` is relative to the root, with ``/``; ``old`` is what was read before, or None where no file may be.
    ``moved_from`` is where a file stands that gets another name as well; only ``commit_together`` takes such changes.
    """

    path: str
    old: bytes | None
    new: bytes
    moved_from: str | None = None


def text_change(path: str, content: bytes, text: str) -> Change:
    """Returns the change of a file's text; a byte order mark before it stays."""
    mark = "\N{BYTE ORDER MARK}" if content.startswith(codecs.BOM_UTF8) else ""
    return Change(path, content, (mark + text).encode())


def commit(root: Path, changes: Sequence[Change]) -> None:
    """Writes all changes, each whole or not at all; none at all when one of them is seen to be impossible.

    Raises ``WrongUse``: error.target_exists, error.changed (changed since it was read), error.cannot_write (with
    the reason), error.partly_written (either of them after some files were written, with their names), error.busy.
    """
    changes = [change for change in changes if change.old != change.new]
    if not changes:
        return
    with _refusals_explained(str(root)):
        root.mkdir(parents=True, exist_ok=True)
    with _refusals_explained(str(root)), atomic.locked(root):
        # Another run of the same command may have been quicker: what stands there already is no change.
        changes = [change for change in changes if not _stands_there(root, change)]
        for change in changes:
            with _refusals_explained(change.path):
                _check(root, change)
        _sweep(root, changes)
        _write_all(root, changes)


def _stands_there(root: Path, change: Change) -> bool:
    with _refusals_explained(change.path):
        target = _target(root, change.path)
        return target.is_file() and os.access(target, os.R_OK) and target.read_bytes() == change.new


def commit_together(root: Path, changes: Sequence[Change]) -> None:
    """Writes changes of existing files all or none, whatever happens: a killed run is completed by the next.

    Raises ``WrongUse`` like ``commit``, but never with only some of the files written.
    """
    changes = [change for change in changes if change.old != change.new or change.moved_from]
    if not changes:
        return
    with exclusive_access(root):
        for change in changes:
            with _refusals_explained(change.path):
                _check(root, change)
        _sweep(root, changes)
        journal = root / JOURNAL
        with _refusals_explained(JOURNAL):
            atomic.create(journal, _journal(changes))
        try:
            for change in changes:
                with _refusals_explained(change.path):
                    _bring(root, change)
        except BaseException:
            for change in changes:
                _bring(root, _inverse(change))
            journal.unlink()
            raise
        journal.unlink()


def complete_interrupted(root: Path) -> None:
    """Completes the changes of a killed run, as its journal has them; waits for a run that is at it.

    Raises ``WrongUse`` error.interrupted_changed for a file that somebody has changed since.
    """
    journal = root / JOURNAL
    with exclusive_access(root):
        if not os.path.lexists(journal):
            return
        try:
            rows = json.loads(journal.read_bytes())
            changes = [
                Change(path, base64.b64decode(old), base64.b64decode(new), moved_from)
                for path, old, new, moved_from in rows
            ]
        except (OSError, ValueError, TypeError):
            raise WrongUse("error.interrupted_changed", path=JOURNAL, journal=JOURNAL) from None
        names = [name for change in changes for name in (change.path, change.moved_from) if name is not None]
        for name in names:  # a journal that came with somebody's repository reaches nothing but data
            if not (name.startswith("data/") and name.endswith(".yaml")):
                raise WrongUse("error.interrupted_changed", path=name, journal=JOURNAL)
        for change in changes:
            with _refusals_explained(change.path):
                _bring(root, change)
        journal.unlink()


def _journal(changes: Sequence[Change]) -> bytes:
    rows = [
        (change.path, *(base64.b64encode(part or b"").decode() for part in change[1:3]), change.moved_from)
        for change in changes
    ]
    return json.dumps(rows).encode()


def _inverse(change: Change) -> Change:
    back_from = change.path if change.moved_from is not None else None
    return Change(change.moved_from or change.path, change.new, change.old or b"", back_from)


def _bring(root: Path, change: Change) -> None:
    """Makes a change of a file that may be made already, wholly or in part. Raises ``WrongUse`` where it is another."""
    target = _target(root, change.path)
    if change.moved_from is not None:
        source = _target(root, change.moved_from)
        if source.is_file() and not os.path.lexists(target):
            atomic.move(source, target)
    content = target.read_bytes() if target.is_file() else None
    if content == change.new:
        return
    if content is None or content != change.old:
        raise WrongUse("error.interrupted_changed", path=change.path, journal=JOURNAL)
    atomic.replace(target, change.new, ready=lambda: None)


@contextmanager
def exclusive_access(root: Path) -> Iterator[None]:
    """Keeps other runs from writing: what is chosen by what stands there (an id still free) is true until it is written.

    Raises ``WrongUse`` like ``commit``.
    """
    with ExitStack() as stack:
        with _refusals_explained(str(root)):
            stack.enter_context(atomic.locked(root))
        yield


def existing_content(root: Path, path: str) -> bytes | None:
    """Returns what a change of this file starts from; None where no plain file stands (which ``commit`` refuses).

    Raises ``WrongUse`` error.cannot_read.
    """
    place = root / path
    try:
        return place.read_bytes() if place.is_file() else None
    except OSError as error:
        raise WrongUse("error.cannot_read", path=path, reason=read_reason(error)) from error


def _write_all(root: Path, changes: Sequence[Change]) -> None:
    written: list[str] = []
    for change in changes:
        try:
            with _refusals_explained(change.path):
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
def _refusals_explained(path: str) -> Iterator[None]:
    """Raises the system's refusals in our words."""
    try:
        yield
    except FileExistsError:
        raise WrongUse("error.target_exists", path=path) from None
    except OSError as error:
        raise WrongUse("error.cannot_write", path=path, reason=write_reason(error)) from error
    except UnicodeEncodeError as error:  # a Japanese name where the system's names are ASCII
        raise WrongUse("error.cannot_write", path=path, reason=Word("reason.encoding")) from error


def _target(root: Path, path: str) -> Path:
    """Returns where a change goes: inside the root, with no link on the way."""
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
    """Returns the target, once it is sure that the file there (or none) is the one that was read."""
    target = _target(root, change.path)
    if change.moved_from is not None and not os.path.lexists(target):
        _check(root, Change(change.moved_from, change.old, b""))
        return target
    if not os.path.lexists(target):
        if change.old is not None:
            raise WrongUse("error.changed", path=change.path)
        return target
    if change.old is None or change.moved_from is not None:
        raise WrongUse("error.target_exists", path=change.path)
    if not target.is_file():
        raise WrongUse("error.cannot_write", path=change.path, reason=Word("reason.no_file"))
    if target.read_bytes() != change.old:
        raise WrongUse("error.changed", path=change.path)
    if not os.access(target, os.W_OK):
        raise WrongUse("error.cannot_write", path=change.path, reason=Word("reason.permission"))
    return target


def _sweep(root: Path, changes: Sequence[Change]) -> None:
    """Removes temporaries: whoever has the lock is the only writer, so every one still there is a dead run's."""
    for folder in {_target(root, change.path).parent for change in changes}:
        atomic.remove_leftovers(folder)
    atomic.remove_all_leftovers(root / "data")


def diff(changes: Sequence[Change]) -> str:
    """Returns the changes as a unified diff, for ``--dry-run``."""
    lines: list[str] = []
    for change in changes:
        if change.moved_from is not None:
            names = (change.moved_from, change.path)
            lines.append("diff --git a/{} b/{}\nrename from {}\nrename to {}\n".format(*names, *names))
        if change.old != change.new:
            before = f"a/{change.moved_from or change.path}" if change.old is not None else "/dev/null"
            old, new = _lines(change.old or b""), _lines(change.new)
            lines += difflib.unified_diff(old, new, before, f"b/{change.path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(content: bytes) -> list[str]:
    """Returns the lines with their ends; control characters never reach a terminal."""
    return re.findall(
        r"[^\n]*\n|[^\n]+", re.sub(f"[{NO_TEXT}]", "\ufffd", content.decode("utf-8", "replace"))
    )
