"""Why the system refused to read or write, in the reader's language: its own words are English, or the machine's."""

from __future__ import annotations

import errno

from visiontrack.finding import Word
from visiontrack.util import windows

_REASONS = {
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ENOTDIR: "no_folder",
    errno.ENAMETOOLONG: "name",
    errno.ENOENT: "absent",
    errno.EISDIR: "folder",
    errno.ELOOP: "link",
    errno.EIO: "broken",
    errno.EBUSY: "busy",
}


def write_reason(error: OSError) -> str:
    """Returns why something could not be written: a ``Word``, or the system's code for what has no word."""
    name = _name(error)
    if name == "permission" and windows.WINDOWS:
        name = "held"
    return _reason(error, name)


def read_reason(error: OSError) -> str:
    """Returns why something could not be read: a ``Word``, or the system's code for what has no word."""
    name = _name(error)
    if name == "permission":
        name = "not_read_held" if windows.WINDOWS else "not_read"
    return _reason(error, name)


def _name(error: OSError) -> str | None:
    if windows.is_too_long(error):
        return "long"
    if windows.is_below_file(error):
        return "no_folder"
    return _REASONS.get(error.errno or 0)


def _reason(error: OSError, name: str | None) -> str:
    if name is not None:
        return Word(f"reason.{name}")
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
