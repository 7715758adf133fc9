"""Forms where file names are ASCII, or files may not grow: told in one line, with exit code 2."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from support.forms import office

pytestmark = [pytest.mark.needs("openpyxl"), pytest.mark.skipif(os.name != "posix", reason="has no limits")]


def make(
    root: Path, place: Path, limit: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "visiontrack",
            "--lang",
            "en",
            "--root",
            str(root),
            "do",
            "2024",
            "--forms",
            str(place),
        ],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        preexec_fn=None
        if limit is None
        else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


def test_japanese_names_in_an_ascii_locale(tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = make(office(tmp_path / "city"), tmp_path / "forms", **ascii_only)
    assert (ran.returncode, "LC_ALL=C.UTF-8" in ran.stderr) == (2, True), ran.stderr


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    ran = make(office(tmp_path / "city"), tmp_path / "forms", limit=4096)
    assert ran.returncode == 2, ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list((tmp_path / "forms").glob("*")) if (tmp_path / "forms").exists() else True
