"""The rooms stand in one order, and a module imports only from rooms to its left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "visiontrack"
BASE = ("_version", "__init__", "finding", "fiscal_year", "errors", "util", "layout", "messages")
LOADING = ("schema", "yaml", "diagnose", "edit", "folder")
JUDGING = ("evaluation", "checks")
LATER = (
    "skeleton",
    "scaffold",
    "cycle",
    "history",
    "formats",
    "report",
    "forms",
    "open_data",
    "api",
    "cli",
    "__main__",
)
ORDER = (*BASE, *LOADING, *JUDGING, *LATER)
MODULES = sorted(ROOT.rglob("*.py"))


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


def imported(tree: ast.AST) -> set[str]:
    """The rooms a module imports from, wherever the import stands in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {room(one.name) for one in node.names if one.name.split(".")[0] == "visiontrack"}
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("visiontrack"):
            module = node.module or ""
            names = [f"{module}.{one.name}" for one in node.names] if module == "visiontrack" else [module]
            found |= {room(name) for name in names}
    return found & set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_rooms_to_its_left(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    right_of = [name for name in imported(tree) if ORDER.index(name) > ORDER.index(own)]
    if own == "__init__":
        right_of.remove("api")  # handed on by visiontrack.open, imported when it is asked for
    assert not right_of, f"{own} must not import from {right_of}"


@pytest.mark.parametrize(
    "line",
    [
        "import visiontrack.cli.app",
        "import os, visiontrack.cli",
        "from visiontrack import cli",
        "from visiontrack.cli import app",
    ],
)
def test_no_way_of_importing_goes_unseen(line: str) -> None:
    assert imported(ast.parse(f"def late():\n    {line}\n")) == {"cli"}
