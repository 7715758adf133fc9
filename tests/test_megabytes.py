"""A megabyte of anything in a folder's place: told in bounded time and memory by the program as it is run.

The files come from ``tests/cases/hostile/megabyte.zip``; nobody has to trust it, since ``tests/support/megabytes.py``
makes it again: ``PYTHONPATH=tests python -m support.megabytes``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest

from support import cases, megabytes

# Ten times what the slowest of them takes here, so that a slow machine does not fail and the square of the size does.
SECONDS = 13.0
MEGABYTES = 200
LISTED = 50
# Those in which most is found, or of which most is read, are checked as well.
CHECKED = ("billion-laughs", "unknown-keys")

# A small process of its own: a child's peak counts what its parent held when it was started.
_MEASURED = """
import json, os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]), file=sys.stderr)
"""
_PROGRAM = "from visiontrack.cli.start import main; main()"
_WINDOWS = pytest.mark.skipif(
    not hasattr(os, "wait4"), reason="Windows tells no peak memory of a process that ended"
)


class Measured(NamedTuple):
    """What a run said, and what it took: seconds of processor time and megabytes at its peak."""

    code: int
    out: str
    seconds: float
    peak: float


def measured(root: Path, *args: str) -> Measured:
    """Run the program as a process of its own."""
    program = [sys.executable, "-c", _PROGRAM, *args, "--root", str(root), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-IS", "-c", _MEASURED, *program], capture_output=True, encoding="utf-8", check=True
    )
    said, _, last = done.stderr.rstrip("\n").rpartition("\n")
    code, seconds, peak = json.loads(last)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Measured(code, done.stdout + said, seconds, peak / unit)


def unpacked(root: Path, name: str) -> Path:
    """The sound folder with one file of the archive in its place."""
    cases.build(root)
    with zipfile.ZipFile(megabytes.ARCHIVE) as archive:
        place = megabytes.place(name)
        (root / place).write_bytes(archive.read(f"{name}/{place}"))
    return root / place


def test_the_archive_is_what_its_maker_makes() -> None:
    with zipfile.ZipFile(megabytes.ARCHIVE) as archive:
        assert archive.namelist() == [f"{name}/{megabytes.place(name)}" for name in megabytes.NAMES]
        for name, info in zip(megabytes.NAMES, archive.infolist(), strict=True):
            content = megabytes.content(name)
            assert (info.file_size, info.CRC) == (len(content), zlib.crc32(content)), name
            assert megabytes.MOST * 0.97 < len(content) < megabytes.MOST, name


@_WINDOWS
@pytest.mark.parametrize("name", megabytes.NAMES)
def test_a_megabyte_of(name: str, tmp_path: Path) -> None:
    path = unpacked(tmp_path / "city", name).relative_to(tmp_path / "city").as_posix()
    _holds(measured(tmp_path / "city", "validate", "--today", "2025-12-01"), path)


@_WINDOWS
@pytest.mark.parametrize("name", CHECKED)
def test_the_year_is_checked_beside_a_megabyte_of(name: str, tmp_path: Path) -> None:
    path = unpacked(tmp_path / "city", name).relative_to(tmp_path / "city").as_posix()
    _holds(measured(tmp_path / "city", "check", "2024"), path)


def _holds(ran: Measured, path: str) -> None:
    assert ran.code in (0, 1), ran.out[-2000:]
    assert "Traceback" not in ran.out
    listed = re.findall(rf"^{re.escape(path)}:\d+:\d+: \w+ VT\d+", ran.out, re.MULTILINE)
    assert ran.code == 0 or listed
    assert len(listed) <= LISTED
    assert ran.peak < MEGABYTES
    assert ran.seconds < SECONDS
