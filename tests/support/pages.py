"""The examples of the pages on findings, laid over a data folder as a reader would try them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from support import sound
from visiontrack.messages.finding_pages import Example

_TOP_KEY = re.compile(r"^([A-Za-z_]+)", re.MULTILINE)


def lay(root: Path, examples: Sequence[Example]) -> None:
    """Put examples into a folder: whole files, some keys of a file, or commands run in the folder."""
    for example in examples:
        if example.language == "sh":
            _run(root, example.text)
        elif example.part:
            sound.write(root, example.path, _joined((root / example.path).read_text("utf-8"), example.text))
        else:
            sound.write(root, example.path, example.text)


def _joined(text: str, part: str) -> str:
    """A file with the top-level keys of ``part`` in the place of its own; new ones go to its end."""
    blocks = _blocks(text)
    blocks.update(_blocks(part))
    return "".join(blocks.values())


def _blocks(text: str) -> dict[str, str]:
    starts = [match.start() for match in _TOP_KEY.finditer(text)] + [len(text)]
    blocks = [text[a:b] for a, b in pairwise(starts)]
    found: dict[str, str] = {}
    for block in blocks:
        match = _TOP_KEY.match(block)
        assert match is not None
        # A key that stands twice is part of what an example shows.
        found[match[1]] = found.get(match[1], "") + block
    return found


def _run(root: Path, commands: str) -> None:
    if shutil.which("sh") is None:
        pytest.skip("the commands of a page are for sh")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-eu", "-c", commands], cwd=root, check=True, env=os.environ | {"PATH": path})
