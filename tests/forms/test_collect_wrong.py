"""Forms with mistakes: each is told with workbook, sheet and cell, and nothing is written until all is sound."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest

from support import sound
from support.forms import FARM, FARM_BEFORE, FARM_RESULT, Office, find

TITLE = "農産物のブランド化"
SALES = ("actuals/sales", "G")


def reported(text: str) -> list[str]:
    """``place code`` of each finding."""
    return [
        f"{match[0]} {match[1]}"
        for match in re.findall(r"^(\S.*?): (?:error|warning) (VT\d+)", text, re.MULTILINE)
    ]


WRONG: list[tuple[str, str, Any, str, str]] = [
    ("actuals/sales", "G", "約120", "VT709", "約120"),
    ("actuals/items", "G", "120品目", "VT709", "'120' だけを書いてください"),
    ("projects/tea", "G", True, "VT709", "TRUE"),
    ("projects/tea", "H", 1e40, "VT709", "桁が多すぎます"),
    ("projects/taro", "G", datetime.date(2024, 4, 1), "VT708", "日付になっています（2024-04-01）"),
    ("projects/taro", "H", "=SUM(1,8)", "VT707", "計算結果がありません"),
    ("actuals/items", "H", "だいたい", "VT710", "確定 | 速報 | 見込 | 直近値 | 未公表 | 該当なし"),
    ("actuals/ordinance", "G", 1, "VT710", "有 | 無"),
    ("next", "C", "がんばる", "VT710", "拡充 | 継続"),
    ("issues", "C", "下書き_x0007_です", "VT711", "U+0007"),
    ("internal", "C", "向き\u202eが変わる", "VT711", "U+202E"),
    ("projects/tea", "J", datetime.datetime(2024, 4, 1), "VT708", "文字として"),
    ("status", "C", None, "VT712", "実施状況"),
    ("projects/tea", "F", None, "VT712", "実施状況（狭山茶の体験）"),
    ("self_evaluation", "E", "よくやった", "VT712", "「自己評価」を一覧から"),
    ("contributions/2", "F", "朝市を開いた", "VT712", "「主体と役割」を一覧から"),
    ("actuals/sales", "H", "未公表", "VT713", "状態が「未公表」なのに"),
]


def test_every_wrong_answer_is_told_at_its_cell(desk: Office) -> None:
    """All at once, in Japanese, with a cure; the sound answer of the same form waits until they are mended."""
    answers = {(row, column): value for row, column, value, _, _ in WRONG}
    desk.fill({**answers, ("outcomes", "C"): "正しく書いた成果"})
    ran = desk.collect()
    sheet = desk.open()[TITLE]
    places = {(find(sheet, row, column).coordinate, code) for row, column, _, code, _ in WRONG}
    assert sorted(reported(ran.err)) == sorted(
        f"農政課.xlsx [{TITLE}] {cell} {code}" for cell, code in places
    )
    for *_, says in WRONG:
        assert says in ran.err
    assert ran.err.count("直し方: ") == len(WRONG)
    assert ran.code == 1 and "17 件の誤りがあるため、何も書いていません" in ran.out
    assert desk.result() == FARM_RESULT


NUMBERS = {
    "－": "値の状態を「未公表」",
    "集計中": "値の状態を「未公表」",
    "N/A": "値の状態を「未公表」",
    "7店": "'7' だけを書いてください",
    "約9": "説明は「説明」の欄に",
}
AMOUNTS = {
    "1,234千円": "'1234' だけを書いてください",
    "９００万円": "千円単位の半角の数字だけ",
    "8500円": "千円単位の半角の数字だけ",
    "-": "分からないときは空欄に",
}


@pytest.mark.parametrize(
    ("cell", "typed", "says"),
    [(SALES, *case) for case in NUMBERS.items()]
    + [(("projects/tea", "G"), *case) for case in AMOUNTS.items()]
    + [(("actuals/sales", "H"), 9.1, "数は「実績値」の欄に書き")],
)
def test_the_cure_fits_what_was_typed(desk: Office, cell: tuple[str, str], typed: Any, says: str) -> None:
    """Amounts are thousand yen and have no column for an explanation; a value that is not there is a state."""
    desk.fill({cell: typed})
    ran = desk.collect()
    assert len(reported(ran.err)) == 1 and says in ran.err
    assert cell == SALES or "「説明」の欄" not in ran.err


def test_a_word_in_full_width_letters_is_understood(desk: Office) -> None:
    """An IME makes Ｂ of B."""
    desk.fill({("self_evaluation", "C"): "Ｂ", ("self_evaluation", "E"): "よくできた"})
    assert desk.collect().code == 0
    assert "  grade: B\n" in desk.result()


def test_one_mistake_is_told_once(desk: Office) -> None:
    """No wrong partner is missing besides, and one clash of state and value is no two."""
    desk.fill(
        {
            ("contributions/2", "B"): "商店街連合会",
            ("contributions/2", "F"): "朝市を開いた。",
            ("self_evaluation", "C"): "すばらしい",
            ("self_evaluation", "E"): "よくできた",
            ("actuals/sales", "G"): 115,
            ("actuals/sales", "H"): "未公表",
        }
    )
    assert [line.split()[-1] for line in reported(desk.collect().err)] == ["VT713", "VT710", "VT710"]


def test_a_partner_without_what_it_did_is_told(desk: Office) -> None:
    """It would be an empty entry in the report."""
    desk.fill({("contributions/2", "B"): "商工会議所 ／ 事業者への伴走"})
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == [
        "VT712"
    ] and "行ったことを「内容」に書くか" in ran.err
    assert desk.result() == FARM_RESULT


def test_a_percent_sign_typed_into_a_number_is_told(desk: Office) -> None:
    """Excel stores 83% as 0.83 and changes the format of the cell."""
    desk.fill({SALES: 0.83})
    book = desk.open()
    find(book[TITLE], *SALES).number_format = "0%"
    book.save(desk.book())
    ran = desk.collect()
    assert "VT709" in ran.err and "83%" in ran.err and "'83' と書いてください" in ran.err


def test_merged_cells_that_swallow_an_answer_are_told(desk: Office) -> None:
    book = desk.open()
    sheet = book[TITLE]
    row = find(sheet, "actuals/sales", "G").row
    sheet.merge_cells(f"F{row}:G{row}")
    book.save(desk.book())
    ran = desk.collect()
    assert reported(ran.err) == [f"農政課.xlsx [{TITLE}] G{row} VT706"]
    assert desk.result() == FARM_RESULT


def test_a_row_removed_or_copied_is_told_once(desk: Office) -> None:
    book = desk.open()
    sheet = book[TITLE]
    find(sheet, "actuals/items", "A").value = None
    find(sheet, "next", "A").value = "status"
    book.save(desk.book())
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT705"] * 3
    assert (
        "行が見つかりません: 実績値（認証した品目）" in ran.err and "同じ行が2つあります: 実施状況" in ran.err
    )


def test_a_sheet_removed_or_copied_is_told(desk: Office) -> None:
    book = desk.open()
    book.copy_worksheet(book[TITLE])
    book.save(desk.book())
    assert reported(desk.collect().err) == [f"農政課.xlsx [{TITLE} Copy] VT704"]
    book = desk.open()
    del book[TITLE], book[f"{TITLE} Copy"]
    book.save(desk.book())
    ran = desk.collect()
    assert reported(ran.err) == ["農政課.xlsx VT704"] and TITLE in ran.err


def test_json_names_sheet_and_cell_beside_row_and_column(desk: Office) -> None:
    desk.fill({SALES: "約120"})
    ran = desk.collect("--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    row = find(desk.open()[TITLE], *SALES).row
    place = {name: finding[name] for name in ("path", "line", "column", "sheet", "cell")}
    assert place == {"path": "農政課.xlsx", "line": row, "column": 7, "sheet": TITLE, "cell": f"G{row}"}
    assert json.loads(ran.out)["files"] == []


def test_partial_takes_in_what_is_sound(desks: Office) -> None:
    """The farm form has a mistake; the other section's answers need not wait for it."""
    desks.fill({SALES: "約120"})
    desks.fill({("issues", "C"): "定員が足りない。"}, "創業支援の充実", "産業振興課")
    before = desks.result("startup-support")
    assert desks.collect().code == 1
    assert desks.result("startup-support") == before
    ran = desks.collect("--partial")
    assert ran.code == 1 and "一部の施策は取り込んでいません" in ran.out
    assert "  定員が足りない。\n" in desks.result("startup-support")
    assert desks.result() == FARM_RESULT


def test_conflict_is_reported_and_not_overwritten(desk: Office) -> None:
    """Form made, YAML corrected, form came back with another value: three values, both places, nothing written."""
    edited = FARM_RESULT.replace("  items: 3", "  items: 5").replace("31品目に届いた。", "32品目に届いた。")
    desk.write(edited)
    desk.fill({("actuals/items", "G"): 4, ("outcomes", "C"): "33品目に届いた。"})
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT714", "VT714"]
    values = [line.split(": ", 1)[1] for line in ran.err.splitlines() if line.startswith("   = ")]
    assert values == [
        "様式を作ったとき: 3", "いまの YAML: 5", "様式の値: 4",
        "様式を作ったとき: 31品目に届いた。", "いまの YAML: 32品目に届いた。", "様式の値: 33品目に届いた。",
    ]  # fmt: skip
    line = edited.splitlines().index("  items: 5") + 1
    assert f"data/results/2024/farm-brand.yaml:{line}:10: いまの YAML" in ran.err
    assert desk.collect("--partial").code == 1
    assert desk.result() == edited


def test_a_clash_of_long_texts_shows_where_they_part(desk: Office) -> None:
    same = "同じ前置き" * 30
    desk.write(FARM_RESULT.replace("31品目に届いた。", f"{same}こちらは庁内。"))
    desk.fill({("outcomes", "C"): f"{same}あちらは様式。"})
    ran = desk.collect()
    assert "いまの YAML: …" in ran.err and "こちらは庁内。" in ran.err and "あちらは様式。" in ran.err


def test_a_contribution_changed_on_both_sides_is_a_clash(desk: Office) -> None:
    desk.fill({("contributions/1", "F"): "講師を2人派遣した。"})
    desk.write(FARM_RESULT.replace("講師を派遣した。", "講師を3人派遣した。"))
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT714"]
    assert "いまの YAML: 講師を3人派遣した。" in ran.err


def test_removed_one_of_two_equal_contributions(desk: Office) -> None:
    """Both rows would now be the line that is left, and the second answer would replace the first."""
    teacher = FARM_RESULT[FARM_RESULT.rindex("  - actor:") : FARM_RESULT.index("next:")]
    desk.write(FARM_RESULT.replace(teacher, teacher + teacher))
    assert desk.make("--overwrite").code == 0
    desk.book("産業振興課").unlink()
    desk.write(FARM_RESULT)
    desk.fill({("contributions/1", "F"): "一つ目", ("contributions/2", "F"): "二つ目"})
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT714"]
    assert desk.result() == FARM_RESULT


def test_two_forms_change_one_contribution(desk: Office) -> None:
    """Neither answer is taken for the other's; a row that line takes out and the other changes is no different."""
    copy = desk.place / "農政課 (1).xlsx"
    who, text = ("contributions/1", "B"), ("contributions/1", "F")
    written = find(desk.open()[TITLE], *who).value
    for other in ({text: "講師を2人派遣した。"}, {who: None, text: None}):
        desk.fill(other)
        copy.write_bytes(desk.book().read_bytes())
        desk.fill({who: written, text: "講師を9人派遣した。"})
        ran = desk.collect()
        assert [line.split()[-1] for line in reported(ran.err)] == ["VT715"]
        assert " 様式の値: 講師を9人派遣した。" in ran.err and "もう1つの様式の値: " in ran.err
        assert desk.result() == FARM_RESULT


def test_two_forms_that_contradict_only_together(desk: Office) -> None:
    """One section enters the value, the other says that it is not published."""
    sales = FARM_RESULT[FARM_RESULT.index("    value: 114.10") : FARM_RESULT.index("  items: 3")]
    desk.write(FARM_RESULT.replace(sales, ""))
    assert desk.make("--overwrite").code == 0
    desk.book("産業振興課").unlink()
    copy = desk.place / "農政課 (1).xlsx"
    copy.write_bytes(desk.book().read_bytes())
    desk.fill({SALES: 115})
    value = desk.book().read_bytes()
    desk.book().write_bytes(copy.read_bytes())
    desk.fill({("actuals/sales", "H"): "未公表"})
    copy.write_bytes(value)
    ran = desk.collect()
    assert {line.split()[-1] for line in reported(ran.err)} == {"VT713"}
    assert ran.code == 1 and "sales: 115" not in desk.result()


def test_two_different_copies_of_a_form(desk: Office) -> None:
    """A section sends its form twice: what both say alike is taken, what differs has to be decided."""
    copy = desk.place / "農政課 (1).xlsx"
    desk.fill({("issues", "C"): "人手が足りない。"})
    copy.write_bytes(desk.book().read_bytes())
    assert desk.collect("--dry-run").code == 0
    desk.fill({SALES: 115})
    copy.write_bytes(desk.book().read_bytes())
    desk.fill({SALES: 116})
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT715"]
    assert "もう1つの様式の値: 115" in ran.err and "様式の値: 116" in ran.err
    assert desk.result() == FARM_RESULT


def test_form_of_another_year_is_reported(desk: Office) -> None:
    ran = desk.collect(year="2025")
    assert reported(ran.err) == ["農政課.xlsx VT702"] and "2024年度の様式です" in ran.err
    path = desk.root / "data/measures/farm-brand.yaml"
    sound.write(
        desk.root,
        "data/measures/farm-brand.yaml",
        FARM.replace("lead:", "period: {start: 2025, end: 2029}\nlead:"),
    )
    desk.write(FARM_RESULT)
    assert "VT703" in desk.collect().err
    path.unlink()
    (desk.root / "data/results/2024/farm-brand.yaml").unlink()
    (desk.root / "data/results/2023/farm-brand.yaml").unlink()
    ran = desk.collect()
    assert reported(ran.err) == [f"農政課.xlsx [{TITLE}] VT703"] and "知らない施策" in ran.err


def test_answer_to_a_removed_item_is_reported(desk: Office) -> None:
    """An indicator was dropped after the form went out."""
    dropped = FARM[: FARM.index("  - id: ordinance")]
    sound.write(desk.root, "data/measures/farm-brand.yaml", dropped)
    desk.write(FARM_BEFORE.replace("  ordinance: false\n", ""), year=2023)
    assert desk.collect().code == 0
    desk.fill({("actuals/ordinance", "G"): "有"})
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT703"] and "計画から外れた" in ran.err


def test_results_file_with_errors_must_be_fixed_first(desk: Office) -> None:
    broken = FARM_RESULT.replace("status: on_track", "status: fine")
    desk.write(broken)
    desk.fill({SALES: 115})
    ran = desk.collect()
    assert "農政課.xlsx [農産物のブランド化] VT703" in reported(ran.err) and ran.code == 1
    assert "VT207" in ran.err and desk.result() == broken


def test_unspliceable_file_is_reported(desk: Office) -> None:
    """`? key` is YAML, but nobody's style; the tool would rather say so than guess."""
    odd = FARM_RESULT.replace("  items: 3\n", "  ? items\n  : 3\n")
    desk.write(odd)
    desk.fill({("actuals/items", "G"): 4})
    ran = desk.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT716"] and desk.result() == odd


def test_files_that_are_no_forms_are_told(desk: Office) -> None:
    (desk.place / "壊れた.xlsx").write_bytes(b"PK\x03\x04broken")
    (desk.place / "文章.xlsx").write_bytes("実績".encode())
    (desk.place / "鍵付き.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (desk.place / "古い.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (desk.place / "送付状.pdf").write_bytes(b"%PDF")
    (desk.place / "まとめ.xlsx").mkdir()
    ran = desk.collect()
    assert reported(ran.err) == [
        "まとめ.xlsx VT701", "古い.xls VT701", "壊れた.xlsx VT701", "文章.xlsx VT701", "送付状.pdf VT701",
        "鍵付き.xlsx VT701",
    ]  # fmt: skip
    assert "warning VT701" in ran.err and "パスワード" in ran.err
    assert ran.code == 1


def test_folder_of_forms_inside_is_reported(desk: Office) -> None:
    """Nobody read them, and they are no files of another kind."""
    inside = desk.place / "2回目"
    inside.mkdir()
    (inside / "農政課.xlsx").write_bytes(desk.book().read_bytes())
    (inside / "~$農政課.xlsx").write_bytes(b"lock")
    (desk.place / "写真").mkdir()
    ran = desk.collect()
    assert reported(ran.err) == ["2回目 VT701", "写真 VT701"] and ran.code == 0
    assert "フォルダーです。中の .xlsx 1 個は読んでいません" in ran.err


def test_a_warning_alone_does_not_stop_anything(desk: Office) -> None:
    (desk.place / "送付状.pdf").write_bytes(b"%PDF")
    desk.fill({SALES: 115})
    assert desk.collect().code == 0
    assert "value: 115  # 速報の資料から" in desk.result()


def test_a_workbook_of_somebody_else_is_told(desk: Office) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.save(desk.place / "名簿.xlsx")
    assert reported(desk.collect().err) == ["名簿.xlsx VT702"]
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, 1, 1, 1, 1))
    book.create_chartsheet("_visiontrack").add_chart(chart)
    book.save(desk.place / "名簿.xlsx")
    assert reported(desk.collect().err) == ["名簿.xlsx VT702"]


def test_the_vision_has_no_indicators_any_more(desks: Office) -> None:
    """The secretariat's form was made before they were taken out of the vision."""
    vision = sound.FILES["data/vision.yaml"]
    sound.write(desks.root, "data/vision.yaml", vision + sound.MEASURE[sound.MEASURE.index("indicators:") :])
    assert desks.make("--overwrite").code == 0
    sound.write(desks.root, "data/vision.yaml", vision)
    ran = desks.collect()
    assert [line.split()[-1] for line in reported(ran.err)] == ["VT703"] and "ビジョン全体の指標" in ran.err


def test_a_folder_without_forms_is_wrong_use(desk: Office) -> None:
    desk.book().unlink()
    assert desk.collect().code == 2
    desk.place.rmdir()
    ran = desk.collect()
    assert ran.code == 2 and str(desk.place) in ran.err
