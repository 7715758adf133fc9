"""A line out of place is told at itself: YAML only stumbles over the one behind it."""

from __future__ import annotations

import pytest

from support.reading import reported

TEXT = """\
measure: startup-support
year: 2024
status: on_track
projects:
  school:
    status: done
    text: 全6回
    budget: 2500
    spent: 2490
  desk:
    status: ongoing
    text: 相談
    budget: 100
outcomes: |
  目標に届いた。
  待機が出た。
actuals:
  founders: 72
  grads:
    value: 44
    comment: 広げた
contributions:
  - actor: chamber
    role: support
    text: 助言した
  - actor: bank
    role: money
    text: 融資した
next: expand
"""


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("    budget: 2500", "  budget: 2500", "8:3-4 VT102.slid"),
        ("  founders: 72", "founders: 72", "18:1-2 VT102.slid"),
        ("    value: 44", "  value: 44", "20:3-4 VT102.slid"),
        ("  school:", "  - school:", "5:3-4 VT102.no_list"),
        ("  founders: 72", "  - founders: 72", "18:3-4 VT102.no_list"),
        ("  - actor: chamber", "    actor: chamber", "23:5-6 VT102.first_dash"),
        ("contributions:\n", "contributions:\n  chamber: 助言をした\n", "23:3-4 VT102.first_dash"),
        ("  school:\n", "  school: 全6回を開いた\n", "5:11-12 VT102.text_and_keys"),
        ("projects:\n", "", "4:3-4 VT102.lost_parent"),
        ("outcomes: |\n", "", "14:3-4 VT102.text_alone"),
        ("actuals:\n", "actuals:\n  実績はここから\n", "18:3-4 VT102.text_alone"),
        ("next:", "**next:", "29:1-2 VT102.key_sign"),
        ("actuals:\n", "----------\nactuals:\n", "17:1-2 VT102.ruler"),
        ("actuals:\n", "※確定値\nactuals:\n", "17:1-2 VT102.outside"),
    ],
)
def test_the_line_to_mend_is_told_and_nothing_that_follows(right: str, wrong: str, expected: str) -> None:
    assert reported(TEXT) == []
    assert TEXT.count(right) == 1
    assert reported(TEXT.replace(right, wrong)) == [expected]


def test_what_else_is_wrong_is_told_in_the_same_run() -> None:
    wrong = TEXT.replace("    budget: 2500", "  budget: 2500").replace("next: expand", "next: exband")
    assert reported(wrong) == ["8:3-4 VT102.slid", "29:7-13 VT207 → expand"]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        # Which of the two lines is out of place nothing tells.
        ("next: expand", "next: expand\n  evidence: []", "30:3-4 VT102.indent"),
        ("status: on_track\n", "status: on_track\n  next: expand\n", "4:3-4 VT102.indent"),
    ],
)
def test_where_nothing_better_is_known_the_indent_is_told(right: str, wrong: str, expected: str) -> None:
    assert reported(TEXT.replace(right, wrong, 1))[0].startswith(expected)
