"""One writer at a time: a lock between processes that a killed one can never leave locked.

The system releases the lock with the process that held it; only an empty dotfile may stay behind, and the next
writer takes it over.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from visiontrack.errors import WrongUse
from visiontrack.util.windows import patiently

LOCK = ".visiontrack.lock"
PATIENCE = 30.0  # seconds: writing takes well under one
_PAUSE = 0.01
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)

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


# The folders whose lock this process holds: what is written while one is held needs no second.
_held: set[Path] = set()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; waits for other writers, at most ``PATIENCE`` seconds (``WrongUse`` error.busy)."""
    if folder in _held:
        yield
        return
    path = folder / LOCK
    descriptor = _acquire(path)
    _held.add(folder)
    try:
        yield
    finally:
        _held.discard(folder)
        _release(path, descriptor)


def _acquire(path: Path) -> int:
    give_up = time.monotonic() + PATIENCE
    while True:
        # Windows refuses a name whose file is just being removed.
        descriptor = patiently(lambda: os.open(path, _FLAGS, 0o666))
        try:
            # Who held it before may have removed the file: then this lock holds nobody back.
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
            _remove(path)  # while it is still held: nobody can have taken it
    finally:
        os.close(descriptor)
    if os.name != "posix":
        _remove(path)  # Windows removes no open file: it refuses when the next one has it


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
