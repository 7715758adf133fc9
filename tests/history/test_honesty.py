"""``validate --since`` and ``diff --strict``: what was final, promised, said, decided or published stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support.git_city import build, commit, edit, git
from support.program import visiontrack

RESULT = "data/results/2023/startup-support.yaml"
MEASURE = "data/measures/startup-support.yaml"
MEETING = "data/meetings/2024/council-1.yaml"
DECISIONS = "data/decisions/2023.yaml"
VISION = "data/vision.yaml"

# Code, file, what stood there, what stands there now, the line told.
DISHONEST = {
    "a final value changed": ("VT801", RESULT, "founders: 66", "founders: 70", 9),
    "a final value emptied": ("VT801", RESULT, "founders: 66", "founders:", 9),
    "a final value gone": ("VT801", RESULT, "  founders: 66\n", "", 8),
    "a milestone changed": ("VT801", RESULT, "ordinance: true", "ordinance: false", 11),
    "the last target": ("VT802", MEASURE, "2029: 90", "2029: 80", 23),
    "the baseline": ("VT802", MEASURE, "value: 45", "value: 40", 22),
    "a target of a past year put in": ("VT802", MEASURE, "{2024: 70", "{2023: 50, 2024: 70", 23),
    "a revision rewritten": ("VT802", MEASURE, "{2029: 100}", "{2029: 70}", 26),
    "an opinion rewritten": ("VT803", MEETING, "一つにしてはどうか", "一つにするな", 11),
    "a decision rewritten": ("VT804", DECISIONS, "reason: 希望者が多い。", "reason: 希望者が少ない。", 6),
    "a decision turned": ("VT804", DECISIONS, "decision: expand", "decision: shrink", 5),
    "a decision gone": (
        "VT804",
        DECISIONS,
        "  - measure: startup-support\n    decision: expand\n    reason: 希望者が多い。\n",
        "",
        3,
    ),
}
HONEST = {
    "a correction": (RESULT, "founders: 66", "founders: {value: 70, was: 66}"),
    "a value taken back": (RESULT, "founders: 66", "founders: {value: , was: 66}"),
    "a comment": (RESULT, "founders: 66", "founders: 66  # counted again"),
    "a later target": (MEASURE, "2029: 90", "2028: 80, 2029: 90"),
    "a revision": (
        MEASURE,
        "    source: 追跡調査\n",
        "    target_revisions:\n      - since: 2026\n        targets: {2029: 80}\n        decision: 2024\n"
        "        reason: 見直し\n    source: 追跡調査\n",
    ),
    "an answer": (MEETING, "text: 令和7年度から統合する。", "text: 令和7年度に統合した。"),
    "a decision no plan shows": (DECISIONS, "reason: 順調である。", "reason: とても順調である。"),
    "a threshold": (VISION, "attention_below: 80", "attention_below: 70"),
}


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return build(tmp_path / "city")


def told(city: Path, since: str = "HEAD") -> list[tuple[str, str, int]]:
    ran = visiontrack("validate", "--since", since, "--format", "json", root=city)
    findings = json.loads(ran.out)["findings"]
    past = [(one["code"], one["path"], one["line"]) for one in findings if one["code"] >= "VT8"]
    assert all(one["severity"] == "error" and one["hint"] for one in findings if one["code"] >= "VT8")
    assert ran.code == int(any(one["severity"] == "error" for one in findings))
    strict = visiontrack("diff", since, "--strict", root=city)
    assert strict.code == int(bool(past))
    return past


@pytest.mark.parametrize("case", DISHONEST)
def test_a_change_to_the_past(city: Path, case: str) -> None:
    code, path, old, new, line = DISHONEST[case]
    edit(city, path, old, new)
    assert told(city) == [(code, path, line)]
    assert visiontrack("validate", root=city).code == 0, "without --since nobody looks back"


@pytest.mark.parametrize("case", HONEST)
def test_an_honest_change(city: Path, case: str) -> None:
    edit(city, *HONEST[case])
    assert told(city) == []


def test_an_opinion_deleted(city: Path) -> None:
    text = (city / MEETING).read_text(encoding="utf-8")
    (city / MEETING).write_text(text[: text.index("  - id: o-2024-01")], encoding="utf-8")
    assert ("VT803", MEETING, 6) in told(city)
    (city / MEETING).unlink()
    assert ("VT803", MEETING, 1) in told(city)


def test_an_opinion_of_a_year_that_goes_on_may_change(city: Path) -> None:
    new = "  - id: o-now\n    actor: city\n    kind: opinion\n    text: 早く\n"
    place = city / "data/meetings/2025/late.yaml"
    place.write_text(
        f"id: late\nbody: council\ndate: 2025-12-01\nreviews: 2025\ntitle: 会議\nopinions:\n{new}",
        encoding="utf-8",
    )
    commit(city)
    edit(city, "data/meetings/2025/late.yaml", "text: 早く", "text: おそく")
    assert told(city) == []


@pytest.mark.parametrize(
    ("code", "path", "old", "new"),
    [
        ("VT803", MEETING, "一つにしてはどうか。", "一つにしよう。"),
        ("VT804", DECISIONS, "reason: 希望者が多い。", "reason: 希望者が多かった。"),
        ("VT806", VISION, "cap: 100", "cap: 110"),
    ],
)
def test_a_reason_on_the_line_is_accepted_and_printed(
    city: Path, code: str, path: str, old: str, new: str
) -> None:
    edit(city, path, old, new)
    assert [one[0] for one in told(city)] == [code]
    edit(city, path, new, f"{new}  # visiontrack: ignore {code}")
    assert [one[0] for one in told(city)] == [code], "a reason is needed"
    edit(city, path, f"ignore {code}", f"ignore {code} 誤字の訂正")
    assert told(city) == []
    page = visiontrack("diff", "HEAD", root=city).out
    assert "理由：誤字の訂正" in page.replace("\n  ", "")


def test_no_reason_is_accepted_for_a_figure(city: Path) -> None:
    edit(city, RESULT, "founders: 66", "founders: 70  # visiontrack: ignore VT801 誤記")
    assert [one[0] for one in told(city)] == ["VT801"]


def test_a_rule_of_a_past_year(city: Path) -> None:
    edit(city, VISION, "cap: 100", "cap: 120")
    assert [one[:2] for one in told(city)] == [("VT806", VISION)]


def test_a_published_report(city: Path) -> None:
    report = "data/reports/2023/council.md"
    (city / report).parent.mkdir(parents=True)
    (city / report).write_text("# 報告\n\n本文\n", encoding="utf-8")
    with (city / VISION).open("a", encoding="utf-8") as file:
        file.write("published:\n  - year: 2023\n    for: council\n    date: 2024-08-07\n")
    commit(city)
    (city / report).write_bytes("# 報告\r\n\r\n本文\r\n".encode())
    assert told(city) == [], "line ends are no change"
    (city / report).write_text("# 報告\n\n本文。\n", encoding="utf-8")
    assert told(city) == [("VT805", report, 3)]
    (city / report).unlink()
    assert [one[:2] for one in told(city)] == [("VT805", VISION)]


def test_held_against_the_merge_base(city: Path) -> None:
    """What the target branch changed meanwhile is not this branch's doing."""
    git(city, "checkout", "--quiet", "-b", "work")
    edit(city, MEASURE, "title: 創業支援の充実", "title: 創業の支援")
    commit(city)
    git(city, "checkout", "--quiet", "main")
    edit(city, RESULT, "founders: 66", "founders: {value: 70, was: 66}")
    commit(city)
    git(city, "checkout", "--quiet", "work")
    assert told(city, "main") == []


def test_the_english_say_it_too(city: Path) -> None:
    edit(city, RESULT, "founders: 66", "founders: 70")
    ran = visiontrack("validate", "--since", "HEAD", "--lang", "en", root=city)
    assert "error VT801 A final value of a past year was changed without `was`" in ran.out


def test_the_step_that_init_writes_for_ci(city: Path, tmp_path: Path) -> None:
    """It looks back to the target of a pull request, and on the first push there is nothing to look back to."""
    visiontrack("init", str(tmp_path / "new"), "--name", "V", "--start", "2024", "--end", "2029")
    workflow = yaml.safe_load((tmp_path / "new/.github/workflows/visiontrack.yml").read_text("utf-8"))
    step = next(step for step in workflow["jobs"]["data"]["steps"] if "BASE" in step.get("env", {}))
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "visiontrack").write_text(
        f'#!/bin/sh\nexec {sys.executable} -m visiontrack "$@"\n', encoding="utf-8"
    )
    (bin_ / "visiontrack").chmod(0o755)
    first = git(city, "rev-parse", "HEAD").strip()
    edit(city, RESULT, "founders: 66", "founders: 70")
    commit(city)
    codes = {}
    for base in (first, "0" * 40, ""):
        environment = os.environ | {"BASE": base, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
        ran = subprocess.run(
            ["sh", "-e", "-c", step["run"]], cwd=city, env=environment, capture_output=True, check=False
        )
        codes[base] = ran.returncode
    assert codes == {first: 1, "0" * 40: 0, "": 0}
