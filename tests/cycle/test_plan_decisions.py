"""Every decision that changes a plan: shown and where, or not yet and --start writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.documents import document
from support.program import visiontrack
from support.told import told

REPO = Path(__file__).parents[2]
MEASURE = "data/measures/startup-support.yaml"
DECISIONS = "data/decisions/2024.yaml"


def decide(root: Path, entry: str, plan: int = 2026) -> None:
    """One decision on 2024, beside those of the folder."""
    sound.write(root, DECISIONS, f"year: 2024\nplan: {plan}\ndecisions:\n{entry}")


# ---- decisions: shown ------------------------------------------------------------------------------------


def test_a_shown_decision_names_the_line_that_shows_it(city: Path) -> None:
    decide(city, "  - measure: startup-support\n    decision: improve\n    reason: 夜間の回を設ける\n")
    text = sound.MEASURE + "revisions:\n  - year: 2026\n    decision: 2024\n    text: 夜間の回を設ける\n"
    sound.write(city, MEASURE, text)
    (decision,) = document("plan", "2026", root=city)["decisions"]
    assert decision["state"] == "shown"
    line = text.split("\n").index("  - year: 2026") + 1
    assert decision["where"] == {"path": MEASURE, "line": line}
    assert (decision["path"], decision["line"]) == (DECISIONS, 4)
    page = visiontrack("plan", "2026", root=city).out
    assert f"計画  {MEASURE}:{line}" in page
    assert "反映済 1、未反映 0" in page


def test_only_decisions_for_this_plan_count(city: Path) -> None:
    """Only decisions for this plan count and the others are pointed to."""
    decide(city, "  - {measure: startup-support, decision: expand, reason: 増やす}\n", plan=2027)
    assert document("plan", "2026", root=city)["decisions"] == []
    view = document("plan", "2025", root=city)
    assert (view["decisions"], view["decisions_of_last_year_change"]) == ([], 2027)
    assert "visiontrack plan 2027" in visiontrack("plan", "2025", root=city).out
    assert len(document("plan", "2027", root=city)["decisions"]) == 1


def test_continue_suspend_and_undecided_ask_for_nothing(city: Path) -> None:
    for word in ("continue", "suspend", "undecided"):
        decide(city, f"  - {{measure: startup-support, decision: {word}, reason: 様子を見る}}\n")
        (decision,) = document("plan", "2026", root=city)["decisions"]
        assert decision["state"] == "not_asked"


# ---- decisions: not yet, and what --start writes ----------------------------------------------------------

OLD = """\
id: old
title: 旧施策
policy: p1
lead: farm-policy
projects:
  - id: stall
    title: 出店
  - id: fair
    title: 市
    period: {start: 2020, end: 2029}
indicators:
  - id: stalls
    name: 出店数
    unit: 店
    kind: outcome
    direction: increase
    targets: {2029: 9}
    period: {start: 2021, end: 2029}
    source: 農政課調べ
"""
CASES = {
    "expand": (
        "{measure: startup-support, decision: expand, reason: '定員: 30人から, 40人へ'}",
        ["revisions"],
    ),
    "improve": (
        "{measure: startup-support, project: startup-school, decision: improve, reason: 夜も}",
        ["text: 夜も"],
    ),
    "shrink": ("{measure: old, decision: shrink, reason: 回数を減らす}", ["revisions:"]),
    "vision": ("{measure: vision, decision: improve, reason: 物差しを改める}", ["revisions:"]),
    "merge": ("{measure: old, decision: merge, into: startup-support, reason: 重なる}", ["predecessors"]),
    "merge into what is not there": (
        "{measure: old, decision: merge, into: heir, reason: 重なる}",
        ["id: heir"],
    ),
    "merge of a project": (
        "{measure: old, project: fair, decision: merge, into: startup-support, reason: 重なる}",
        ["end: 2025"],
    ),
    "abolish": ("{measure: old, decision: abolish, reason: 役目を終えた}", ["end: 2025"]),
    "complete a project": (
        "{measure: old, project: stall, decision: complete, reason: 済んだ}",
        ["end: 2025"],
    ),
    "complete a dated project": (
        "{measure: old, project: fair, decision: complete, reason: 済んだ}",
        ["end: 2025"],
    ),
    "new": (
        "{measure: green, decision: new, title: '緑: 工場', reason: 始める}",
        ["id: green", 'title: "緑: 工場"'],
    ),
    "new project": (
        "{measure: old, project: booth, decision: new, title: 屋台, reason: 始める}",
        ["- id: booth"],
    ),
}


@pytest.fixture
def town(city: Path) -> Path:
    """The small city with measures to merge, end and extend; nothing was reported of them."""
    sound.write(city, "data/vision.yaml", sound.VISION.replace("records_since: 2024", "records_since: 2026"))
    sound.write(city, "data/measures/old.yaml", OLD)
    for id_, period in (("late", "{start: 2028, end: 2029}"), ("short", "{start: 2020, end: 2025}")):
        bare = f"id: {id_}\ntitle: 施策\npolicy: p1\nlead: farm-policy\nperiod: {period}  # 当初\n"
        sound.write(city, f"data/measures/{id_}.yaml", bare)
    return city


def started(root: Path, *options: str) -> str:
    ran = visiontrack("plan", "2026", "--start", *options, root=root)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("case", CASES)
def test_start_makes_the_plan_show_a_decision(town: Path, case: str) -> None:
    """What is not shown is shown once --start wrote it; a second run finds nothing to write."""
    entry, words = CASES[case]
    decide(town, f"  - {entry}\n")
    before = [line for line in told(town) if "VT505" not in line]
    (decision,) = document("plan", "2026", root=town)["decisions"]
    assert (decision["state"], decision["where"]) == ("not_yet", None)
    difference = started(town, "--dry-run")
    for word in words:
        assert any(word in line for line in difference.split("\n") if line.startswith("+"))
    started(town)
    (decision,) = document("plan", "2026", root=town)["decisions"]
    assert decision["state"] == "shown"
    assert told(town) == before
    assert (started(town, "--dry-run"), started(town)) == ("", "書き入れるものはありません。\n")


def test_dry_run_writes_nothing(town: Path) -> None:
    decide(town, "  - {measure: old, decision: abolish, reason: 役目を終えた}\n")
    started(town, "--dry-run")
    assert (town / "data/measures/old.yaml").read_text("utf-8") == OLD
    assert visiontrack("plan", "2026", "--dry-run", root=town).code == 2


def test_an_ended_measure_ends_with_its_parts(town: Path) -> None:
    """Projects and indicators that would outlast it end with it; those without a period follow it anyway."""
    decide(town, "  - {measure: old, decision: complete, reason: 済んだ}\n")
    started(town)
    text = (town / "data/measures/old.yaml").read_text("utf-8")
    assert text.count("end: 2025") == 3
    assert "end: 2029" not in text


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ("{measure: short, decision: extend, reason: 続ける}", "延伸"),
        ("{measure: late, decision: new, reason: 早める}", "新規"),
        ("{measure: old, decision: merge, into: late, reason: 重なる}", "統合"),
    ],
)
def test_what_only_people_know_is_reported(town: Path, entry: str, word: str) -> None:
    """How long something goes on, or when it really began, no decision says: nothing is written."""
    decide(town, f"  - {entry}\n")
    files = {path: path.read_bytes() for path in town.rglob("*.yaml")}
    assert word in started(town)
    assert files == {path: path.read_bytes() for path in town.rglob("*.yaml")}


def test_drafts_are_not_written(town: Path) -> None:
    decide(town, "  - {measure: old, decision: abolish}\n")
    assert started(town) == "書き入れるものはありません。\n"


def test_entry_with_empty_text_is_filled_in(town: Path) -> None:
    """Year and decision are there already: all that is missing is what changes."""
    decide(town, "  - {measure: startup-support, decision: expand, reason: 増やす}\n")
    entry = "revisions:\n  - year: 2026\n    decision: 2024\n    text:\n"
    sound.write(town, MEASURE, sound.MEASURE + entry)
    assert "revisions の項目の text が空です" in visiontrack("plan", "2026", root=town).out
    started(town)
    assert (town / MEASURE).read_text("utf-8") == sound.MEASURE + entry.replace("text:", "text: 増やす")


@pytest.mark.parametrize("order", [1, -1])
def test_new_merge_target_is_made_once(town: Path, order: int) -> None:
    """A measure that is new and merged into is made once with all it comes from."""
    entries = [
        "  - {measure: heir, decision: new, title: 新しい施策, reason: まとめる}\n",
        "  - {measure: old, decision: merge, into: heir, reason: 重なる}\n",
        "  - {measure: short, decision: merge, into: heir, reason: 重なる}\n",
    ]
    decide(town, "".join(entries[::order]))
    started(town)
    text = (town / "data/measures/heir.yaml").read_text("utf-8")
    assert "title: 新しい施策\n" in text
    assert {"old", "short"} == set(text.partition("predecessors: [")[2].rstrip("]\n").split(", "))
    assert {decision["state"] for decision in document("plan", "2026", root=town)["decisions"]} == {"shown"}


@pytest.mark.parametrize("project", ["", "project: fair, "])
def test_merging_into_the_vision_is_unclear(town: Path, project: str) -> None:
    """What is merged into the vision needs another target, not a measure of that name."""
    decide(town, f"  - {{measure: old, {project}decision: merge, into: vision, reason: 重なる}}\n")
    assert [line.split()[2] for line in told(town)] == ["VT306.into"]
    (decision,) = document("plan", "2026", root=town)["decisions"]
    assert decision["state"] == "unclear"


def test_the_lines_follow_the_indent_of_the_file(town: Path) -> None:
    decide(town, "  - {measure: startup-support, decision: expand, reason: 増やす}\n")
    revisions = "revisions:\n- year: 2021\n  decision: 2020\n  text: 前の見直し\n# 終わり\n"
    sound.write(town, MEASURE, sound.MEASURE + revisions)
    started(town)
    added = "- year: 2026\n  decision: 2024\n  text: 増やす\n# 終わり\n"
    assert (town / MEASURE).read_text("utf-8") == sound.MEASURE + revisions.replace("# 終わり\n", added)


def test_decision_on_a_broken_measure_is_unclear(town: Path) -> None:
    """A broken measure is left out and its decision is unclear."""
    decide(town, "  - {measure: old, decision: abolish, reason: 終える}\n")
    sound.write(town, "data/measures/old.yaml", OLD.replace("policy: p1", "policy: [p1]"))
    ran = visiontrack("plan", "2026", root=town)
    view = document("plan", "2026", root=town)
    assert ran.code == 1
    assert view["left_out"] == ["data/measures/old.yaml"]
    assert [finding["code"] for finding in view["findings"]] == ["VT204"]
    assert [decision["state"] for decision in view["decisions"]] == ["unclear"]
    assert "old" not in [measure["id"] for measure in view["measures"]]
    assert "VT204" in ran.err


def test_filters_restrict_measures_and_their_decisions(city: Path) -> None:
    other = sound.MEASURE.replace("startup-support", "other").replace(
        "lead: industry-promotion", "lead: farm-policy"
    )
    sound.write(city, "data/measures/other.yaml", other)
    decide(
        city,
        "  - {measure: startup-support, decision: expand, reason: 増やす}\n"
        "  - {measure: other, decision: expand, reason: 増やす}\n"
        "  - {measure: vision, decision: improve, reason: 見直す}\n",
    )
    assert len(document("plan", "2026", root=city)["decisions"]) == 3
    view = document("plan", "2026", "--lead", "farm-policy", root=city)
    assert [measure["id"] for measure in view["measures"]] == ["other"]
    assert [decision["measure"] for decision in view["decisions"]] == ["other"]
    assert visiontrack("plan", "2026", "--policy", "p2", root=city).code == 2


def test_plan_and_validate_agree_on_what_is_shown() -> None:
    states = {"shown": 0, "not_yet": 0}
    for year in range(2020, 2030):
        for decision in document("plan", str(year), root=REPO)["decisions"]:
            states[decision["state"]] = states.get(decision["state"], 0) + 1
    warned = sum("VT505" in line for line in told(REPO))
    assert (states["not_yet"], states["shown"] > 20) == (warned, True)
