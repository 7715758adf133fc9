"""What readers see of the city's duties that are no measure: the year in words, requests, hearings and programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.edits import edit
from support.markdown import section, tables
from support.reports import Reports

MEETING = "data/meetings/2025/council-1.yaml"
PROGRAM = (
    "programs:\n  - id: school-grant\n    title: 学びの補助\n    url: https://example.com/a\n"
    "    text: 学ぶ人の費用の半分を補助する。\n"
)


def ask(town: Path, reply: str = "") -> None:
    """The chamber was asked to lend its room on Saturdays."""
    text = (town / MEETING).read_text(encoding="utf-8")
    (town / MEETING).write_text(
        text.replace(
            "      due: 2026-03-31\n",
            "      due: 2026-03-31\n      requests:\n        - to: chamber\n          date: 2025-09-01\n"
            f"          text: 土曜に会議室を貸してほしい。\n          due: 2025-10-31\n{reply}",
        ),
        encoding="utf-8",
    )


@pytest.mark.parametrize(("audience", "number"), [("council", "2.2"), ("team", "3.2")])
def test_request_stands_beside_its_answer(report: Reports, town: Path, audience: str, number: str) -> None:
    ask(town)
    assert (
        "令和7年9月1日、商工会議所に働きかけ：土曜に会議室を貸してほしい。<br>返答待ち（期限：令和7年10月31日）"
        in section(report(audience), number)
    )
    edit(town / MEETING, "due: 2025-10-31\n", "due: 2025-10-31\n          reply: 4月から貸す。\n")
    after = section(report(audience), number)
    assert "返答：4月から貸す。" in after
    assert "返答待ち" not in after


def test_citizens_read_no_requests(report: Reports, town: Path) -> None:
    ask(town)
    assert "会議室" not in report("public")


@pytest.mark.parametrize(("audience", "number"), [("council", "1.7"), ("public", "1")])
def test_year_in_words_opens_the_paper(report: Reports, town: Path, audience: str, number: str) -> None:
    edit(
        town / "data/results/2024/vision.yaml",
        "year: 2024\n",
        "year: 2024\ncontext: 物価が上がった。\ncontributions:\n  - {actor: citizens, role: local-shops, text: 市民が祭りを開いた。}\n",
    )
    part = section(report(audience), number)
    assert part.index("物価が上がった。") < part.index("：市民が祭りを開いた。")


def test_hearing_says_how_many_answered(report: Reports, town: Path) -> None:
    (town / "data/meetings/2025/hearing-1.yaml").write_text(
        "id: hearing-1\nbody: hearing\ndate: 2025-06-02\ntitle: 事業者アンケート\nasked: 400\nanswered: 124\n"
        "opinions:\n  - {id: o-2025-09, actor: chamber, kind: opinion, text: 人が足りない。}\n",
        encoding="utf-8",
    )
    for audience in ("council", "public"):
        assert "依頼400、回答124（回答率31.0%）" in report(audience)


def test_program_is_shown_with_its_use_in_both_years(report: Reports, town: Path) -> None:
    chamber = town / "data/actors/chamber.yaml"
    chamber.write_text(chamber.read_text(encoding="utf-8") + PROGRAM, encoding="utf-8")
    edit(
        town / "data/measures/startup.yaml",
        "title: 創業支援の充実\n",
        "title: 創業支援の充実\nprograms: [school-grant]\n",
    )
    for year, used in ((2023, 3), (2024, 8)):
        edit(
            town / f"data/results/{year}/startup.yaml",
            f"year: {year}\n",
            f"year: {year}\nprograms:\n  school-grant: {{told: 会報で知らせた, used: {used}}}\n",
        )
    rows = tables(section(report(), "5.2"))[1]
    assert rows[1] == ["学びの補助<br>学ぶ人の費用の半分を補助する。", "会報で知らせた", "3", "8"]
    assert "案内ページ：<https://example.com/a>" in section(report("public"), "7")


def test_citizens_read_no_chapter_on_programs_without_any(standard: Reports) -> None:
    assert "使える制度" not in standard("public")


def test_tree_leads_from_an_own_indicator_to_projects(report: Reports, town: Path) -> None:
    own = (town / "data/vision.yaml").read_text(encoding="utf-8")
    indicator = own.split("indicators:\n", 1)[1].split("id: ", 1)[1].split("\n", 1)[0].split(",")[0]
    edit(
        town / "data/measures/startup.yaml",
        "title: 創業支援の充実\n",
        f"title: 創業支援の充実\naims: [{indicator}]\n",
    )
    tree = section(report(), "3.5")
    assert "- 創業支援の充実（A）　← 成果：" in tree
    assert "　← 事業：創業スクール 480万円、創業補助金 889万円" in tree


def test_contact_is_on_every_paper_and_the_digest_not_on_what_citizens_read(
    report: Reports, town: Path
) -> None:
    edit(town / "data/vision.yaml", "secretariat: ", "contact: 産業振興課 04-0000-0000\nsecretariat: ")
    for paper in ("overview", "council", "annex", "team", "public"):
        text = report(paper)
        assert re.search("お問い合わせ(：|は、)産業振興課 04-0000-0000", text)
        assert ("<!-- この報告書は" in text) == (paper in ("overview", "public"))
