"""The program, run in this process as a user runs it."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import NamedTuple

from visiontrack.cli import main


class Ran(NamedTuple):
    """What a run left: its exit code, and what it said."""

    code: int
    out: str
    err: str


def visiontrack(*args: str, root: Path | None = None) -> Ran:
    """Run one command line; ``root`` is given as ``--root``."""
    out, err = io.StringIO(), io.StringIO()
    shared = ["--root", str(root)] if root is not None else []
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main.run([*args, *shared])
    return Ran(code, out.getvalue(), err.getvalue())
