"""Measures that come from each other, however many."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import cases, sound
from support.told import look
from visiontrack.messages import catalogue


def measures(root: Path, predecessors: dict[str, list[str]]) -> None:
    """Measures of 2027 on, with these predecessors."""
    for id_, named in predecessors.items():
        text = f"id: {id_}\ntitle: 施策\npolicy: p1\nlead: city\nperiod: {{start: 2027, end: 2029}}\n"
        sound.write(root, f"data/measures/{id_}.yaml", f"{text}predecessors: [{', '.join(named)}]\n")


def test_a_circle_is_told_once_with_the_way_round(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    measures(root, {"c": ["b"], "b": ["a"], "a": ["c", "startup-support"], "d": ["a", "b"]})
    (finding,) = look(root)
    assert (finding.path, finding.span.line) == ("data/measures/b.yaml", 6)
    assert catalogue("ja").finding(finding)[0] == "たどると元に戻ってしまいます: a → c → b → a"


def test_measures_that_join_and_part_again_are_no_circle(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    measures(root, {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["old-market"]})
    assert look(root) == []


def test_each_named_by_all_others_takes_one_walk(tmp_path: Path) -> None:
    """A slip of a script: a search for every single circle would never come to an end."""
    root = cases.build(tmp_path / "city")
    ids = [f"m{number}" for number in range(120)]
    measures(root, {id_: [one for one in ids if one != id_] for id_ in ids})
    findings = look(root)
    assert {finding.code for finding in findings} == {"VT308"}
    assert len(findings) <= len(ids)


@pytest.mark.parametrize(
    ("length", "way"),
    [
        (7, "m1 → m2 → m3 → m4 → m5 → m6 → m7 → m1"),
        (8, "m1 → m2 → m3 → … → m7 → m8 → m1"),
    ],
)
def test_of_a_long_way_round_the_middle_is_left_out(length: int, way: str, tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    measures(root, {f"m{number}": [f"m{number % length + 1}"] for number in range(1, length + 1)})
    (finding,) = look(root)
    assert finding.params["way"] == way
