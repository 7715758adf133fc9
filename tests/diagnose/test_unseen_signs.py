"""Signs nobody sees, and signs that look like others: told as what they are, and mended where one reading is right."""

from __future__ import annotations

from typing import cast

import pytest

from support import sound
from support.reading import HEAD, reported
from visiontrack.edit.fixes import fix_text
from visiontrack.schema import Kind

ACTUALS = f"{HEAD}actuals:\n"


def fixed(text: str, kind: str = "result") -> str:
    return fix_text("data/x.yaml", cast(Kind, kind), text)


@pytest.mark.parametrize(
    ("written", "expected", "mended"),
    [
        ("  founders: 72\u200b\n", "5:13-16 VT206.invisible → 72", "  founders: 72\n"),
        ("\u00a0\u00a0founders: 72\n", "5:1-3 VT108.no_break", "  founders: 72\n"),
        ("\u00a0 founders: 72\n", "5:1-3 VT108.no_break", "  founders: 72\n"),
        ("  founders:\u00a072\n", "5:12-13 VT102.invisible", "  founders: 72\n"),
        ("  founders: 72\u3000# 速報\n", "5:15-16 VT110.comment", "  founders: 72 # 速報\n"),
        ("  founders: ー3\n", "5:13-15 VT205.dash", None),
        ("  founders: 72、5\n", "5:13-17 VT205.comma", None),
    ],
)
def test_unseen_or_mistaken_sign_in_a_value(written: str, expected: str, mended: str | None) -> None:
    assert reported(ACTUALS + written)[0].startswith(expected)
    if mended is not None:
        assert fixed(ACTUALS + written) == ACTUALS + mended
        assert reported(ACTUALS + mended) == []


def test_unseen_sign_beside_a_year_or_day_is_mended() -> None:
    assert fixed(HEAD.replace("2024", "2024\u200b")) == HEAD
    assert fixed(HEAD.replace("2024", "令和6\u200b年度")) == HEAD


@pytest.mark.parametrize("key", ["ｙｅａｒ", "year\u200b"])
def test_key_in_another_form_is_mended(key: str) -> None:
    text = HEAD.replace("year", key)
    assert reported(text) == [f"2:1-{len(key) + 1} VT201.form → year"]
    assert fixed(text) == HEAD


def test_key_that_is_there_already_is_not_mended() -> None:
    text = f"{HEAD}ｙｅａｒ: 2024\n"
    assert fixed(text) == text


def test_key_and_colon_in_full_width_are_named() -> None:
    assert reported(HEAD.replace("year:", "ｙｅａｒ：")) == ["2:1-2 VT102.wide_key → year"]


def test_unit_that_begins_with_a_percent_sign_is_quoted() -> None:
    text = sound.MEASURE.replace("unit: 人", "unit: %")
    assert text != sound.MEASURE
    (finding,) = reported(text, "measure")
    assert finding.endswith('VT102.percent → "%"')
    assert fixed(text, "measure") == text.replace("unit: %", 'unit: "%"')
    assert fixed(text.replace("%", "%  # 単位"), "measure") == text.replace("%", '"%"  # 単位')


@pytest.mark.parametrize("joined", ["成果# 講座の回数【必須】", "成果\u3000# 講座", "C# 入門"])
def test_comment_joined_to_a_text_is_a_warning(joined: str) -> None:
    (finding,) = reported(f"{HEAD}outcomes: {joined}\n")
    assert finding.endswith(" VT115.joined")
    assert reported(f'{HEAD}outcomes: "{joined}"\n') == []


def test_comment_joined_to_a_word_is_mended() -> None:
    assert fixed(f"{HEAD}next: improve# 案\n") == f"{HEAD}next: improve # 案\n"


def test_grade_in_full_width_letters_is_mended_in_the_scale() -> None:
    text = sound.VISION.replace("grade: A,", "grade: Ａ,", 1)
    assert text != sound.VISION
    (finding,) = reported(text, "vision")
    assert finding.endswith(" VT207.grade → A")
    assert fixed(text, "vision") == sound.VISION


def test_fence_around_a_copied_text_is_named() -> None:
    assert reported(f"```yaml\n{HEAD}```\n") == ["1:1-2 VT102.fence", "5:1-2 VT102.fence"]


def test_no_break_space_inside_a_text_is_text() -> None:
    assert reported(f"{HEAD}outcomes: |\n  一行目\n  \u00a0二行目\n") == []
    broken = f"{HEAD}outcomes: |\n  一行目\n  \u00a0二行目\nactuals:\n\u00a0 founders: 72\n"
    assert fixed(broken) == broken.replace("\n\u00a0 f", "\n  f")
