"""Evidence stands in the folder (VT313) and is there (VT314, a warning). Nothing of it is ever read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.finding import Issue, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.util.windows import is_junction

if TYPE_CHECKING:
    from visiontrack.schema.result import Result, VisionResult

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def of_result(draft: Draft, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:  # noqa: ARG001
    """Each path under ``evidence`` is relative to the root, with ``/`` between its parts."""
    for number, path in enumerate(result.evidence):
        place = Place(entry.path, ("evidence", number))
        if _ADDRESS.match(path):
            continue
        fixed = path.replace("\\", "/")
        if _leaves(fixed):
            yield Issue("VT313", place, {"path": path})
        elif fixed != path:
            yield Issue("VT313", place, {"path": path, "fixed": fixed}, variant="backslash", suggest=fixed)


def absent(draft: Draft, entry: Entry, result: Result | VisionResult) -> Iterator[Issue]:
    """Each path that names a place in the folder has something there; an address has nothing here."""
    for number, path in enumerate(result.evidence):
        place = Place(entry.path, ("evidence", number))
        if _ADDRESS.match(path):
            yield Issue("VT314", place, {"path": path}, "warning", variant="address")
        elif not (_leaves(path) or "\\" in path or _is_there(draft, path)):
            yield Issue("VT314", place, {"path": path}, "warning")


def _leaves(path: str) -> bool:
    """Whether a path names something outside the folder: absolute, on a drive, or by way of ``..``."""
    return path.startswith("/") or bool(_DRIVE.match(path)) or ".." in path.split("/")


def _is_there(draft: Draft, path: str) -> bool:
    """Whether a file (or a folder of files) stands there, by no link that could lead elsewhere."""
    path = path.rstrip("/")
    mode = _mode(draft, path)
    return bool(mode) and not stat.S_ISLNK(mode) and _plain_folder(draft, path.rpartition("/")[0])


def _plain_folder(draft: Draft, folder: str) -> bool:
    """Whether a folder is one and no part of its path is a link; found out once."""
    key = ("folder", folder)
    if key not in draft.cache:
        above = folder.rpartition("/")[0]
        draft.cache[key] = not folder or (_plain_folder(draft, above) and stat.S_ISDIR(_mode(draft, folder)))
    found: bool = draft.cache[key]
    return found


def _mode(draft: Draft, path: str) -> int:
    """What stands at a path, a link as such; 0 for nothing, or for a name that the system cannot have."""
    try:
        state = os.lstat(os.path.join(draft.root, path))
        return stat.S_IFLNK if is_junction(state) else state.st_mode
    except (OSError, ValueError):
        return 0
