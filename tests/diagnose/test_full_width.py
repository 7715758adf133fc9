"""The Japanese keyboard was still on: full-width colons, spaces and indents are told, but never inside a text."""

from __future__ import annotations

import pytest

from support import sound
from support.reading import HEAD, read, said
from visiontrack.edit.fixes import fix_text


def test_a_file_whose_colons_are_all_full_width_is_told_line_by_line() -> None:
    assert said("measure：startup-support\nyear：2024\nstatus：on_track\n") == [
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
def test_each_kind_of_wrong_sign_is_told_once_at_the_sign(line: str, expected: str) -> None:
    assert said(f"{HEAD}{line}\n") == [expected]


@pytest.mark.parametrize("blank", ["　", "　　", "　 　", "　\t", "\t　"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "next: improve\n"),
        ("outcomes: 成果\n", "next: improve\n"),
        ("outcomes: |\n  一行目\n", "  三行目\n  KPI：達成\nnext: improve\n"),
        ("outcomes: 一行目\n", "  三行目\n  KPI：達成\n"),
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


def test_a_line_that_only_looks_empty_above_the_first_key_of_a_block() -> None:
    assert said(HEAD + "actuals:\n  　\n  founders: 72\n") == ["5:3-4 VT108.blank"]


def test_a_line_that_only_looks_empty_hides_nothing() -> None:
    text = HEAD + "next：improve\n　\nfoo: 3\nactuals: {a: ７}\n"
    assert said(text) == ["4:5-6 VT109", "5:1-2 VT108.blank", "6:1-4 VT201", "7:14-15 VT206 → 7"]
    assert said(HEAD + "　\nissues: @課\n") == ["4:1-2 VT108.blank", "5:9-10 VT102.reserved"]


def test_keys_at_every_depth_and_in_brackets() -> None:
    text = (
        "projects：\n  p1：\n    status：done\n    text：全6回\n"
        "actuals: {a：1, b： {value：2, comment：あ：い}}\n"
        "contributions:\n  -　actor：a\n    role：b\n    text：c\n"
    )
    assert [line.split()[0] for line in said(HEAD + text)] == [
        *("4:9-10", "5:5-6", "6:11-12", "7:9-10"),
        *("8:12-13", "8:17-18", "8:25-26", "8:36-37"),
        *("10:4-5", "10:10-11", "11:9-10", "12:9-10"),
    ]


def test_years_as_keys() -> None:
    text = sound.MEASURE.replace("{2024: 70, 2029: 90}", "{2024：70, ２０２９：90}")
    assert said(text, "measure") == ["19:19-20 VT109", "19:24-28 VT206 → 2029", "19:28-29 VT109"]


def test_in_braces_over_several_lines_a_plain_text_may_go_on_with_what_looks_like_a_key() -> None:
    head = HEAD.replace("\n", ", ")
    assert said("{" + head + "outcomes: 一行目\n  title：例\n  text：つづき}\n") == []
    assert said("{" + head + "evidence: [一つ目,\n  text：二つ目]}\n") == []


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
    assert said(HEAD + text) == []


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("next：improve\n", "5-6 VT109"),
        ("foo: x\n", "1-4 VT201"),
        ("actuals: {a: x}\n", "14-15 VT205"),
        ("self_evaluation:\n  grade：A\n  text:\n", "8-9 VT109"),
    ],
)
def test_beside_another_mistake_they_are_still_text(text: str, wrong: str, told: str) -> None:
    for whole in (HEAD + text + wrong, HEAD + wrong + text):
        assert [line.split(":", 1)[1] for line in said(whole)] == [told], whole


@pytest.mark.parametrize("text", [text.replace("：", ":") for text in TEXTS if "：" in text])
def test_a_colon_without_a_space_is_text_in_a_text(text: str) -> None:
    assert said(HEAD + text) == []
    for whole in (HEAD + text + "foo: x\n", HEAD + "foo: x\n" + text):
        assert [line.split(":", 1)[1] for line in said(whole)] == ["1-4 VT201"], whole
    assert [one.fix for one in read(HEAD + text + "issues: @課\n").findings] == [None]


def test_a_colon_without_a_space_behind_a_key_is_told_with_all_else_and_mended() -> None:
    text = f"{HEAD}actuals: {{founders:72, mentors: ５}}\nprojects:\n  p:\n    status:done\n    text :１件\nnext:improve\n"
    assert said(text) == [
        "4:19-20 VT102.no_space",
        "4:33-34 VT206 → 5",
        "7:11-12 VT102.no_space",
        "8:10-11 VT102.no_space",
        "9:5-6 VT102.no_space",
    ]
    mended = fix_text("data/x.yaml", "result", text)
    assert said(mended) == []
    assert "{founders: 72, mentors: 5}" in mended
    assert "status: done\n    text: １件\nnext: improve" in mended


def test_a_full_width_bar_before_a_text_over_several_lines_is_told_and_mended() -> None:
    text = HEAD + "outcomes: ｜\n  創業者は72人。\n  学校は3校。\n"
    assert said(text) == ["4:11-12 VT110.pipe"]
    assert fix_text("data/x.yaml", "result", text) == text.replace("｜", "|")
    for sound_one in (
        "outcomes: ｜表｜\n  つづき\n",
        "outcomes: ｜\n",
        'outcomes: "｜\n  つづき"\n',
        "outcomes: |\n  ｜\n  x\n",
    ):
        assert said(HEAD + sound_one) == [], sound_one


@pytest.mark.parametrize(
    ("sign", "mended"), [("｜", "|"), ("＞", ">"), ("｜-", "|-"), ("｜　", "|"), ("｜ ", "|")]
)
def test_whatever_stands_beside_a_full_width_bar_it_is_mended(sign: str, mended: str) -> None:
    text = f"{HEAD}outcomes: {sign}\n  創業者は72人。\n  学校は3校。\n"
    assert said(text) == ["4:11-12 VT110.pipe"]
    assert fix_text("data/x.yaml", "result", text) == text.replace(sign, mended)


def test_a_full_width_bar_is_left_where_a_bar_would_break_the_file() -> None:
    uneven = f"{HEAD}outcomes: ｜\n        a\n  b\n"
    assert said(uneven) == ["4:11-12 VT110.pipe"]
    assert fix_text("data/x.yaml", "result", uneven) == uneven
    assert said(f"{HEAD}self_evaluation: {{grade: B, text: ｜\n    順調。}}\n") == []


def test_a_space_that_would_make_a_comment_of_a_text_is_not_put_in() -> None:
    text = f"{HEAD}self_evaluation:\n  grade: B\n  text:#2 までの受付\nnext: improve\n"
    assert said(text) == ["6:3-4 VT102.no_colon"]
    assert fix_text("data/x.yaml", "result", text) == text


def test_before_a_bracket_a_space_is_missing_too() -> None:
    text = f"{HEAD}outcomes: |\n  成果\nactuals:{{a: 1}}\nevidence:[a, b]\n"
    assert said(text) == ["6:8-9 VT102.no_space", "7:9-10 VT102.no_space"]
    assert said(fix_text("data/x.yaml", "result", text)) == []


def test_while_the_file_does_not_parse_no_space_is_put_in() -> None:
    """The dash is missing, so that nobody knows where the quoted text begins."""
    text = f'{HEAD}contributions:\n  ・actor: farm-coop\n    text: "受付は\n  text:あ"\n'
    assert fix_text("data/x.yaml", "result", text) == text
    measure = "id: s\ntitle: a: 創業\nindicators:\n  - id: a\n    targets: {2024:85, 2029: 90}\n"
    assert said(measure, "measure")[:2] == ["2:9-10 VT102.colon", "5:19-20 VT102.no_space"]


@pytest.mark.parametrize(("wide", "spaces"), [("　", "  "), ("　 ", "   "), ("　　", "    ")])
def test_keys_below_a_dash_stay_in_the_column_the_eye_sees(wide: str, spaces: str) -> None:
    text = f"{HEAD}contributions:\n  -{wide}actor: farm-coop\n   {spaces}role: sell\n   {spaces}text: あ\n"
    assert said(text) == ["5:4-5 VT110.dash"]
    assert fix_text("data/x.yaml", "result", text) == text.replace(f"-{wide}", f"-{spaces}")


def test_an_address_and_a_quoted_key_in_brackets_need_no_space() -> None:
    assert said(f"{HEAD}evidence:\n  - https://example.jp/a\nfoo: x\n") == ["6:1-4 VT201"]
    assert said(f'{HEAD}actuals: {{"founders":72}}\nfoo: x\n') == ["5:1-4 VT201"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("wrong", ["issues: @課\n", 'issues: "x\n', "issues: a: b\n"])
def test_where_the_file_does_not_parse_they_are_still_text(text: str, wrong: str) -> None:
    (finding,) = read(HEAD + text + wrong).findings
    assert finding.code == "VT102"
    assert finding.fix is None
    fixes = [one.fix for one in read(HEAD + wrong + text).findings if one.fix is not None]
    assert fixes == []


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
def test_where_the_file_does_not_parse_the_schema_is_asked_by_the_indents(
    text: str, expected: list[str]
) -> None:
    """The agenda says "title：報告", and somewhere below an "@" keeps the file from being read."""
    head = sound.MEETING.split("opinions:")[0]
    found = said(head + text + "reviews: @x\n", "meeting")
    assert [one for one in found if "VT102" not in one] == expected
    assert len(found) == len(expected) + 1


def test_what_else_is_wrong_is_told_in_the_columns_of_the_file() -> None:
    text = "actuals： {founders： x, b: ７}\nstatu: z\n"
    assert said(HEAD + text) == [
        "4:8-9 VT109",
        "4:19-20 VT109",
        "4:21-22 VT205",
        "4:27-28 VT206 → 7",
        "5:1-6 VT201 → status",
    ]


def test_an_unknown_key_hides_nothing_but_is_not_mended() -> None:
    found = read(HEAD + "foo： y\nnext：improve\nstatu: z\n").findings
    assert [(one.code, one.span.line) for one in found if one.fix is None] == [
        ("VT109", 4),
        ("VT201", 4),
        ("VT201", 6),
    ]
    assert [(one.code, one.span.line) for one in found if one.fix is not None] == [("VT109", 5)]


def test_in_brackets_an_unknown_key_may_be_the_rest_of_a_text() -> None:
    assert said(HEAD + "projects: {p: {status: done, text: 全6回, IT：導入}}\n") == ["4:41-46 VT201.flow"]


def test_a_mistyped_key_with_a_full_width_colon_is_told_twice() -> None:
    assert said(HEAD + "outcoms：x\n") == ["4:1-8 VT201 → outcomes", "4:8-9 VT109"]


def test_a_line_of_text_that_slipped_to_the_left_is_not_mended() -> None:
    text = HEAD + "outcomes: 成果\nPDCA：計画を立てた\n"
    assert said(text) == ["5:1-5 VT201", "5:5-6 VT109"]
    assert all(one.fix is None for one in read(text).findings)


def test_cross_file_checks_point_into_the_file_as_written() -> None:
    document = read("measure： startup-support\nyear: 2024\nstatus：on_track\nactuals： {founders： 1}\n")
    assert document.locate(("actuals", "founders"), "key") == (4, 11, 4, 19)
    assert document.locate(("measure",)) == (1, 10, 1, 25)
