"""Sets up the merge driver: one block in ``.gitattributes``, and the driver in the clone's own settings."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from visiontrack.edit.writer import Change, existing_content
from visiontrack.history.git import repository_of
from visiontrack.scaffold.forge_settings import MERGE_BLOCK, MERGE_RULE

ATTRIBUTES = ".gitattributes"
_SETTING = "merge.visiontrack.driver"


class MergeSetup(NamedTuple):
    """What is to be done: the change of ``.gitattributes``, if any, and the driver's command, if it is another one."""

    change: Change | None
    command: str
    is_set: bool


def plan_setup(root: Path) -> MergeSetup:
    """Returns what sets up the driver for a data folder. Raises ``WrongUse`` without git or a repository."""
    command = f"{shlex.quote(sys.executable)} -m visiontrack merge-driver %O %A %B %P"
    is_set = repository_of(root).setting(_SETTING) == command
    old = existing_content(root, ATTRIBUTES)
    if has_rule(old):
        return MergeSetup(None, command, is_set)
    line_break = b"\r\n" if b"\r\n" in (old or b"") else b"\n"
    before = old or b""
    before += line_break if before and not before.endswith(b"\n") else b""
    content = before + MERGE_BLOCK.encode().replace(b"\n", line_break)
    return MergeSetup(Change(ATTRIBUTES, old, content), command, is_set)


def set_driver(root: Path, command: str) -> None:
    """Enters the driver into the clone's settings."""
    repository = repository_of(root)
    repository.set(_SETTING, command)
    repository.set("merge.visiontrack.name", "visiontrack: by key and id")


def lacks_driver(root: Path) -> bool:
    """Returns whether the folder asks for the driver and this clone does not have it."""
    return has_rule(existing_content(root, ATTRIBUTES)) and repository_of(root).setting(_SETTING) is None


def has_rule(attributes: bytes | None) -> bool:
    """Returns whether attributes have the block, whoever wrote it."""
    return MERGE_RULE.encode() in (attributes or b"").splitlines()
