"""Every folder under tests/cases says just what it must, where it must, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import cases
from support.told import line, look, told
from visiontrack.messages import LANGUAGES, catalogue
from visiontrack.messages.ja.findings import TABLE

FOLDERS = cases.folders()


def expected(case: Path) -> list[str]:
    return (case / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_folder_that_all_cases_change_is_clean(tmp_path: Path) -> None:
    assert told(cases.build(tmp_path / "city")) == []


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_bad_folder_is_told_as_expected(case: Path, tmp_path: Path) -> None:
    findings = look(cases.build(tmp_path / "city", case))
    assert [line(finding) for finding in findings] == expected(case)
    for language in LANGUAGES:
        for finding in findings:
            words = catalogue(language)
            text = " ".join([*words.finding(finding), *map(words.related, finding.related)])
            assert not re.search(r"None|Decimal|[{}]|word\.", text.replace("{2029: 90}", "")), text


def test_each_case_stands_under_the_code_it_is_about() -> None:
    for case in FOLDERS:
        assert any(f" {case.parent.name}" in one for one in expected(case)), case


def test_every_sentence_of_these_checks_has_a_case() -> None:
    told_somewhere = {one.split()[2] for case in FOLDERS for one in expected(case)}
    sentences = {key for key in TABLE if "VT3" <= key < "VT6"}
    assert sentences - told_somewhere == set()
