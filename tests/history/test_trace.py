"""``explain --trace``: when each value was last changed, and never by whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support import cases
from support.git_city import build, commit, edit, git
from support.program import visiontrack

RESULT = "data/results/2024/startup-support.yaml"
EXPLAIN = ("explain", "startup-support/founders", "2024", "--trace")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    root = build(tmp_path / "city")
    edit(root, RESULT, "founders: 72", "founders: 73")
    commit(root, "count again", day="2026-11-20")
    return root


def inputs(city: Path) -> dict[str, Any]:
    document = json.loads(visiontrack(*EXPLAIN, "--format", "json", root=city).out)
    return {part["key"]: part for part in document["inputs"]} | {"rules": document["rules"]}


def test_each_value_has_its_own_commit_and_day(city: Path) -> None:
    traced = inputs(city)
    head, first = git(city, "rev-parse", "HEAD", "HEAD~1").split()
    assert (traced["actual"]["commit"], traced["actual"]["date"]) == (head, "2026-11-20")
    assert (traced["baseline"]["commit"], traced["baseline"]["date"]) == (first, "2026-11-01")
    assert traced["rules"]["commit"] == first
    text = visiontrack(*EXPLAIN, root=city).out
    assert f"{RESULT}:{traced['actual']['line']}  {head[:10]} 2026-11-20" in text
    assert "Somebody" not in text


def test_what_is_not_committed_has_none(city: Path) -> None:
    edit(city, RESULT, "founders: 73", "founders: 74")
    assert (inputs(city)["actual"]["commit"], inputs(city)["actual"]["date"]) == (None, None)
    assert "コミット前" in visiontrack(*EXPLAIN, root=city).out


def test_without_the_option_nothing_of_git_is_told(city: Path) -> None:
    document = json.loads(visiontrack(*EXPLAIN[:3], "--format", "json", root=city).out)
    assert "commit" not in document["rules"]


def test_it_needs_a_repository_and_a_year(city: Path, tmp_path: Path) -> None:
    assert visiontrack("explain", "VT301", "--trace", root=city).code == 2
    ran = visiontrack(*EXPLAIN, root=cases.build(tmp_path / "plain"))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_shallow_clone_says_that_it_cannot_know(city: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{city}", str(clone))
    ran = visiontrack(*EXPLAIN, root=clone)
    assert (ran.code, "--unshallow" in ran.err) == (2, True)


REPORT = ("report", "2024", "--for", "annex", "--no-charts")


def test_the_annex_ends_with_the_table_and_stays_fresh(city: Path) -> None:
    assert visiontrack(*REPORT, "--trace", root=city).code == 0
    annex = (city / "data/reports/2024/annex.md").read_text("utf-8")
    head = git(city, "rev-parse", "HEAD").strip()[:10]
    row = next(line for line in annex.splitlines() if head in line)
    assert row.startswith("| 創業者数 | 実績値（2024年度） | 73 人 | data/results/2024/startup-support.yaml:")
    assert row.endswith(f"| {head} | 2026-11-20 |")
    assert "Somebody" not in annex
    commit(city, "the annex", day="2026-11-25")
    assert visiontrack("report", "2024", "--check", "--for", "annex", root=city).code == 0
    edit(city, "data/results/2024/startup-support.yaml", "founders: 73", "founders: 70")
    assert visiontrack("report", "2024", "--check", "--for", "annex", root=city).code == 1


def test_without_the_option_the_table_goes(city: Path) -> None:
    visiontrack(*REPORT, root=city)
    path = city / "data/reports/2024/annex.md"
    before = path.read_bytes()
    visiontrack(*REPORT, "--trace", root=city)
    assert path.read_bytes().startswith(before)
    assert path.read_bytes() != before
    visiontrack(*REPORT, root=city)
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [("--check",), ("--to", "html"), ("--for", "council")])
def test_only_the_annex_as_text_is_traced(city: Path, words: tuple[str, ...]) -> None:
    assert visiontrack("report", "2024", "--trace", *words, root=city).code == 2
