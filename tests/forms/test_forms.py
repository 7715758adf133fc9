"""The forms a secretariat sends out: one workbook per section, filled in as far as it is known."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from support import sound
from support.forms import FARM, FARM_BEFORE, FARM_RESULT, Office, find, office
from support.program import visiontrack

TITLE = "農産物のブランド化"


def text_of(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_each_section_that_leads_a_measure_gets_a_workbook(desks: Office) -> None:
    assert sorted(path.name for path in desks.place.iterdir()) == ["産業振興課.xlsx", "農政課.xlsx"]
    book = desks.open()
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["一覧", TITLE]
    assert {sheet.sheet_state for sheet in book if sheet.title.startswith("_")} == {"veryHidden"}


def test_existing_values_are_filled_in(desk: Office) -> None:
    sheet = desk.open()[TITLE]
    assert find(sheet, "status", "C").value == "順調"
    assert find(sheet, "actuals/sales", "G").value == 114.1
    assert find(sheet, "actuals/sales", "H").value == "速報"
    assert find(sheet, "actuals/items", "H").value == "確定"
    assert find(sheet, "actuals/ordinance", "G").value is None
    assert find(sheet, "projects/taro", "J").value == "原料が足りず、\n3か月止めた。"
    assert find(sheet, "contributions/1", "B").value == "商工会議所 ／ 事業者への伴走"
    assert find(sheet, "next", "C").value == "拡充"
    assert find(sheet, "internal", "C").value == "来年度の予算は減る見込み。"


def test_last_year_and_target_stand_beside_the_cell(desk: Office) -> None:
    """Baseline, last year's value with its state, and the target with its source, all to read only."""
    sheet = desk.open()[TITLE]
    assert [find(sheet, "actuals/sales", column).value for column in "CDEF"] == [
        "百万円", 80.5, "101.5（見込）", "105.5（補間値）",
    ]  # fmt: skip
    assert [find(sheet, "actuals/items", column).value for column in "DEF"] == [14, 2, 30]
    assert "累計" in find(sheet, "actuals/items", "B").value
    assert find(sheet, "actuals/ordinance", "E").value == "無"
    assert [find(sheet, "projects/tea", column).value for column in "CDE"] == ["完了", 1300, 1250]
    assert find(sheet, "projects/taro", "I").value == "産業振興課"
    assert "前年度: 遅れ" in text_of(sheet) and "前年度: 継続" in text_of(sheet)


def test_cumulative_indicator_shows_its_total(desk: Office) -> None:
    """Two last year beside a target of 30 would look like nothing, were it not for the 16 so far."""
    measure = FARM.replace("{year: 2019, value: 14}", "{year: 2022, value: 14}")
    sound.write(desk.root, "data/measures/farm-brand.yaml", measure)
    assert desk.make("--overwrite").code == 0
    assert find(desk.open()[TITLE], "actuals/items", "E").value == "2\n（累計 16）"
    desk.write(FARM_BEFORE.replace("  items: 2\n", ""), year=2023)
    assert desk.make("--overwrite").code == 0
    assert find(desk.open()[TITLE], "actuals/items", "E").value is None


def test_each_partner_has_a_row_and_some_are_spare(desk: Office) -> None:
    """The sheet is protected: no row can be added."""
    assert contributions(desk) == 4
    roles = [f"    - {{id: role-{number}, title: 役割{number}, text: 支える}}\n" for number in range(7)]
    sound.write(
        desk.root,
        "data/actors/farmers.yaml",
        "id: farmers\nname: 農協\ncategory: industry_association\nroles:\n"
        + "".join(roles).replace("    -", "  -"),
    )
    partner = f"  - {{actor: farmers, roles: [{', '.join(f'role-{number}' for number in range(7))}]}}\n"
    sound.write(
        desk.root, "data/measures/farm-brand.yaml", FARM.replace("partners:\n", f"partners:\n{partner}")
    )
    before = desk.result()
    assert desk.collect().code == 0 and desk.result() == before
    assert desk.make("--overwrite").code == 0
    assert contributions(desk) == 10
    desk.fill({("contributions/9", "B"): "農協 ／ 役割6", ("contributions/9", "F"): "直売所を開いた。"})
    sound.write(desk.root, "data/measures/farm-brand.yaml", FARM)
    desk.book("産業振興課").unlink()
    assert "VT710" in desk.collect().err
    sound.write(
        desk.root, "data/measures/farm-brand.yaml", FARM.replace("partners:\n", f"partners:\n{partner}")
    )
    assert desk.collect().code == 0 and "直売所を開いた。" in desk.result()


def contributions(desk: Office) -> int:
    return sum(str(cell.value).startswith("contributions/") for cell in desk.open()[TITLE]["A"])


def test_untouched_status_is_marked_in_the_form(desk: Office, tmp_path: Path) -> None:
    desk.place = tmp_path / "next"
    assert desk.make(year="2025").code == 0
    sheet = desk.open()[TITLE]
    status, project = find(sheet, "status", "C").coordinate, find(sheet, "projects/tea", "F")
    coloured = {
        str(formatting.sqref): formatting.rules[0].formula[0] for formatting in sheet.conditional_formatting
    }
    assert f'{status}="未着手"' in coloured[status]
    assert coloured[f"{project.coordinate}:F{project.row + 1}"].startswith(f'($F{project.row}="予定")')
    hint = find(sheet, "status", "G").value
    assert hint.startswith("=IF(") and coloured[status] in hint


def test_numbers_are_indented_and_pages_break_between_parts(desk: Office) -> None:
    """LibreOffice forgets the indent of a number in a cell that wraps, and the note stood alone on a page."""
    sheet = desk.open()[TITLE]
    for row, column in (("actuals/sales", "D"), ("projects/tea", "E"), ("projects/tea", "G")):
        alignment = find(sheet, row, column).alignment
        assert (alignment.horizontal, alignment.indent, alignment.wrap_text) == ("right", 1, None)
    assert find(sheet, "actuals/sales", "F").alignment.wrap_text
    first = find(sheet, "contributions/0", "A").row
    assert [page_break.id for page_break in sheet.row_breaks.brk] == [first - 4]
    assert sheet[f"B{first - 2}"].value.startswith("連携主体の取組")


def test_only_cells_to_fill_in_are_open(desk: Office) -> None:
    book = desk.open()
    for sheet in book:
        assert sheet.sheet_state != "visible" or sheet.protection.sheet
    sheet = book[TITLE]
    marked = {"G", "H", "I", "J"}
    for column in "BCDEFGHIJ":
        locked = find(sheet, "actuals/sales", column).protection.locked
        assert locked == (column not in marked), column
    assert not [cell for row in book["一覧"].iter_rows() for cell in row if not cell.protection.locked]


def rules(sheet: Any, address: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if address in rule.sqref]


def test_drop_downs_and_number_cells_refuse_anything_else(desk: Office) -> None:
    book = desk.open()
    sheet = book[TITLE]
    (number,) = rules(sheet, find(sheet, "actuals/sales", "G").coordinate)
    assert (number.type, number.showErrorMessage, number.allow_blank) == ("decimal", True, True)
    (state,) = rules(sheet, find(sheet, "actuals/sales", "H").coordinate)
    (flag,) = rules(sheet, find(sheet, "actuals/ordinance", "G").coordinate)
    assert words(book, state) == ["確定", "速報", "見込", "直近値", "未公表", "該当なし"]
    assert words(book, flag) == ["有", "無"]
    (grade,) = rules(sheet, find(sheet, "self_evaluation", "C").coordinate)
    assert words(book, grade)[:2] == ["A 達成", "B おおむね順調"]
    (direction,) = rules(sheet, find(sheet, "next", "C").coordinate)
    assert "拡充" in words(book, direction) and "継続" in words(book, direction)


def words(book: Any, rule: Any) -> list[str]:
    name, _, place = rule.formula1.partition("!")
    return [row[0].value for row in book[name.strip("'")][place.replace("$", "")]]


def test_headings_explain_themselves_and_the_page_fits(desk: Office) -> None:
    sheet = desk.open()[TITLE]
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("未達・大幅超過の理由" in note for note in notes)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows
    assert sheet.freeze_panes == "C4"


def test_overview_counts_empty_cells_and_links_to_sheets(desk: Office) -> None:
    overview = desk.open()["一覧"]
    links = [cell.hyperlink.location for row in overview.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{TITLE}'!B2"]
    assert "実績報告の様式" in text_of(overview) and "農政課" in text_of(overview)
    assert "SUMPRODUCT" in text_of(overview)


def test_text_that_looks_like_a_formula_stays_text(desk: Office) -> None:
    """A sentence beginning with = + - @ must not be calculated, nor ``_x000D_`` become a line end."""
    texts = {
        "体験36回  # 会場は茶園": ("projects/tea", "J", "=1+1"),
        "農政課調べ": ("actuals/sales", "I", "+81 が続く"),
        "催事の売場を受け持った。": ("contributions/0", "F", "-3 度"),
        "講師を派遣した。": ("contributions/1", "F", "@課"),
        "|\n  来年度の予算は減る見込み。": ("internal", "C", "_x000D_ と _x0041_"),
    }
    result = FARM_RESULT
    for old, (_, _, text) in texts.items():
        result = result.replace(old, f"'{text}'")
    desk.write(result)
    assert desk.make("--overwrite").code == 0
    sheet = desk.open()[TITLE]
    for row, column, text in texts.values():
        cell = find(sheet, row, column)
        assert cell.data_type == "s"
        assert cell.quotePrefix == (row != "internal"), text
    assert desk.collect().code == 0
    assert desk.result() == result


def test_existing_form_is_not_overwritten(desks: Office) -> None:
    desks.fill({("issues", "C"): "書きかけ"})
    before = desks.book().read_bytes()
    ran = desks.make()
    assert (ran.code, desks.book().read_bytes()) == (2, before)
    assert "農政課.xlsx" in ran.err and "--overwrite" in ran.err
    (desks.place / "産業振興課.xlsx").unlink()
    assert desks.make().code == 2
    assert not (desks.place / "産業振興課.xlsx").exists()
    assert desks.make("--overwrite").code == 0
    assert desks.book().read_bytes() != before


def test_only_the_named_section(desk: Office, tmp_path: Path) -> None:
    desk.place = tmp_path / "one"
    assert desk.make("--lead", "farm-policy").code == 0
    assert [path.name for path in desk.place.iterdir()] == ["農政課.xlsx"]
    assert desk.make("--lead", "nobody").code == 2


def test_dry_run_lists_forms_in_json(desk: Office, tmp_path: Path) -> None:
    desk.place = tmp_path / "none"
    ran = desk.make("--dry-run", "--format", "json")
    document = json.loads(ran.out)
    assert not desk.place.exists()
    assert (document["schema"], document["dry_run"]) == ("visiontrack.forms/1", True)
    assert document["forms"][1]["measures"] == ["farm-brand"]


def test_year_without_results_starts_from_the_skeleton(desk: Office, tmp_path: Path) -> None:
    """Nothing is filled in but what `do --start` would write, and this year's actuals of 2024 are last year's."""
    desk.place = tmp_path / "next"
    assert desk.make(year="2025").code == 0
    sheet = desk.open()[TITLE]
    assert find(sheet, "status", "C").value == "未着手"
    assert find(sheet, "projects/tea", "F").value == "予定"
    assert find(sheet, "actuals/sales", "E").value == "114.10（速報）"
    assert find(sheet, "actuals/sales", "G").value is None


def test_the_secretariat_reports_on_the_vision_as_a_whole(tmp_path: Path) -> None:
    root = office(tmp_path / "city")
    vision = root / "data/vision.yaml"
    own = (
        "indicators:\n  - id: shops\n    name: 事業所数\n    unit: 所\n    kind: outcome\n    direction: increase\n"
        "    baseline: {year: 2019, value: 100}\n    targets: {2029: 120}\n"
    )
    vision.write_text(
        vision.read_text(encoding="utf-8").replace("secretariat:", own + "secretariat:"), "utf-8"
    )
    desk = Office(root, tmp_path / "forms")
    assert desk.make().code == 0
    sheet = desk.open("産業振興課")["ビジョン全体の指標"]
    assert find(sheet, "actuals/shops", "F").value == "110（補間値）"
    desk.fill({("actuals/shops", "G"): 109}, "ビジョン全体の指標", "産業振興課")
    assert desk.collect().code == 0
    assert "  shops: 109\n" in desk.result("vision")


def test_english_form_is_collected_in_japanese(desk: Office, tmp_path: Path) -> None:
    desk.place = tmp_path / "english"
    assert desk.make("--lang", "en").code == 0
    sheet = desk.open()[TITLE]
    assert find(sheet, "actuals/sales", "H").value == "preliminary"
    desk.fill({("actuals/sales", "H"): "estimate", ("next", "C"): "改善"})
    assert desk.collect().code == 0
    assert "    state: estimate\n" in desk.result() and "next: improve\n" in desk.result()


def test_text_longer_than_a_cell_stays_in_the_file(desk: Office) -> None:
    """Excel would cut it, so a file's texts are bounded below a cell's size: it gets no sheet, and nothing is lost."""
    long = "長" * 33_000
    desk.write(FARM_RESULT.replace("  31品目に届いた。", f"  {long}"))
    before = desk.result()
    ran = desk.make("--overwrite")
    assert ran.code == 1 and "32000 文字まで" in ran.err
    assert desk.result() == before


def test_broken_result_has_no_sheet(desk: Office, tmp_path: Path) -> None:
    desk.write(FARM_RESULT.replace("status: on_track", "status: fine"))
    desk.place = tmp_path / "rest"
    ran = desk.make()
    assert ran.code == 1 and "VT207" in ran.err
    assert [path.name for path in desk.place.iterdir()] == ["産業振興課.xlsx"]


def test_options_that_do_not_belong_together_are_wrong_use(desk: Office) -> None:
    clashes = ("--start", "--add-missing", "--forms y", "--lead farm-policy", "--overwrite")
    for options in (("--partial",), *(("--collect", "x", *clash.split()) for clash in clashes)):
        assert visiontrack("do", "2024", *options, root=desk.root).code == 2, options
    ran = visiontrack("do", "2024", "--overwrite", "--start", root=desk.root)
    assert ran.err == "--overwrite は --forms と一緒に使います。\n"


def test_without_openpyxl_the_command_says_how_to_get_it(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visiontrack.util.extras.find_spec", lambda _: None)
    ran = desk.make("--overwrite")
    assert ran.code == 2
    assert f'"{sys.executable}" -m pip install "openpyxl>=3.1.5,<4"' in ran.err


def test_long_title_with_every_sign_fits(desk: Office, tmp_path: Path) -> None:
    """200 characters are allowed; Excel would call the file damaged over a longer tab or footer."""
    title = ("A&B: [課題]/*?'" * 20)[:200]
    sound.write(desk.root, "data/measures/farm-brand.yaml", FARM.replace("農産物のブランド化", f'"{title}"'))
    desk.place = tmp_path / "long"
    assert desk.make("--lead", "farm-policy").code == 0
    book = desk.open()
    (sheet,) = [sheet for sheet in book if sheet.title not in ("一覧", "_lists", "_visiontrack")]
    footer = sheet.oddFooter
    assert len(f"&L{footer.left.text}&C{footer.center.text}&R{footer.right.text}") <= 255
    assert sheet["B2"].value == title and sheet.row_dimensions[2].height > 26
    assert f"='{sheet.title}'!C5&\"\"" in text_of(book["一覧"])
    desk.fill({("issues", "C"): "人手が足りない。"}, sheet.title)
    assert desk.collect().code == 0 and "人手が足りない。" in desk.result()
