"""Evidence and a meeting's materials stand in the folder (VT313) and are there (VT314, a warning). Nothing of them is
ever read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from unicodedata import normalize

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Place, Word
from visiontrack.folder.listing import Entry
from visiontrack.schema.meeting import Meeting
from visiontrack.schema.result import Result, VisionResult
from visiontrack.util.windows import is_junction

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


WithFiles = Result | VisionResult | Meeting


def _files(entry: Entry, model: WithFiles) -> Iterator[tuple[Place, str, Word]]:
    """Yields the paths that a file names, with their places and what stands there."""
    paths = model.materials if isinstance(model, Meeting) else model.evidence
    key = "materials" if isinstance(model, Meeting) else "evidence"
    for number, path in enumerate(paths):
        yield Place(entry.path, (key, number)), path, Word(f"word.{key}")


@rule("VT313", kind=("meeting", "vision_result", "result"))
def file_outside_the_folder(facts: Facts, entry: Entry, model: WithFiles) -> Iterator[Issue]:
    """Each path is relative to the root, with ``/`` between its parts."""
    for place, path, what in _files(entry, model):
        if _ADDRESS.match(path):
            continue
        fixed = path.replace("\\", "/")
        if _leaves(fixed):
            yield Issue("VT313", place, {"what": what, "path": path})
        elif fixed != path:
            yield Issue(
                "VT313",
                place,
                {"what": what, "path": path, "fixed": fixed},
                variant="backslash",
                suggest=fixed,
            )


@rule("VT314", kind=("meeting", "vision_result", "result"), severity="warning")
def file_not_there(facts: Facts, entry: Entry, model: WithFiles) -> Iterator[Issue]:
    """Each path that names a place in the folder has something there; an address has nothing here."""
    for place, path, what in _files(entry, model):
        if _ADDRESS.match(path):
            yield Issue("VT314", place, {"what": what, "path": path}, variant="address")
        elif not (_leaves(path) or "\\" in path or _exists(facts, path)):
            near = _near(facts, path)
            if near is None or not _exists(facts, near):
                yield Issue("VT314", place, {"what": what, "path": path})
            elif _canonical(near) != _canonical(
                "/".join(part for part in path.split("/") if part not in ("", "."))
            ):
                yield Issue(
                    "VT314", place, {"what": what, "path": path, "fixed": near}, variant="name", suggest=near
                )


def _near(facts: Facts, path: str) -> str | None:
    """Returns the path of what is there under nearly this name: in another normal form, case or width."""
    near = ""
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if not _plain_folder(facts, near):
            return None
        try:
            names = sorted(os.listdir(os.path.join(facts.draft.root, near)))
        except (OSError, ValueError):
            return None
        for fold in (str, _canonical, _compatible):
            name = next((name for name in names if fold(name) == fold(part)), None)
            if name is not None:
                break
        if name is None:
            return None
        near = f"{near}/{name}" if near else name
    return near or None


def _canonical(name: str) -> str:
    """Returns a name in the form that is the same for NFC and NFD, which systems and programs write differently."""
    return normalize("NFC", name)


def _compatible(name: str) -> str:
    """Returns what names that look alike have in common: width, case, and the two wave dashes."""
    return normalize("NFKC", name.replace("\u301c", "\uff5e")).casefold().replace("~", "\u301c")


def _leaves(path: str) -> bool:
    """Returns whether a path names something outside the folder: absolute, on a drive, or by way of ``..``."""
    return path.startswith("/") or bool(_DRIVE.match(path)) or ".." in path.split("/")


def _exists(facts: Facts, path: str) -> bool:
    """Returns whether a file (or a folder of files) stands there, by no link that could lead elsewhere."""
    path = path.rstrip("/")
    mode = _mode(facts, path)
    return bool(mode) and not stat.S_ISLNK(mode) and _plain_folder(facts, path.rpartition("/")[0])


def _plain_folder(facts: Facts, folder: str) -> bool:
    """Returns whether a folder is one and no part of its path is a link."""
    plain = facts.plain_folders.get(folder)
    if plain is None:
        above = folder.rpartition("/")[0]
        plain = not folder or (_plain_folder(facts, above) and stat.S_ISDIR(_mode(facts, folder)))
        facts.plain_folders[folder] = plain
    return plain


def _mode(facts: Facts, path: str) -> int:
    """Returns the mode of what stands at a path, a link as such; 0 for nothing, or a name the system cannot have."""
    try:
        state = os.lstat(os.path.join(facts.draft.root, path))
        return stat.S_IFLNK if is_junction(state) else state.st_mode
    except (OSError, ValueError):
        return 0
