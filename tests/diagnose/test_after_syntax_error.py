"""A file that does not parse is mended once and not mistake by mistake: the rest of it is told in the same run."""

from __future__ import annotations

import pytest

from support.reading import HEAD, read, reported
from visiontrack.edit.fixes import fix_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcomes: @課\nissues: %増\n", ["4:11-12 VT102.reserved", "5:9-10 VT102.reserved"]),
        ("outcomes 成果\nactuals: {founders: ７}\n", ["4:1-2 VT102.no_colon", "5:21-22 VT206 → 7"]),
        ("outcomes: 目標: 達成\nnext: 拡充\n", ["4:13-14 VT102.colon", "5:7-9 VT207.label → expand"]),
        ('outcomes: "成果\nnextt: improve\n', ["4:11-12 VT102.quote", "5:1-6 VT201 → next"]),
        ("actuals: {founders: 72\nnext: 拡充\n", ["4:10-11 VT102.bracket", "5:7-9 VT207.label → expand"]),
        (
            "projects:\n  p:\n\tstatus: done\n\ttext: x\nnext:\n  improve\nnext: improve\n",
            ["6:1-2 VT102.tab", "7:1-2 VT102.tab", "10:1-5 VT103"],
        ),
        (
            "outcomes： @課\nnext: 拡充\n",
            ["4:9-10 VT109", "4:11-12 VT102.reserved", "5:7-9 VT207.label → expand"],
        ),
    ],
)
def test_mistakes_beside_a_syntax_error(text: str, expected: list[str]) -> None:
    assert reported(HEAD + text) == expected


def test_unindented_text_is_one_finding() -> None:
    text = "outcomes: |\n創業者は72人。\n学校は3校。\nissues: |\n  a\nb\nnext: 拡充\n"
    assert reported(HEAD + text) == [
        "5:1-2 VT102.outside",
        "9:1-2 VT102.outside",
        "10:7-9 VT207.label → expand",
    ]


def test_text_without_its_key_is_one_finding() -> None:
    text = "projects:\n  p:\n    status: done\n    text: x\n  一行目です。\n  二行目です。\n  三行目です。\nnext: 拡充\n"
    assert reported(HEAD + text) == ["8:3-4 VT102.text_alone", "11:7-9 VT207.label → expand"]
    keys = "outcomes a\nissues b\nnext: 拡充\n"
    assert reported(HEAD + keys) == [
        "4:1-2 VT102.no_colon",
        "5:1-2 VT102.no_colon",
        "6:7-9 VT207.label → expand",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "actuals:\n  founders: @72\n",  # a key whose only value was left out
        "measure startup\n" + HEAD.split("\n", 1)[1],  # a key that must be there
        "outcomes: 説明\n  #3 の\n  つづき\n",  # a text with a gap in it
        "actuals:\n  founders:\n    value: @72\n    state: final\n",
        "actuals:\n  founders: 72\n school: x\n",  # what belongs to what is unclear
    ],
)
def test_nothing_that_merely_follows_is_told(text: str) -> None:
    whole = text if text.startswith("measure") else HEAD + text
    (finding,) = read(whole).findings
    assert finding.code == "VT102"


def test_a_value_is_mended_although_a_line_above_needs_a_hand() -> None:
    text = HEAD + "outcomes: @課\nactuals: {founders: ７}\n"
    assert fix_text("data/x.yaml", "result", text) == text.replace("７", "7")
    fixed = fix_text("data/x.yaml", "result", text.replace("@", "＠").replace("\n", "\r\n"))
    assert fixed.endswith("outcomes: ＠課\r\nactuals: {founders: 7}\r\n")


def test_of_a_file_full_of_them_the_first_are_told() -> None:
    lines = reported(HEAD + "".join(f"k{n}: @x\n" for n in range(1_000)))
    assert len(lines) == 20
    assert lines[-1].endswith("VT102.reserved")


def test_unparsable_file_has_no_model() -> None:
    document = read(HEAD + "outcomes: @課\n")
    assert (document.model, document.partial) == (None, None)
