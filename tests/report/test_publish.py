"""``report --publish``: what was handed out is entered with its digest, and held by ``validate``."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from support import cases
from support.program import visiontrack

REPORT = "data/reports/2024/council.md"
TEXT = "# 報告\n\n本文\n"
PUBLISH = ("report", "2024", "--publish", "--for", "council", "--date", "2025-08-07")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    root = tmp_path / "city"
    cases.build(root)
    (root / REPORT).parent.mkdir(parents=True)
    (root / REPORT).write_text(TEXT, encoding="utf-8", newline="")
    return root


def codes(city: Path) -> list[str]:
    out = visiontrack("validate", "--today", "2025-12-01", root=city).out
    return [
        line.split(" VT")[1][:3] for line in out.splitlines() if " warning VT" in line or " error VT" in line
    ]


def test_a_report_is_entered_and_nothing_else_changes(city: Path) -> None:
    before = (city / "data/vision.yaml").read_text(encoding="utf-8")
    assert visiontrack(*PUBLISH, root=city).code == 0
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert (city / "data/vision.yaml").read_text(encoding="utf-8") == before + (
        f"published:\n  - year: 2024\n    for: council\n    date: 2025-08-07\n    digest: {digest}\n"
    )
    assert codes(city) == []


def test_entering_it_twice_changes_nothing(city: Path) -> None:
    visiontrack(*PUBLISH, root=city)
    before = (city / "data/vision.yaml").read_bytes()
    assert visiontrack(*PUBLISH, root=city).code == 0
    assert (city / "data/vision.yaml").read_bytes() == before


def test_a_file_changed_afterwards_is_told_without_git(city: Path) -> None:
    visiontrack(*PUBLISH, root=city)
    (city / REPORT).write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert codes(city) == [], "line ends are no change"
    (city / REPORT).write_text(TEXT + "一行\n", encoding="utf-8")
    assert codes(city) == ["807"]
    again = [*PUBLISH[:-1], "2025-09-01"]
    assert visiontrack(*again, root=city).code == 0
    assert codes(city) == [], "an erratum supersedes"
    (city / REPORT).unlink()
    assert codes(city) == ["807"]


def test_a_word_file_is_held_by_its_own_name(city: Path) -> None:
    word = city / "data/reports/2024/council.docx"
    word.write_bytes(b"PK\x03\x04\r\n")
    ran = visiontrack(*PUBLISH, "--file", "council.docx", root=city)
    assert ran.code == 0
    assert "file: council.docx" in (city / "data/vision.yaml").read_text(encoding="utf-8")
    word.write_bytes(b"PK\x03\x04\n")
    assert codes(city) == ["807"]


def test_a_dry_run_writes_nothing(city: Path) -> None:
    before = (city / "data/vision.yaml").read_bytes()
    ran = visiontrack(*PUBLISH, "--dry-run", root=city)
    assert "+published:" in ran.out
    assert (city / "data/vision.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("report", "2024", "--publish"),
        ("report", "--publish", "--for", "council"),
        (*PUBLISH, "--file", "../../vision.yaml"),
        (*PUBLISH, "--file", "nowhere.md"),
        (*PUBLISH, "--check"),
        ("report", "2024", "--publish", "--for", "council", "--date", "2024-03-31"),
        ("report", "2024", "--date", "2025-08-07"),
        ("report", "2024", "--publish", "--for", "nobody"),
    ],
)
def test_what_cannot_be_entered(city: Path, words: tuple[str, ...]) -> None:
    before = (city / "data/vision.yaml").read_bytes()
    ran = visiontrack(*words, root=city)
    assert (ran.code, ran.out) == (2, "")
    assert (city / "data/vision.yaml").read_bytes() == before
