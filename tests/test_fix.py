"""Full-width digits, ▲ and colons, typed with the Japanese keyboard still on: `validate --fix` mends them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from visiontrack.edit import writer

RESULT = "data/results/2024/startup-support.yaml"
HEAD = "measure: startup-support\nyear: 2024\nstatus: on_track\n"


def fixed(city: Path, text: str | bytes, path: str = RESULT) -> bytes:
    place = sound.write(city, path, text)
    visiontrack("validate", "--fix", root=city)
    return place.read_bytes()


def test_what_was_mended_is_said_line_by_line_and_the_rest_is_reported(city: Path) -> None:
    sound.write(
        city, RESULT, HEAD.replace("2024", "２０２４") + "actuals:\n  founders：▲１，２３４\n  foo: 12人\n"
    )
    ran = visiontrack("validate", "--fix", root=city)
    assert ran.out.startswith(
        f"{RESULT}:2: year: ２０２４ → year: 2024\n"
        f"{RESULT}:5: founders：▲１，２３４ → founders: -1234\n"
        "2 か所を直しました。\n\n"
    )
    assert "VT205" in ran.out
    assert "VT206" not in ran.out
    assert ran.code == 1


def test_true_and_false_in_capitals_are_mended_where_the_schema_wants_them(city: Path) -> None:
    """As Excel and Python write them; in a text the same word stays."""
    text = HEAD + "outcomes: True\nactuals:\n  a: True\n  b: {value: ＦＡＬＳＥ, was: 'TRUE'}\n  c: yes\n"
    mended = HEAD + "outcomes: True\nactuals:\n  a: true\n  b: {value: false, was: 'true'}\n  c: yes\n"
    assert fixed(city, text) == mended.encode()


def test_words_ids_and_days_in_another_form_are_mended(city: Path) -> None:
    """The keyboard was still on; the day was copied from an invitation. Texts keep their full-width spaces."""
    path = "data/meetings/2025/council-1.yaml"
    text = (
        sound.MEETING.replace("2025-08-07", "令和7年8月7日")
        .replace("status: done", "status: ｄｏｎｅ")
        .replace("measures: [startup-support]", "measures: [startup-support　]")
        .replace("ほしい。", "ほしい。　")
    )
    assert fixed(city, text, path) == sound.MEETING.replace("ほしい。", "ほしい。　").encode()


def test_era_years_and_the_names_of_words_are_mended(city: Path) -> None:
    """R6 can only be 2024, and 順調 is what the reports call on_track; what only may be meant stays."""
    text = "measure: startup-support\nyear: 令和6\nstatus: 順調\nnext: 拡大\n"
    assert fixed(city, text) == text.replace("令和6", "2024").replace("順調", "on_track").encode()
    measure = sound.MEASURE.replace("{2024: 70,", "{R6: 70,")
    assert fixed(city, measure, "data/measures/startup-support.yaml") == sound.MEASURE.encode()


def test_a_number_that_a_comma_cut_is_one_mistake_and_mended(city: Path) -> None:
    """Nothing that follows from the cut value is told: neither a target of 1 nor a year 090."""
    path = "data/measures/startup-support.yaml"
    text = sound.MEASURE.replace("2029: 90}", "2029: 1,090}")
    sound.write(city, path, text)
    ran = visiontrack("validate", "--format", "github", root=city)
    assert ran.out.count("VT") == ran.out.count("VT206") == 1
    assert fixed(city, text, path) == text.replace("1,090", "1090").encode()
    cut = HEAD + "actuals: {founders: {value: 1,090, was: ▲1,234.5}}\n"
    mended = HEAD + "actuals: {founders: {value: 1090, was: -1234.5}}\n"
    assert fixed(city, cut) == mended.encode()


def test_a_colon_left_out_between_braces_is_one_mistake_and_mended(city: Path) -> None:
    text = sound.MEASURE.replace("2029: 90}", "2029 90}").replace("{year: 2019,", "{year 2019,")
    assert text.count("2029 90}") == text.count("{year 2019,") == 1
    sound.write(city, "data/measures/startup-support.yaml", text)
    ran = visiontrack("validate", "--format", "github", root=city)
    assert ran.out.count("VT") == ran.out.count("VT201") == 2
    assert fixed(city, text, "data/measures/startup-support.yaml") == sound.MEASURE.encode()


def test_every_other_byte_stays(city: Path) -> None:
    before = (
        "\ufeff# 令和６年度：メモ　全角のまま\r\n"
        "measure： startup-support   # ：\r\n"
        "year:　２０２４\r\n"
        "status: 'on_track'\r\n"
        "outcomes: |\r\n"
        "  key：値　も　１，２３４　も文章。\r\n"
        "issues: 目標：１００人には　届かない\r\n"
        'actuals: {founders：７２ , x: "全角：７２"}\t# 末尾'
    )
    after = (
        "\ufeff# 令和６年度：メモ　全角のまま\r\n"
        "measure: startup-support   # ：\r\n"
        "year: 2024\r\n"
        "status: 'on_track'\r\n"
        "outcomes: |\r\n"
        "  key：値　も　１，２３４　も文章。\r\n"
        "issues: 目標：１００人には　届かない\r\n"
        'actuals: {founders: 72 , x: "全角：７２"}\t# 末尾\r\n'
    )
    assert fixed(city, before) == after.encode()


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("７２", "72"),
        ("1,234", "1234"),
        ("１，２３４．５", "1234.5"),
        ("▲3", "-3"),
        ("△３", "-3"),
        ("－３", "-3"),
        ("'７２'", "'72'"),
        ('"1,234"', '"1234"'),
        ("+７２", "+72"),
    ],
)
def test_numbers(city: Path, written: str, mended: str) -> None:
    text = HEAD + "actuals:\n  founders: {}   # {}\n"
    assert fixed(city, text.format(written, "▲１")) == text.format(mended, "▲１").encode()


@pytest.mark.parametrize("written", ["12人", "50%", "1,23", "7 2", "約72", "▲", "1e3", "七二", "|\n    ７２"])
def test_what_has_no_one_right_answer_is_left(city: Path, written: str) -> None:
    text = f"{HEAD}actuals:\n  founders: {written}\n"
    assert fixed(city, text) == text.encode()


def test_years_dates_and_codes_everywhere(city: Path) -> None:
    meeting = sound.MEETING.replace("2025-08-07", "２０２５－０８－０７")
    assert fixed(city, meeting, "data/meetings/2025/council-1.yaml") == sound.MEETING.encode()
    measure = sound.MEASURE.replace("2024: 70", "２０２４: ７０").replace("year: 2019", "year： ２０１９")
    assert fixed(city, measure, "data/measures/startup-support.yaml") == sound.MEASURE.encode()
    vision = sound.VISION.replace("112089", "１１２０８９").replace("cap: 100", "cap:　１００")
    assert fixed(city, vision, "data/vision.yaml") == sound.VISION.encode()
    assert visiontrack("validate", "--strict", root=city).code == 0


def test_a_missing_last_line_end_is_added_in_the_files_own_way(city: Path) -> None:
    assert fixed(city, HEAD.rstrip("\n")) == HEAD.encode()
    assert fixed(city, HEAD.replace("\n", "\r\n")[:-2]) == HEAD.replace("\n", "\r\n").encode()
    assert visiontrack("validate", "--fix", root=city).out.startswith(
        "自動で直せるところはありませんでした。"
    )


@pytest.mark.parametrize(
    "content", [b"", b"year: \x82\x52", "year: ２０２４".encode("utf-16"), b"\xef\xbb\xbf"]
)
def test_files_that_are_empty_or_no_utf8_are_not_touched(city: Path, content: bytes) -> None:
    assert fixed(city, content) == content


def test_a_dry_run_shows_the_change_and_writes_nothing(city: Path) -> None:
    place = sound.write(city, RESULT, HEAD + "actuals: {founders: ７２}\n")
    before = place.read_bytes(), place.stat().st_mtime_ns
    ran = visiontrack("validate", "--fix", "--dry-run", root=city)
    assert "-actuals: {founders: ７２}\n+actuals: {founders: 72}\n" in ran.out
    assert (ran.code, (place.read_bytes(), place.stat().st_mtime_ns)) == (1, before)


def test_a_dry_run_alone_is_wrong_use(city: Path) -> None:
    assert visiontrack("validate", "--dry-run", root=city)[::2] == (
        2,
        "--dry-run は --fix と一緒に使います。\n",
    )


def test_json_on_stdout_stays_json(city: Path) -> None:
    sound.write(city, RESULT, HEAD + "actuals: {founders: ７２}\n")
    ran = visiontrack("validate", "--fix", "--format", "json", "--lang", "en", root=city)
    assert ran.out.startswith("{")
    assert ran.err.endswith("Lines mended: 1.\n\n")


def test_a_long_line_is_shown_around_the_change(city: Path) -> None:
    sound.write(city, RESULT, HEAD + f"actuals: {{founders: ７２, x: {{comment: {'あ' * 500}}}}}\n")
    out = visiontrack("validate", "--fix", root=city).out
    assert (
        f":4: actuals: {{founders: ７２, x: {{comment: {'あ' * 5}… → actuals: {{founders: 72, x: {{comment: {'あ' * 5}…\n"
        in out
    )


def test_fixing_twice_changes_nothing_more(city: Path) -> None:
    once = fixed(
        city, "measure：startup-support\nyear：２０２４\nstatus：on_track\nactuals：\n  founders：１，２３４"
    )
    assert once == (HEAD + "actuals:\n  founders: 1234\n").encode()
    assert fixed(city, once) == once


def test_a_place_that_cannot_be_written_is_told(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = sound.write(city, RESULT, HEAD + "actuals: {founders: ７２}\n")
    monkeypatch.setattr("os.access", lambda *_: False)  # the tests may run as root, whom no mode stops
    ran = visiontrack("validate", "--fix", root=city)
    assert ran == (2, "", f"'{RESULT}' に書けません: 書く権限がありません\n")
    assert "７２" in place.read_text(encoding="utf-8")


def test_an_edit_made_while_mending_is_not_lost(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = sound.write(city, RESULT, HEAD + "actuals: {founders: ７２}\n")
    commit = writer.commit

    def meanwhile(root: Path, changes: Sequence[writer.Change]) -> None:
        place.write_text(HEAD + "outcomes: 今打った文\n", encoding="utf-8")
        commit(root, changes)

    monkeypatch.setattr(writer, "commit", meanwhile)
    ran = visiontrack("validate", "--fix", "--lang", "en", root=city)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"'{RESULT}' has changed since it was read. Nothing was written")
    assert "今打った文" in place.read_text(encoding="utf-8")


def test_the_rest_of_a_file_is_mended_although_a_line_needs_a_hand(city: Path) -> None:
    """The line is named, and nothing is promised that was not done."""
    text = HEAD + "outcomes: 成果: よい\nactuals:\n  founders: ７２\n  fairs： 3\n"
    place = sound.write(city, RESULT, text)
    ran = visiontrack("validate", "--fix", root=city)
    mended = text.replace("７２", "72").replace("fairs：", "fairs:")
    assert place.read_text("utf-8") == mended
    assert "2 か所を直しました。\n次の行は自動では直せません。手で直してください。\n" in ran.out
    assert f"  {RESULT}:4:" in ran.out
    assert "--fix` で直せます" not in ran.out


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fixes_below_a_line_that_needs_a_hand_hit_their_place(city: Path, end: str) -> None:
    text = HEAD + "outcomes: @課\nissues: x: y\nactuals:\n  founders: ７２\n  fairs: １\n"
    text = text.replace("\n", end)
    assert fixed(city, text.encode()) == text.replace("７２", "72").replace("１", "1").encode()


def test_cure_does_not_promise_a_fix_that_there_is_none_for(city: Path) -> None:
    sound.write(city, RESULT, HEAD + 'actuals:\n  founders: "\\uFF17"\n')
    assert "--fix" not in visiontrack("validate", root=city).out
