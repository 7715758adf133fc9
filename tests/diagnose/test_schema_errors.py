"""The schema's own findings: each at the value or key a person must change, with what was probably meant."""

from __future__ import annotations

import pytest

from support import sound
from support.reading import HEAD, line, read, reported
from visiontrack.finding import Finding
from visiontrack.messages import LANGUAGES, catalogue


def actual(value: str) -> list[str]:
    return reported(f"{HEAD}actuals:\n  a: {value}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcome: x\n", "4:1-8 VT201 → outcomes"),
        ("成果: x\n", "4:1-3 VT201 → outcomes"),
        ("問題点: x\n", "4:1-4 VT201 → issues"),
        ("実績:\n  a: 1\n", "4:1-3 VT201 → actuals"),
        ("actuals:\n  a:\n    備考: x\n", "6:5-7 VT201 → comment"),
        ("備考: x\n", "4:1-3 VT201"),
        ("OUTCOMES: x\n", "4:1-9 VT201 → outcomes"),
        ("self-evaluation: {grade: A, text: x}\n", "4:1-16 VT201 → self_evaluation"),
        ("zzz: x\n", "4:1-4 VT201"),
        ("actuals:\n  a:\n    valu: 1\n", "6:5-9 VT201 → value"),
        ("projects: {p: {status: done, text: 全6回, 120人参加}}\n", "4:41-47 VT201.flow"),
        ("actuals: {a 72}\n", "4:11-15 VT201.no_colon"),
        ("actuals: {a: {value 72}}\n", "4:15-23 VT201.no_colon"),
        ("actuals: {a: {value 72, state: final}}\n", "4:15-23 VT201.no_colon"),
    ],
)
def test_an_unknown_key(text: str, expected: str) -> None:
    assert reported(HEAD + text) == [expected]


def test_a_required_key_that_was_mistyped_is_told_once() -> None:
    assert reported("measure: a\nyear: 2024\nstatu: on_track\n") == ["3:1-6 VT201 → status"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("projects:\n  p: {text: x}\n", "5:7-11 VT202"),
        ("projects:\n  p:\n    text: x\n", "6:5-9 VT202"),
        ("contributions:\n  - role: b\n    text: c\n", "5:5-9 VT202"),
    ],
)
def test_missing_key_is_reported_at_the_first_key(text: str, expected: str) -> None:
    assert reported(HEAD + text) == [expected]
    assert reported("year: 2024\nstatus: on_track\n") == ["1:1-5 VT202"]


@pytest.mark.parametrize("nothing", ["", " ~", " null", "  # まだ"])
def test_missing_value_is_reported_at_its_key(nothing: str) -> None:
    assert reported(f"measure: a\nyear: 2024\nstatus:{nothing}\n") == ["3:1-7 VT203"]


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_where_nothing_is_allowed_it_is_nothing(nothing: str) -> None:
    text = f"{HEAD}projects:{nothing}\noutcomes:{nothing}\nactuals:\n  a:{nothing}\nevidence:{nothing}\n"
    document = read(text)
    assert document.findings == []
    assert document.model.outcomes is None
    assert document.model.actuals["a"].value is None


@pytest.mark.parametrize("quoted", ['""', "''", '" "'])
def test_an_empty_text_is_no_title(quoted: str) -> None:
    assert reported(sound.MEASURE.replace("創業支援の充実", quoted), "measure") == [
        f"2:8-{8 + len(quoted)} VT203"
    ]


def test_a_quoted_null_is_a_text() -> None:
    assert read(HEAD + "outcomes: 'null'\n").model.outcomes == "null"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcomes:\n  - x\n", "5:3-4 VT204.text"),
        ("outcomes: {a: b}\n", "4:11-17 VT204.text"),
        ("outcomes:\n  a: b\n", "5:3-4 VT204.text"),
        ("actuals: 3\n", "4:10-11 VT204.mapping"),
        ("evidence: x\n", "4:11-12 VT204.list"),
        ("projects: [a]\n", "4:11-14 VT204.mapping"),
        # the right shape, but for its signs
        ("evidence:\n  ・a\n  ・b\n", "5:3-6:5 VT204.list_bullet"),
        ("evidence:\n  -a\n", "5:3-5 VT204.list_bullet"),
        ("contributions:\n  -actor: a\n", "5:3-9 VT204.list_bullet"),
        ("evidence: ［a］\n", "4:11-14 VT204.list_wide"),
        ("actuals: ｛a｝\n", "4:10-13 VT204.mapping_wide"),
        ("evidence: '・a'\n", "4:11-15 VT204.list"),
        ("evidence:\n  - [x]\n", "5:5-8 VT204.text"),
    ],
)
def test_a_value_of_another_shape(text: str, expected: str) -> None:
    assert reported(HEAD + text) == [expected]


@pytest.mark.parametrize("good", ["0", "72", "-3.50", "+5", ".5", "0123", '"72"', "'-1'", "9" * 30])
def test_numbers_as_people_write_them(good: str) -> None:
    assert actual(good) == []


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ("x", "VT205"),
        ("yes", "VT215.value → true"),
        ("12:30", "VT205"),
        ("1_000", "VT205"),
        ("0x1F", "VT205"),
        (".inf", "VT205"),
        ("5.", "VT205"),
        ("72人", "VT205.unit"),
        ("50%", "VT205.unit"),
        ("50 km", "VT205.unit"),
        ("５０％", "VT205.unit"),
        ("約72", "VT205.rough"),
        ("７２", "VT206 → 72"),
        ('"1,234"', "VT206 → 1234"),
        ("▲3", "VT206 → -3"),
        ("1e5", "VT212.exponent"),
        ("1" * 31, "VT212.digits"),
    ],
)
def test_what_is_no_number(bad: str, expected: str) -> None:
    assert actual(bad) == [f"5:6-{6 + len(bad)} {expected}"]


def spent(value: str) -> Finding:
    (finding,) = read(f"{HEAD}projects:\n  p: {{status: done, text: x, spent: '{value}'}}\n").findings
    return finding


@pytest.mark.parametrize(
    ("written", "variant"),
    [
        *(
            (text, "multiple")
            for text in ("1億", "250万", "3百万", "5割", "72千人", "1億2000万円", "2.5倍", "２百万円")
        ),
        *((text, "multiple") for text in ("3千", "-1.5兆", "5k", "3 million", "▲2万")),
        *(
            (text, "rough")
            for text in ("72以上", "約72人", "72程度", "70～80", "72人未満", "about 72", ">72")
        ),
        *((text, "letter") for text in ("7O", "7l", "l2", "1O5", "2,5OO", "7〇", "１２Ｏ")),
        *((text, "yen") for text in ("2500円", "￥2,500", "¥2,500", "2,500円", "2500 yen", "税込2,500円")),
        *((text, "") for text in ("円", "億", "7-8", "7人8人", "1,23人", "まだ", "7.8.9", "7 2")),
    ],
)
def test_number_is_suggested_without_its_unit(written: str, variant: str) -> None:
    """The section writes 1億 for its budget; told to write 1, it would be wrong by eight powers of ten."""
    finding = spent(written)
    assert (finding.code, finding.variant, finding.suggest) == ("VT205", variant, None)
    assert not any(char.isdigit() for char in str(finding.params.get("number", "")))
    for language in LANGUAGES:
        assert all(catalogue(language).finding(finding))


@pytest.mark.parametrize(
    ("written", "number"),
    [("72人", "72"), ("1,090 件", "1090"), ("-3.5%", "-3.5"), ("50km", "50"), ("7 ha", "7"), ("▲3社", "-3")],
)
def test_without_its_unit_the_number_is_right(written: str, number: str) -> None:
    finding = spent(written)
    assert (finding.variant, finding.params["number"]) == ("unit_alone", number)
    assert actual(f"'{written}'") == [
        f"5:6-{8 + len(written)} VT205.unit"
    ]  # an indicator has a unit of its own
    assert f"'{number}'" in catalogue("ja").finding(finding)[1]


@pytest.mark.parametrize("written", ["集計中", "未公表", "N/A", "―", "未定"])
def test_where_there_is_no_number_its_state_can_say_so(written: str) -> None:
    assert actual(written) == [f"5:6-{6 + len(written)} VT205.none"]
    assert (
        "state: unpublished"
        in catalogue("ja").finding(read(f"{HEAD}actuals:\n  a: {written}\n").findings[0])[1]
    )


@pytest.mark.parametrize("written", ["72（速報）", "72 ※速報", "1,072 (うち市外5)", "72（見込）"])
def test_a_note_beside_a_number_belongs_into_the_comment(written: str) -> None:
    (finding,) = read(f"{HEAD}actuals:\n  a: {written}\n").findings
    assert (finding.variant, finding.params["number"]) == ("note", "1072" if "1,072" in written else "72")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actuals:\n  a:\n    value: 1\n  comment: 定員30人に対し\n", "7:3-10 VT201.level"),
        ("actuals:\n  a: 1\n  state: final\n", "6:3-8 VT201.level"),
        ("projects:\n  p:\n    status: done\n    text: a\n  budget: 100\n", "8:3-9 VT201.level"),
    ],
)
def test_key_in_the_column_of_ids(text: str, expected: str) -> None:
    assert reported(HEAD + text) == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "keys"),
    [
        ("self_evaluation: B\n", "result", "grade, text"),
        ("projects: {p: 全6回}\n", "result", "status, text, budget, spent, funding"),
    ],
)
def test_where_keys_belong_they_are_named(text: str, kind: str, keys: str) -> None:
    (finding,) = read(HEAD + text, kind).findings
    assert (finding.code, finding.variant, finding.params["keys"]) == ("VT204", "mapping_keys", keys)


def test_words_to_choose_from_are_told_with_their_meaning() -> None:
    (finding,) = read(HEAD + "next: がんばる\n").findings
    assert "expand (拡充) | continue (継続)" in catalogue("ja").finding(finding)[1]
    assert "expand | continue" in catalogue("en").finding(finding)[1]


def test_two_words_where_one_belongs() -> None:
    (finding,) = read(HEAD + "next: expand / improve\n").findings
    assert (finding.code, finding.variant, finding.params["several"]) == (
        "VT207",
        "several",
        "expand, improve",
    )


def test_signs_nobody_sees_beside_a_word_are_mended_with_it() -> None:
    (finding,) = read(HEAD + "next: expand\u200b\n").findings
    assert (finding.variant, finding.fix is not None and finding.fix.text) == ("form", "expand")


@pytest.mark.parametrize("written", ["2500千円", "2,500千円", "２，５００千円", "2,500 千円"])
def test_an_amount_may_name_the_unit_it_has(written: str) -> None:
    """Money is in thousand yen: there 千円 is right and 2500 is meant; of an actual nobody knows that."""
    finding = spent(written)
    assert (finding.code, finding.variant, finding.params["number"]) == ("VT205", "amount", "2500")
    assert "'2500'" in catalogue("ja").finding(finding)[1]
    assert actual(f"'{written}'") == [f"5:6-{8 + len(written)} VT205.multiple"]


def test_note_mark_is_no_digit() -> None:
    text = HEAD + "actuals:\n  a: 1290①\n  b: 37.9²\n  c: １２\n"
    assert reported(text) == ["5:6-11 VT205.unit", "6:6-11 VT205.unit", "7:6-8 VT206 → 12"]


def test_yen_are_explained_as_thousands() -> None:
    assert "千円" in catalogue("ja").finding(spent("2500円"))[1]
    assert "thousand yen" in catalogue("en").finding(spent("2500円"))[1]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("拡充", "4:7-9 VT207.label → expand"),
        ("拡大", "4:7-9 VT207 → expand"),
        ("現状維持", "4:7-11 VT207 → continue"),
        ("ｅｘｐａｎｄ", "4:7-13 VT207.form → expand"),
        ("expand　", "4:7-14 VT207.form → expand"),
        ("ｅｘｐａｎｄｓ", "4:7-14 VT207 → expand"),
        ("expnd", "4:7-12 VT207 → expand"),
        ("zzz", "4:7-10 VT207"),
    ],
)
def test_words_that_are_none(word: str, expected: str) -> None:
    assert reported(f"{HEAD}next: {word}\n") == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: outcome", "kind: 成果指標", "16:11-15 VT207 → outcome"),
        ("direction: increase", "direction: 増加", "17:16-18 VT207 → increase"),
        ("direction: increase", "direction: 維持", "17:16-18 VT207 → maintain"),
        ("lead: industry-promotion", "lead: industry-promotion　", "5:7-26 VT208.form → industry-promotion"),
        ("policy: p1", "policy: ｐ１", "3:9-11 VT208.form → p1"),
    ],
)
def test_words_and_ids_as_an_office_calls_and_types_them(old: str, new: str, expected: str) -> None:
    assert old in sound.MEASURE
    assert reported(sound.MEASURE.replace(old, new), "measure") == [expected]


@pytest.mark.parametrize("between", ["、", "，", "・", "　", " ", "/", ";", "、　"])
def test_ids_with_full_width_commas(between: str) -> None:
    """``commerce-industry`` would be an id, and no field that anybody means."""
    fields = f"[commerce{between}industry]"
    (finding,) = read(sound.MEASURE.replace("[commerce, industry]", fields), "measure").findings
    assert line(finding) == f"4:10-{26 + len(between)} VT208.list"
    for language in LANGUAGES:
        assert "'commerce, industry'" in catalogue(language).finding(finding)[1]
    # Where one id belongs, a space within it is a slip.
    (finding,) = read(sound.MEASURE.replace("industry-promotion", "industry promotion"), "measure").findings
    assert line(finding) == "5:7-25 VT208 → industry-promotion"


def test_meeting_without_attendees() -> None:
    text = "id: council-1\nbody: council\ndate: 2025-08-07\ntitle: x\n"
    assert reported(text, "meeting") == []
    assert read(text, "meeting").model.attendees == ()


def meeting(**lines: str) -> list[str]:
    values = {
        "id": "council-1",
        "body": "council",
        "date": "2025-08-07",
        "title": "x",
        "attendees": "[a]",
    } | lines
    return reported("".join(f"{key}: {value}\n" for key, value in values.items()), "meeting")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"id": "Council_1"}, "1:5-14 VT208 → council-1"),
        ({"id": "会議"}, "1:5-7 VT208"),
        ({"id": "1a"}, "1:5-7 VT208"),
        ({"id": "a--b"}, "1:5-9 VT208"),
        ({"id": "a" * 65}, "1:5-70 VT208.length"),
        ({"id": "con"}, "1:5-8 VT208.windows"),
        ({"date": "8/7/2025"}, "3:7-15 VT209"),
        ({"date": "8月7日"}, "3:7-11 VT209"),
        ({"date": "2025-08"}, "3:7-14 VT209.proposed → 2025-08-31"),
        ({"date": "2025/2/30"}, "3:7-16 VT209.none"),
        ({"date": "2025/8/7"}, "3:7-15 VT206 → 2025-08-07"),
        ({"date": "2025-8-7"}, "3:7-15 VT206 → 2025-08-07"),
        ({"date": "2025ー08ー07"}, "3:7-17 VT206 → 2025-08-07"),
        ({"date": "2025年８月７日"}, "3:7-16 VT206 → 2025-08-07"),
        ({"date": "20250807"}, "3:7-15 VT206 → 2025-08-07"),
        ({"date": "令和7年8月7日"}, "3:7-15 VT206 → 2025-08-07"),
        ({"date": "R7.8.7"}, "3:7-13 VT206 → 2025-08-07"),
        ({"date": "令和元年5月1日"}, "3:7-15 VT206 → 2019-05-01"),
        ({"date": f"2025/8/7{' ' * 40}から"}, "3:7-57 VT209"),
        # No such day of that era, so nobody knows which word is wrong.
        ({"date": "H31.5.1"}, "3:7-14 VT209.proposed → 2019-05-01"),
        ({"date": "2025-02-30"}, "3:7-17 VT209.none"),
        ({"date": "2024-13-01"}, "3:7-17 VT209.none"),
        ({"date": "２０２５－０８－０７"}, "3:7-17 VT206 → 2025-08-07"),
        ({"reviews": "R6"}, "6:10-12 VT210.era → 2024"),
        ({"reviews": "令和6年度"}, "6:10-15 VT210.era → 2024"),
        ({"reviews": "24"}, "6:10-12 VT210"),
        ({"reviews": "２０２４"}, "6:10-14 VT206 → 2024"),
        ({"title": "あ" * 201}, "4:8-209 VT211.length"),
        ({"title": '"a\\nb"'}, "4:8-14 VT211.break"),
    ],
)
def test_ids_dates_years_and_titles(lines: dict[str, str], expected: str) -> None:
    assert meeting(**lines) == [expected]


@pytest.mark.parametrize("title", ["あ" * 200, '"no"', "12:30", "0123", "1.10", "~a", "|\n  題名"])
def test_titles_stay_what_was_written(title: str) -> None:
    assert meeting(title=title) == []


def vision(old: str, new: str) -> list[str]:
    assert old in sound.VISION
    return reported(sound.VISION.replace(old, new), "vision")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"112089"', '"112088"', "2:33-41 VT213.check → 112089"),
        ('"112089"', "11208", "2:33-38 VT213"),
        ('"112089"', "１１２０８９", "2:33-39 VT206 → 112089"),
        ("established: 2018", "established: 2018年度", "16:16-22 VT209.month_proposed → 2018"),
        ("established: 2018", "established: 2018年", "16:16-21 VT206 → 2018"),
        ("established: 2018", "established: 2018/4", "16:16-22 VT206 → 2018-04"),
        ("established: 2018", "established: 平成30年4月", "16:16-23 VT206 → 2018-04"),
        ("established: 2018", "established: 2018-13", "16:16-23 VT209.month"),
        ("cap: 100", "cap: -1", "28:10-12 VT214.negative"),
        ("title: 商業", "title: 商業, related: はい", "11:40-42 VT215 → true"),
        ("end: 2029}", "end: 2029, to: 3}", "5:34-36 VT201"),
    ],
)
def test_codes_bounds_and_flags(old: str, new: str, expected: str) -> None:
    assert vision(old, new) == [expected]


def test_weights_and_decimals() -> None:
    text = sound.MEASURE + "    decimals: 12\n    weight: 0\n    tolerance: -1\n"
    assert reported(text, "measure") == [
        "21:15-17 VT214.decimals",
        "22:13-14 VT214.above",
        "23:16-18 VT214.negative",
    ]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ("{2024: 70, 2029: 1,090}", ["19:31-36 VT206.flow → 1090"]),
        ("{2024: 1,090, 2029: 2,090}", ["19:21-26 VT206.flow → 1090", "19:34-39 VT206.flow → 2090"]),
        ("{2024: 70, 2029: 1,234,567}", ["19:31-40 VT206.flow → 1234567"]),
        ("{2024: 70, 2029: ▲1,090.5}", ["19:31-39 VT206.flow → -1090.5"]),
        ("{2024: 70, ２０２９: 1,090}", ["19:25-29 VT206 → 2029", "19:31-36 VT206.flow → 1090"]),
        ("{2024: 70, 2029: 約1,090}", ["19:31-37 VT205.rough"]),
        ("{2024: 70, 2029: 1,090人}", ["19:31-37 VT205.unit"]),
        # No thousand: a year without its value, or more than three digits.
        ("{2024: 70, 2029: 90, 2030}", ["19:35-39 VT203"]),
        ("{2024: 70, 2029: 1,2030}", ["19:33-37 VT203"]),
    ],
)
def test_in_brackets_the_comma_of_a_thousand_cuts_the_number(targets: str, expected: list[str]) -> None:
    """The section copies its figures from a table that has commas; the rest of the number is no year."""
    assert reported(sound.MEASURE.replace("{2024: 70, 2029: 90}", targets), "measure") == expected
    revised = (
        f"    target_revisions:\n      - {{since: 2025, decision: 2024, reason: x, targets: {targets}}}\n"
    )
    assert [text.split(" ", 1)[1] for text in reported(sound.MEASURE + revised, "measure")] == [
        text.split(" ", 1)[1] for text in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actuals: {founders: 1,090}\n", ["4:21-26 VT206.flow → 1090"]),
        (
            "actuals: {founders: {value: 1,045, was: 1,020}}\n",
            ["4:29-34 VT206.flow → 1045", "4:41-46 VT206.flow → 1020"],
        ),
        (
            "projects: {p: {status: done, text: x, spent: 1,200, budget: 5,000}}\n",
            ["4:46-51 VT206.flow → 1200", "4:61-66 VT206.flow → 5000"],
        ),
        # A text may begin with a number: there the comma cut a text.
        ("projects: {p: {status: done, text: 6,120}}\n", ["4:38-41 VT201.flow"]),
        ("projects: {p: {status: done, text: 全6回, 120}}\n", ["4:41-44 VT201.flow"]),
    ],
)
def test_cut_number_in_brackets_is_whole(text: str, expected: list[str]) -> None:
    assert reported(HEAD + text) == expected


def test_message_on_a_cut_number() -> None:
    (finding,) = read(HEAD + "actuals: {founders: 1,090}\n").findings
    for language, comma in (("ja", "コンマ"), ("en", "comma")):
        message, cure = catalogue(language).finding(finding)
        assert "'1,090'" in message
        assert "'1090'" in cure
        assert comma in cure


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    text = "mesure: a\nyear: R6\nstatus: 順\nactuals: {A: 1, b: x}\nnext:\nnext: y\n"
    assert reported(text) == [
        "1:1-7 VT201 → measure",
        "2:7-9 VT210.era → 2024",
        "3:9-10 VT207",
        "4:11-12 VT208 → a",
        "4:20-21 VT205",
        "6:1-5 VT103",
    ]


def test_a_megabyte_in_a_value_is_quoted_in_part() -> None:
    (finding,) = read(f"{HEAD}next: {'x' * 100_000}\n").findings
    assert len(str(finding.params["value"])) < 100
    fields = sound.MEASURE.replace("[commerce, industry]", f"[{'a ' * 50_000}]")
    (finding,) = read(fields, "measure").findings
    assert sum(len(str(text)) for text in finding.params.values()) < 200
    (finding,) = read(f"{HEAD}{'k' * 1000}: x\n").findings
    assert len(str(finding.params["key"])) < 100


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("True", "VT215.form → true"),
        ("TRUE", "VT215.form → true"),
        ("'False'", "VT215.form → false"),
        ("ｆａｌｓｅ", "VT215.form → false"),
        ("yes", "VT215.value → true"),
        ("No", "VT215.value → false"),
        ("はい", "VT215.value → true"),
        ("有", "VT215.value → true"),
        ("○", "VT215.value → true"),
        # Of a number these say that there is none.
        ("なし", "VT215.value"),
        ("×", "VT215.value"),
        ("まだ", "VT205"),
    ],
)
def test_flag_is_true_or_false(value: str, expected: str) -> None:
    """An ordinance was passed, and the section writes so as it would in Excel or in a letter."""
    (finding,) = read(f"{HEAD}actuals:\n  ordinance: {value}\n").findings
    assert line(finding).split(" ", 1)[1] == expected
    if expected.startswith("VT215"):
        for language in LANGUAGES:
            message, cure = catalogue(language).finding(finding)
            assert "true" in message
            assert "true" in cure or "false" in cure
    targets = sound.MEASURE.replace("2029: 90", f"2029: {value}")
    assert [text.split(" ", 1)[1] for text in reported(targets, "measure")] == [expected]


def test_a_list_for_a_word_is_no_word() -> None:
    """Nobody wrote "['improve']": the list itself is what is wrong."""
    assert reported(HEAD + "next: [improve]\n") == ["4:7-16 VT204.text"]


@pytest.mark.parametrize("text", ["0,850", "-0,5"])
def test_a_group_of_thousands_does_not_begin_with_zero(text: str) -> None:
    (finding,) = read(HEAD + f'actuals:\n  founders: "{text}"\n').findings
    assert (finding.code, finding.variant, finding.fix) == ("VT205", "point", None)
    assert finding.suggest is None or finding.suggest == text.replace(",", ".")


def test_a_text_longer_than_a_cell_is_reported_where_it_stands() -> None:
    (finding,) = read(HEAD + "outcomes: " + "あ" * 32_001 + "\n").findings
    assert (finding.code, finding.variant) == ("VT211", "length")
    assert read(HEAD + "outcomes: " + "あ" * 32_000 + "\n").findings == []
