"""A key's line was deleted by mistake: what stood under it became the end of the text above, and is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import sound
from support.edits import edit
from support.program import visiontrack

RESULT = "data/results/2024/startup-support.yaml"
HEAD = "measure: startup-support\nyear: 2024\nstatus: on_track\noutcomes: |\n  学びの場ができた。\n"


def told(city: Path) -> list[tuple[str, str, str]]:
    """Code, the key whose text it is, and the line that was probably deleted."""
    ran = visiontrack("validate", "--format", "json", "--today", "2025-08-08", root=city)
    found = json.loads(ran.out)["findings"]
    assert all(one["severity"] == "warning" for one in found), found
    return [
        (one["code"], one["message"].split("'")[1], one["hint"].split("'")[1])
        for one in found
        if one["code"] == "VT417"
    ]


@pytest.mark.parametrize(
    ("rest", "above"),
    [
        ("  founders: 72\n", "actuals:"),
        ("  founders:\n    value: 72\n    state: final\n", "actuals:"),
        ("  startup-school:\n    status: done\n    text: 全6回\n", "projects:"),
        (
            "  - actor: chamber-of-commerce\n    role: support-owners\n    text: 講師を出した\n",
            "contributions:",
        ),
        ("  grade: A\n", "self_evaluation:"),
        ("  budget: 100\n", "projects:"),
        ("  comment: 速報\n", "actuals:"),
    ],
)
def test_what_stood_under_a_deleted_key_is_told(city: Path, rest: str, above: str) -> None:
    sound.write(city, RESULT, HEAD + rest)
    assert told(city) == [("VT417", "outcomes", above)]


@pytest.mark.parametrize(
    "rest",
    [
        "  founders の数は72人。\n",
        "  founders: 72\n  と見込む。\n",  # goes on as text
        "  ・founders: 72\n",
        "  unknown-word: 72\n",
        "  http://example.jp/\n",
        "  目標: 72\n",
    ],
)
def test_text_that_merely_resembles_keys(city: Path, rest: str) -> None:
    sound.write(city, RESULT, HEAD + rest)
    assert told(city) == []


def test_place_and_first_line_of_lost_keys(city: Path) -> None:
    sound.write(city, RESULT, HEAD + "  2年目も続ける。\n  founders: 72\n  growth:\n    value: 3\n")
    ran = visiontrack("validate", "--today", "2025-08-08", root=city)
    assert (
        f"{RESULT}:4:11: warning VT417 'outcomes' の文の終わりが、キーの行のようです: 'founders: 72'"
        in ran.out
    )


def test_an_opinion_that_swallowed_its_answer(city: Path) -> None:
    meeting = city / "data/meetings/2025/council-1.yaml"
    text = sound.MEETING
    said = text[text.index("    text: ") : text.index("    response:\n")]
    edit(meeting, said + "    response:\n", "    text: |\n      夜も開いてほしい。\n")
    assert ("VT417", "text", "response:") in told(city)
    ran = visiontrack("validate", "--format", "github", "--today", "2025-08-08", root=city)
    line = meeting.read_text("utf-8").split("\n").index("    text: |") + 1
    assert f"file=data/meetings/2025/council-1.yaml,line={line}," in ran.out


def test_a_description_that_swallowed_the_projects(city: Path) -> None:
    measure = city / "data/measures/startup-support.yaml"
    edit(measure, "projects:\n", "description: |\n  はじめの一歩を支える。\n")
    assert told(city) == [("VT417", "description", "projects:")]  # the results that name them are right


def test_a_description_that_swallowed_the_indicators(city: Path) -> None:
    measure = city / "data/measures/startup-support.yaml"
    indicators = sound.MEASURE[sound.MEASURE.index("indicators:\n") :]
    edit(measure, indicators, "description: |\n  はじめの一歩を支える。\n" + indicators.partition("\n")[2])
    assert told(city) == [("VT417", "description", "indicators:")]
