"""The pages on git: the same commands in both languages, run one after the other as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.git_city import _WHO

TOP = Path(__file__).parents[2]
PAGES = {language: (TOP / f"docs/git.{language}.md").read_text("utf-8") for language in ("ja", "en")}
_SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_both_pages_hold_the_same_commands_and_examples() -> None:
    fences = [re.findall(r"^```\w+\n.*?^```$", page, re.MULTILINE | re.DOTALL) for page in PAGES.values()]
    assert fences[0] == fences[1]


def test_forges_come_first() -> None:
    for page in PAGES.values():
        assert page.split("\n\n")[1].startswith("**")
        assert "GitHub" in page.split("\n\n")[1]


@pytest.mark.skipif(os.name != "posix", reason="these commands are for sh")
def test_the_commands_run_one_after_the_other(tmp_path: Path) -> None:
    program = tmp_path / "bin/visiontrack"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m visiontrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = "set -e\n" + "".join(_SHELL.findall(PAGES["ja"]))
    ran = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=os.environ | _WHO | {"PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode() + ran.stdout.decode()[-2000:]
    city = tmp_path / "city"
    meeting = (city / "data/meetings/2025/council-1.yaml").read_text("utf-8")
    assert meeting.index("支所でも") < meeting.index("夜間") < meeting.index("広報にも")
    changes = (city / "changes.md").read_text("utf-8")
    assert "広報にも" in changes
    assert "夜間" not in changes
    assert (city / "data/vision.yaml").read_text("utf-8").count("for: council") == 2
