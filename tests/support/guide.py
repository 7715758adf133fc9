"""The guide as a script: its fenced blocks are commands to run, with some of what they say, and files to write."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "…"


class File(NamedTuple):
    """A file as it reads from here on."""

    path: str
    text: str


class Command(NamedTuple):
    """A command line, and lines it must say in this order (others may stand between them)."""

    words: list[str]
    said: list[str]


def steps(guide: Path) -> Iterator[File | Command]:
    """The steps of a guide in their order."""
    for language, path, body in _BLOCK.findall(guide.read_text("utf-8")):
        if language in ("yaml", "csv"):
            yield File(path, body)
        elif language == "console":
            yield from _commands(body)


def _commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, *said = part.rstrip("\n").split("\n")
        yield Command(shlex.split(line), [one.strip() for one in said if one.strip() not in ("", CUT)])


def missing(said: list[str], output: str) -> list[str]:
    """The lines that were to be said and were not, in their order."""
    lines = iter([line.strip() for line in output.splitlines()])
    return [one for one in said if one not in lines]
