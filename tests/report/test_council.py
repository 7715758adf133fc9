"""What a member of the council finds in the report, point by point."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from support.edits import edit
from support.markdown import headings, section, seen, tables
from support.reports import Reports


def column(table: list[list[str]], title: str) -> list[str]:
    place = table[0].index(title)
    return [row[place] for row in table[1:]]


def table(markdown: str, number: str, which: int = 0) -> list[list[str]]:
    return tables(section(markdown, number))[which]


def test_the_headings_are_numbered_without_a_gap(standard: Reports) -> None:
    for audience in ("council", "team", "public"):
        path: list[int] = []
        for level, text in headings(standard(audience))[1:]:
            number = [int(part) for part in text.split()[0].split(".")]
            assert len(number) == level - 1, text
            expected = [*path[: level - 2], path[level - 2] + 1] if len(path) >= level - 1 else [*path, 1]
            assert number == expected, text
            path = number


def test_every_table_has_as_many_cells_in_every_row(standard: Reports) -> None:
    for audience in ("council", "team", "public"):
        for line in re.findall(r"(?:^\|.*\n)+", standard(audience), re.MULTILINE):
            widths = {len(re.split(r"(?<!\\)\|", row)) for row in line.splitlines()}
            assert len(widths) == 1, line


def test_notice_stands_at_the_top_of_every_report(standard: Reports) -> None:
    """The notice of the city stands at the top of every report."""
    for audience in ("council", "team", "public"):
        top = standard(audience).split("## 1")[0]
        assert "> この数値は試験のための架空の値です。" in top


def test_summary_shows_the_change_of_grade_counts(standard: Reports) -> None:
    """The summary counts grades and shows the change since last year."""
    council = standard()
    grades = table(council, "3.1")
    assert column(grades, "評価") == ["A", "B", "C", "評価なし", "計"]
    assert column(grades, "施策数") == ["1", "1", "0", "1", "3"]
    assert column(grades, "R5") == ["2", "1", "0", "0", "3"]
    assert column(grades, "増減") == ["−1", "0", "0", "+1", "0"]
    indicators = table(council, "3.1", 1)
    assert ["評価できた割合", "71.4%（5 ÷ 7）", "85.7%（6 ÷ 7）"] in indicators
    assert ["達成した割合", "60.0%（3 ÷ 5）", "66.7%（4 ÷ 6）"] in indicators
    assert "評価のしかたが令和6年度から変わりました" in section(council, "3.1")


def test_attention_lists_measures_with_reasons(report: Reports, town: Path) -> None:
    """A measure that needs attention is listed with its reasons."""
    edit(town / "data/results/2024/farm-brand.yaml", "idle-land: 37.5", "idle-land: 60.0")
    attention = table(report(), "1.5")
    why = dict(zip(column(attention, "施策"), column(attention, "理由"), strict=True))
    assert "得点61.8（検討の基準80未満）" in why["4.2 地場産品のブランド化"]
    assert "実績の報告なし" in why["4.3 夜の市"]
    assert "商工会議所" in why["4.1 創業支援の充実"]


def test_self_evaluation_beside_the_grade(standard: Reports) -> None:
    """Self evaluation stands beside the grade and differences are listed."""
    council = standard()
    different = table(council, "1.6")
    assert column(different, "評価") == ["A", "B"]
    assert column(different, "自己評価") == ["B", "C"]
    listed = table(council, "3.2")
    assert column(listed, "評価") == ["A", "B", "評価なし"]
    assert column(listed, "自己評価") == ["B", "C", "―"]


def test_a_sheet_tells_everything_about_a_measure(standard: Reports) -> None:
    council = standard()
    sheet = section(council, "4.1")
    facts = dict(tables(sheet)[0][1:])
    assert facts["所管"] == "産業振興課（施策の進行管理）"
    assert facts["連携する主体"] == "商工会議所（事業者への伴走）"
    assert "、得点100.0、令和5年度はA（100.0）、目標到達" in facts["評価"]
    assert facts["所管課の自己評価"].endswith("、今後の方向性：**拡充**")
    projects = table(council, "4.1.2")
    assert projects[1] == [
        "創業スクール（新規）",
        "完了",
        "全6回。<br>修了44人。",
        "5,000",
        "4,800",
        "96.0%",
    ]
    assert projects[2][0] == "創業補助金（令和6年度で終了）"
    assert projects[3] == ["計", "", "", "14,000", "13,690", "97.8%"]
    assert "- 商工会議所（事業者への伴走）：講師を派遣した" in section(council, "4.1.3")
    assert "- 農政課（庁内の連携）：直売所に試し売りの棚を設けた" in section(council, "4.1.3")
    assert "令和6年度の計画の見直し（令和5年度の評価を受けた決定による）：創業スクールを始める" in sheet
    assert "**成果**　目標を超えた。<br><br>女性の創業が増えた。" in sheet


@pytest.mark.parametrize(
    ("lang", "total", "sentence"),
    [
        (
            "ja",
            ["計", "", "", "14,000", "4,800<br>（記入のある1事業の計）", "―"],
            "2事業のうち金額の分かった1事業に使ったお金は、合わせて480万円です。",
        ),
        (
            "en",
            ["Total", "", "", "14,000", "4,800<br>(projects with an amount: 1)", "―"],
            "The cost is known of 1 of the 2 projects of this measure: 4,800 thousand yen. That of the others is not known.",
        ),
    ],
)
def test_sum_without_every_project_says_so(
    report: Reports, town: Path, lang: str, total: list[str], sentence: str
) -> None:
    """The section has not told yet what the second project cost: that is not 0."""
    edit(town / "data/results/2024/startup.yaml", "    spent: 8890\n", "")
    assert table(report("council", 2024, lang), "4.1.2")[3] == total
    assert sentence in report("public", 2024, lang)


def test_silent_project_is_missing_in_both_sums(report: Reports, town: Path) -> None:
    """A project that reported nothing is missing in both sums."""
    edit(
        town / "data/results/2024/startup.yaml",
        "  subsidy:\n    status: done\n    text: 交付23件\n    budget: 9000\n    spent: 8890\n",
        "",
    )
    total = table(report(), "4.1.2")[3]
    assert total[3:5] == ["5,000<br>（記入のある1事業の計）", "4,800<br>（記入のある1事業の計）"]


def test_indicator_shows_inputs_rates_history_and_outlook(standard: Reports) -> None:
    """An indicator shows its inputs, rates, history and outlook."""
    targets, rates, history = tables(section(standard("annex"), "4.2"))
    assert targets[1][2:] == [
        "3<br>（R4）",
        "14<br>（補間値）",
        "9<br>うち令和6年度分2",
        "40<br>（R11）",
        "△ 未達成",
    ]
    assert rates[1][1] == "64.3%<br>9 ÷ 14"
    assert rates[1][3].startswith("**56.8%**<br>(9 − 3) × (2029 − 2022) ÷ ")
    assert rates[1][6] == "―"  # three points
    assert history[0] == ["指標", "R2", "R3", "R4", "R5", "R6"]
    assert history[1][1:] == ["対象外", "対象外", "3（―）", "7（8）", "9（14）"]


def test_history_uses_the_targets_of_each_year(report: Reports, town: Path) -> None:
    """A changed target never rewrites the past."""
    edit(
        town / "data/measures/farm-brand.yaml",
        "    targets: {2023: 36.0, 2029: 30.0}\n",
        "    targets: {2023: 36.0, 2029: 30.0}\n    target_revisions:\n      - since: 2024\n"
        "        targets: {2029: 18.0}\n        decision: 2023\n        reason: 高い目標に改める\n",
    )
    annex = report("annex")
    history = tables(section(annex, "4.2"))[2]
    assert history[2][4:] == ["36.5（36.0）", "37.5（33.0）"]
    changed = table(annex, "8")
    assert changed[1][1] == (
        "使われていない農地の目標を令和6年度から変更：R11 30.0ha→R11 18.0ha<br>（令和5年度の評価を受けた決定による）"
    )


def numbers(cell: str) -> tuple[Fraction, Decimal]:
    """What the arithmetic in a rate's cell gives, and the printed figure above it."""
    printed, arithmetic = cell.replace("**", "").replace("\\", "").split("<br>", 1)
    expression = re.sub(
        r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", arithmetic.replace(",", "")
    )
    # The cells hold digits and signs only, as the pattern above the call has made sure.
    value = eval(
        expression.replace("×", "*").replace("÷", "/").replace("−", "-"), {"Fraction": Fraction, "min": min}
    )
    return value * 100, Decimal(printed.rstrip("%"))


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_rate_follows_from_its_numbers(standard: Reports, year: int) -> None:
    """Every rate can be redone from the numbers beside it."""
    cells = re.findall(r"[|] (\*{0,2}−?[\d.,]+%\*{0,2}<br>[−\d.,()÷× min]+) (?=[|])", standard("annex", year))
    assert len(cells) >= 7
    for cell in cells:
        exact, printed = numbers(cell)
        assert abs(exact - Fraction(printed)) <= Fraction(5, 100), cell


@pytest.mark.parametrize("year", [2023, 2024])
def test_rounded_result_is_not_equal(standard: Reports, year: int) -> None:
    """Who redoes the line with a calculator finds exactly what stands behind ＝, and nearly what behind ≒."""
    lines = re.findall(r"[ ：]([−\d.,(][−\d.,()+÷× ]+) ([＝≒]) \**(−?[\d.,]+)", standard("annex", year))
    assert {sign for _, sign, _ in lines} == {"＝", "≒"}
    for arithmetic, sign, result in lines:
        exact, printed = numbers(f"{result.replace(',', '')}<br>{arithmetic}")
        assert (exact / 100 == Fraction(printed)) == (sign == "＝"), arithmetic


def test_formula_formats_values_as_tables_do(standard: Reports) -> None:
    """Values in a formula read as in the tables and years stay years."""
    rates = table(standard("annex"), "4.1", 1)
    assert rates[1][1] == "**105.0%**<br>1,260 ÷ 1,200"
    assert "(1,260 − 45) × (2029 − 2021)" in rates[1][3]
    assert "(1 + 1 + 1) ≈ **83.2**" in standard("annex", 2024, "en")


def test_a_score_can_be_redone_from_the_printed_figures(standard: Reports) -> None:
    line = re.search(r"\*\*得点\*\*（[^）]+）：(.+) ≒ \*\*([\d.]+)\*\*", section(standard("annex"), "4.2"))
    assert line is not None
    exact, printed = numbers(f"{line[2]}%<br>{line[1]}")
    assert abs(exact / 100 - Fraction(printed)) <= Fraction(5, 100)


def test_last_round_shows_what_opinions_led_to(standard: Reports) -> None:
    """Opinions of the last round come with what became of them."""
    council = standard()
    last = table(council, "2.1")
    assert last[1][2] == "対応済（産業振興課）<br>創業スクールを始めた。"
    assert (
        last[1][3]
        == "令和5年度の評価を受けた決定：創業支援の充実「改善」<br>令和6年度の計画：創業スクールを始める"
    )
    assert last[2][2] == "対応しない<br>代わりに録画を公開する。"
    this = section(council, "2.2")
    assert "推進チーム会議" not in this
    assert "期限：令和8年3月31日" in this


def test_decisions_show_their_changes_of_the_plan(standard: Reports) -> None:
    """Decisions say what they change in the plan of the year they name."""
    decided = table(standard(), "6")
    assert decided[0][-1] == "令和8年度からの計画で変わること"
    changes = {(row[0], row[1]): row[-1] for row in decided[1:]}
    assert changes[("ビジョン全体", "改善")] == "中間見直しの日程を1年早める"
    assert changes[("創業支援の充実", "拡充")] == (
        "定員を20人から30人へ。<br>土曜の回を設ける。<br>創業者数の目標を令和8年度から変更：R11 1,900人→R11 2,000人"
    )
    assert changes[("創業支援の充実<br>（事業）創業補助金", "完了")] == "令和6年度で終わる"
    assert changes[("地場産品のブランド化", "改善")] == "（計画への反映はこれから）"
    assert changes[("環境と調和する工場", "新規")] == "（計画への反映はこれから）"
    assert "まだ決定のない施策：夜の市" in section(standard(), "6")


@pytest.mark.parametrize(
    ("lang", "public", "council"),
    [
        ("ja", "評価できた指標は、まだありません。", "評価できたものはまだありません。"),
        ("en", "No indicator could be graded yet.", "none of these could be graded yet."),
    ],
)
def test_year_without_values_counts_no_zeros(report: Reports, lang: str, public: str, council: str) -> None:
    """A year without any value says that none is known instead of counting zeros."""
    top = section(report("public", 2027, lang), "1")
    assert public in top
    assert "0 のうち 0" not in top
    for audience in ("council", "team"):
        assert council in section(report(audience, 2027, lang), "1")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_public_report_points_to_its_scale(standard: Reports, lang: str) -> None:
    """The public report names its own section where the new scale stands."""
    public = standard("public", 2024, lang)
    named = re.search("新しい評価基準は「(.+)」に" if lang == "ja" else "“(.+)” shows the scale", public)
    assert named is not None
    home = next(text for level, text in headings(public) if level == 2 and text.endswith(named[1]))
    scale = "評価基準" if lang == "ja" else "The scale in force"
    assert any(text.endswith(scale) for _, text in headings(section(public, home.split()[0])))


def test_a_merge_names_the_measure_it_goes_into(standard: Reports) -> None:
    decided = table(standard("council", 2023), "6")
    assert decided[3][:2] == ["農業まつり", "統合"]
    assert decided[3][-1] == "「地場産品のブランド化」に統合する"


def test_a_year_without_decisions_says_so(report: Reports, town: Path) -> None:
    (town / "data/decisions/2024.yaml").unlink()
    assert "令和6年度の評価を受けた決定は、まだ行われていません。" in section(report(), "6")


def test_actor_with_roles_and_contributions(standard: Reports) -> None:
    """Each actor is shown with its roles and what it did for them."""
    council = standard()
    assert [text for level, text in headings(section(council, "5")) if level == 3] == [
        "5.1 見本市（市）",
        "5.2 商工会議所（産業関連団体）",
        "5.3 市民（市民）",
    ]
    city = table(council, "5.1")
    assert city[1] == ["施策の進行管理<br>毎年の進み具合をまとめる。", "創業支援の充実", "―"]
    assert city[2][2] == "創業支援の充実（農政課）：直売所に試し売りの棚を設けた"
    assert table(council, "5.2")[2] == [
        "現場の声の代弁<br>会議で声を伝える。<br>（この役割を担う施策と取組はありません）",
        "―",
        "―",
    ]


def test_what_is_missing_is_listed_with_the_reason(standard: Reports) -> None:
    annex = standard("annex")
    missing = {(row[0], row[1]): row[2:] for row in table(annex, "5")[1:]}
    assert missing[("ビジョン全体", "製造品出荷額等")] == ["未公表", "公表待ち"]
    assert missing[("地場産品のブランド化", "推進計画の策定")] == ["年度目標なし", "―"]
    assert missing[("夜の市", "出店数")] == ["実績値なし", "―"]
    assert "実績の報告がない施策：夜の市" in section(annex, "5")
    # A target of 0 that was kept counts as reached: nothing is missing there.
    assert ("地場産品のブランド化", "体験での事故") not in missing
    assert "率は計算できません（目標値が0）" in section(annex, "4.2")


def test_preliminary_and_estimated_values_are_marked(standard: Reports) -> None:
    annex = standard("annex")
    assert table(annex, "6")[1] == ["創業支援の充実", "3年後の継続割合", "83.0%", "見込"]
    assert "| 83.0<br>（見込） |" in section(standard(), "4.1")


@pytest.mark.parametrize("audience", ["annex", "team", "public"])
def test_correction_stands_in_its_year_and_the_next(standard: Reports, audience: str) -> None:
    """A corrected value stands in its year and in the next."""
    first, second = standard(audience, 2023), standard(audience, 2024)
    assert "1,020人 | 1,010人" in first
    assert "1,020人 | 1,010人" in second
    assert "1,250人 | 1,260人" in second
    assert "1,250" not in first


def test_annex_has_formulas_and_scale(standard: Reports) -> None:
    """Formulas and the scale in force stand in the annex."""
    assert "減らす指標：2 − A ÷ T" in section(standard("annex"), "2")
    assert "減らす指標：T ÷ A" in section(standard("annex", 2023), "2")
    assert table(standard("annex"), "3")[1:] == [
        ["A", "達成", "100以上"],
        ["B", "おおむね順調", "75以上100未満"],
        ["C", "工夫が要る", "75未満"],
    ]


def test_the_sources_of_every_indicator_are_listed(standard: Reports) -> None:
    sources = table(standard("annex"), "9")
    assert ["創業支援の充実", "創業者数", "産業振興課調べ"] in sources
    assert ["創業支援の充実", "相談件数", "―"] in sources


def test_the_foot_names_version_and_digest(standard: Reports) -> None:
    from visiontrack import __version__

    last = standard().rstrip().split("\n")[-1]
    assert f"visiontrack {__version__}" in last
    assert re.search(r"[0-9a-f]{64}$", last)


def test_nasty_texts_read_as_written(report: Reports, town: Path) -> None:
    """Nasty titles and texts are seen as they were written."""
    title = "<script>alert(1)</script> | **x** [y](http://z) `q` {{ 1 }}"
    edit(town / "data/measures/startup.yaml", "title: 創業支援の充実", f"title: '{title}'")
    edit(town / "data/results/2024/startup.yaml", "issues: 待機が出た", f"issues: |\n  {title}\n  2行目")
    for audience in ("council", "team", "public"):
        markdown = report(audience)
        text, tags = seen(markdown)
        assert title in text
        assert not tags & {"script", "a"}
        codes = re.findall(r"(?<!\\)`([^`]*)`", markdown)
        assert all(re.fullmatch("[A-C]", code) for code in codes)  # only grades stand in code
        widths = [{len(row) for row in rows} for rows in tables(markdown)]
        assert all(len(row_widths) == 1 for row_widths in widths)


@pytest.mark.parametrize(
    ("lang", "cell", "note"),
    [
        ("ja", "有<br>訂正前無", "令和6年度の値を無から有に訂正しました。"),
        ("en", "yes<br>before correction no", "the value of FY2024 was corrected from no to yes."),
    ],
)
def test_a_corrected_milestone_is_told_without_its_unit(
    report: Reports, town: Path, lang: str, cell: str, note: str
) -> None:
    """Its unit 有無 only says what kind of value it is: 無有無 is none."""
    edit(town / "data/results/2024/farm-brand.yaml", "plan: false", "plan: {value: true, was: false}")
    for audience in ("council", "team", "public"):
        markdown = report(audience, 2024, lang)
        assert not re.search(r"(有|無|yes|no) ?有無", markdown), audience
        assert cell in markdown, audience
    assert note in report("annex", 2024, lang)


@pytest.mark.parametrize(
    ("lang", "correction"), [("ja", "訂正前1,250人"), ("en", "before correction 1,250 人")]
)
def test_a_corrected_number_is_told_with_its_unit(standard: Reports, lang: str, correction: str) -> None:
    assert correction in standard("council", 2024, lang)
