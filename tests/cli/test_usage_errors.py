"""A command line that is not understood: the word is named, with what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.program import visiontrack


@pytest.mark.parametrize(
    ("line", "word", "suggestion"),
    [
        (["check", "2024", "--leed", "x"], "--leed", "--lead"),
        (["check", "2024", "-lead", "x"], "-lead", "--lead"),
        (["validate", "--dryーrun"], "--dryーrun", "--dry-run"),
        (["check", "2024", "－－lead", "x"], "－－lead", "--lead"),
        (["check", "2024", "–lead", "x"], "–lead", "--lead"),
        (["check", "2024", "——ｌｅａｄ", "x"], "——ｌｅａｄ", "--lead"),
        (["check", "―lead"], "―lead", "--lead"),
        (["check", "ー－lead=x"], "ー－lead=x", "--lead"),
        (["check　2024"], "check　2024", "check 2024"),
        (["check", "2024　--lead", "x"], "2024　--lead", "2024 --lead"),
        (["chek", "2024"], "chek", "check"),
        (["2024", "check"], "2024", "check 2024"),
        (["new", "mesure"], "mesure", "measure"),
        (["check", "令和", "6"], "6", "令和6"),
        (["show", "商工", "会議所"], "会議所", 'show "商工 会議所"'),
        (
            [
                "new",
                "opinion",
                "2025",
                "council-1",
                "--actor",
                "city",
                "--text",
                "夜の",
                "講座を",
                "--kind",
                "proposal",
            ],
            "講座を",
            '--text "夜の 講座を"',
        ),
        (
            ["new", "opinion", "2025", "c", "--actor", "city", "--text", "“夜の", "講座”"],
            "講座”",
            '--text "夜の 講座"',
        ),
    ],
)
def test_the_word_and_what_was_meant(city: Path, line: list[str], word: str, suggestion: str) -> None:
    ran = visiontrack(*line, root=city)
    assert (ran.code, ran.out) == (2, "")
    message, answer = ran.err.splitlines()[:2]
    assert word in message
    assert answer == f"  '{suggestion}' のことですか?"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["plan", "2024", "x"], "余分な語があります: 'x'。空白を含む値は、引用符「\"」で囲んでください。"),
        (["validate", "--fix=1"], "--fix に値は付けられません。"),
        (["check", "2024", "--lead"], "--lead には値が必要です。"),
        (["check"], "YEAR が足りません。"),
    ],
)
def test_what_is_wrong_and_where_help_is(city: Path, line: list[str], message: str) -> None:
    ran = visiontrack(*line, root=city)
    assert ran.code == 2
    assert ran.err == f"{message}\n使い方: visiontrack {line[0]} --help\n"


def test_a_text_may_begin_with_a_dash_and_hold_wide_spaces(city: Path) -> None:
    """Only what looks like an option is taken for one: the text is not to blame for the wrong year."""
    ran = visiontrack(
        "new", "opinion", "x", "council-1", "--actor", "city", "--text", "―夜　の講座", root=city
    )
    assert ran.err.startswith("年度として読めません: 'x'")


def test_roles_takes_a_year(city: Path) -> None:
    assert "（令和5年度）" in visiontrack("roles", "R5", root=city).out
