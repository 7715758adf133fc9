"""The locked requirements agree with pyproject.toml, and the README's test command installs no extra."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("run", "test", "all", "lowest", "release")


def pins(name: str) -> dict[str, str]:
    """The versions that a lock file names, by distribution."""
    text = (TOP / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def declared(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with these extras."""
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("run", ["build"]),
        ("test", ["build", "test"]),
        ("all", ["build", "test", "lint", "office", "charts", "data", "readers"]),
        ("lowest", ["build", "test"]),
    ],
)
def test_lock_satisfies_pyproject(name: str, extras: list[str]) -> None:
    versions = pins(name)
    for requirement in declared(*extras):
        assert versions[requirement.name.lower()] in requirement.specifier, requirement


def test_lowest_lock_holds_the_lower_bounds() -> None:
    versions = pins("lowest")
    for requirement in declared("build", "test"):
        (bound,) = (part.version for part in requirement.specifier if part.operator == ">=")
        assert f"{versions[requirement.name.lower()]}.".startswith(f"{bound}."), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_address(name: str) -> None:
    text = (TOP / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text and "index-url" not in text
    assert len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")


def test_test_requirements_contain_no_extra() -> None:
    extras = {requirement.name.lower() for requirement in declared("office", "charts", "data")} - {
        requirement.name.lower() for requirement in declared()
    }
    assert extras and not extras & pins("test").keys()


def test_what_is_skipped_is_run_with_the_extras() -> None:
    """CI runs `-m needs` once the extras are there, so a module that skips for want of a library bears that mark."""
    for path in sorted((TOP / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path != Path(__file__) and re.search(r'importorskip\(\s*"(?!pty")', text):
            assert "mark.needs(" in text, path
