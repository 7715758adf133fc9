"""What has another id is compared with itself: neither gone nor new, and no change to the past."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.git_city import build, commit, edit
from support.program import visiontrack

MEASURE = "data/measures/startup-support.yaml"
RENAMES = [
    ("measure", "startup-support", "founding"),
    ("indicator", "founding/founders", "starters"),
    ("opinion", "o-2024-01", "o-2024-abcd"),
    ("section", "industry-promotion", "industry"),
    ("actor", "chamber-of-commerce", "chamber"),
    ("policy", "p1", "founding-policy"),
    ("meeting", "2024/council-1", "2024/summer"),
]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return build(tmp_path / "city")


def diff(city: Path, *arguments: str) -> dict[str, Any]:
    ran = visiontrack("diff", *(arguments or ("HEAD",)), "--format", "json", root=city)
    document: dict[str, Any] = json.loads(ran.out)
    return document


def test_renames_are_the_only_changes(city: Path) -> None:
    for kind, old, new in RENAMES:
        assert visiontrack("rename", kind, old, new, root=city).code == 0
    document = diff(city)
    assert sorted(change["after"].rpartition("/")[2] for change in document["changes"]) == sorted(
        new.rpartition("/")[2] for _, _, new in RENAMES
    )
    (indicator,) = [change for change in document["changes"] if change["kind"] == "indicator"]
    assert (indicator["before"], indicator["after"]) == ("startup-support/founders", "founding/starters")
    assert document["grades"] == []
    assert visiontrack("diff", "HEAD", "--strict", root=city).code == 0
    assert visiontrack("validate", "--since", "HEAD", root=city).code == 0


def test_what_changed_beside_the_id_is_told(city: Path) -> None:
    visiontrack("rename", "measure", "startup-support", "founding", root=city)
    edit(city, "data/results/2023/founding.yaml", "founders: 66", "founders: 60")
    (change,) = [change for change in diff(city)["changes"] if change["kind"] == "actual"]
    assert (change["id"], change["before"], change["after"], change["code"]) == (
        "founding/founders",
        66,
        60,
        "VT801",
    )
    ran = visiontrack("diff", "HEAD", "--strict", root=city)
    assert (ran.code, ran.err.count("VT801")) == (1, 1)


def test_two_commits_are_compared_like_the_work_tree(city: Path) -> None:
    visiontrack("rename", "measure", "startup-support", "founding", root=city)
    commit(city)
    (change,) = diff(city, "HEAD~1", "HEAD")["changes"]
    assert (change["kind"], change["before"], change["after"], change["path"], change["line"]) == (
        "measure",
        "startup-support",
        "founding",
        "data/measures/founding.yaml",
        1,
    )
    (back,) = diff(city, "HEAD", "HEAD~1")["changes"]
    assert back["after"] == "startup-support"


def test_a_predecessor_is_followed(city: Path) -> None:
    """Written anew by hand, with other words throughout, but naming the measure that it was."""
    visiontrack("rename", "measure", "startup-support", "founding", root=city)
    edit(city, "data/measures/founding.yaml", "policy: p1\n", "policy: p1\npredecessors: [startup-support]\n")
    edit(city, "data/measures/founding.yaml", "title: 創業支援の充実", "title: 創業の総合支援")
    changes = diff(city)["changes"]
    assert "startup-support" in [change["before"] for change in changes]
    assert {"indicator", "actual"}.isdisjoint(change["kind"] for change in changes)


def test_an_opinion_taken_out_is_no_rename(city: Path) -> None:
    """Another opinion came in its place: the old one is gone, and that is told."""
    edit(city, "data/meetings/2024/council-1.yaml", "id: o-2024-01", "id: o-2024-99")
    meeting = (city / "data/meetings/2024/council-1.yaml").read_text("utf-8")
    text = next(line for line in meeting.splitlines() if line.strip().startswith("text:"))
    edit(city, "data/meetings/2024/council-1.yaml", text, "    text: まったく別の意見")
    assert {"VT803"} <= {change["code"] for change in diff(city)["changes"]}


def test_a_broken_file_keeps_no_rename_from_being_followed(city: Path) -> None:
    visiontrack("rename", "measure", "startup-support", "founding", root=city)
    (city / "data/actors/citizens.yaml").write_text("id: [", encoding="utf-8")
    document = diff(city)
    assert document["left_out"] == ["data/actors/citizens.yaml"]
    assert [change["after"] for change in document["changes"]] == ["founding"]


def test_ids_are_not_told_to_council_and_public(city: Path) -> None:
    visiontrack("rename", "opinion", "o-2025-03", "o-2025-abcd", root=city)
    assert "o-2025-abcd" in visiontrack("diff", "HEAD", root=city).out
    for audience in ("council", "public"):
        document = diff(city, "HEAD", "--for", audience)
        assert document["changes"] == []
