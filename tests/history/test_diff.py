"""``diff``: what changed between two states, and nothing that did not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from support.git_city import build, commit, edit, git
from support.program import visiontrack

RESULT = "data/results/2023/startup-support.yaml"
MEASURE = "data/measures/startup-support.yaml"
MEETING = "data/meetings/2024/council-1.yaml"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return build(tmp_path / "city")


def diff(city: Path, *arguments: str) -> dict[str, Any]:
    ran = visiontrack("diff", *(arguments or ("HEAD",)), "--format", "json", root=city)
    assert (ran.code, ran.err) == (0, "")
    document: dict[str, Any] = json.loads(ran.out)
    return document


def test_a_state_compared_with_itself(city: Path) -> None:
    document = diff(city, "HEAD", "HEAD")
    assert (document["schema"], document["changes"], document["grades"]) == ("visiontrack.diff/1", [], [])
    assert (
        document["from"]
        == document["to"]
        == {"rev": git(city, "rev-parse", "HEAD").strip(), "date": "2026-11-01"}
    )


def test_form_is_no_change(city: Path) -> None:
    """Comments, blank lines, quotes, moved keys, other items first, CRLF, defaults written out."""
    edit(city, RESULT, "status: on_track\n", "")
    edit(
        city,
        RESULT,
        "  founders: 66\n  survival: 84\n",
        "  survival: 84.0\n  founders: {value: 66}  # counted\n\n",
    )
    with (city / RESULT).open("a", encoding="utf-8") as file:
        file.write("status: 'on_track'\n")
    edit(city, MEASURE, "direction: maintain\n", "direction: maintain\n    accumulation: annual\n")
    edit(
        city,
        MEETING,
        "attendees: [chamber-of-commerce, farm-coop]",
        "attendees:\n- farm-coop\n- chamber-of-commerce",
    )
    place = city / MEETING
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert diff(city)["changes"] == []


def test_an_actual_and_its_grade(city: Path) -> None:
    edit(city, RESULT, "founders: 66", "founders: {value: 60, state: preliminary}")
    document = diff(city)
    text = document["changes"][0].pop("text")
    assert document["changes"] == [
        {
            "kind": "actual",
            "id": "startup-support/founders",
            "year": 2023,
            "before": 66,
            "after": 60,
            "state_before": "final",
            "state_after": "preliminary",
            "path": RESULT,
            "line": 9,
            "code": "VT801",
        }
    ]
    assert document["grades"] == [{"measure": "startup-support", "year": 2023, "before": "A", "after": "B"}]
    assert document["to"] == {"rev": None, "date": None}
    assert text == "創業支援の充実「創業者数」　実績値（令和5年度）：66 → 60（速報）"


def test_what_came_and_what_went(city: Path) -> None:
    edit(city, RESULT, "  survival: 84\n", "")
    edit(
        city,
        MEASURE,
        "  - id: challenge-shop\n    title: チャレンジショップ\n    period: {start: 2023, end: 2029}\n",
        "",
    )
    edit(
        city,
        MEETING,
        "opinions:\n",
        "opinions:\n  - id: o-new\n    actor: farm-coop\n    kind: opinion\n    text: 駐車場がほしい\n",
    )
    kinds = {
        (change["kind"], change["id"]): (change["before"], change["after"])
        for change in diff(city)["changes"]
    }
    assert kinds == {
        ("actual", "startup-support/survival"): (84, None),
        ("project", "startup-support/challenge-shop"): ("チャレンジショップ", None),
        ("opinion", "o-new"): (None, "駐車場がほしい"),
    }


def test_a_correction_is_one_change(city: Path) -> None:
    edit(city, RESULT, "founders: 66", "founders: {value: 68, was: 66}")
    changes = diff(city)["changes"]
    assert [(change["kind"], change["before"], change["after"], change["code"]) for change in changes] == [
        ("actual", 66, 68, None)
    ]


def test_neither_council_nor_public_see_what_is_internal(city: Path) -> None:
    edit(city, MEETING, "      status: done\n", "      status: done\n      internal: 予算は未定\n")
    team = "data/meetings/2025/team-1.yaml"
    with (city / team).open("a", encoding="utf-8") as file:
        file.write("  - id: o-team\n    actor: city\n    kind: opinion\n    text: 内輪の意見\n")
    assert "内輪の意見" in json.dumps(diff(city), ensure_ascii=False)
    assert "予算は未定" not in json.dumps(diff(city), ensure_ascii=False)
    assert "予算は未定" in json.dumps(diff(city, "HEAD", "--internal"), ensure_ascii=False)
    for audience in ("council", "public", "市民"):
        assert "内輪の意見" not in json.dumps(diff(city, "HEAD", "--for", audience), ensure_ascii=False)
    assert visiontrack("diff", "HEAD", "--for", "public", "--internal", root=city).code == 2


def test_a_broken_file_is_left_out_and_named(city: Path) -> None:
    edit(city, RESULT, "actuals:", "actuals: [")
    edit(city, MEASURE, "title: 創業支援の充実", "title: 創業の支援")
    document = diff(city)
    assert [change["before"] for change in document["changes"]] == ["創業支援の充実"]
    assert document["left_out"] == [RESULT]
    assert RESULT in visiontrack("diff", "HEAD", root=city).out


def test_neither_index_nor_files_are_touched(city: Path) -> None:
    first = git(city, "rev-parse", "HEAD").strip()
    edit(city, RESULT, "founders: 66", "founders: 67")
    commit(city)
    edit(city, RESULT, "founders: 67", "founders: 68")
    before = git(city, "status", "--porcelain")
    index = (city / ".git/index").read_bytes()
    assert [change["after"] for change in diff(city, first, "HEAD")["changes"]] == [67]
    assert [change["after"] for change in diff(city, first)["changes"]] == [68]
    assert (city / ".git/index").read_bytes() == index
    assert git(city, "status", "--porcelain") == before


def test_a_city_below_the_top_of_its_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "町").mkdir()
    inner = build(tmp_path / "町" / "city")
    shutil.rmtree(inner / ".git")
    commit(tmp_path)
    edit(inner, RESULT, "founders: 66", "founders: 60")
    assert [change["path"] for change in diff(inner)["changes"]] == [RESULT]


def test_a_page_in_markdown_says_it_in_words(city: Path) -> None:
    edit(city, MEETING, "text: 令和7年度から統合する。", "text: 令和7年度から*統合*する。")
    ran = visiontrack("diff", "HEAD", "--format", "md", "--for", "council", root=city)
    assert "## 意見と対応" in ran.out
    assert r"\*統合\*" in ran.out


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "-h", "HEAD~9", "HEAD:data", "a\nb", ""])
def test_an_unknown_revision_is_one_line(city: Path, revision: str) -> None:
    ran = (
        visiontrack("diff", "--", revision, root=city)
        if revision.startswith("-")
        else visiontrack("diff", revision, root=city)
    )
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    assert not (city / "x").exists()


def test_outside_a_repository_and_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = build(tmp_path / "city")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (city / ".git").rename(tmp_path / "gone")
    for command in (("diff", "HEAD"), ("validate", "--since", "HEAD")):
        ran = visiontrack(*command, root=city)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "リポジトリー" in ran.err
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = visiontrack("diff", "HEAD", root=city)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_shallow_clone_fails_only_for_what_it_lacks(city: Path, tmp_path: Path) -> None:
    first = git(city, "rev-parse", "HEAD").strip()
    edit(city, RESULT, "founders: 66", "founders: 67")
    commit(city)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{city}", str(clone))
    assert diff(clone)["changes"] == []
    ran = visiontrack("diff", first, root=clone)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "shallow" in ran.err
