"""Broken YAML is told on the line a person must change, alike with libyaml and with PyYAML's own parser."""

from __future__ import annotations

import pytest

from support import sound
from support.program import visiontrack
from support.reading import HEAD, read, reported, reported_apart_from
from visiontrack.yaml import parser, structure, tree


@pytest.fixture(params=["libyaml", "pure Python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        for module in (parser, structure, tree):
            monkeypatch.setattr(module, "Parser", parser.PurePython)


BROKEN = [
    # signs that YAML keeps for itself
    ("outcomes: @課\n", "4:11-12 VT102.reserved"),
    ("outcomes: *重点\n", "4:11-12 VT102.reserved"),
    ("outcomes: %増\n", "4:11-12 VT102.reserved"),
    ("outcomes: `a`\n", "4:11-12 VT102.reserved"),
    # colons
    ("outcomes: 目標: 達成\n", "4:13-14 VT102.colon"),
    ("outcomes: |\n  a\nissues 成果\n", "6:1-2 VT102.no_colon"),
    ("outcomes 成果\nissues: c\n", "4:1-2 VT102.no_colon"),
    ("issues: c\noutcomes 成果\n", "5:1-2 VT102.no_colon"),
    ("actuals:\n  founders:72\n  b: 1\n", "5:11-12 VT102.no_space"),
    # quotes: where they were opened
    ('outcomes: "成果\nissues: x\nnext: improve\n', "4:11-12 VT102.quote"),
    ("outcomes: '成果\nissues: x\n", "4:11-12 VT102.quote"),
    ("evidence: [a, 'b]\n", "4:15-16 VT102.quote"),
    ('outcomes: "a" と "b"\n', "4:15-16 VT102.after_quote"),
    ("outcomes: 'it''s'x\n", "4:18-19 VT102.after_quote"),
    ('outcomes: "C:\\data"\n', "4:14-16 VT102.escape"),
    ('outcomes: "a\n  \\q"\n', "5:3-5 VT102.escape"),
    ('outcomes: "\\xg0"\n', "4:12-14 VT102.escape"),
    # brackets: where they were opened
    ("evidence: [a, b\nissues: c\n", "4:11-12 VT102.bracket"),
    ("evidence: [a,\n", "4:11-12 VT102.bracket"),
    ("actuals: {a: {value: 1}, b: [x}\n", "4:29-30 VT102.bracket"),
    ("actuals: {a: 1 b: 2}\n", "4:10-11 VT102.bracket"),
    ("evidence: [a, b]]\n", "4:17-18 VT102.closing"),
    ("}\n", "4:1-2 VT102.closing"),
    # indentation
    ("actuals:\n\tfounders: 72\n", "5:1-2 VT102.tab"),
    ("actuals:\n  founders: 72\n school: 3\n", "6:2-3 VT102.indent"),
    ("outcomes: a\n  issues: c\n", "5:3-4 VT102.indent"),
    ("evidence:\n   - a\n  - b\n", "6:3-4 VT102.indent"),
    ("outcomes: |\n  a\n issues: c\n", "6:2-3 VT102.indent"),
    ("actuals:\n  founders:\n    value: 72\n      state: final\n", "7:7-8 VT102.indent"),
    ("evidence: - a\n", "4:11-12 VT102.dash"),
    ("- a\n", "4:1-2 VT102.indent"),
    ("outcomes: |\n  a\n\t直売所\n", "6:1-2 VT102.tab"),
    ("evidence: [  # 全体\noutcomes: |\n  a\n", "4:11-12 VT102.bracket"),
    ("contributions:\n  - actor: a  # 事務局\n  ・actor: b\n", "6:3-4 VT102.bullet"),
    # a comment in the middle of a text
    ("outcomes: 説明\n  #3 の\n  つづき\nnext: improve\n", "5:3-4 VT102.comment"),
    ("outcomes: 説明\n  二行目\n\n  # 注\n\n  つづき\n  さらに\n", "7:3-4 VT102.comment"),
    ("outcomes: 説明 #2\n  つづき\nnext: improve\n", "4:14-15 VT102.comment"),
    ("evidence:\n  - a\n    #3\n    つづき\n  - b\n", "6:5-6 VT102.comment"),
    ("outcomes: 説明\n  # 注\n  issues: c\n", "6:3-4 VT102.indent"),
    ("outcomes: '説明'\n  # 注\n  つづき\n", "6:3-4 VT102.indent"),
]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_where_and_why(text: str, expected: str) -> None:
    assert reported(HEAD + text) == [expected]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_line_ends_change_nothing(text: str, expected: str, end: str) -> None:
    assert reported((HEAD + text).replace("\n", end)) == [expected]


def test_where_reading_broke_off_is_told_too() -> None:
    (finding,) = read(HEAD + 'outcomes: "成果\nissues: "x"\n').findings
    assert finding.span[:2] == (4, 11)
    assert [(related.message, related.span.line) for related in finding.related] == [("related.noticed", 5)]


def test_text_cut_by_a_comment_reports_the_rest() -> None:
    (finding,) = read(HEAD + "outcomes: 説明\n  #3 の\n  つづき\n").findings
    assert [(related.message, related.span.line) for related in finding.related] == [("related.noticed", 6)]


@pytest.mark.usefixtures("either_parser")
def test_a_sound_folder_is_sound() -> None:
    for path, text in sound.FILES.items():
        kind = {"actors": "actor", "measures": "measure", "results": "result", "meetings": "meeting"}
        name = path.split("/")[1].removesuffix(".yaml")
        assert reported(text, kind.get(name, name)) == []


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nyear: 2025\n", ["4:1-4 VT104"]),
        ("outcomes: &a x\n", ["4:11-13 VT105"]),
        ("outcomes: !x y\n", ["4:11-13 VT106"]),
        (f"evidence: {'[' * 40}\n", ["4:42-43 VT113"]),
        ("actuals:\n  a: 1\n  a: 2\n", ["6:3-4 VT103"]),
        ("[a]: b\n", ["4:1-4 VT114"]),
        ("outcomes: あ #2 まで\n", ["4:13-18 VT115"]),
        ("actuals：{a：７}\n", ["4:8-9 VT109", "4:11-12 VT109", "4:12-13 VT206 → 7"]),
        ("foo: x\nactuals: {a: x}\n", ["4:1-4 VT201", "5:14-15 VT205"]),
    ],
)
def test_every_other_finding_is_the_same_with_either_parser(text: str, expected: list[str]) -> None:
    assert reported(HEAD + text) == expected


def test_without_libyaml_validate_says_so_beside_its_findings(
    city: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "HAS_LIBYAML", False)
    ran = visiontrack("validate", "--strict", "--lang", "en", root=city)  # type: ignore[arg-type]
    # It is a matter of the machine, not of the data.
    assert ran.code == 0
    assert ran.out == "7 files checked: nothing wrong\n"
    assert ran.err.startswith("warning VT122 PyYAML comes without the fast libyaml")
    assert ran.err.count("VT122") == 1


# What office workers type → where and why it is told → the file once the cure has been followed.
TYPOS = [
    # a line of a text that is not indented as the text is
    (
        "outcomes: |\n創業者が増えた。\nissues: |\n",
        "5:1-2 outside",
        "outcomes: |\n  創業者が増えた。\nissues: |\n",
    ),
    ("outcomes: |\n\n創業者\n", "6:1-2 outside", "outcomes: |\n\n  創業者\n"),
    (
        "outcomes: |\n  一行目\n二行目\nnext: improve\n",
        "6:1-2 outside",
        "outcomes: |\n  一行目\n  二行目\nnext: improve\n",
    ),
    ("outcomes: |\n  a\n b\n", "6:2-3 outside", "outcomes: |\n  a\n  b\n"),
    ("outcomes: |\n・一行目\n", "5:1-2 outside", "outcomes: |\n  ・一行目\n"),
    ("outcomes: |\n- 一行目\n", "5:1-2 outside", "outcomes: |\n  - 一行目\n"),
    ("outcomes: |\n  a\n@課\n", "6:1-2 outside", "outcomes: |\n  a\n  @課\n"),
    ("outcomes: |\n  a\n[重要] b\n", "6:1-2 outside", "outcomes: |\n  a\n  [重要] b\n"),
    ("outcomes: |\n  a\n# 3 つ\n  b\n", "6:1-2 outside", "outcomes: |\n  a\n  # 3 つ\n  b\n"),
    (
        "projects:\n  a:\n    status: done\n    text: |\n    全6回\n    budget: 5\n",
        "8:5-6 outside",
        "projects:\n  a:\n    status: done\n    text: |\n      全6回\n    budget: 5\n",
    ),
    ("outcomes: 一行目\n二行目\n", "5:1-2 outside", "outcomes: 一行目\n  二行目\n"),
    ("outcomes:\n・一行目\n", "5:1-2 outside", "outcomes:\n  ・一行目\n"),
    # what stands for the dash of a list
    ("evidence:\n  - a\n  ・b\n", "6:3-4 bullet", "evidence:\n  - a\n  - b\n"),
    ("evidence:\n  - a\n  -b\n", "6:3-4 bullet", "evidence:\n  - a\n  - b\n"),
    ("evidence:\n－ a\n", "5:1-2 bullet", "evidence:\n- a\n"),
    ("evidence:\nー a\n", "5:1-2 bullet", "evidence:\n- a\n"),
    (
        "contributions:\n  -actor: a\n    role: r\n    text: b\n",
        "5:3-4 bullet",
        "contributions:\n  - actor: a\n    role: r\n    text: b\n",
    ),
    (
        "contributions:\n  - actor: a\n    role: r\n    text: |\n      b\n  ・actor: c\n    role: r\n    text: d\n",
        "9:3-4 bullet",
        "contributions:\n  - actor: a\n    role: r\n    text: |\n      b\n  - actor: c\n    role: r\n    text: d\n",
    ),
    # a dash on the line of its key
    ("actuals:\n  founders: -\n  b: 3\n", "5:13-14 lone_dash", "actuals:\n  founders:\n  b: 3\n"),
    (
        "actuals:\n  founders: -  # 未\n",
        "5:13-14 lone_dash",
        "actuals:\n  founders:\n    state: unpublished\n",
    ),
    ("outcomes: - 会議所\n", "4:11-12 dash", "outcomes: |\n  - 会議所\n"),
    # texts that begin with a sign of YAML
    ("outcomes: [重要] あ\nissues: c\n", "4:16-17 after_bracket", 'outcomes: "[重要] あ"\nissues: c\n'),
    ("outcomes: {会議所}あ\n", "4:16-17 after_bracket", "outcomes: |\n  {会議所}あ\n"),
    ("outcomes: [重要]\n  あ\n", "5:3-4 after_bracket", "outcomes: |\n  [重要]\n  あ\n"),
    ("evidence: [a] （予定）\n", "4:15-16 after_bracket", "evidence: [a]\n"),
    ("outcomes: ? 創業\n", "4:11-12 reserved", 'outcomes: "? 創業"\n'),
    ("outcomes: |会議所\n", "4:11-12 after_bar", "outcomes: |\n  会議所\n"),
    ("outcomes: | 創業者\n  増\n", "4:11-12 after_bar", "outcomes: |\n  創業者\n  増\n"),
    ("outcomes: >50人\n", "4:11-12 after_bar", 'outcomes: ">50人"\n'),
    # the short and the long form of an actual at once
    (
        "actuals:\n  founders: 72\n    state: final\n",
        "5:13-14 number_and_keys",
        "actuals:\n  founders:\n    value: 72\n    state: final\n",
    ),
    (
        "actuals:\n  founders: '72'  # 人\n    comment: x\n",
        "5:13-14 number_and_keys",
        "actuals:\n  founders:\n    value: '72'\n    comment: x\n",
    ),
    # full-width signs of brackets
    ("actuals: ｛a: 1, b: 2｝\n", "4:10-11 wide_bracket", "actuals: {a: 1, b: 2}\n"),
    ("actuals: {a: 1, b: 2｝\n", "4:21-22 wide_bracket", "actuals: {a: 1, b: 2}\n"),
    ("evidence: [a, b］\nnext: improve\n", "4:16-17 wide_bracket", "evidence: [a, b]\nnext: improve\n"),
    ("actuals: {a: 1、b: 2}\n", "4:15-16 wide_comma", "actuals: {a: 1, b: 2}\n"),
    (
        "actuals: {a: {value: 1，state: final}}\n",
        "4:23-24 wide_comma",
        "actuals: {a: {value: 1, state: final}}\n",
    ),
    ('evidence: ["a"、"b"]\n', "4:15-16 wide_comma", 'evidence: ["a", "b"]\n'),
    # beside the key
    ("outcomes:\u00a0成果\n", "4:10-11 invisible", "outcomes: 成果\n"),
    ("actuals:\n  a:\u202f7\n  b: 3\n", "5:5-6 invisible", "actuals:\n  a: 7\n  b: 3\n"),
    ("課題：|\n  あ\n", "4:1-2 title → issues", "issues: |\n  あ\n"),
    ("outcomes: |\n  a\n課題：|\n  b\n", "6:1-2 title → issues", "outcomes: |\n  a\nissues: |\n  b\n"),
    ("町の声：多い\n", "4:1-2 title", "issues: 多い\n"),
]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "expected", "corrected"), TYPOS)
def test_following_the_cure_corrects_the_typo(text: str, expected: str, corrected: str, end: str) -> None:
    where, why = expected.split(" ", 1)
    assert reported((HEAD + text).replace("\n", end)) == [f"{where} VT102.{why}"]
    assert reported_apart_from("VT124", (HEAD + corrected).replace("\n", end)) == []


def test_cure_of_a_number_with_keys_below() -> None:
    (finding,) = read(HEAD + "actuals:\n  founders: 72\n    state: final\n").findings
    assert finding.params == {"key": "founders", "value": "72", "below": "state"}
    assert [(related.message, related.span.line) for related in finding.related] == [("related.noticed", 6)]


def test_an_invisible_character_is_named() -> None:
    (finding,) = read(HEAD + "outcomes:\u00a0成果\n").findings
    assert finding.params == {"code": "U+00A0"}


def test_forbidden_character_before_a_line() -> None:
    assert reported(HEAD + "outcomes: |\n  a\n\u202e課題：あ\n") == ["6:1-2 VT111.bidi"]
