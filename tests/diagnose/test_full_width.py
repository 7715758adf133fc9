"""The Japanese keyboard was still on: full-width colons, spaces and indents are told, but never inside a text."""

from __future__ import annotations

import pytest

from support import sound
from support.reading import HEAD, read, reported, reported_apart_from
from visiontrack.edit.fixes import fix_text


def test_full_width_colons_are_reported_by_line() -> None:
    assert reported("measure：startup-support\nyear：2024\nstatus：on_track\n") == [
        "1:8-9 VT109",
        "2:5-6 VT109",
        "3:7-8 VT109",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("next：improve", "4:5-6 VT109"),
        ("next ： improve", "4:6-7 VT109"),
        ("next：　improve", "4:5-6 VT109"),
        ("next:　improve", "4:6-7 VT110"),
        ("next　: improve", "4:5-6 VT110"),
        ('"next"： improve', "4:7-8 VT109"),
        ("'next'：improve", "4:7-8 VT109"),
        ("next：improve  # 注：全角", "4:5-6 VT109"),
        ("　next: improve", "4:1-2 VT108"),
    ],
)
def test_each_wrong_sign_is_one_finding(line: str, expected: str) -> None:
    assert reported(f"{HEAD}{line}\n") == [expected]


@pytest.mark.parametrize("blank", ["　", "　　", "　 　", "　\t", "\t　"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "next: improve\n"),
        ("outcomes: 成果\n", "next: improve\n"),
        ("outcomes: |\n  一行目\n", "  三行目\n  KPI：達成\nnext: improve\n"),
        ("outcomes: 一行目\n", "  third line\n  KPI：達成\n"),
        ("evidence:\n", "  - a\n  - b\n"),
        ("evidence:\n  - a\n", "  - b\n"),
        ("next: improve\n", ""),
    ],
)
def test_a_line_that_only_looks_empty_is_told_and_emptied(before: str, after: str, blank: str) -> None:
    """Space and Enter between two entries, with the Japanese keyboard still on."""
    text = HEAD + before + blank + "\n" + after
    (finding,) = read(text).findings
    assert (finding.code, finding.variant) == ("VT108", "blank")
    assert finding.span.line == len((HEAD + before).splitlines()) + 1
    assert fix_text("data/x.yaml", "result", text) == HEAD + before + "\n" + after


def test_blank_looking_line_above_a_first_key() -> None:
    assert reported(HEAD + "actuals:\n  　\n  founders: 72\n") == ["5:3-4 VT108.blank"]


def test_a_line_that_only_looks_empty_hides_nothing() -> None:
    text = HEAD + "next：improve\n　\nfoo: 3\nactuals: {a: ７}\n"
    assert reported(text) == ["4:5-6 VT109", "5:1-2 VT108.blank", "6:1-4 VT201", "7:14-15 VT206 → 7"]
    assert reported(HEAD + "　\nissues: @課\n") == ["4:1-2 VT108.blank", "5:9-10 VT102.reserved"]


def test_keys_at_every_depth_and_in_brackets() -> None:
    text = (
        "projects：\n  p1：\n    status：done\n    text：全6回\n"
        "actuals: {a：1, b： {value：2, comment：あ：い}}\n"
        "contributions:\n  -　actor：a\n    role：b\n    text：c\n"
    )
    assert [line.split()[0] for line in reported(HEAD + text)] == [
        *("4:9-10", "5:5-6", "6:11-12", "7:9-10"),
        *("8:12-13", "8:17-18", "8:25-26", "8:36-37"),
        *("10:4-5", "10:10-11", "11:9-10", "12:9-10"),
    ]


def test_years_as_keys() -> None:
    text = sound.MEASURE.replace("{2024: 70, 2029: 90}", "{2024：70, ２０２９：90}")
    assert reported(text, "measure") == ["19:19-20 VT109", "19:24-28 VT206 → 2029", "19:28-29 VT109"]


def test_key_like_line_in_a_bracketed_text() -> None:
    head = HEAD.replace("\n", ", ")
    text = "{" + head + "outcomes: 一行目\n  title：例\n  text：つづき}\n"
    assert reported_apart_from("VT124", text) == []
    assert reported("{" + head + "evidence: [一つ目,\n  text：二つ目]}\n") == []


# Whatever else is wrong in a file, these stay text.
TEXTS = [
    "outcomes: 目標：達成\n",
    "outcomes: KPI：達成\n",
    "outcomes: |\n  KPI：達成\n  　段落\n  -　箇条\n\n  key：値\n",
    "outcomes: >-\n  KPI：達成\n",
    "outcomes: |2\n    KPI：達成\n  x：y\n",
    "outcomes: 一行目\n  KPI：達成\n  　三行目\n",
    "outcomes:\n  一行目\n  KPI：達成\n",
    "outcomes:\n  KPI：達成\n  IT：導入\n",
    "outcomes:\n  　段落のはじめ\n  つづき\n",
    "outcomes:\n  -　箇条書きの文\n  -　もう一つ\n",
    'outcomes: "一行目\n  KPI：達成"\n',
    "outcomes: '一行目、it''s\n  KPI：達成'\n",
    "evidence:\n  - KPI：達成\n  - a、b：c\n",
    "evidence: [KPI：達成, x：y]\n",
    "evidence: [a,\n  KPI：達成]\n",
    "evidence: ['a, b：c', \"d：e\"]\n",
    "projects: {p: {status: done, text: KPI：達成}}\n",
    "projects:\n  p:\n    status: done\n    text: |\n      KPI：達成\n",
    "# KPI：達成\n",
    "outcomes: x  # KPI：達成\n#　全角の空白\n",
    "outcomes: |\n  一行目\n  　\n  　三行目\n",
    "outcomes: 一行目\n  　\n  KPI：達成\n",
    "outcomes:\n  　\n  つづき\n",
    'outcomes: "一行目\n　\n  三行目"\n',
    "outcomes: '一行目\n　\n三行目'\n",
    "# 注\n  #　\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_in_a_sound_file_every_such_sign_is_text(text: str) -> None:
    assert reported_apart_from("VT124", HEAD + text) == []


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("next：improve\n", "5-6 VT109"),
        ("foo: x\n", "1-4 VT201"),
        ("actuals: {a: x}\n", "14-15 VT205"),
        ("self_evaluation:\n  grade：A\n  text:\n", "8-9 VT109"),
    ],
)
def test_beside_another_mistake_they_are_still_text(text: str, wrong: str, expected: str) -> None:
    for whole in (HEAD + text + wrong, HEAD + wrong + text):
        assert [line.split(":", 1)[1] for line in reported_apart_from("VT124", whole)] == [expected], whole


@pytest.mark.parametrize("text", [text.replace("：", ":") for text in TEXTS if "：" in text])
def test_a_colon_without_a_space_is_text_in_a_text(text: str) -> None:
    assert reported_apart_from("VT124", HEAD + text) == []
    for whole in (HEAD + text + "foo: x\n", HEAD + "foo: x\n" + text):
        assert [line.split(":", 1)[1] for line in reported_apart_from("VT124", whole)] == ["1-4 VT201"], whole
    assert {finding.fix for finding in read(HEAD + text + "issues: @課\n").findings} == {None}


def test_colon_without_space_is_fixed() -> None:
    text = f"{HEAD}actuals: {{founders:72, mentors: ５}}\nprojects:\n  p:\n    status:done\n    text :１件\nnext:improve\n"
    assert reported(text) == [
        "4:19-20 VT102.no_space",
        "4:33-34 VT206 → 5",
        "7:11-12 VT102.no_space",
        "8:10-11 VT102.no_space",
        "9:5-6 VT102.no_space",
    ]
    fixed = fix_text("data/x.yaml", "result", text)
    assert reported(fixed) == []
    assert "{founders: 72, mentors: 5}" in fixed
    assert "status: done\n    text: １件\nnext: improve" in fixed


def test_full_width_bar_is_fixed() -> None:
    text = HEAD + "outcomes: ｜\n  創業者は72人。\n  学校は3校。\n"
    assert reported(text) == ["4:11-12 VT110.pipe"]
    assert fix_text("data/x.yaml", "result", text) == text.replace("｜", "|")
    for sound_text in (
        "outcomes: ｜表｜\n\n  つづき\n",
        "outcomes: ｜\n",
        'outcomes: "｜\n\n  つづき"\n',
        "outcomes: |\n  ｜\n  x\n",
    ):
        assert reported(HEAD + sound_text) == [], sound_text


@pytest.mark.parametrize(
    ("sign", "fixed"), [("｜", "|"), ("＞", ">"), ("｜-", "|-"), ("｜　", "|"), ("｜ ", "|")]
)
def test_whatever_stands_beside_a_full_width_bar_it_is_mended(sign: str, fixed: str) -> None:
    text = f"{HEAD}outcomes: {sign}\n  創業者は72人。\n\n  学校は3校。\n"
    assert reported(text) == ["4:11-12 VT110.pipe"]
    assert fix_text("data/x.yaml", "result", text) == text.replace(sign, fixed)


def test_full_width_bar_without_a_fix() -> None:
    uneven = f"{HEAD}outcomes: ｜\n        a\n  b\n"
    assert reported(uneven) == ["4:11-12 VT110.pipe"]
    assert fix_text("data/x.yaml", "result", uneven) == uneven
    assert reported(f"{HEAD}self_evaluation: {{grade: B, text: ｜\n    順調。}}\n") == []


def test_no_space_that_would_make_a_comment() -> None:
    text = f"{HEAD}self_evaluation:\n  grade: B\n  text:#2 までの受付\nnext: improve\n"
    assert reported(text) == ["6:3-4 VT102.no_colon"]
    assert fix_text("data/x.yaml", "result", text) == text


def test_before_a_bracket_a_space_is_missing_too() -> None:
    text = f"{HEAD}outcomes: |\n  成果\nactuals:{{a: 1}}\nevidence:[a, b]\n"
    assert reported(text) == ["6:8-9 VT102.no_space", "7:9-10 VT102.no_space"]
    assert reported(fix_text("data/x.yaml", "result", text)) == []


def test_unparsable_file_gets_no_space() -> None:
    """The dash is missing, so that nobody knows where the quoted text begins."""
    text = f'{HEAD}contributions:\n  ・actor: farm-coop\n    text: "受付は\n  text:あ"\n'
    assert fix_text("data/x.yaml", "result", text) == text
    measure = "id: s\ntitle: a: 創業\nindicators:\n  - id: a\n    targets: {2024:85, 2029: 90}\n"
    assert reported(measure, "measure")[:2] == ["2:9-10 VT102.colon", "5:19-20 VT102.no_space"]


@pytest.mark.parametrize(("wide", "spaces"), [("　", "  "), ("　 ", "   "), ("　　", "    ")])
def test_keys_below_a_fixed_dash_keep_their_column(wide: str, spaces: str) -> None:
    text = f"{HEAD}contributions:\n  -{wide}actor: farm-coop\n   {spaces}role: sell\n   {spaces}text: あ\n"
    assert reported(text) == ["5:4-5 VT110.dash"]
    assert fix_text("data/x.yaml", "result", text) == text.replace(f"-{wide}", f"-{spaces}")


def test_addresses_and_quoted_keys_need_no_space() -> None:
    assert reported(f"{HEAD}evidence:\n  - https://example.jp/a\nfoo: x\n") == ["6:1-4 VT201"]
    assert reported(f'{HEAD}actuals: {{"founders":72}}\nfoo: x\n') == ["5:1-4 VT201"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("wrong", ["issues: @課\n", 'issues: "x\n', "issues: a: b\n"])
def test_where_the_file_does_not_parse_they_are_still_text(text: str, wrong: str) -> None:
    findings = read(HEAD + text + wrong).findings
    assert [finding.code for finding in findings if finding.code != "VT124"] == ["VT102"]
    assert {finding.fix for finding in [*findings, *read(HEAD + wrong + text).findings]} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list of texts may hold one that looks like a key, and so may a text that begins below its key.
        ("agenda:\n  - title：報告\n", []),
        ("agenda:\n- title：報告\n-　title：報告\n", ["8:2-3 VT110.dash"]),
        ("agenda：\n  - title：報告\n", ["6:7-8 VT109"]),
        ("agenda: [報告, title：報告]\n", []),
        ("place:\n  id：報告\n", []),
        # A list of opinions holds keys, known or not.
        ("opinions:\n  - id：o1\n    text：a\n", ["7:7-8 VT109", "8:9-10 VT109"]),
        ("opinions:\n-　id：o1\n", ["7:2-3 VT110.dash", "7:5-6 VT109"]),
        ("opinions:\n  - {id：o1, text：a}\n", ["7:8-9 VT109", "7:17-18 VT109"]),
        ("opinions:\n  - foo：o1\n", ["7:5-8 VT201", "7:8-9 VT109"]),
        ("opinions:\n  - id: o1\n    response:\n      status：open\n", ["9:13-14 VT109"]),
        ("place：x\n", ["6:6-7 VT109"]),
    ],
)
def test_unparsable_file_uses_indents_for_the_schema(text: str, expected: list[str]) -> None:
    """The agenda says "title：報告", and somewhere below an "@" keeps the file from being read."""
    head = sound.MEETING.split("opinions:")[0]
    findings = reported(head + text + "reviews: @x\n", "meeting")
    assert [finding for finding in findings if "VT102" not in finding] == expected
    assert len(findings) == len(expected) + 1


def test_columns_are_those_of_the_file() -> None:
    text = "actuals： {founders： x, b: ７}\nstatu: z\n"
    assert reported(HEAD + text) == [
        "4:8-9 VT109",
        "4:19-20 VT109",
        "4:21-22 VT205",
        "4:27-28 VT206 → 7",
        "5:1-6 VT201 → status",
    ]


def test_an_unknown_key_hides_nothing_but_is_not_mended() -> None:
    findings = read(HEAD + "foo： y\nnext：improve\nstatu: z\n").findings
    assert [(finding.code, finding.span.line) for finding in findings if finding.fix is None] == [
        ("VT109", 4),
        ("VT201", 4),
        ("VT201", 6),
    ]
    assert [(finding.code, finding.span.line) for finding in findings if finding.fix is not None] == [
        ("VT109", 5)
    ]


def test_unknown_key_in_brackets_may_be_text() -> None:
    assert reported(HEAD + "projects: {p: {status: done, text: 全6回, IT：導入}}\n") == ["4:41-46 VT201.flow"]


def test_mistyped_key_with_a_full_width_colon() -> None:
    assert reported(HEAD + "outcoms：x\n") == ["4:1-8 VT201 → outcomes", "4:8-9 VT109"]


def test_text_line_too_far_left_has_no_fix() -> None:
    text = HEAD + "outcomes: 成果\nPDCA：計画を立てた\n"
    assert reported(text) == ["5:1-5 VT201", "5:5-6 VT109"]
    assert all(finding.fix is None for finding in read(text).findings)


def test_cross_file_checks_point_into_the_file_as_written() -> None:
    document = read("measure： startup-support\nyear: 2024\nstatus：on_track\nactuals： {founders： 1}\n")
    assert document.locate(("actuals", "founders"), "key") == (4, 11, 4, 19)
    assert document.locate(("measure",)) == (1, 10, 1, 25)
