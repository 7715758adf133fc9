"""What nobody in the city's own offices does alone: hearings, requests, programs, partners, the vision's own year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from support import cases
from support.documents import document
from support.program import visiontrack

HEARING = """\
id: hearing-1
body: hearing
date: 2025-06-20
title: 事業者アンケート
asked: 1200
answered: 372
opinions:
  - id: o-2025-09
    actor: chamber-of-commerce
    kind: proposal
    measures: [local-food]
    text: 直売会の日を増やしてほしい。
    response:
      status: in_progress
      lead: industry-promotion
      text: 出店者を募っている。
      requests:
        - to: farm-coop
          date: 2025-09-10
          text: 出店者を募ってほしい。
          due: 2025-10-31
          reply: 2人が出店する。
        - to: farm-coop
          date: 2025-09-20
          text: 場所を貸してほしい。
          due: 2025-11-30
"""
PREFECTURE = """\
id: prefecture
name: 県
category: government
programs:
  - id: market-subsidy
    title: 直売所の補助
    period: {start: 2022, end: 2025}
    url: https://example.org/subsidy
    text: 直売所を開く団体に、費用の半分を補助する。
"""
VISION_RESULT = """\
year: 2024
context: |
  物価が上がった。
actuals:
  shipments: 1500
contributions:
  - actor: farm-coop
    role: direct-sales
    text: 会報でビジョンを紹介した
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = cases.build(tmp_path / "city")
    files = {
        "meetings/2025/hearing-1": HEARING,
        "actors/prefecture": PREFECTURE,
        "results/2024/vision": VISION_RESULT,
    }
    for name, text in files.items():
        (root / f"data/{name}.yaml").write_text(text, encoding="utf-8")
    cases.change(
        root,
        "--- data/measures/local-food.yaml\n-title: 地産地消の推進\n"
        "+number: 2-1\n+title: 地産地消の推進\n+programs: [market-subsidy]\n+aims: [shipments]\n"
        "--- data/results/2024/local-food.yaml\n"
        "+programs:\n+  market-subsidy:\n+    told: 会報で案内した\n+    used: 14\n",
    )
    place = root / "data/results/2024/local-food.yaml"
    text = place.read_text(encoding="utf-8")
    assert "projects:\n  farmers-market:\n" in text
    funded = (
        "projects:\n  farmers-market:\n    budget: 900\n    spent: 800\n    funding: {market-subsidy: 500}\n"
    )
    place.write_text(text.replace("projects:\n  farmers-market:\n", funded), encoding="utf-8")
    checked = visiontrack("validate", root=root)
    assert checked.code == 0, checked.out
    return root


def test_opinion_tells_its_whole_story(root: Path) -> None:
    """What was said, the answer, whom the city asked and what they replied stand on one screen."""
    page = visiontrack("show", "o-2025-09", root=root).out
    parts = [
        "直売会の日を増やしてほしい。",
        "出店者を募っている。",
        "農業協同組合への働きかけ（2025-09-10）",
        "返答: 2人が出店する。",
        "返答待ち（期限 2025-11-30）",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert len(page.splitlines()) <= 24


def test_act_lists_waiting_requests(root: Path) -> None:
    view = document("act", "2024", "--today", "2025-12-01", root=root)
    assert view["totals"]["requests"] == {"waiting": 1, "overdue": 1}
    (request,) = view["requests"]
    assert (request["opinion"], request["to"], request["due"]) == ("o-2025-09", "farm-coop", "2025-11-30")
    assert request["path"].endswith("hearing-1.yaml")
    page = visiontrack("act", "2024", "--today", "2025-12-01", root=root).out
    assert "返答を待つ働きかけ 1 件（期限切れ 1）" in page


def test_act_of_one_section(root: Path) -> None:
    """An opinion is its lead's, else its measures' leads'; a measure its lead's."""
    of_farm, of_industry = (
        document("act", "2024", "--today", "2025-12-01", "--lead", lead, root=root)
        for lead in ("farm-section", "industry-promotion")
    )
    assert "o-2025-09" not in {opinion["id"] for opinion in of_farm["opinions"]}
    assert "o-2025-09" in {opinion["id"] for opinion in of_industry["opinions"]}
    assert {pending["lead"] for pending in of_farm["pending"]} <= {"farm-section"}
    assert len(of_industry["requests"]) == 1
    assert of_farm["requests"] == []


def test_actor_shows_the_requests_it_got(root: Path) -> None:
    requests = document("show", "farm-coop", "2025", root=root)["requests"]
    assert [request["reply"] for request in requests] == ["2人が出店する。", None]
    assert "受けた働きかけ" in visiontrack("show", "農業協同組合", "2025", root=root).out


def test_hearing_shows_its_rate(root: Path) -> None:
    view = document("show", "2025/hearing-1", root=root)
    assert (view["asked"], view["answered"], view["rate"]) == (1200, 372, Decimal("31.0"))
    assert "372（依頼1,200、回答率31.0%）" in visiontrack("show", "2025/hearing-1", root=root).out


def test_absent_are_members_of_that_day_who_did_not_come(root: Path) -> None:
    cases.change(
        root,
        "--- data/vision.yaml\n-  members: [chamber-of-commerce, farm-coop]\n"
        "+  members:\n+    - chamber-of-commerce\n+    - farm-coop\n"
        "+    - {actor: prefecture, until: 2025-03-31}\n"
        "--- data/meetings/2025/council-1.yaml\n-attendees: [chamber-of-commerce, farm-coop]\n"
        "+attendees: [farm-coop]\n",
    )
    view = document("show", "R7/council-1", root=root)
    assert (view["present"], view["absent"]) == (["farm-coop"], ["chamber-of-commerce"])


def test_meeting_as_a_record_to_publish(root: Path) -> None:
    cases.change(
        root,
        "--- data/meetings/2025/council-1.yaml\n-      text: 講師を探している。\n"
        "+      text: 講師を探している。\n+      internal: まだ言えない\n",
    )
    record = visiontrack("show", "2025/council-1", "--format", "md", root=root).out
    assert record.startswith("# 令和7年度第1回 推進会議\n")
    assert "## 出席\n\n- 商工会議所\n- 農業協同組合\n" in record
    assert "夜間の講座を増やしてほしい。" in record
    assert "まだ言えない" not in record


def test_markdown_is_of_meetings_only(root: Path) -> None:
    assert visiontrack("show", "local-food", "--format", "md", root=root).code == 2


def test_program_shows_use_and_money(root: Path) -> None:
    view = document("show", "market-subsidy", root=root)
    assert (view["actor"], view["measures"][0]["id"]) == ("prefecture", "local-food")
    (year,) = view["years"]
    assert (year["year"], year["used"], year["funding"]) == (2024, 14, 500)
    page = visiontrack("show", "直売所の補助", root=root).out
    assert "2024年度  利用14件  財源500千円" in page
    assert "周知（2-1 地産地消の推進）: 会報で案内した" in page


def test_plan_and_status_name_programs_that_end(root: Path) -> None:
    for year, ends in (("2024", []), ("2025", ["market-subsidy"]), ("2026", ["market-subsidy"])):
        assert [program["id"] for program in document("plan", year, root=root)["programs"]] == ends
    status = document("status", "--today", "2025-12-01", root=root)
    assert [program["id"] for program in status["programs"]] == ["market-subsidy"]
    assert "直売所の補助（県）は2025年度まで" in visiontrack("status", "--today", "2025-12-01", root=root).out


def test_own_indicator_shows_what_lies_under_it(root: Path) -> None:
    (measure,) = document("show", "vision/shipments", root=root)["aiming"]
    assert (measure["id"], measure["year"]) == ("local-food", 2024)
    assert [project["spent"] for project in measure["projects"]] == [800]
    page = visiontrack("show", "vision/shipments", root=root).out
    assert "2-1 地産地消の推進 [local-food]" in page
    assert "直売会: 予算額 900千円、執行額 800千円" in page


def test_do_counts_the_visions_year_without_asking_for_it(root: Path) -> None:
    view = document("do", "2024", "--today", "2025-06-01", root=root)
    texts = {"context": True, "outcomes": False, "issues": False, "contributions": 1}
    assert view["vision_texts"] == texts
    own = next(report for report in view["reports"] if report["measure"] == "vision")
    assert own["state"] == "reported"
    partners = {partner["id"]: (partner["contributed"], partner["measures"]) for partner in view["partners"]}
    assert partners["chamber-of-commerce"] == (1, 1)


def test_roles_count_what_was_done_for_the_vision(root: Path) -> None:
    actors = {actor["id"]: actor for actor in document("roles", "2024", root=root)["actors"]}
    (role,) = actors["farm-coop"]["roles"]
    assert "vision" in {contribution["measure"] for contribution in role["contributions"]}
    assert "直売所を開く。" in visiontrack("roles", "2024", root=root).out


def test_missing_is_text_for_a_mail(root: Path) -> None:
    mail = visiontrack(
        "do", "2025", "--missing", "--due", "2026-05-29", "--today", "2026-04-10", root=root
    ).out
    assert "産業振興課　御中\n令和7年度（2025年度）の実績報告で、次の項目がまだ記入されていません。" in mail
    assert "令和8年5月29日までに御提出ください。" in mail
    assert "・創業支援の充実\n　　指標：創業者数、3年後の継続率、条例の制定" in mail


def test_due_alone_is_wrong_use(root: Path) -> None:
    assert visiontrack("do", "2025", "--due", "2026-05-29", root=root).code == 2


def test_new_hearing_is_laid_out(root: Path) -> None:
    made = visiontrack("new", "meeting", "2025", "--body", "hearing", "--date", "2025-10-01", root=root)
    assert made.code == 0, made.err
    assert "asked:" in (root / "data/meetings/2025/hearing-2.yaml").read_text(encoding="utf-8")
