"""What becomes of a text or a table that has too little room."""

from __future__ import annotations

from visiontrack.layout.table import Column, table_lines
from visiontrack.layout.width import hang, wrap

PLACE = "data/results/2024/business-succession.yaml"


def test_further_lines_stand_under_the_beginning() -> None:
    assert hang("  - ", "one two three", 11) == ["  - one two", "    three"]
    assert hang("○ ", "役割の名前", 8) == ["○ 役割の", "  名前"]
    assert hang("○ ", "役割の名前", 8, ambiguous=2) == ["○ 役割", "   の名", "   前"]


def test_path_is_never_broken() -> None:
    assert hang("    ", f"ありません: {PLACE}:14。", 44) == ["    ありません:", f"{PLACE}:14。"]
    assert hang("    ", PLACE, 44) == [f"  {PLACE}"]
    assert hang("  × ", PLACE, 30) == ["  ×", PLACE]
    assert wrap(f"（{PLACE}）を直す", 20) == [f"（{PLACE}）", "を直す"]


def test_too_wide_word_is_broken() -> None:
    assert wrap("W" * 12, 5) == ["WWWWW", "WWWWW", "WW"]


MEASURES = [Column(""), Column("施策", flexible=True), Column("年度"), Column("得点", right=True), Column("")]
ROWS = [
    ["所管", "local-jobs 市内で働く人と職場をつなぐ", "2024", "77.0", "#######..."],
    ["連携", "business-succession 事業承継", "2024", "100.0", "##########"],
]


def test_flexible_column_is_wrapped() -> None:
    assert table_lines(MEASURES, ROWS, 57) == [
        "      施策                        年度   得点",
        "----  --------------------------  ----  -----  ----------",
        "所管  local-jobs 市内で働く人と   2024   77.0  #######...",
        "      職場をつなぐ",
        "連携  business-succession 事業承  2024  100.0  ##########",
        "      継",
    ]


def test_row_takes_several_lines_before_an_id_breaks() -> None:
    """Names with their marks, bars with their numbers, and the numbers under each other."""
    assert table_lines(MEASURES, ROWS, 49) == [
        "所管  local-jobs 市内で働く人と職場をつなぐ",
        "  年度 2024  得点  77.0  #######...",
        "連携  business-succession 事業承継",
        "  年度 2024  得点 100.0  ##########",
    ]


def test_too_wide_id_is_broken_in_its_column() -> None:
    assert table_lines([Column("id", flexible=True), Column("n", right=True)], [["i" * 30, "1"]], 20) == [
        "id                 n",
        "-----------------  -",
        "iiiiiiiiiiiiiiiii  1",
        "iiiiiiiiiiiii",
    ]
