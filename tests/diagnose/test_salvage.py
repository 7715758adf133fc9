"""A file with a wrong part is still checked in its sound parts, at the right places; it is never evaluated."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.reading import HEAD, read
from support.told import told
from visiontrack.folder.loading import load

MEASURE = "data/measures/startup-support.yaml"
PROJECTS = "\n  - id: Wrong_Id\n    title: x\n  - id: right\n    title: y\n    lead: nobody\n"


def test_sound_parts_of_a_broken_file_are_checked(city: Path) -> None:
    sound.write(city, MEASURE, sound.MEASURE.replace("indicators:", PROJECTS.strip("\n") + "\nindicators:"))
    assert told(city) == [
        f"{MEASURE}:12:9 error VT208 → wrong-id",
        # The item before it was left aside; the place is still that of the file.
        f"{MEASURE}:16:11 error VT301.party",
    ]


def test_a_broken_file_is_left_out_and_named(city: Path) -> None:
    sound.write(city, MEASURE, sound.MEASURE.replace("kind: outcome", "kind: nothing"))
    folder = load(city).folder
    assert folder is not None
    assert folder.left_out == (MEASURE,)
    assert folder.measures == {}


def test_what_is_left_of_a_file_serves_checks_only() -> None:
    document = read(HEAD + "next: nonsense\nactuals: {a: 1, b: x, C: 3}\n")
    assert document.model is None
    assert document.best.next is None
    assert list(document.best.actuals) == ["a"]
    assert document.lost(("next",))
    assert document.lost(("actuals", "b"))
    assert document.lost(("actuals",))
    assert not document.lost(("actuals", "a"))


def test_places_in_nested_lists_lead_back_to_the_file() -> None:
    text = sound.MEETING + (
        "  - {id: Wrong, actor: city, kind: opinion, text: x}\n"
        "  - {id: o-2025-03, actor: city, kind: opinion, measures: [Bad, startup-support], text: y}\n"
    )
    document = read(text, "meeting")
    last = document.best.opinions[1]
    assert (last.id, last.measures) == ("o-2025-03", ("startup-support",))
    assert document.locate(("opinions", 1, "measures", 0))[:2] == (16, 65)


def test_a_file_that_is_nothing_but_mistakes_is_given_up() -> None:
    wrong = HEAD + "actuals:\n" + "".join(f"  k{n}: x\n" for n in range(1001))
    assert read(wrong).best is None
    assert read("- a\n").best is None
    assert read(HEAD + "outcomes: [\n").best is None


RESULT = "data/results/2024/startup-support.yaml"
DECIDED = "data/decisions/2024.yaml"
VISION = "data/vision.yaml"
BESIDE: list[tuple[str, str, list[str]]] = [
    (
        DECIDED,
        "year: 2024\ndecisions:\n  - {measure: zz, decision: go, reason: x, opinions: [oo], into: startup-support}\n",
        # Whether zz may be absent and needs a target only its decision could tell.
        ["3:29 error VT207", "3:55 error VT301.opinion"],
    ),
    (
        VISION,
        sound.VISION.replace(
            "2018\n  members: [chamber-of-commerce]", "x\n  members: [chamber-of-commerce, zz]"
        ),
        ["16:16 error VT209.month", "17:34 error VT301.actor"],
    ),
    (
        VISION,
        sound.VISION.replace("cap: 100", "cap: x").replace("at_least: 60", "at_least: 90"),
        ["28:10 error VT205", "33:43 error VT408.falling"],
    ),
    (
        MEASURE,
        sound.MEASURE.replace("{2024: 70, 2029: 90}", "{2019: 70, 2029: x}"),
        ["19:15 error VT405", "19:31 error VT205"],
    ),
    (
        MEASURE,
        sound.MEASURE.replace("direction: increase", "direction: up\n    tolerance: 5"),
        ["17:16 error VT207"],
    ),
    (
        RESULT,
        sound.RESULT.replace("projects:\n", "projects:\n  pz:\n    status: dun\n"),
        ["5:3 error VT301.project", "6:5 error VT202", "6:13 error VT207"],
    ),
    (
        RESULT,
        sound.RESULT.replace("contributions:\n", "contributions:\n  - {actor: qq, role: b1}\n"),
        ["15:6 error VT202", "15:13 error VT301.party"],
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), BESIDE)
def test_all_mistakes_in_one_run(city: Path, path: str, text: str, expected: list[str]) -> None:
    sound.write(city, path, text)
    assert [line.removeprefix(f"{path}:") for line in told(city) if line.startswith(path)] == expected
