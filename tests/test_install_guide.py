"""The guide to installing: the same commands in both languages, each run as it stands or marked as one for Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from visiontrack import __version__

TOP = Path(__file__).parents[1]
GUIDES = {language: TOP / f"docs/install.{language}.md" for language in ("en", "ja")}
WHEEL = f"visiontrack_pdca-{__version__}-py3-none-any.whl"
_FENCE = re.compile(r"^(?:<!-- (\w+) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fences(language: str) -> list[tuple[str, str, str]]:
    """Marker, language and text of each fence of a guide."""
    return _FENCE.findall(GUIDES[language].read_text(encoding="utf-8"))


def test_guides_hold_the_same_commands() -> None:
    assert fences("en") == fences("ja")


def test_every_command_is_marked() -> None:
    """``run`` is run below, ``release`` by .ci/release, and Windows has a language of its own."""
    kinds = {(marker, language) for marker, language, _ in fences("en")}
    assert kinds == {("windows", "bat"), ("run", "sh"), ("release", "sh")}
    for guide in GUIDES.values():
        assert guide.read_text(encoding="utf-8").count("\n```") == 2 * len(fences("en"))


def test_guides_name_this_version() -> None:
    for guide in GUIDES.values():
        assert set(re.findall(r"visiontrack(?:_pdca)?-(\d+\.\d+\.\d+)", guide.read_text("utf-8"))) == {
            __version__
        }


def test_guides_name_the_bounds_of_the_extras() -> None:
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    (command,) = (text for _, _, text in fences("en") if "openpyxl" in text)
    for requirement in re.findall(r'"([^"]+)"', command):
        assert f'"{requirement}"' in project


def test_guides_link_to_their_own_headings() -> None:
    for guide in GUIDES.values():
        text = guide.read_text(encoding="utf-8")
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([sys.executable, *command, "--wheel-dir", str(folder), str(TOP)], check=True)
    return folder / WHEEL


@pytest.mark.skipif(os.name != "posix", reason="these commands are for sh")
@pytest.mark.needs("openpyxl", "docx", "vl_convert", "git", "hatchling")
@pytest.mark.parametrize("language", GUIDES)
def test_commands_run_one_after_the_other(language: str, tmp_path: Path, wheel: Path) -> None:
    """In an empty folder and without a network: the new environment sees the libraries of the one that runs the tests."""
    city, programs = tmp_path / "city", tmp_path / "bin"
    city.mkdir()
    programs.mkdir()
    shutil.copy(wheel, city)
    shutil.copy(TOP / "requirements/run.txt", city / "requirements.txt")
    libraries = sysconfig.get_path("purelib")
    python = programs / "python3"
    python.write_text(
        f'#!/bin/sh\n"{sys.executable}" "$@" || exit\n'
        f'for folder in .venv/lib/python*/site-packages; do echo "{libraries}" >"$folder/outer.pth"; done\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    script = "".join(text for marker, _, text in fences(language) if marker == "run")
    who = {
        f"GIT_{role}_{what}": f"{role}@example.jp"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    environment |= who | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "HOME": str(tmp_path),
    }
    ran = subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=city,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"./tools/wheels/{WHEEL} --hash=sha256:" in (city / "tools/visiontrack.txt").read_text(
        encoding="utf-8"
    )
    measure = city / "data/measures/startup-support.yaml"
    measure.write_text(
        measure.read_text(encoding="utf-8").replace("direction:", "directoin:"), encoding="utf-8"
    )
    stopped = subprocess.run(
        ["git", "commit", "--all", "--message", "x"],
        cwd=city,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert stopped.returncode == 1
