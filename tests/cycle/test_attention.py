"""What needs attention: every reason at its edge, in order, told once, and in both languages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support import sound
from support.documents import document
from support.edits import edit
from support.program import visiontrack

MEASURE, RESULT = "data/measures/startup-support.yaml", "data/results/2024/startup-support.yaml"
VISION, DECISIONS, MEETING = (
    "data/vision.yaml",
    "data/decisions/2024.yaml",
    "data/meetings/2025/council-1.yaml",
)


def attention(city: Path, year: str = "2024") -> list[dict[str, Any]]:
    """The list of `check`'s JSON."""
    entries: list[dict[str, Any]] = document("check", year, root=city)["attention"]
    return entries


def reasons(city: Path, year: str = "2024") -> dict[str, dict[str, Any]]:
    """The reasons of the only measure, by key."""
    (entry,) = attention(city, year)
    return {reason.pop("key"): reason for reason in entry["reasons"]}


def last_year(city: Path, founders: int) -> None:
    result = sound.RESULT.replace("year: 2024", "year: 2023").replace("founders: 72", f"founders: {founders}")
    sound.write(city, "data/results/2023/startup-support.yaml", result)


def test_nothing_wrong_is_not_listed(city: Path) -> None:
    assert attention(city) == []
    measure = document("check", "2024", root=city)["measures"][0]
    assert (measure["tier"], measure["before"]) == (None, None)


def test_no_result_from_records_since_on(city: Path) -> None:
    """The city keeps records since 2024: of 2023 no result is asked for, but there is no grade either."""
    assert reasons(city, "2025") == {"no_result": {}}
    assert reasons(city, "2023") == {"no_grade": {}}


def test_a_broken_result_is_left_out_and_nothing_else(city: Path) -> None:
    edit(city / RESULT, "founders: 72", "founders: 七十二")
    (entry,) = attention(city)
    assert entry == {
        "measure": "startup-support",
        "tier": 1,
        "reasons": [{"key": "left_out", "path": RESULT}],
    }


def test_low_and_fell_with_their_figures(city: Path) -> None:
    last_year(city, 65)
    edit(city / RESULT, "founders: 72", "founders: 50")
    edit(city / RESULT, "grade: A", "grade: C")
    assert reasons(city) == {
        "low": {"score": Decimal("71.4"), "bound": 80},
        "fell": {"before": "A", "grade": "C"},
    }
    page = visiontrack("check", "2024", root=city).out
    assert "得点71.4が検討の基準80を下回っています" in page and "評価がAからCに下がりました" in page
    assert "（令和5年度は A）" in page


def test_fell_compares_with_last_year_restated(city: Path) -> None:
    """From 2024 on A begins at 120: 2023's 100.0 was an A and is a B now, so 2024's B has not fallen."""
    last_year(city, 65)
    vision = city / VISION
    entry = "  - since: 2020" + vision.read_text("utf-8").partition("  - since: 2020")[2]
    stricter = entry.replace("since: 2020", "since: 2024").replace("cap: 100", "cap: 130")
    vision.write_text(vision.read_text("utf-8") + stricter.replace("at_least: 100", "at_least: 120"), "utf-8")
    edit(city / RESULT, "grade: A", "grade: B")
    measure = document("check", "2024", root=city)["measures"][0]
    assert measure["grade"] == "B" and attention(city) == []
    before = {
        "grade": "A",
        "score": Decimal("100.0"),
        "restated_grade": "B",
        "restated_score": Decimal("100.0"),
    }
    assert measure["before"] == before
    assert "（令和5年度は A、新しい決まりでは B）" in visiontrack("check", "2024", root=city).out


def test_missed_without_a_rate_is_listed_beside_the_low_score(city: Path) -> None:
    """A decrease to 0 that is missed counts 0: low, and missed without a rate."""
    edit(city / MEASURE, "direction: increase", "direction: decrease")
    edit(city / MEASURE, "{2024: 70, 2029: 90}", "{2024: 0}")
    edit(city / RESULT, "grade: A", "grade: D")
    found = reasons(city)
    assert list(found) == ["low", "missed_unrated"]
    assert found["missed_unrated"] == {"indicators": ["founders"]}
    assert "率も計算できない指標があります：創業者数" in visiontrack("check", "2024", root=city).out


def test_no_outcome_though_an_output_counts(city: Path) -> None:
    output = "  - {id: visits, name: 訪問, unit: 件, kind: output, direction: increase, targets: {2024: 1}}\n"
    sound.write(city, MEASURE, sound.MEASURE + output)
    edit(city / RESULT, "founders: 72", "visits: 1")
    assert reasons(city) == {"no_outcome": {}}


@pytest.mark.parametrize(("bound", "listed"), [("96", False), ("96.1", True), ("96.0", False)])
def test_execution_under_its_bound(city: Path, bound: str, listed: bool) -> None:
    """4,800 of 5,000 are 96.0 %."""
    edit(city / VISION, "attention_below: 80", f"attention_below: 80\n    execution_below: {bound}")
    expected = [
        {
            "key": "execution",
            "execution": Decimal("96.0"),
            "bound": Decimal(bound) if "." in bound else int(bound),
        }
    ]
    assert [entry["reasons"] for entry in attention(city)] == ([expected] if listed else [])
    if listed:
        assert attention(city)[0]["tier"] == 2


def test_the_council_asked_for_something_else(city: Path) -> None:
    """Only a decision differs: a draft and `undecided` are none, and neither is what a team recommends."""
    edit(city / MEETING, "    response:", "    recommends: expand\n    response:")
    assert reasons(city) == {"council_differs": {"opinions": ["o-2025-01"], "decision": "continue"}}
    assert document("check", "2024", root=city)["measures"][0]["decision"] == "continue"
    edit(city / MEETING, "body: council", "body: team")
    assert attention(city) == []
    edit(city / MEETING, "body: team", "body: council")
    edit(city / DECISIONS, "decision: continue", "decision: undecided")
    assert attention(city) == []
    edit(city / DECISIONS, "decision: undecided", "decision: continue")
    edit(city / DECISIONS, "    reason: 目標を上回っている。\n", "    reason:\n")
    assert attention(city) == []
    assert document("check", "2024", root=city)["measures"][0]["decision"] is None


def test_opinions_of_council_and_hearing_alone_wait(city: Path) -> None:
    edit(city / MEETING, "status: done", "status: open")
    assert reasons(city) == {"opinion": {"opinions": ["o-2025-01"]}}
    edit(city / MEETING, "body: council", "body: hearing")
    assert reasons(city) == {"opinion": {"opinions": ["o-2025-01"]}}
    edit(city / MEETING, "body: hearing", "body: team")
    assert attention(city) == []


def test_the_worst_stand_first(city: Path) -> None:
    """By rank, first reason, score (none first, then ascending); filters leave the rest of the list as it is."""
    for id_, value in (("b-low", 40), ("a-low", 50), ("late", 72), ("silent", 0)):
        sound.write(city, f"data/measures/{id_}.yaml", sound.MEASURE.replace("startup-support", id_, 1))
        result = sound.RESULT.replace("startup-support", id_, 1).replace("founders: 72", f"founders: {value}")
        result = result.replace("grade: A", "grade: D") if value < 70 else result
        result = result.replace("on_track", "delayed") if id_ == "late" else result
        if id_ != "silent":
            sound.write(city, f"data/results/2024/{id_}.yaml", result)
    entries = [(entry["measure"], entry["tier"]) for entry in attention(city)]
    assert entries == [("silent", 1), ("b-low", 1), ("a-low", 1), ("late", 2)]
    filtered = document("check", "2024", "--measure", "late", root=city)["attention"]
    assert [entry["measure"] for entry in filtered] == ["late"]
    page = visiontrack("check", "2024", "--attention", root=city).out
    assert "late  創業支援の充実：遅れ・休止\n" in page  # the second rank in a line
    assert (
        "検討を要する施策4件（まず検討するもの3件）：実績の報告なし 1、得点が基準未満 2、遅れ・休止 1"
        in page.replace("\n", "")
    )
    assert "創業者数" not in page and "基本方針ごと" not in page
    assert visiontrack("check", "2024", "--attention", "--format", "csv", root=city).code == 2


def test_every_reason_is_told_in_english(city: Path) -> None:
    edit(city / RESULT, "founders: 72", "founders: 50")
    edit(city / RESULT, "next: continue", "next: improve")
    page = visiontrack("check", "2024", "--lang", "en", root=city).out
    for sentence in (
        "score 71.4 is below the attention mark of 80",
        "grade C differs from the section's own A",
        "the section proposes: improve",
    ):
        assert sentence in page


def test_money_is_what_is_known(city: Path) -> None:
    """A budget alone enters the budget, and a budget of 0 no share; nothing known is null, never 0."""
    edit(
        city / MEASURE,
        "    title: 創業スクール\n",
        "    title: 創業スクール\n  - {id: a, title: 甲}\n  - {id: b, title: 乙}\n  - {id: c, title: 丙, period: {start: 2025, end: 2026}}\n",
    )
    edit(
        city / RESULT,
        "    spent: 4800\n",
        "    spent: 4800\n  a: {status: ongoing, text: 実施, budget: 1000}\n  b: {status: done, text: 実施, budget: 0, spent: 30}\n",
    )
    money = document("check", "2024", root=city)["measures"][0]["money"]
    assert money == {"budget": 6000, "spent": 4830, "execution": Decimal("96.0"), "projects": 3, "known": 2}
    nothing = document("check", "2025", root=city)["vision"]["money"]
    assert nothing == {"budget": None, "spent": None, "execution": None, "projects": 4, "known": 0}


def test_what_a_program_pays_for(city: Path) -> None:
    """`--program` restricts to the measures that name it, and lists the projects with its part of the money."""
    program = "programs:\n  - {id: grant, title: 創業の補助}\n  - {id: other, title: ほかの補助}\n"
    sound.write(city, "data/actors/chamber-of-commerce.yaml", sound.CHAMBER + program)
    sound.write(city, MEASURE, sound.MEASURE + "programs: [grant]\n")
    edit(city / RESULT, "    spent: 4800\n", "    spent: 4800\n    funding: {grant: 1500}\n")
    shown = document("check", "2024", "--program", "grant", root=city)
    paid = {"measure": "startup-support", "project": "startup-school", "budget": 5000, "spent": 4800}
    assert shown["program"] == {
        "id": "grant",
        "title": "創業の補助",
        "projects": [{**paid, "funding": 1500}],
        "funding": 1500,
    }
    none = document("check", "2024", "--program", "ほかの補助", root=city)
    assert none["program"] == {"id": "other", "title": "ほかの補助", "projects": [], "funding": None}
    assert none["measures"] == [] and none["vision"]["measures"] == 1
    page = visiontrack("check", "2024", "--program", "grant", root=city).out
    assert "制度「創業の補助」を財源とする事業（千円）" in page and "1,500" in page
    assert "program" not in document("check", "2024", root=city)
    wrong = visiontrack("check", "2024", "--program", "grnt", root=city)
    assert wrong.code == 2 and "grant" in wrong.err
