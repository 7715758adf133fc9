"""Conflict markers and characters that can stand nowhere: found on the raw text, each on its own line."""

from __future__ import annotations

import pytest

from support.reading import HEAD, read, reported


@pytest.mark.parametrize(
    ("character", "variant"),
    [
        ("\0", ".nul"),
        ("\x07", ""),
        ("\x0b", ""),
        ("\x1b", ""),
        ("\x7f", ""),
        ("\x85", ""),
        ("\x9b", ""),
        ("\u2028", ""),
        ("\u2029", ""),
        ("\u200e", ".bidi"),
        ("\u202e", ".bidi"),
        ("\u2066", ".bidi"),
        ("\u061c", ".bidi"),
        ("\ufeff", ""),
        ("\ufffe", ""),
    ],
)
def test_a_forbidden_character_is_told_where_it_stands(character: str, variant: str) -> None:
    assert reported(f"{HEAD}outcomes: あい{character}う\n") == [f"4:13-14 VT111{variant}"]


@pytest.mark.parametrize("character", ["\t", "髙", "\u3000", "👩‍🌾", "é", "\u00a0"])
def test_ordinary_characters_are_fine(character: str) -> None:
    assert reported(f"{HEAD}outcomes: あ{character}い\n") == []


def test_the_rest_of_such_a_file_is_still_checked() -> None:
    assert reported(f"{HEAD}outcomes: a\x07b\nstatu: x\nactuals: {{a: x}}\n") == [
        "4:12-13 VT111",
        "5:1-6 VT201 → status",
        "6:14-15 VT205",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD.replace("status", "sta\0tus"), ["3:4-5 VT111.nul"]),
        ("\ufeff" + HEAD, ["1:1-2 VT111"]),
        (HEAD + "next: \u202eimprove\n", ["4:7-8 VT111.bidi"]),
        (HEAD + "\0\0\0", ["4:1-2 VT111.nul", "4:2-3 VT111.nul", "4:3-4 VT111.nul"]),
        ("\0\0", ["1:1-2 VT111.nul", "1:2-3 VT111.nul"]),
        (HEAD + "next: x\0\nstatu: y\n", ["4:8-9 VT111.nul", "5:1-6 VT201 → status"]),
    ],
)
def test_nothing_that_follows_from_such_a_character_is_told(text: str, expected: list[str]) -> None:
    assert reported(text) == expected


def test_of_thousands_of_them_by_escape_the_first_are_told() -> None:
    text = HEAD + "evidence:\n" + '  - "\\0"\n' * 6000
    assert [reported(text)[number] for number in (0, 4999)] == ["5:5-9 VT111.escape", "5004:5-9 VT111.escape"]


@pytest.mark.parametrize("written", [r"\x07", r"\0", r"\N", r"\L", r"\u202e", r"\e"])
def test_what_is_smuggled_in_by_escape_is_told_too(written: str) -> None:
    assert reported(f'{HEAD}outcomes: "あ{written}い"\n') == [f"4:11-{15 + len(written)} VT111.escape"]


def test_an_escaped_lone_surrogate_is_no_text() -> None:
    assert reported(f'{HEAD}outcomes: "\\ud800"\n')[0].split()[1].startswith("VT1")


def test_ordinary_escapes_are_text() -> None:
    document = read(f'{HEAD}outcomes: "a\\tb\\u3042\\"\\n"\n')
    assert document.findings == []
    assert document.model.outcomes == 'a\tbあ"\n'


CONFLICT = "actuals:\n<<<<<<< HEAD\n  a: 1\n=======\n  a: 2\n>>>>>>> other\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_conflict_is_one_finding(end: str) -> None:
    document = read((HEAD + CONFLICT + "foo: x\n").replace("\n", end))
    (finding,) = document.findings
    assert (finding.code, finding.span) == ("VT107", (5, 1, 5, 13))
    assert [related.span.line for related in finding.related] == [7, 9]


def test_every_conflict_is_told() -> None:
    diff3 = CONFLICT.replace("=======", "||||||| base\n  a: 0\n=======")
    assert reported(HEAD + CONFLICT + diff3) == ["5:1-13 VT107", "11:1-13 VT107"]


def test_half_a_conflict_is_one() -> None:
    assert reported(f"{HEAD}outcomes: x\n>>>>>>> other\n") == ["5:1-14 VT107"]
    assert reported(f"{HEAD}outcomes: x\n<<<<<<< HEAD\n") == ["5:1-13 VT107"]


@pytest.mark.parametrize("line", ["=======", "<<<<<<", "  <<<<<<< a", "x <<<<<<< a", "<<<<<<<<"])
def test_what_only_looks_like_a_marker_is_text(line: str) -> None:
    assert reported(f"{HEAD}outcomes: |\n  a\n  {line}\n") == []
