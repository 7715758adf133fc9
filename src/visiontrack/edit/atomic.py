"""A file is written whole or not at all, and by one writer at a time.

Whole: into a temporary dotfile beside it, flushed to the disk, then renamed. One at a time: a lock between processes
that a killed one can never leave locked, since the system releases it with the process; only an empty dotfile may stay
behind, and the next writer takes it over.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from visiontrack.errors import WrongUse
from visiontrack.util.windows import leads_elsewhere, patiently

PREFIX, SUFFIX = ".visiontrack-", ".tmp"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
LOCK = ".visiontrack.lock"
_PATIENCE = 30.0  # seconds: writing takes well under one
_PAUSE = 0.01  # seconds
_LOCK_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


# The folders whose lock this process has: it needs no second one.
_locked: set[Path] = set()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other writers out of a folder. Raises ``WrongUse`` error.busy when one is still there after 30 seconds."""
    if folder in _locked:
        yield
        return
    path = folder / LOCK
    descriptor = _acquire(path)
    _locked.add(folder)
    try:
        yield
    finally:
        _locked.discard(folder)
        _release(path, descriptor)


def _acquire(path: Path) -> int:
    give_up = time.monotonic() + _PATIENCE
    while True:
        # Windows refuses a name whose file is just being removed.
        descriptor = patiently(lambda: os.open(path, _LOCK_FLAGS, 0o666))
        try:
            # The writer before may have removed the file: then this lock keeps nobody out.
            if _try(descriptor) and _stands_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() > give_up:
            raise WrongUse("error.busy")
        time.sleep(_PAUSE)


def _stands_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _release(path: Path, descriptor: int) -> None:
    try:
        if os.name == "posix":
            _remove(path)  # while it is still locked: nobody can have taken it
    finally:
        os.close(descriptor)
    if os.name != "posix":
        _remove(path)  # Windows removes no open file: it refuses when the next one has it


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def replace(target: Path, content: bytes, ready: Callable[[], object]) -> None:
    """Puts ``content`` in the place of a file that exists, with its mode; ``ready`` may raise at the last moment."""

    def place(temporary: Path) -> None:
        ready()
        _keep_rights(target, temporary)
        temporary.replace(target)

    # Asked anew each time whether it is ready: whoever had the file open may have saved it.
    _write(target, content, lambda temporary: patiently(lambda: place(temporary)))


def create(target: Path, content: bytes) -> None:
    """Makes a new file and the folders it needs. Raises ``FileExistsError`` when the name is taken, even just now."""
    _make_folder(target.parent)
    _write(target, content, lambda temporary: _place_new(temporary, target))


def move(source: Path, target: Path) -> None:
    """Gives a file another name, which is free, and makes the folder that it needs."""
    _make_folder(target.parent)
    patiently(lambda: source.rename(target))
    for folder in {source.parent, target.parent}:
        _sync_folder(folder)


def remove_leftovers(folder: Path) -> None:
    """Removes the temporaries of killed runs; to be called only while no other run can be writing."""
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if item.name.startswith(PREFIX) and item.name.endswith(SUFFIX):
                with suppress(OSError):
                    Path(item.path).unlink()


def remove_all_leftovers(top: Path) -> None:
    """Does the same for a folder and all below it, however deep; links are not followed."""
    folders = [os.fspath(top)]
    while folders:
        folder = folders.pop()
        remove_leftovers(Path(folder))
        with suppress(OSError), os.scandir(folder) as items:
            folders += [
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
    """Makes a rename last through a power cut, where the system lets a folder be flushed."""
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
