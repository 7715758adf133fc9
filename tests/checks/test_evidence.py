"""Evidence is looked for in the folder and nowhere else, and never opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support import cases
from support.told import told

RESULT = "data/results/2024/startup-support.yaml"


def with_evidence(root: Path, written: str) -> list[str]:
    """What is said of the folder once a result names this evidence."""
    cases.change(root, f"--- {RESULT}\n-evidence: [docs/2024/school.md]\n+evidence: [{written}]\n")
    return [one.split()[2] for one in told(root)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "outside.md").write_text("よそのファイル", encoding="utf-8")
    return cases.build(tmp_path / "city")


@pytest.mark.parametrize(
    "written",
    ["docs/2024", "docs/2024/", "./docs/2024/school.md", "docs//2024/school.md", "docs/2024/school.md/"],
)
def test_a_folder_or_a_roundabout_way_to_a_file_will_do(root: Path, written: str) -> None:
    assert with_evidence(root, written) == []


@pytest.mark.parametrize(
    "written", ["../outside.md", "/etc/hostname", "docs/../../outside.md", "'C:/a.pdf'", "'..\\outside.md'"]
)
def test_existing_file_outside_the_folder_is_an_error(root: Path, written: str) -> None:
    assert with_evidence(root, written) == ["VT313"]


@pytest.mark.parametrize(
    "written", ["docs/none.md", "docs/2024/school.md/x", "x" * 200, "'日本語　資料.pdf'"]
)
def test_what_is_not_there_is_missing(root: Path, written: str) -> None:
    assert with_evidence(root, written) == ["VT314"]


@pytest.mark.parametrize("written", ['"a\\0b"', '"\\uD800.md"'])
def test_a_name_that_no_system_can_have_ends_no_run(root: Path, written: str) -> None:
    assert with_evidence(root, written) != []


def test_a_link_that_leads_out_is_no_evidence(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "link.md").symlink_to(tmp_path / "outside.md")
    assert with_evidence(root, "docs/link.md") == ["VT314"]


def test_nor_is_a_file_behind_a_linked_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "off.md").write_text("よそのファイル", encoding="utf-8")
    (root / "docs" / "share").symlink_to(tmp_path)
    assert with_evidence(root, "docs/share/outside.md, docs/share/far/off.md") == ["VT314", "VT314"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipe with a place in a folder")
def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "docs" / "pipe.md")
    assert with_evidence(root, "docs/pipe.md") == []


@pytest.mark.parametrize(
    ("there", "written", "expected"),
    [
        ("か\u3099いよう.pdf", "がいよう.pdf", []),
        ("がいよう.pdf", "か\u3099いよう.pdf", []),
        ("School.PDF", "school.pdf", ["VT314.name"]),
        ("第1回～第3回.pdf", "第１回〜第3回.pdf", ["VT314.name"]),
    ],
)
def test_evidence_under_another_form_of_its_name(
    root: Path, there: str, written: str, expected: list[str]
) -> None:
    (root / "docs" / there).write_text("資料", encoding="utf-8")
    assert with_evidence(root, f"'docs/{written}'") == expected
