"""Words behind a `` #`` are a comment to YAML: where they were meant as text, that is told."""

from __future__ import annotations

import pytest

from support.reading import HEAD, read, said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("outcomes: 全6回 #2 まで\n", "4:15-20"),
        ("outcomes: 全6回\t#2\n", "4:15-17"),
        ("outcomes: PDCA #2 を回した\n", "4:16-23"),
        ("outcomes: #2 まで\n", "4:11-16"),
        ("outcomes: 一行目\n  二行目 #2\n", "5:7-9"),
        ("projects: {p: {status: done, text: 全6回 #2\n}}\n", "4:40-42"),
        ("projects:\n  p:\n    status: done\n    text: 全6回 #2\n", "7:15-17"),
        ("evidence:\n  - docs/a #2.pdf\n", "5:12-18"),
    ],
)
def test_a_plain_free_text_that_is_cut_is_a_warning_at_what_is_lost(text: str, place: str) -> None:
    (finding,) = read(HEAD + text).findings
    assert finding.severity == "warning"
    assert said(HEAD + text) == [f"{place} VT115"]
    assert str(finding.params["lost"]).startswith("#2")


@pytest.mark.parametrize(
    "text",
    [
        "outcomes: 全6回 # 2回まで\n",
        "outcomes: 全6回#2\n",
        "outcomes: '全6回 #2'\n",
        'outcomes: "全6回 #2"\n',
        "outcomes: |\n  全6回 #2\n",
        "outcomes: '全6回' #2\n",
        "next: improve #案\n",
        "actuals:\n  founders: 72 #速報\n",
        "actuals: #速報\n  founders: 72\n",
        "#2\n",
        "outcomes: x\n#2\n",
        "outcomes: x  # 注 #2\n",
        "outcomes: x ## 見出し\n",
    ],
)
def test_a_comment_is_a_comment(text: str) -> None:
    assert said(HEAD + text) == []


def test_the_file_stays_sound() -> None:
    document = read(HEAD + "outcomes: 全6回 #2 まで\n")
    assert document.sound
    assert document.model.outcomes == "全6回"
