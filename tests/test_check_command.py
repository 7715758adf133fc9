"""`visiontrack check YEAR` as its users see it: on the console, as JSON for programs, as CSV for Excel."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from support import sound
from support.program import Ran, visiontrack
from visiontrack.cli import main

SAMPLE = Path(__file__).parents[1]
HEADER = [
    "measure", "policy", "id", "name", "unit", "kind", "direction", "baseline", "target", "target_source",
    "final_target", "actual", "state", "achievement", "progress", "pace", "achieved", "basis", "counted", "grade",
    "reason", "missing_years", "change", "outlook",
]  # fmt: skip


def as_json(root: Path, *args: str, code: int = 0) -> Any:
    """The document, numbers as they are written."""
    ran = visiontrack("check", *(args or ("2024",)), "--format", "json", root=root)
    assert ran.code == code, ran.err
    return json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)


@cache
def of_sample(*args: str) -> Any:
    """The sample city's document of 2024."""
    return as_json(SAMPLE, "2024", *args)


def as_bytes(root: Path, *args: str) -> bytes:
    """What goes to stdout, byte for byte."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp932", newline="\r\n")
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        main.run(["check", *args, "--root", str(root)])
    out.flush()
    buffer = out.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def text(root: Path, *args: str) -> Ran:
    return visiontrack("check", *(args or ("2024",)), root=root)


# ---- JSON ------------------------------------------------------------------------------------------------


def test_the_document_of_a_small_city(city: Path) -> None:
    """Word for word what the contract prints for startup-support, but for what this city says otherwise."""
    outcome = {"all": 1, "graded": 1, "measured": 1, "achieved": 1}
    counts = {**outcome, "outcome": outcome, "output": dict.fromkeys(outcome, 0)}
    money = {"budget": 5000, "spent": 4800, "execution": Decimal("96.0"), "projects": 1, "known": 1}
    grades = {"A": 1, "B": 0, "C": 0, "D": 0, "none": 0}
    group = {"measures": 1, "grades": grades, "indicators": counts}
    founders = {
        "id": "founders", "name": "創業者数", "unit": "人", "kind": "outcome", "direction": "increase",
        "baseline": 45, "target": 70, "target_source": "explicit", "final_target": 90, "actual": 72, "state": "final",
        "achievement": Decimal("102.9"), "progress": Decimal("60.0"), "pace": Decimal("120.0"), "achieved": True,
        "basis": "achievement", "counted": Decimal("102.9"), "grade": "A", "reason": None, "missing_years": None,
        "change": None,
        "outlook": None,
    }  # fmt: skip
    assert as_json(city) == {
        "schema": "visiontrack.check/1",
        "year": 2024,
        "vision": {"name": "所沢市産業振興ビジョン", **group, "money": money, "own_indicators": []},
        "policies": [{"id": "p1", "title": "創業と成長", **group, "money": money}],
        "fields": [{"id": "commerce", "title": "商業", **group}, {"id": "industry", "title": "工業", **group}],
        "measures": [
            {
                "id": "startup-support", "number": None, "title": "創業支援の充実", "policy": "p1",
                "lead": "industry-promotion", "status": "on_track", "score": Decimal("100.0"), "grade": "A", "self_grade": "A", "next": "continue",
                "decision": "continue", "measured": 1, "graded": 1, "achieved": 1, "before": None, "tier": None,
                "money": money, "indicators": [founders],
            }
        ],
        "attention": [],
        "left_out": [],
        "findings": [],
    }  # fmt: skip


def test_rates_have_one_decimal_and_values_are_as_written(city: Path) -> None:
    sound.write(
        city,
        "data/results/2024/startup-support.yaml",
        sound.RESULT.replace("founders: 72", "founders: 70.00"),
    )
    ran = visiontrack("check", "2024", "--format", "json", root=city)
    assert '"achievement": 100.0,' in ran.out
    assert '"score": 100.0,' in ran.out
    assert '"actual": 70.00,' in ran.out
    assert '"baseline": 45,' in ran.out


def test_what_is_not_there_is_null(city: Path) -> None:
    """2023: in force, but nothing was reported."""
    measure = as_json(city, "2023")["measures"][0]
    for key in ("status", "score", "grade", "self_grade", "next", "decision"):
        assert measure[key] is None, key
    indicator = measure["indicators"][0]
    for key in (
        "actual",
        "state",
        "achievement",
        "progress",
        "pace",
        "achieved",
        "counted",
        "grade",
        "outlook",
    ):
        assert indicator[key] is None, key
    assert (indicator["reason"], indicator["target"], indicator["target_source"]) == (
        "no-actual",
        65,
        "interpolated",
    )


def test_the_visions_own_indicators_have_the_keys_of_a_measures(city: Path) -> None:
    own = "indicators:\n  - {id: law, policy: p1, name: 条例, unit: 有無, kind: output, direction: increase, type: milestone, targets: {2023: true}}\n"
    sound.write(city, "data/vision.yaml", sound.VISION + own)
    sound.write(city, "data/results/2024/vision.yaml", "year: 2024\nactuals:\n  law: true\n")
    document = as_json(city)
    (law,) = document["vision"]["own_indicators"]
    assert set(law) == {*document["measures"][0]["indicators"][0], "policy"}
    assert (law["policy"], law["actual"], law["target"], law["target_source"]) == ("p1", True, True, "final")
    assert document["vision"]["indicators"]["all"] == 1  # counted apart


def test_a_decision_on_a_project_is_not_the_measures(city: Path) -> None:
    project = sound.DECISIONS.replace("    decision:", "    project: startup-school\n    decision:")
    sound.write(city, "data/decisions/2024.yaml", project)
    assert as_json(city)["measures"][0]["decision"] is None


def test_thirty_digits_go_out_as_they_came_in(city: Path) -> None:
    number = "-12345678901234567890.1234567890"
    result = sound.RESULT.replace("founders: 72", f"founders: {number}")
    sound.write(city, "data/results/2024/startup-support.yaml", result)
    assert f'"actual": {number},' in visiontrack("check", "2024", "--format", "json", root=city).out


def test_json_stays_whole_on_a_console_that_knows_no_japanese(city: Path) -> None:
    whole = as_bytes(city, "2024", "--format", "json")
    assert whole.isascii()
    assert json.loads(whole)["policies"][0]["title"] == "創業と成長"


# ---- CSV -------------------------------------------------------------------------------------------------


def table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_csv_is_what_excel_on_japanese_windows_opens_right() -> None:
    raw = as_bytes(SAMPLE, "2024", "--format", "csv")
    assert raw.startswith(b"\xef\xbb\xbfmeasure,policy,id,")
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(table(raw))
    assert b"\r\r" not in raw


def test_csv_has_a_row_for_each_indicator_with_the_cells_of_the_json() -> None:
    header, *rows = table(as_bytes(SAMPLE, "2024", "--format", "csv"))
    assert header == HEADER
    document = json.loads(visiontrack("check", "2024", "--format", "json", root=SAMPLE).out, parse_float=str)
    expected = [
        {"measure": measure["id"], "policy": measure["policy"], **one}
        for measure in document["measures"]
        for one in measure["indicators"]
    ]
    expected += [{"measure": "vision", **one} for one in document["vision"]["own_indicators"]]
    assert len(rows) == len(expected) > 40
    for row, one in zip(rows, expected, strict=True):
        assert row == [_as_cell(one[key]) for key in HEADER]


def _as_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", ["=1+1", "+81", "-5歳", "@課", '=HYPERLINK("x")', "＝1+1", "＠課"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(city: Path, name: str) -> None:
    measure = sound.MEASURE.replace("name: 創業者数", f"name: '{name}'").replace("unit: 人", "unit: -")
    sound.write(city, "data/measures/startup-support.yaml", measure.replace("unit: -", "unit: '-'"))
    _, row = table(as_bytes(city, "2024", "--format", "csv"))
    assert dict(zip(HEADER, row, strict=True))["name"] == f"'{name}"
    assert dict(zip(HEADER, row, strict=True))["unit"] == "'-"


def test_a_number_never_gets_one(city: Path) -> None:
    sound.write(
        city,
        "data/results/2024/startup-support.yaml",
        sound.RESULT.replace("founders: 72", "founders: -7.20"),
    )
    _, row = table(as_bytes(city, "2024", "--format", "csv"))
    held = dict(zip(HEADER, row, strict=True))
    assert (held["actual"], held["progress"], held["reason"]) == ("-7.20", "-116.0", "negative")


def test_a_comma_and_a_quote_stay_in_their_cell(city: Path) -> None:
    measure = sound.MEASURE.replace("name: 創業者数", "name: '創業者数, 延べ \"人\"'")
    sound.write(city, "data/measures/startup-support.yaml", measure)
    _, row = table(as_bytes(city, "2024", "--format", "csv"))
    assert row[3] == '創業者数, 延べ "人"'


# ---- filters ---------------------------------------------------------------------------------------------


def test_filters_restrict_all_but_the_vision() -> None:
    whole = of_sample()
    part = of_sample("--policy", "p2")
    assert part["vision"] == whole["vision"]
    assert part["measures"] == [one for one in whole["measures"] if one["policy"] == "p2"]
    assert part["policies"] == [one for one in whole["policies"] if one["id"] == "p2"]
    named = {one["id"] for one in part["fields"]}
    assert named and named < {one["id"] for one in whole["fields"]}
    assert all(one["measures"] > 0 for one in part["fields"])


def test_one_measure() -> None:
    part = of_sample("--measure", "startup-support")
    assert [one["id"] for one in part["measures"]] == ["startup-support"]
    assert [(one["id"], one["measures"]) for one in part["policies"]] == [("p1", 1)]
    assert [(one["id"], one["measures"]) for one in part["fields"]] == [("commerce", 1), ("industry", 1)]


def test_a_lead_is_a_section_or_the_actor_it_belongs_to() -> None:
    section = of_sample("--lead", "industry-promotion")["measures"]
    assert section and {one["lead"] for one in section} == {"industry-promotion"}
    city = of_sample("--lead", "city")["measures"]
    assert len(city) > len(section)


def test_a_field_and_several_filters_at_once() -> None:
    tourism = {one["id"] for one in of_sample("--field", "tourism")["measures"]}
    p5 = {one["id"] for one in of_sample("--policy", "p5")["measures"]}
    both = of_sample("--field", "tourism", "--policy", "p5")["measures"]
    assert {one["id"] for one in both} == tourism & p5
    either = of_sample("--policy", "p5", "--policy", "p1")["measures"]
    assert {one["policy"] for one in either} == {"p1", "p5"}


def test_filters_reach_the_table_and_the_csv() -> None:
    shown = text(SAMPLE, "2024", "--measure", "startup-support").out
    assert "創業支援の充実" in shown and "事業承継" not in shown
    rows = table(as_bytes(SAMPLE, "2024", "--format", "csv", "--measure", "startup-support"))
    assert {row[0] for row in rows[1:]} == {"startup-support", "vision"}  # the vision stays whole


@pytest.mark.parametrize(
    ("option", "wrong", "meant"),
    [
        ("--policy", "p9", "p"),
        ("--lead", "industry-promotoin", "industry-promotion"),
        ("--field", "tourims", "tourism"),
        ("--measure", "startup-suport", "startup-support"),
    ],
)
def test_an_unknown_id_in_a_filter_is_wrong_use(option: str, wrong: str, meant: str) -> None:
    ran = text(SAMPLE, "2024", option, wrong)
    assert (ran.code, ran.out) == (2, "")
    assert wrong in ran.err and option in ran.err and meant in ran.err


# ---- years and exit codes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "year", ["2024", "R6", "r06", "R06", "令和6", "令和6年度", "令和６年度", "２０２４", "2024年度"]
)
def test_a_year_in_any_form_people_write(city: Path, year: str) -> None:
    assert as_json(city, year)["year"] == 2024


def test_years_of_two_eras(city: Path) -> None:
    old = sound.VISION.replace("period: {start: 2020", "period: {start: 2018").replace(
        "since: 2020", "since: 2018"
    )
    sound.write(city, "data/vision.yaml", old)
    assert as_json(city, "H30")["year"] == 2018
    assert as_json(city, "令和元年度")["year"] == as_json(city, "R1")["year"] == 2019


@pytest.mark.parametrize("year", ["H30", "令和元年度", "2019", "2030", "R12"])
def test_a_year_outside_the_vision_is_wrong_use(city: Path, year: str) -> None:
    ran = text(city, year)
    assert (ran.code, ran.out) == (2, "")
    assert "2020" in ran.err and "2029" in ran.err


@pytest.mark.parametrize("year", ["24", "令和", "R0", "二〇二四", "2024-04", "", "next"])
def test_what_is_no_year_is_wrong_use(city: Path, year: str) -> None:
    ran = text(city, year)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err and ran.err


def test_a_form_that_is_none_is_wrong_use(city: Path) -> None:
    ran = text(city, "2024", "--format", "pdf")
    assert ran.code == 2 and "pdf" in ran.err


def test_a_low_grade_is_no_error(city: Path) -> None:
    sound.write(
        city, "data/results/2024/startup-support.yaml", sound.RESULT.replace("founders: 72", "founders: 1")
    )
    ran = text(city)
    assert (ran.code, ran.err) == (0, "")
    assert "評価 D" in ran.out


def test_warnings_neither_show_nor_change_the_exit_code(city: Path) -> None:
    """A value ten times last year's is for `validate`."""
    before = sound.RESULT.replace("year: 2024", "year: 2023").replace("founders: 72", "founders: 7")
    sound.write(city, "data/results/2023/startup-support.yaml", before)
    assert visiontrack("validate", "--strict", root=city).code == 1
    assert as_json(city)["findings"] == []


# ---- unsound files ---------------------------------------------------------------------------------------


def test_a_broken_result_is_left_out_and_named(city: Path) -> None:
    broken = sound.RESULT.replace("founders: 72", "founders: 七十二")
    sound.write(city, "data/results/2024/startup-support.yaml", broken)
    ran = text(city)
    assert ran.code == 1
    assert "評価 なし" in ran.out
    assert "data/results/2024/startup-support.yaml:13:13: error VT2" in ran.err
    assert "除きました" in ran.err
    document = as_json(city, "2024", code=1)
    assert document["left_out"] == ["data/results/2024/startup-support.yaml"]
    (found,) = document["findings"]
    assert {
        "code",
        "severity",
        "message",
        "hint",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "related",
    } == set(found)
    assert (found["path"], found["line"], found["column"]) == (
        "data/results/2024/startup-support.yaml",
        13,
        13,
    )
    assert document["measures"][0]["indicators"][0]["reason"] == "no-actual"


def test_a_broken_measure_is_left_out_and_the_rest_is_evaluated(city: Path) -> None:
    sound.write(city, "data/measures/broken.yaml", "id: broken\ntitle： 壊れた施策\n")
    document = as_json(city, "2024", code=1)
    assert document["left_out"] == ["data/measures/broken.yaml"]
    assert [one["id"] for one in document["measures"]] == ["startup-support"]


def test_a_bad_reference_drops_the_reference_and_not_the_file(city: Path) -> None:
    result = sound.RESULT.replace("  founders: 72", "  founders: 72\n  foundrs: 1")
    sound.write(city, "data/results/2024/startup-support.yaml", result)
    document = as_json(city, "2024", code=1)
    assert document["left_out"] == []
    assert [one["code"] for one in document["findings"]] == ["VT301"]
    assert document["measures"][0]["grade"] == "A"


@pytest.mark.parametrize(
    "vision",
    ["name: [", "", sound.VISION.replace("cap: 100", "cap: 百"), sound.VISION.split("evaluation:")[0]],
)
def test_without_a_sound_vision_its_findings_are_all(city: Path, vision: str) -> None:
    sound.write(city, "data/vision.yaml", vision)
    ran = text(city)
    assert (ran.code, ran.out) == (1, "")
    assert "data/vision.yaml:" in ran.err and "error VT" in ran.err


def test_without_rules_to_evaluate_by_nothing_is_evaluated(city: Path) -> None:
    sound.write(city, "data/vision.yaml", sound.VISION.split("evaluation:")[0] + "evaluation: []\n")
    ran = text(city)
    assert (ran.code, ran.out) == (1, "")
    assert "VT409" in ran.err


def test_without_a_data_folder_it_is_wrong_use(tmp_path: Path) -> None:
    assert text(tmp_path).code == 2


# ---- the table -------------------------------------------------------------------------------------------


def test_the_table_shows_the_figures_of_the_json() -> None:
    shown = text(SAMPLE).out
    document = of_sample()
    for measure in document["measures"]:
        assert f"{measure['id']}  " in shown
        if measure["score"] is not None:
            assert f"得点 {measure['score']}" in shown
    counts = document["vision"]["indicators"]
    for kind, of in (("成果指標", counts["outcome"]), ("活動指標", counts["output"]), ("指標の計", counts)):
        line = next(line for line in shown.split("\n") if line.startswith(kind))
        assert line.split()[1:] == [str(of[key]) for key in ("all", "graded", "measured", "achieved")]
    money = document["vision"]["money"]
    assert (
        f"予算額{money['budget']:,}千円、執行額{money['spent']:,}千円、執行率{money['execution']}%" in shown
    )
    assert "検討を要する施策" in shown and "█" in shown and "\033" not in shown


def test_english(city: Path) -> None:
    ran = text(city, "2024", "--lang", "en")
    assert ran.code == 0
    for phrase in (
        "1 measure: A 1",
        "grade A",
        "1 of 1 indicator measured",
        "achievement  102.9%",
        "Needs attention: 0",
    ):
        assert phrase in ran.out
    wrong = text(city, "1999", "--lang", "en")
    assert wrong.code == 2 and wrong.err.isascii()


def test_a_language_that_is_none_is_told_wherever_it_was_named(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a slip in a server's settings would be answered with the other language, and nobody would know why."""
    assert "--lang に 'jp' は使えません" in text(city, "2024", "--lang", "jp").err
    monkeypatch.setenv("VISIONTRACK_LANG", "jp")
    ran = text(city, "2024")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "VISIONTRACK_LANG に 'jp' は使えません。次のどれかです: ja | en\n"
    assert text(city, "2024", "--lang", "en").code == 0
    monkeypatch.setenv("VISIONTRACK_LANG", "")
    assert text(city, "2024").code == 0


def test_what_needs_attention_and_why(city: Path) -> None:
    result = sound.RESULT.replace("founders: 72", "founders: 50").replace("next: continue", "next: improve")
    sound.write(city, "data/results/2024/startup-support.yaml", result.replace("on_track", "delayed"))
    attention = text(city).out.partition("まず検討するもの1件\n")[2]
    assert "startup-support" in attention
    assert "71.4" in attention and "80" in attention  # 50/70, under the bound
    assert "評価（C）と自己評価（A）" in attention
    assert "改善" in attention and "遅れ" in attention
