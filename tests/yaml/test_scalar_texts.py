"""Words behind a `` #`` are a comment to YAML: where they were meant as text, that is told."""

from __future__ import annotations

import pytest

from support.reading import HEAD, read, reported, reported_apart_from


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
        ("outcomes: 全6回 ##2 まで\n", "4:15-21"),
    ],
)
def test_cut_text_is_a_warning_at_the_lost_words(text: str, place: str) -> None:
    (finding,) = (finding for finding in read(HEAD + text).findings if finding.code != "VT124")
    assert finding.severity == "warning"
    assert reported_apart_from("VT124", HEAD + text) == [f"{place} VT115"]
    assert str(finding.params["lost"]).lstrip("#").startswith("2")


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
        "outcomes: x #####\n",
        "outcomes: x #\n",
        "actuals: {founders: {value: 72 #速報\n  }}\n",
        "actuals:\n  founders:\n    value: 72 #速報\n",
    ],
)
def test_a_comment_is_a_comment(text: str) -> None:
    assert reported(HEAD + text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("outcomes: 全6回 ## まで\n", "4:15-20"),
        ("outcomes: 説明\n  #3 の\n", "5:3-7"),
        ("outcomes: 説明\n\n  #3 の\nnext: improve\n", "6:3-7"),
        ("outcomes: 説明\r\n  つづき\r\n  #3 の\r\n", "6:3-7"),
        ("outcomes: 説明\n  #3 の\n  #4 の\n", "5:3-7"),
        # Between the key and the first words that are left.
        ("outcomes:\n  #3 の\n  つづき\nnext: improve\n", "5:3-7"),
        ("outcomes:\n  # 注\n  #3 の\n  つづき\n", "6:3-7"),
        ("outcomes:\n  #3 の\nnext: improve\n", "5:3-7"),
        ("evidence:\n  - docs/a\n    #3.pdf\n  - docs/b\n", "6:5-11"),
        ("evidence:\n- docs/a\n  #3.pdf\n", "6:3-9"),
        ("projects:\n  p:\n    status: done\n    text: 説明\n      #3 の\n    spent: 1\n", "8:7-11"),
    ],
)
def test_text_line_beginning_with_the_sign(text: str, place: str) -> None:
    """The office wraps its text by hand, and the item's number comes to stand at the head of a line."""
    assert reported_apart_from("VT124", HEAD + text) == [f"{place} VT115"]


@pytest.mark.parametrize(
    "comment",
    ["# 注", "# 注 #3", "#", "##", "#####", "#-----", "## 見出し", "##### 見出し #####"],
)
@pytest.mark.parametrize(
    "text",
    [
        "outcomes: 説明\n{0}\nnext: improve\n",
        "outcomes: 説明\n  {0}\nnext: improve\n",
        "outcomes: 説明\n\n    {0}\n\nnext: improve\n",
        "outcomes:\n  {0}\n  説明\n",
        "projects:\n  {0}\n  p:\n    {0}\n    status: done\n      {0}\n    text: 説明\n   {0}\n",
        "evidence:\n  {0}\n  - docs/a\n  {0}\n  - docs/b\n    {0}\n",
        "outcomes: |\n  説明\n  {0}\nissues: x\n{0}\n",
        "outcomes: '説明\n  {0}\n  '\n",
    ],
)
def test_comment_lines_lose_no_words(text: str, comment: str) -> None:
    assert reported_apart_from("VT124", HEAD + text.format(comment)) == []


@pytest.mark.parametrize(
    "text",
    [
        "outcomes: 説明\n#issues: x\nnext: improve\n",
        "projects:\n  p:\n    status: done\n    text: 説明\n    #budget: 3\n    spent: 1\n",
        "evidence:\n  - docs/a\n  #- docs/b\n  - docs/c\n",
        "evidence: [docs/a,\n  #docs/b,\n  docs/c\n  #docs/d\n  ]\n",
        "actuals:\n  founders: 72\n    #速報\n",
        "next: improve\n  #案\n",
        "outcomes: 説明 # 注\n  #3 の\n",
    ],
)
def test_a_line_that_was_commented_out_is_no_text(text: str) -> None:
    """An editor puts the sign at the indent of the keys, where no text can go on."""
    assert reported(HEAD + text) == []


def test_the_file_stays_sound() -> None:
    document = read(HEAD + "outcomes: 全6回 #2 まで\n")
    assert document.sound
    assert document.model.outcomes == "全6回"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcomes: 講座\ufffd開いた\n", "4:13-14 VT123"),
        ("outcomes: 講座\ue000開いた\n", "4:13-14 VT123.private"),
        ("outcomes: \u2f8f政と\u2f64者\n", "4:11-12 VT123.radical → 行"),
        ("outcomes: |\n  一行目\n  \u2f8f政\n", "6:3-4 VT123.radical → 行"),
    ],
)
def test_lost_or_swapped_characters_are_a_warning(text: str, expected: str) -> None:
    assert reported(HEAD + text) == [expected]
    assert [finding.severity for finding in read(HEAD + text).findings] == ["warning"]


def test_characters_in_a_comment_or_masked_by_another_error_are_no_warning() -> None:
    assert reported(HEAD + "outcomes: 行政 # \u2f8f政\n") == []
    assert reported(HEAD + "outcomes: 行\u202e政\n") == ["4:12-13 VT111.bidi"]
