"""A file with a wrong part is still checked in its sound parts, at the right places; it is never evaluated."""

from __future__ import annotations

from pathlib import Path

from support import sound
from support.reading import HEAD, read
from support.told import told
from visiontrack.folder import load

MEASURE = "data/measures/startup-support.yaml"
PROJECTS = "\n  - id: Wrong_Id\n    title: x\n  - id: right\n    title: y\n    lead: nobody\n"


def test_the_sound_parts_of_a_broken_file_are_checked_where_they_stand(city: Path) -> None:
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
        "  - {id: o-2025-02, actor: city, kind: wrong, text: x}\n"
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
