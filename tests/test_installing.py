"""What the tool says and writes about installing: never the bare name, which belongs to a stranger's package."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from support.program import visiontrack
from visiontrack.util import extras

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# `visiontrack` or `visiontrack-pdca` as a requirement: with an extra or a version, behind `pip install`, in a list.
REQUIREMENT = re.compile(r"(?<![\w./-])visiontrack(-pdca)?(?:\[[\w, ]+\]|\s*(?:===?|~=|[<>]=?)\s*\d)")
INSTALL = re.compile(
    r"(?:pip3?|pipx|uvx?|uv tool|poetry|pdm|conda|rye)\s+(?:install|add|run|inject|upgrade)\b[^\n`&|;]*?"
    r"(?<![\w./@-])visiontrack(?:-pdca)?(?![\w.-]*(?:\.whl|/))(?! @ )(?=[\s\"'`,]|$)"
)
UVX = re.compile(r"\buvx\s+visiontrack\b")
DEPENDENCIES = re.compile(r"additional_dependencies:[^\n]*visiontrack")


def bare_names(text: str) -> list[str]:
    """The places of a text where the package is installed by name from an index."""
    return [match[0] for rule in (REQUIREMENT, INSTALL, UVX, DEPENDENCIES) for match in rule.finditer(text)]


def texts() -> Iterator[Path]:
    """What people read and what the program is made of; ``docs/install`` may warn of the name."""
    for pattern in (
        "*.md",
        "src/**/*.py",
        "docs/**/*.md",
        "templates/**/*",
        ".github/**/*",
        ".ci/*",
        "*.yaml",
    ):
        for path in ROOT.glob(pattern):
            if path.is_file() and not path.name.startswith("install."):
                yield path


@pytest.mark.parametrize(
    "line",
    [
        'pip install "visiontrack[office]"',
        "python -m pip install visiontrack",
        "pip install --upgrade visiontrack-pdca",
        "visiontrack==0.1.0",
        'additional_dependencies: ["visiontrack"]',
        "uvx visiontrack check",
        "pipx install visiontrack",
    ],
)
def test_the_bare_name_is_recognized(line: str) -> None:
    assert bare_names(line)


@pytest.mark.parametrize(
    "line",
    [
        "pip install --no-deps tools/wheels/visiontrack_pdca-0.1.0-py3-none-any.whl",
        'pip install --no-deps "visiontrack-pdca @ git+https://forge.example/city/visiontrack@0123abc"',
        "pip install --requirement tools/requirements.txt && visiontrack check 2024",
        "visiontrack --version",
    ],
)
def test_other_lines_are_not_taken_for_the_bare_name(line: str) -> None:
    assert not bare_names(line)


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in texts()])
def test_no_text_installs_by_the_bare_name(path: Path) -> None:
    assert bare_names(path.read_text("utf-8", "replace")) == []


def test_a_missing_library_is_named_as_pyproject_has_it() -> None:
    declared = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["office"]]
    declared += PROJECT["optional-dependencies"]["charts"] + PROJECT["optional-dependencies"]["data"]
    requirements = {Requirement(line).name: str(Requirement(line)) for line in declared}
    for requirement in extras.REQUIREMENTS.values():
        assert requirements[Requirement(requirement).name] == str(Requirement(requirement))


def test_nobody_can_upload_it_by_mistake() -> None:
    assert PROJECT["name"] == "visiontrack-pdca"
    assert "Private :: Do Not Upload" in PROJECT["classifiers"]


@pytest.mark.parametrize(
    ("executable", "first"),
    [
        ("/city/.venv/bin/python", '"/city/.venv/bin/python"'),
        ("/a b/python", '"/a b/python"'),
        ("/$HOME/python", "'/$HOME/python'"),
        ("", '"python"'),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="tests/test_windows.py has the cases for Windows")
def test_the_command_uses_the_running_interpreter(
    executable: str, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert extras.install_command("docx") == f'{first} -m pip install "python-docx>=1.1,<2"'


def test_python_dash_m_is_the_same_program(city: Path) -> None:
    def run(*command: str) -> tuple[int, bytes, bytes]:
        ran = subprocess.run(
            [sys.executable, *command, "check", "2024"], check=False, cwd=city, capture_output=True
        )
        return ran.returncode, ran.stdout, ran.stderr

    by_module = run("-m", "visiontrack")
    assert by_module == run("-c", "from visiontrack.cli.start import main; main()")
    assert by_module[0] == 0 and by_module[1]


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh", None])
def test_completion_for_a_shell_that_is_not_there_is_wrong_use(
    option: str, shell: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    ran = visiontrack(option, *([shell] if shell else []))
    assert ran.code in (0, 2), ran.err
    assert "Traceback" not in ran.err and (ran.code == 0 or ran.err.strip())
