"""One file written whole or not at all: a temporary dotfile beside it, flushed to the disk, then renamed."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from visiontrack.util.windows import leads_elsewhere, patiently

PREFIX, SUFFIX = ".visiontrack-", ".tmp"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def replace(target: Path, content: bytes, ready: Callable[[], object]) -> None:
    """Put ``content`` in the place of a file that exists, with its mode; ``ready`` may refuse at the last moment."""

    def place(temporary: Path) -> None:
        ready()
        _keep_rights(target, temporary)
        temporary.replace(target)

    # Asked anew each time whether it is ready: who held the file may have saved it.
    _write(target, content, lambda temporary: patiently(lambda: place(temporary)))


def create(target: Path, content: bytes) -> None:
    """Make a new file and the folders it needs; ``FileExistsError`` when the name is taken, even just now."""
    _make_folder(target.parent)
    _write(target, content, lambda temporary: _place_new(temporary, target))


def remove_leftovers(folder: Path) -> None:
    """Remove the temporaries of killed runs; call it only while no other run can be writing."""
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if item.name.startswith(PREFIX) and item.name.endswith(SUFFIX):
                with suppress(OSError):
                    Path(item.path).unlink()


def remove_all_leftovers(top: Path) -> None:
    """The same for a folder and all below it, however deep; links are not followed."""
    waiting = [os.fspath(top)]
    while waiting:
        folder = waiting.pop()
        remove_leftovers(Path(folder))
        with suppress(OSError), os.scandir(folder) as items:
            waiting += [
                item.path
                for item in items
                if item.is_dir(follow_symlinks=False) and not leads_elsewhere(item)
            ]


def _write(target: Path, content: bytes, place: Callable[[Path], None]) -> None:
    temporary = target.with_name(f"{PREFIX}{target.name[:40]}-{os.getpid()}{SUFFIX}")
    try:
        _fill(temporary, content)
        place(temporary)
    finally:
        with suppress(OSError):
            temporary.unlink()
    _sync_folder(target.parent)


def _fill(temporary: Path, content: bytes) -> None:
    descriptor = os.open(temporary, _NEW, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keep_rights(target: Path, temporary: Path) -> None:
    state = target.stat()
    if sys.platform != "win32":
        with suppress(PermissionError):  # a colleague's file in a shared folder becomes ours
            os.chown(temporary, state.st_uid, state.st_gid)
    temporary.chmod(stat.S_IMODE(state.st_mode))


def _place_new(temporary: Path, target: Path) -> None:
    if os.name != "posix":
        patiently(lambda: temporary.rename(target))  # Windows refuses a name that is taken
        return
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links; the lock keeps our own runs apart
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.rename(target)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # a folder that may be written to but not listed
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
