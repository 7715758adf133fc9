"""Wrapped lines of a Japanese text read with spaces between: told, and joined by `--fix`, whatever the style."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from support.reading import HEAD, read, reported
from visiontrack.edit.fixes import fix_text

RESULT = "data/results/2024/startup-support.yaml"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("outcomes: >\n  全6回\n  開いた。\n", "outcomes: |\n  全6回開いた。\n"),
        ("outcomes: >-\n  全6回\n  開いた。\n", "outcomes: |-\n  全6回開いた。\n"),
        (
            "outcomes: >+\n  全6回\n  開いた。\n\n\nissues: x\n",
            "outcomes: |+\n  全6回開いた。\n\n\nissues: x\n",
        ),
        ("outcomes: >2-\n  全6回\n  開いた。\n", "outcomes: |2-\n  全6回開いた。\n"),
        ("outcomes: > # 注\n  全6回\n  開いた。\n# 注2\n", "outcomes: | # 注\n  全6回開いた。\n# 注2\n"),
        ("outcomes: >\n  一。\n  二。\n\n  三。\n", "outcomes: |\n  一。二。\n  三。\n"),
        ("outcomes: >\n  一。\n  二。\n\n\n  三。\n  四\n", "outcomes: |\n  一。二。\n\n  三。四\n"),
        (
            "outcomes: >\n  一\n  二\n    ・三\n    ・四\n\n  五\n",
            "outcomes: |\n  一二\n    ・三\n    ・四\n\n  五\n",
        ),
        ("outcomes: >\n  an open\n  day を\n  開いた\n", "outcomes: |\n  an open day を開いた\n"),
        ("outcomes: >\n  全6回  \n  開いた\n", "outcomes: |\n  全6回開いた\n"),
        ("outcomes: >\n  全6回　\n  開いた\n", "outcomes: |\n  全6回　開いた\n"),
        ("outcomes: >\n\n  一\n  二\n", "outcomes: |\n\n  一二\n"),
        ("outcomes: 全6回\n  開いた。\n", "outcomes: 全6回開いた。\n"),
        ("outcomes: 全6回\n  開いた。  # 注\n", "outcomes: 全6回開いた。  # 注\n"),
        ("outcomes:\n  全6回\n    開いた。\n", "outcomes:\n  全6回開いた。\n"),
        ("outcomes: 一。\n  二。\n\n  三。\n  四。\n", "outcomes: 一。二。\n\n  三。四。\n"),
        ("outcomes: an open\n  day を\n  開いた\n", "outcomes: an open\n  day を開いた\n"),
        ('outcomes: "全6回\n  開いた: 。"\n', 'outcomes: "全6回開いた: 。"\n'),
        ("outcomes: '全6回\n  開いた'\n", "outcomes: '全6回開いた'\n"),
        ('outcomes: "全6回\\\n  開いた\n  。"\n', 'outcomes: "全6回\\\n  開いた。"\n'),
        (
            "projects:\n  p:\n    status: done\n    text: >\n      一\n      二\n",
            "projects:\n  p:\n    status: done\n    text: |\n      一二\n",
        ),
        ("projects: {p: {status: done, text: 一\n  二}}\n", "projects: {p: {status: done, text: 一二}}\n"),
        ("evidence:\n- >2\n  一\n  二\n", "evidence:\n- |2\n  一二\n"),
        ("outcomes: ｶﾀｶﾅ\n  2024\n  年度\n", "outcomes: ｶﾀｶﾅ2024年度\n"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_wrapped_japanese_is_joined(text: str, fixed: str, line_end: str) -> None:
    before, after = (HEAD + part.replace("\n", line_end) for part in (text, fixed))
    findings = [finding for finding in read(before).findings if finding.code == "VT124"]
    assert [finding.severity for finding in findings] == ["warning"]
    assert findings[0].fix is not None
    assert fix_text(RESULT, "result", before) == after
    assert reported(after) == []


@pytest.mark.parametrize(
    "text",
    [
        "outcomes: |\n  全6回\n  開いた。\n",
        "outcomes: >\n  全6回開いた。\n",
        "outcomes: >\n  全6回\n\n  開いた。\n",
        "outcomes: >\n  The school\n  was held.\n",
        'outcomes: "全6回\\\n  開いた"\n',
        "outcomes: >\n    ・一\n\n    ・二\n",
        "outcomes: The school\n  was held.\n",
        "outcomes: 全6回開いた。\n# 注\n",
    ],
)
def test_what_reads_without_unwanted_spaces_stays(text: str) -> None:
    assert reported(HEAD + text) == []
    assert fix_text(RESULT, "result", HEAD + text) == HEAD + text


@pytest.mark.parametrize(
    "line", ["・二つ目", "- 二つ目", "　二段落目", "(2) 二つ目", "2. 二つ目", "②二つ目", "※注"]
)
def test_lines_set_by_hand_are_told_but_stay(line: str) -> None:
    """Joined, a list would be worse to read than with its spaces; only a person can say what was wanted."""
    for text in (f"outcomes: >\n  ・一つ目\n  {line}\n", f"outcomes: 一つ目\n  {line}\n"):
        (finding,) = read(HEAD + text).findings
        assert (finding.code, finding.fix) == ("VT124", None)
        assert fix_text(RESULT, "result", HEAD + text) == HEAD + text


def test_a_full_width_bar_is_told_alone() -> None:
    assert reported(HEAD + "outcomes: ｜\n  全6回\n  開いた\n") == ["4:11-12 VT110.pipe"]


def test_a_file_with_another_mistake_is_joined_all_the_same() -> None:
    text = HEAD + "outcomes: >\n  一\n  二\noutcomes: x\nfoo: 一\n  二\nactuals: {founders: ７２}\n"
    fixed = HEAD + "outcomes: |\n  一二\noutcomes: x\nfoo: 一二\nactuals: {founders: 72}\n"
    assert fix_text(RESULT, "result", text) == fixed


def test_fix_names_the_lines_as_they_were_numbered(city: Path) -> None:
    """The person looks at the file in an editor, where it is still as it was."""
    sound.write(city, RESULT, HEAD + "outcomes: >\n  全6回\n  開いた。\nactuals:\n  founders: ７２\n")
    ran = visiontrack("validate", "--fix", root=city)
    assert ran.out.startswith(
        f"{RESULT}:4: （折り返した行をつなげ、文の途中に入る空白をなくしました）\n"
        f"{RESULT}:8: founders: ７２ → founders: 72\n2 か所を直しました。\n"
    )
    assert "VT124" not in ran.out


def test_the_finding_shows_where_the_space_comes(city: Path) -> None:
    sound.write(city, RESULT, HEAD + "outcomes: >\n  創業スクールを全6回\n  開いた。\n")
    out = visiontrack("validate", root=city).out
    assert (
        f"{RESULT}:4:11: warning VT124 折り返した行の間に空白が入ります: 「スクールを全6回 開いた。」" in out
    )
    assert (
        "「|」の次の行に、途中で折り返さずに書いてください。`visiontrack validate --fix` で直せます。" in out
    )
