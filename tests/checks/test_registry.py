"""The registry of rules: every code with its page, its severity and its place in the order."""

from __future__ import annotations

from pathlib import Path

from support import cases
from visiontrack.checks.registry import registered
from visiontrack.checks.suite import Suite
from visiontrack.folder.loading import load
from visiontrack.messages import finding_pages

# Errors of which one form is a warning: a target behind the baseline, where a decline is to be slowed.
BOTH = {"VT407"}
WITHOUT_GIT = "VT807"  # all others of its hundred need a state to compare with
SEVERITIES = {code: rule.severity for rule in registered() for code in rule.codes if code not in BOTH}


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    assert {*SEVERITIES, *BOTH} == {
        code for code in finding_pages.codes() if "VT3" <= code < "VT6" or code == WITHOUT_GIT
    }


def test_a_page_says_whether_its_finding_is_a_warning() -> None:
    for code, severity in SEVERITIES.items():
        page = finding_pages.page(code)
        assert page is not None
        assert ("警告です。" in page.cause["ja"]) == (severity == "warning"), code
        assert ("a warning" in page.cause["en"]) == (severity == "warning"), code


def test_all_rules_of_a_code_have_one_severity() -> None:
    for rule in registered():
        if BOTH.issuperset(rule.codes):
            continue
        assert {SEVERITIES[code] for code in rule.codes} == {rule.severity}, rule


def test_rules_run_in_the_order_of_their_codes() -> None:
    codes = [rule.codes for rule in registered()]
    assert codes == sorted(codes)


def test_a_suite_of_errors_runs_no_rule_that_only_warns(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city", cases.CASES / "VT504" / "score")
    assert [finding.severity for finding in load(root, Suite()).findings] == ["warning"]
    assert load(root, Suite(errors_only=True)).findings == []
