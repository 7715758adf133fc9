"""What Windows does differently from the systems this was written on."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

WINDOWS = sys.platform == "win32"
A_MOMENT = 2.0  # seconds
_PAUSE = 0.02
_LONGEST = 248  # of a folder with its place; files may be twelve characters longer
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT; the tags that OneDrive gives its files lead nowhere else
Result = TypeVar("Result")


def patiently(step: Callable[[], Result]) -> Result:
    """Repeats a step for a moment while Windows refuses it; elsewhere a refusal is final.

    Windows renames, replaces or removes no file that somebody holds open, and reports that as a lack of rights. A virus
    scanner, an indexer or another run holds one for a moment, Excel as long as it shows it.
    """
    give_up = time.monotonic() + A_MOMENT
    while True:
        try:
            return step()
        except PermissionError:
            if not WINDOWS or time.monotonic() > give_up:
                raise
        time.sleep(_PAUSE)


def is_too_long(error: OSError) -> bool:
    """Returns whether a file "was not found" because its path is longer than Windows bears."""
    place = _not_found(error)
    return place is not None and len(str(place.absolute())) >= _LONGEST


def is_below_file(error: OSError) -> bool:
    """Returns whether a file "was not found" because a file stands where a folder should: elsewhere ENOTDIR."""
    place = _not_found(error)
    return place is not None and any(folder.is_file() for folder in place.parents)


def _not_found(error: OSError) -> Path | None:
    name = error.filename
    is_not_found = WINDOWS and error.errno == errno.ENOENT and isinstance(name, str | os.PathLike)
    return Path(name) if is_not_found else None


def leads_elsewhere(item: Path | os.DirEntry[str]) -> bool:
    """Returns whether an item is a link or a junction: a folder at a second place, which Python calls no link."""
    if item.is_symlink():
        return True
    try:
        return WINDOWS and is_junction(item.stat(follow_symlinks=False))
    except (OSError, ValueError):
        return False


def is_junction(state: os.stat_result) -> bool:
    """Returns whether a state, taken without following links, is that of a junction; only Windows has them."""
    return getattr(state, "st_reparse_tag", 0) == _JUNCTION
