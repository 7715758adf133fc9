"""How fast the program starts is what it imports: each run may load only what it uses.

Modules are counted, not seconds: a slow machine fails no test, and a heavy import cannot come back unnoticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = "import sys; from visiontrack.cli.main import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
# Typer loads it for the values of a command line.
PYDANTIC = ("pydantic", "pydantic.main")
DISTRIBUTIONS = ("importlib.metadata",)
READING = ("yaml", "pydantic_core", "visiontrack.schema", "visiontrack.yaml", "visiontrack.folder")
OFFICE = ("openpyxl", "docx", "visiontrack.forms")
PAGES = ("jinja2", "markdown_it", "vl_convert")
NEVER = frozenset(["rich", "pygments", "asyncio", *OFFICE])
NO_DATA = frozenset([*NEVER, *PYDANTIC, *DISTRIBUTIONS, *READING, *PAGES])


def loaded(*args: str, root: Path, **environment: str) -> set[str]:
    """The modules of a run of its own, in a folder of data."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, *args],
        cwd=root,
        env={**os.environ, **environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(ran.stderr.splitlines()[-1].split())


def test_the_version_needs_no_command_line(city: Path) -> None:
    found = loaded("--version", root=city)
    assert found & {*NO_DATA, "typer"} == set()


@pytest.mark.parametrize(
    "args",
    [["--help"], [], *([name, "--help"] for name in ("check", "do", "new", "report", "validate"))],
    ids=" ".join,
)
def test_help_reads_no_data(args: list[str], city: Path) -> None:
    found = loaded(*args, root=city)
    assert found & NO_DATA == set()


def test_completion_reads_no_data_by_schema(city: Path) -> None:
    question = {
        "COMP_WORDS": "visiontrack check ",
        "COMP_CWORD": "2",
        "_VISIONTRACK_COMPLETE": "complete_bash",
    }
    found = loaded(root=city, **question)
    assert found & NO_DATA == set()


@pytest.mark.parametrize(
    "args",
    [
        ["check", "2020"],
        ["check", "2020", "--format", "csv"],
        ["plan", "2020"],
        ["do", "2020"],
        ["act", "2020"],
        ["roles"],
        ["explain", "VT301"],
    ],
    ids=" ".join,
)
def test_a_year_is_shown_without_office_and_templates(args: list[str], city: Path) -> None:
    found = loaded(*args, root=city)
    assert found & {*NEVER, *PAGES} == set()


def test_a_sound_folder_needs_nothing_that_mends_a_broken_one(city: Path) -> None:
    found = loaded("validate", "--format", "json", root=city)
    assert found & {*NEVER, *PAGES} == set()
    broken = {"full_width", "full_width_signs", "schema_errors", "salvage", "syntax_errors", "typos"}
    assert found & {f"visiontrack.diagnose.{name}" for name in broken} == set()
    assert "visiontrack.edit.fixes" not in found
    assert {"yaml", "pydantic_core"} <= found


def test_a_report_needs_templates_but_no_office(city: Path) -> None:
    found = loaded("report", "2020", root=city)
    assert "jinja2" in found
    assert found & {"rich", *OFFICE} == set()
