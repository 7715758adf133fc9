"""Every folder under tests/cases says what its code must, where it must, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support import cases
from support.told import line, look, told
from visiontrack.checks import registry
from visiontrack.finding import Issue
from visiontrack.messages import LANGUAGES, catalogue
from visiontrack.messages.ja.findings import TABLE

FOLDERS = cases.folders()
# A case is about its own code, so that a new rule breaks no case of another. These few, one for each way in which
# files depend on each other, say that nothing else is reported.
WHOLE = frozenset(
    [
        "VT301/measure",
        "VT301/section",
        "VT302/actor",
        "VT303/copied-measure",
        "VT303/copied-result",
        "VT303/project",
        "VT303/section-of-two-actors",
        "VT304/measure-file",
        "VT305/meeting-in-march",
        "VT306/measure",
        "VT308/circle-of-sections",
        "VT309/still-in-force",
        "VT312/project",
        "VT402/folder-of-results",
        "VT403/result",
        "VT405/outside-says-no-more",
        "VT408/twice",
        "VT410/milestone",
        "VT504/score",
        "VT505/merge-absent",
        "VT505/new",
        "VT506/revision",
    ]
)


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def expected(case: Path) -> list[str]:
    return (case / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_folder_that_all_cases_change_is_clean(tmp_path: Path) -> None:
    assert told(cases.build(tmp_path / "city")) == []


def test_fewer_than_25_cases_look_at_every_finding() -> None:
    assert len(WHOLE) < 25
    assert set(map(name, FOLDERS)) >= WHOLE


@pytest.fixture
def codes_of_rules_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule says so when a finding of its bears a code that it does not name."""

    def checked(rule: registry.Rule) -> registry.Rule:
        def check(*args: object) -> Iterator[Issue]:
            for issue in rule.check(*args):
                assert issue.code in rule.codes, rule
                yield issue

        return replace(rule, check=check)

    monkeypatch.setattr(registry, "_rules", list(map(checked, registry.registered())))


@pytest.mark.usefixtures("codes_of_rules_hold")
@pytest.mark.parametrize("case", FOLDERS, ids=name)
def test_a_bad_folder_is_told_as_expected(case: Path, tmp_path: Path) -> None:
    code = case.parent.name
    findings = look(cases.build(tmp_path / "city", case))
    if name(case) not in WHOLE:
        findings = [finding for finding in findings if finding.code == code]
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
