"""Both READMEs hold the same commands, and what they show of the tool is what the tool prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.program import visiontrack

TOP = Path(__file__).parents[1]
READMES = {"en": TOP / "README.md", "ja": TOP / "README.ja.md"}
_BLOCK = re.compile(r"^<!-- ([^\n]+) -->\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r"!\[`([^`]+)`[^\]]*\]\(([^)]+)\)")


def blocks(language: str) -> dict[str, str]:
    """The marked fences of a README, by their marker."""
    return dict(_BLOCK.findall(READMES[language].read_text(encoding="utf-8")))


def test_both_readmes_show_the_same_commands() -> None:
    english, japanese = ({k: v for k, v in blocks(lang).items() if "finding" not in k} for lang in READMES)
    assert english == japanese
    assert list(english) == [
        "file: data/results/2024/startup-support.yaml",
        "command: check",
        "command: test",
        "command: call",
        "windows",
    ]


def test_every_fence_is_marked() -> None:
    for language, path in READMES.items():
        assert path.read_text(encoding="utf-8").count("\n```") == 2 * len(blocks(language))


@pytest.mark.parametrize("language", READMES)
def test_the_mistake_is_reported_as_the_readme_says(language: str, tmp_path: Path) -> None:
    marked = blocks(language)
    (path,) = (marker.removeprefix("file: ") for marker in marked if marker.startswith("file: "))
    mistaken = marked[f"file: {path}"]
    for folder in ("data", "evidence"):
        shutil.copytree(TOP / folder, tmp_path / folder)
    lines = (tmp_path / path).read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(mistaken.splitlines()) == 10
    (tmp_path / path).write_text(mistaken + "".join(lines[10:]), encoding="utf-8")
    validated = visiontrack("validate", "--lang", language, root=tmp_path)
    assert validated.code == 1
    (finding,) = (part for part in validated.out.split("\n\n") if part.startswith(f"{path}:"))
    assert marked[f"finding: {language}"] == f"{finding}\n"


@pytest.mark.skipif(os.name != "posix", reason="Windows has commands of its own")
@pytest.mark.parametrize("language", READMES)
def test_the_command_is_called_as_the_readme_says(language: str, tmp_path: Path) -> None:
    """By its place, and by its name once the environment is active."""
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "activate").write_text(f'PATH="{programs}:$PATH"\n', encoding="utf-8")
    program = programs / "visiontrack"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m visiontrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    shutil.copytree(TOP / "data", tmp_path / "data")
    called = subprocess.run(
        ["sh", "-eu", "-c", blocks(language)["command: call"]],
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (called.returncode, called.stderr) == (0, "")
    first, second = called.stdout[: len(called.stdout) // 2], called.stdout[len(called.stdout) // 2 :]
    assert first == second


def test_the_picture_shows_the_same_command_in_both() -> None:
    pictures = [_PICTURE.findall(path.read_text(encoding="utf-8")) for path in READMES.values()]
    assert pictures[0] == pictures[1]
    ((command, picture),) = pictures[0]
    assert (TOP / picture).is_file()
    assert visiontrack(*command.split()[1:], root=TOP).code == 0


def test_links_lead_somewhere() -> None:
    for path in READMES.values():
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (TOP / target).exists(), (path.name, target)
