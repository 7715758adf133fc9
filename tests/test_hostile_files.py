"""Every folder under ``tests/cases/hostile`` says just what it must, and no command falls over it.

Its files are nasty byte for byte: nesting, aliases, characters that hide or steer, other encodings, look-alike ids,
half-written files. They are the base of ``tests/cases`` with these in place of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import cases
from support.program import visiontrack
from support.told import TODAY, line
from visiontrack.checks.suite import Suite
from visiontrack.edit.fixes import FolderFixes, folder_fixes
from visiontrack.edit.writer import commit
from visiontrack.folder import listing
from visiontrack.folder.loading import load
from visiontrack.formats.findings_text import Sources, render_findings, totals_of
from visiontrack.messages import catalogue

CASES = cases.hostile()
# What may not reach a terminal or a file that a program reads: control characters, hidden turns, half characters.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def fixes_of(root: Path) -> FolderFixes:
    """What ``validate --fix`` would change in a folder."""
    groups = listing.discover(root).entries.values()
    return folder_fixes(root, sorted(entry for group in groups for entry in group))


def test_there_are_many_and_each_is_small() -> None:
    nasty = [path for case in CASES for path in case.rglob("*") if path.is_file()]
    assert len(CASES) > 100
    assert [path for path in nasty if path.stat().st_size > 4096] == []
    assert {path.parent for path in (cases.CASES / "hostile").glob("*/*/")} <= set(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_folder_is_told_as_expected_and_stops_no_command(case: Path, tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city", case)
    loaded = load(root, Suite(TODAY))
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [line(finding) for finding in loaded.findings] == expected
    sources = Sources(root, loaded.lines)
    for form, language in (("text", "ja"), ("text", "en"), ("json", "ja"), ("junit", "en")):
        said = render_findings(
            form, loaded.findings, totals_of(loaded.findings, loaded.files), sources, catalogue(language)
        )
        assert not STEERING.search(said), (form, language)
    wrong = int(any(" error " in one for one in expected))
    checked = visiontrack("check", "2024", root=root)
    assert checked.code in (0, wrong)
    assert not STEERING.search(checked.out + checked.err)
    changes = fixes_of(root).changes
    if changes:  # all that can be mended is mended at once
        commit(root, changes)
        assert fixes_of(root)[:2] == ([], [])
