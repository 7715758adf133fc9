"""What the cycle still waits for: results, answers, decisions, a lead that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import cases
from support.told import told_after

NO_DECISIONS = "--- data/decisions/2024.yaml\n"
RESTS_ON_IT = {
    "data/measures/local-food.yaml:43:15 warning VT506",
    "data/measures/startup-support.yaml:27:19 warning VT506",
}


# ---- which years are past --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "later",
    [
        "--- data/results/2025/startup-support.yaml\n+measure: startup-support\n+year: 2025\n+status: on_track\n",
        "--- data/results/2025/vision.yaml\n+year: 2025\n",
    ],
)
def test_a_later_years_results_make_a_year_past(later: str, tmp_path: Path) -> None:
    """2024 has no decisions file and one result is missing: that is told once any result of 2025 is in."""
    missing = f"{NO_DECISIONS}--- data/results/2024/old-market.yaml\n"
    assert set(told_after(tmp_path / "city", missing)) == RESTS_ON_IT
    assert set(told_after(tmp_path / "other", missing + later)) == {
        *RESTS_ON_IT,
        "data/measures/old-market.yaml:1:5 warning VT501",
    }


def test_no_year_is_past_in_a_folder_without_results(tmp_path: Path) -> None:
    """A city that starts: opinions of its first meetings may wait, nothing was to be reported yet."""
    files = [
        f"results/{year}/{name}"
        for year in (2023, 2024)
        for name in ("startup-support", "local-food", "old-market", "vision")
    ]
    nothing = "".join(f"--- data/{one}.yaml\n" for one in (*files, "decisions/2023", "decisions/2024"))
    told = told_after(tmp_path / "city", nothing)
    assert {one.split()[2] for one in told} == {"VT506"}


def test_a_year_with_results_and_no_later_ones_is_not_past(tmp_path: Path) -> None:
    """The council looked at 2024 in August 2025; until that year's decisions are written its words may wait."""
    unanswered = """\
--- data/meetings/2025/council-1.yaml
-    response:
-      status: declined
-      text: 中間見直しで整理したばかりのため。
"""
    where = "data/meetings/2025/council-1.yaml:17:5 warning VT503.none"
    assert where in told_after(tmp_path / "city", unanswered)
    assert set(told_after(tmp_path / "other", NO_DECISIONS + unanswered)) == RESTS_ON_IT


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        ("{start: 2020, end: 2023}", []),
        ("{start: 2020, end: 2024}", ["VT501"]),
        ("{start: 2024, end: 2024}", ["VT501"]),
    ],
)
def test_no_result_is_asked_for_after_the_measures_end(period: str, asked: list[str], tmp_path: Path) -> None:
    change = (
        "--- data/results/2024/old-market.yaml\n--- data/results/2023/old-market.yaml\n"
        "--- data/vision.yaml\n-records_since: 2023\n+records_since: 2024\n"
        f"--- data/measures/old-market.yaml\n-period: {{start: 2020, end: 2024}}\n+period: {period}\n"
    )
    told = told_after(tmp_path / "city", change)
    assert [one.split()[2] for one in told] == [*asked]


def test_nor_before_its_start(tmp_path: Path) -> None:
    """The folder goes back to 2020, local-food began in 2021: 2021 and 2022 are asked of it, 2020 is not."""
    earlier = "--- data/vision.yaml\n-records_since: 2023\n"
    told = told_after(tmp_path / "city", earlier)
    assert told == [
        *["data/measures/local-food.yaml:1:5 warning VT501"] * 2,
        *["data/measures/old-market.yaml:1:5 warning VT501"] * 3,
        *["data/measures/startup-support.yaml:1:5 warning VT501"] * 3,
        *["data/vision.yaml:12:1 warning VT501.vision"] * 3,
    ]


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        ("", 2),
        ("{start: 2024, end: 2029}", 1),
        ("{start: 2020, end: 2022}", 0),
        ("{start: 2025, end: 2029}", 0),
    ],
)
def test_vision_results_missing_while_its_indicators_run(period: str, asked: int, tmp_path: Path) -> None:
    """Nobody wrote down what was shipped in 2023 and 2024; as a section's result, that is missed."""
    gone = "--- data/results/2023/vision.yaml\n--- data/results/2024/vision.yaml\n"
    lasting = (
        "--- data/vision.yaml\n-    targets: {2029: 1650}\n"
        f"+    targets: {{2029: 1650}}\n+    period: {period}\n"
    )
    told = told_after(tmp_path / "city", gone + (lasting if period else ""))
    assert [one for one in told if "VT501" in one] == ["data/vision.yaml:13:1 warning VT501.vision"] * asked


def test_vision_without_indicators_needs_no_results(tmp_path: Path) -> None:
    gone = "--- data/results/2023/vision.yaml\n--- data/results/2024/vision.yaml\n"
    lines = (cases.BASE / "data/vision.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    own = "".join(f"-{one}" for one in lines[12:22])
    assert told_after(tmp_path / "city", f"{gone}--- data/vision.yaml\n{own}") == []


def test_a_period_that_leaves_the_visions_asks_for_nothing_outside_it(tmp_path: Path) -> None:
    """The vision is of 2023 and 2024, the measure says 2022 to 2026, results go up to 2026: one error, at each end."""
    change = (
        "--- data/vision.yaml\n-period: {start: 2020, end: 2029}\n+period: {start: 2023, end: 2024}\n"
        "@@\n-records_since: 2023\n+records_since: 2022\n"
        "--- data/measures/old-market.yaml\n-period: {start: 2020, end: 2024}\n+period: {start: 2022, end: 2026}\n"
        "--- data/results/2026/vision.yaml\n+year: 2026\n"
    )
    told = [one for one in told_after(tmp_path / "city", change) if "old-market" in one]
    assert told == [
        "data/measures/old-market.yaml:5:17 error VT402.vision",
        "data/measures/old-market.yaml:5:28 error VT402.vision",
    ]


def test_measure_of_a_single_year(tmp_path: Path) -> None:
    """Start and end may be the same year, of which a result is welcome and of no other."""
    change = "--- data/measures/old-market.yaml\n-period: {start: 2020, end: 2024}\n+period: {start: 2024, end: 2024}\n"
    assert told_after(tmp_path / "city", change) == ["data/results/2023/old-market.yaml:2:7 error VT403"]


# ---- who leads -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("", ["data/measures/old-market.yaml:9:11 warning VT502.alone"]),
        ("    period: {start: 2020, end: 2022}\n", []),
        (
            "    period: {start: 2020, end: 2023}\n",
            ["data/measures/old-market.yaml:9:11 warning VT502.alone"],
        ),
    ],
)
def test_a_projects_own_lead_lasts_as_long_as_the_project(
    period: str, told: list[str], tmp_path: Path
) -> None:
    """The farm policy section ended with 2022, and nobody took over. A project without a period runs as long as its
    measure."""
    lines = "projects:\n  - id: stage\n    title: 舞台\n    lead: farm-policy\n" + period
    added = "".join(f"+{one}\n" for one in lines.splitlines())
    change = f"--- data/measures/old-market.yaml\n-indicators:\n{added}+indicators:\n"
    alone = "--- data/actors/city.yaml\n-    successor: farm-section\n"
    assert told_after(tmp_path / "city", change + alone) == told


def test_an_actor_may_lead_and_never_ends(tmp_path: Path) -> None:
    change = "--- data/measures/old-market.yaml\n-lead: farm-section\n+lead: farm-coop\n"
    assert told_after(tmp_path / "city", change) == []


# ---- what was said and is unanswered ---------------------------------------------------------------------

MEETING = "data/meetings/2025/council-1.yaml"


@pytest.mark.parametrize(
    ("due", "told"), [("2025-12-01", []), ("2025-11-30", [f"{MEETING}:16:12 warning VT503.due"])]
)
def test_an_answer_due_today_is_not_late(due: str, told: list[str], tmp_path: Path) -> None:
    """The tests' day is 2025-12-01."""
    change = f"--- {MEETING}\n-      due: 2026-03-31\n+      due: {due}\n"
    assert told_after(tmp_path / "city", change) == told


def test_an_answer_that_was_given_is_never_late(tmp_path: Path) -> None:
    change = (
        f"--- {MEETING}\n-      status: in_progress\n+      status: done\n"
        "@@\n-      due: 2026-03-31\n+      due: 2025-08-31\n"
    )
    assert told_after(tmp_path / "city", change) == []


# ---- what wants a decision -------------------------------------------------------------------------------

UNDECIDED = "--- data/decisions/2024.yaml\n-    decision: continue\n+    decision: undecided\n"
SCORED = f"{UNDECIDED}--- data/results/2024/startup-support.yaml\n-  founders: 72\n+  founders: {{}}\n"


@pytest.mark.parametrize(("bound", "codes"), [("85", []), ("85.1", ["VT504.score"])])
def test_a_score_at_the_bound_wants_no_decision(bound: str, codes: list[str], tmp_path: Path) -> None:
    """49 founders of 70 are 70.0, the ordinance is 100: their mean is 85.0."""
    change = SCORED.format(49) + (
        f"--- data/vision.yaml\n-    attention_below: 80\n+    attention_below: {bound}\n"
    )
    assert [one.split()[2] for one in told_after(tmp_path / "city", change)] == codes


@pytest.mark.parametrize(
    "broken",
    [
        "--- data/vision.yaml\n-name: 見本市産業振興ビジョン\n+name: [x]\n",
        "--- data/measures/startup-support.yaml\n-title: 創業支援の充実\n+title: [x]\n",
        "--- data/results/2023/startup-support.yaml\n-next: expand\n+next: 拡大\n",
        "--- data/results/2024/startup-support.yaml\n-next: continue\n+next: [x]\n",
    ],
)
def test_no_score_is_worked_out_from_a_file_with_a_mistake(broken: str, tmp_path: Path) -> None:
    """A founder's figure of 4 is too low; but with a mistake in what it rests on, only the mistake is told."""
    low = SCORED.format(4).replace("66", "6")
    name = broken.split("\n", maxsplit=1)[0]
    joined = low.replace(f"{name}\n", f"{broken}@@\n") if name in low else low + broken
    codes = [one.split()[2][:5] for one in told_after(tmp_path / "city", joined)]
    assert "VT504" not in codes
    assert any(one.startswith("VT2") for one in codes)


def test_a_mistake_in_a_later_years_result_changes_no_score(tmp_path: Path) -> None:
    later = (
        "--- data/results/2025/startup-support.yaml\n+measure: startup-support\n+year: 2025\n+status: 順調\n"
    )
    told = told_after(tmp_path / "city", SCORED.format(10) + later)
    assert "data/decisions/2024.yaml:5:15 warning VT504.score" in told


def test_a_vision_without_rules_has_no_scores(tmp_path: Path) -> None:
    rules = """\
--- data/vision.yaml
-evaluation:
-  - since: 2020
-    basis: achievement
-    target_rule: interpolate
-    decrease: target_over_actual
-    roll_up: mean
-    cap: 100
-    attention_below: 80
-    grades:
-      - {grade: A, label: 達成, at_least: 100}
-      - {grade: B, label: おおむね順調, at_least: 80}
-      - {grade: C, label: 遅れ}
+evaluation: []
"""
    told = told_after(tmp_path / "city", SCORED.format(4) + rules)
    assert "VT504" not in " ".join(told)
    assert "data/vision.yaml:32:13 error VT409.none" in told


def test_a_running_total_with_a_year_missing_is_no_low_score(tmp_path: Path) -> None:
    """Founders counted from 2020 on, but nothing was entered before 2023: there is no total to score."""
    change = (
        "--- data/measures/startup-support.yaml\n-    target_revisions:\n-      - since: 2026\n"
        "-        targets: {2029: 100}\n-        decision: 2024\n-        reason: 中間目標を超えたため\n"
        "@@\n-    baseline: {year: 2019, value: 45}\n"
        "+    accumulation: cumulative\n+    baseline: {year: 2019, value: 45}\n"
    )
    assert told_after(tmp_path / "city", UNDECIDED + change) == []
