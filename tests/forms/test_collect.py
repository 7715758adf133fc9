"""Forms that come back filled in: only what changed reaches the YAML, and every other byte stays."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from typing import Any

import openpyxl

from support.forms import FARM_RESULT, Office, find, lines_changed
from support.program import visiontrack


def test_filling_nothing_in_changes_no_byte(desk: Office) -> None:
    """A form opened and saved again is no change, whatever Excel made of its numbers."""
    desk.fill({})
    before = desk.result()
    ran = desk.collect()
    assert ran.code == 0 and "取り込む変更はありません" in ran.out
    assert desk.result() == before == FARM_RESULT


def test_only_what_changed_is_spliced_in(desk: Office) -> None:
    """Comments, order, blank lines and the way other numbers are written (1360.50, 114.10) stay."""
    desk.fill(
        {
            ("status", "C"): "遅れ",
            ("actuals/items", "G"): 4,
            ("actuals/sales", "H"): "確定",
            ("projects/tea", "J"): "体験40回\n冬も試した",
            ("projects/taro", "H"): 870.5,
            ("issues", "C"): None,
            ("actuals/items", "J"): "2品目は審査中",
            ("self_evaluation", "C"): "B おおむね順調",
        }
    )
    ran = desk.collect()
    assert ran.code == 0, ran.err
    assert "data/results/2024/farm-brand.yaml: 8 か所" in ran.out
    went, came = lines_changed(FARM_RESULT, desk.result())
    assert went == [
        "status: on_track  # 6月に確認",
        "    text: 体験36回  # 会場は茶園",
        "issues: |",
        "  不作に備える。",
        "    state: preliminary",
        "  items: 3",
    ]
    assert came == [
        "status: delayed  # 6月に確認",
        "    text: |  # 会場は茶園",
        "      体験40回",
        "      冬も試した",
        "    spent: 870.5",
        "issues:",
        "    state: final",
        "  items:",
        "    value: 4",
        "    comment: 2品目は審査中",
        "self_evaluation:",
        "  grade: B",
        "  text:",
    ]
    assert visiontrack("validate", root=desk.root).code == 0


def test_numbers_arrive_as_they_were_typed(desk: Office) -> None:
    """Fifteen digits as Excel shows them, whole numbers whole, and what an IME makes of digits."""
    desk.fill(
        {
            ("actuals/items", "G"): 0.1 + 0.2,
            ("actuals/sales", "G"): "１２０．５",
            ("projects/tea", "G"): 1500.0,
            ("projects/tea", "H"): "1,200",
            ("projects/taro", "G"): "▲3",
        }
    )
    assert desk.collect().code == 0
    came = [line.strip() for line in lines_changed(FARM_RESULT, desk.result())[1]]
    assert came == [
        "budget: 1500",
        "spent: 1200",
        "budget: -3",
        "value: 120.5  # 速報の資料から",
        "items: 0.3",
    ]


def test_a_measure_without_a_file_gets_one_laid_out(desk: Office) -> None:
    """The year's form is filled in before anybody ran `do --start`: the file is the one it would have made."""
    shutil.rmtree(desk.place)
    assert desk.make(year="2025").code == 0
    path = desk.root / "data/results/2025/farm-brand.yaml"
    assert desk.collect(year="2025").code == 0
    assert not path.exists()
    desk.fill({("status", "C"): "順調", ("actuals/items", "G"): 5, ("projects/tea", "J"): "体験\n50回"})
    ran = desk.collect(year="2025")
    assert ran.code == 0 and "新しいファイル" in ran.out
    text = desk.result(year=2025)
    assert "status: on_track\n" in text and "  items: 5\n" in text
    assert "    text: |\n      体験\n      50回\n    budget:\n" in text
    assert "# 様式" in text or "#" in text
    assert not (desk.root / "data/results/2025/startup-support.yaml").exists()
    assert visiontrack("validate", root=desk.root).code == 0


def test_contributions_are_added_changed_and_taken_out(desk: Office) -> None:
    """Each row is one item of the list; a comment between two items stays where it is."""
    desk.fill(
        {
            ("contributions/0", "F"): "催事の売場と当番を受け持った。",
            ("contributions/1", "B"): None,
            ("contributions/1", "F"): None,
            ("contributions/2", "B"): "商工会議所 ／ 事業者への伴走",
            ("contributions/2", "F"): "相談に\n乗った。",
        }
    )
    assert desk.collect().code == 0
    went, came = lines_changed(FARM_RESULT, desk.result())
    assert went[0].strip() == "text: 催事の売場を受け持った。" and "講師を派遣した" in "".join(went)
    assert came[0].strip() == "text: 催事の売場と当番を受け持った。"
    assert "  # 次は確認中\n" in desk.result()
    assert desk.result().count("- actor:") == 2
    assert "    text: |\n      相談に\n      乗った。\n" in desk.result()


def test_collecting_twice_takes_nothing_twice(desk: Office) -> None:
    """The secretariat runs it again when the last section is in: what was taken in already stays as it is."""
    desk.fill(
        {
            ("actuals/items", "G"): 9,
            ("contributions/1", "B"): None,
            ("contributions/1", "F"): None,
            ("contributions/2", "B"): "商工会議所 ／ 事業者への伴走",
            ("contributions/2", "F"): "相談に乗った。",
        }
    )
    assert desk.collect().code == 0
    once = desk.result()
    ran = desk.collect()
    assert ran.code == 0 and desk.result() == once


def test_windows_line_ends_and_a_byte_order_mark_stay(desk: Office) -> None:
    """A file somebody saved in Notepad is changed as carefully."""
    shutil.rmtree(desk.place)
    desk.write("\ufeff" + FARM_RESULT.replace("\n", "\r\n"))
    assert desk.make().code == 0
    desk.fill({("outcomes", "C"): "一行目\n二行目", ("actuals/items", "G"): 9})
    assert desk.collect().code == 0
    text = desk.result()
    assert text.startswith("\ufeff# 農政課")
    assert "outcomes: |\r\n  一行目\r\n  二行目\r\n" in text and "  items: 9\r\n" in text
    assert "\n" not in text.replace("\r\n", "")


def test_renamed_sorted_and_hidden_sheet_is_read(desk: Office) -> None:
    """Each sheet and row says in hidden cells what it is."""
    book = desk.open()
    sheet = book["農産物のブランド化"]
    find(sheet, "actuals/items", "G").value = 9
    sheet.title = "ブランド (2)"
    book.move_sheet(sheet, -1)
    row = find(sheet, "actuals/items", "G").row
    sheet.row_dimensions[row].hidden = True
    sheet.sheet_state = "hidden"
    insert_rows(sheet, 5, 3)
    book.save(desk.book())
    desk.book().rename(desk.place / "農政課（提出）.xlsx")
    ran = desk.collect()
    assert ran.code == 0, ran.err
    assert lines_changed(FARM_RESULT, desk.result()) == (["  items: 3"], ["  items: 9"])


def insert_rows(sheet: Any, at: int, count: int) -> None:
    """As Excel does it: merged cells move along (openpyxl leaves them behind)."""
    merged = [str(merged_range) for merged_range in sheet.merged_cells.ranges if merged_range.min_row >= at]
    for merged_range in merged:
        sheet.unmerge_cells(merged_range)
    sheet.insert_rows(at, count)
    for merged_range in merged:
        sheet.merge_cells(re.sub(r"\d+", lambda number: str(int(number[0]) + count), merged_range))


def test_excels_own_lock_files_and_dotfiles_are_ignored(desk: Office) -> None:
    """`~$農政課.xlsx` is there while somebody has the form open."""
    (desk.place / "~$農政課.xlsx").write_bytes(b"\x06lock")
    (desk.place / ".DS_Store").write_bytes(b"x")
    ran = desk.collect()
    assert (ran.code, ran.err) == (0, "")


def test_dry_run_shows_the_change_and_writes_nothing(desk: Office) -> None:
    desk.fill({("actuals/items", "G"): 9})
    ran = desk.collect("--dry-run")
    assert ran.code == 0 and "-  items: 3\n+  items: 9\n" in ran.out
    assert desk.result() == FARM_RESULT


def test_dry_run_says_that_nothing_changes(desk: Office) -> None:
    """An empty screen could as well mean that no form was found."""
    ran = desk.collect("--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("1 個の様式を読みました。取り込む変更はありません。\n")
    assert "送ったままで、記入のない様式：農政課.xlsx\n" in ran.out
    desk.fill({("actuals/items", "G"): "約9"})
    ran = desk.collect("--dry-run")
    assert ran.code == 1 and "1 件の誤りがあるため、何も書いていません" in ran.out


def test_value_replaces_the_comment_that_offered_it(desk: Office) -> None:
    """`do --start` lays the self-evaluation out as a comment: left there, somebody would write the key again."""
    shutil.rmtree(desk.place)
    assert visiontrack("do", "2025", "--start", root=desk.root).code == 0
    assert desk.make("--lead", "farm-policy", year="2025").code == 0
    laid = desk.result(year=2025)
    assert "\n# self_evaluation:\n" in laid and "\n# contributions:\n" in laid
    desk.fill({("self_evaluation", "C"): "B おおむね順調"})
    assert desk.collect(year="2025").code == 0
    went, came = lines_changed(laid, desk.result(year=2025))
    assert [line for line in came if line] == ["self_evaluation:", "  grade: B", "  text:"]
    assert "# self_evaluation:" in went and "#     理由" in went and "# contributions:" not in went
    desk.fill(
        {("contributions/0", "B"): "商工会議所 ／ 事業者への伴走", ("contributions/0", "F"): "相談に乗った。"}
    )
    desk.write(desk.result(year=2025).replace("#       取組の内容", "#       商工会議所に確認中"), year=2025)
    assert desk.collect(year="2025").code == 0
    assert "#       商工会議所に確認中\n" in desk.result(year=2025)
    assert "\ncontributions:\n" in desk.result(year=2025)


def test_json_tells_what_was_taken_in(desk: Office) -> None:
    desk.fill({("actuals/items", "G"): 9})
    document = json.loads(desk.collect("--format", "json").out)
    assert document["schema"] == "visiontrack.collect/1"
    assert document["files"] == [
        {
            "path": "data/results/2024/farm-brand.yaml",
            "values": 1,
            "created": False,
            "merged": False,
            "sections": ["farm-policy"],
        }
    ]
    assert document["forms"] == ["農政課.xlsx"]


def test_short_and_bracketed_results_are_kept_in_their_style(desk: Office) -> None:
    """A file written on few lines stays so: the value goes where its neighbours are."""
    shutil.rmtree(desk.place)
    desk.write(
        "measure: farm-brand\nyear: 2024\nstatus: on_track\n"
        "projects: {tea: {status: done, text: 体験36回}}\nactuals: {items: 3, sales: {value: 114.10}}\n"
    )
    assert desk.make().code == 0
    desk.fill(
        {
            ("actuals/items", "J"): "審査中, 2件",
            ("actuals/sales", "G"): 115,
            ("projects/tea", "G"): 1400,
            ("projects/taro", "F"): "予定",
        }
    )
    assert desk.collect().code == 0
    assert desk.result().splitlines()[3:] == [
        "projects: {tea: {status: done, text: 体験36回, budget: 1400}, taro: {status: planned, text: null}}",
        'actuals: {items: {value: 3, comment: "審査中, 2件"}, sales: {value: 115}}',
    ]
    assert visiontrack("validate", root=desk.root).code == 0


def test_a_file_edited_meanwhile_is_merged_where_nothing_clashes(desk: Office) -> None:
    """The secretariat corrects one value in the YAML while the section fills in another: both are kept."""
    desk.fill({("actuals/items", "G"): 9, ("issues", "C"): "人手が足りない。"})
    desk.write(
        FARM_RESULT.replace("budget: 1400", "budget: 1450  # 補正後").replace("next: expand", "next: improve")
    )
    ran = desk.collect()
    assert ran.code == 0 and "様式を作った後の変更と合わせました" in ran.out
    text = desk.result()
    assert "budget: 1450  # 補正後\n" in text and "next: improve\n" in text
    assert "  items: 9\n" in text and "  人手が足りない。\n" in text


def test_a_contribution_added_meanwhile_keeps_its_place(desk: Office) -> None:
    """Somebody put an item first: the form still changes the one it showed."""
    desk.fill({("contributions/1", "F"): "講師を2人派遣した。"})
    first = (
        "contributions:\n  - actor: chamber-of-commerce\n    role: support-owners\n    text: 会議を開いた。\n"
    )
    desk.write(FARM_RESULT.replace("contributions:\n", first))
    assert desk.collect().code == 0
    text = desk.result()
    assert [line.strip() for line in text.splitlines() if "。" in line and "text:" in line] == [
        "text: 会議を開いた。", "text: 催事の売場を受け持った。", "text: 講師を2人派遣した。",
    ]  # fmt: skip


def test_formulas_count_by_their_stored_result(desk: Office) -> None:
    """Excel stores what a formula came to; openpyxl does not, so the stored result is put in by hand."""
    desk.fill({("actuals/items", "G"): "=SUM(1,8)"})
    book = openpyxl.load_workbook(desk.book())
    address = find(book["農産物のブランド化"], "actuals/items", "G").coordinate
    _store_result(desk, address, "9")
    assert desk.collect().code == 0
    assert lines_changed(FARM_RESULT, desk.result()) == (["  items: 3"], ["  items: 9"])


def _store_result(desk: Office, address: str, result: str) -> None:
    path = desk.book()
    with zipfile.ZipFile(path) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    for name, content in members.items():
        if name.startswith("xl/worksheets/"):
            pattern = rf'(<c r="{address}"[^>]*>)<f>SUM\(1,8\)</f><v></v>'.encode()
            members[name] = re.sub(pattern, rb"\1<f>SUM(1,8)</f><v>" + result.encode() + b"</v>", content)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
