"""A dash forgotten, or one too many: a single slip, told once where it stands, and mended by ``validate --fix``."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from support.reading import HEAD, read, reported

ITEM = "  - actor: {0}\n    role: {0}\n    text: {0}\n"
THREE = HEAD + "contributions:\n" + "".join(map(ITEM.format, "abc"))


def without_dash(actor: str) -> str:
    return THREE.replace(f"  - actor: {actor}", f"    actor: {actor}")


def test_missing_dash_is_one_finding() -> None:
    """To YAML every key of the second item stands twice in the first: whoever deletes them loses the item."""
    text = without_dash("b")
    assert reported(text) == ["8:5-10 VT103.dash"]
    document = read(text)
    assert [contribution.actor for contribution in document.best.contributions] == ["a", "b", "c"]
    wrong = text.replace("role: c", "role: C")  # what is wrong behind it is told at its own place
    assert reported(wrong) == ["8:5-10 VT103.dash", "12:11-12 VT208 → c"]


def test_each_forgotten_dash_is_told() -> None:
    text = without_dash("b").replace("  - actor: c", "    actor: c")
    assert reported(text) == ["8:5-10 VT103.dash", "11:5-10 VT103.dash"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A line too many, not an item: nobody knows which of the two is right.
        ("contributions:\n  - actor: a\n    actor: b\n    role: a\n    text: a\n", ["6:5-10 VT103"]),
        (
            "contributions:\n  - actor: a\n    role: a\n    role: b\n    text: a\n    text: a\n",
            ["7:5-9 VT103", "9:5-9 VT103"],
        ),
        (
            "contributions: [{actor: a, role: b, actor: a, role: b, text: a}]\n",
            ["4:37-42 VT103", "4:47-51 VT103"],
        ),
        (
            "projects:\n  p:\n    status: done\n    text: a\n    status: done\n    text: a\n",
            ["8:5-11 VT103", "9:5-9 VT103"],
        ),
    ],
)
def test_what_stands_twice_for_another_reason_is_told_as_before(text: str, expected: list[str]) -> None:
    assert reported(HEAD + text) == expected


@pytest.mark.parametrize("key", ["role", "text"])
def test_a_dash_within_an_item_is_one_slip(key: str) -> None:
    text = THREE.replace(f"    {key}: b", f"  - {key}: b")
    row = 9 if key == "role" else 10
    assert reported(text) == [f"{row}:3-4 VT202.dash"]
    assert [contribution.text for contribution in read(text).best.contributions] == ["a", "b", "c"]
    assert reported(text.replace("role: c", "role: C"))[1:] == ["12:11-12 VT208 → c"]


def test_halves_that_do_not_belong_together_stay_apart() -> None:
    text = HEAD + "contributions:\n  - actor: a\n  - actor: b\n    role: b\n    text: b\n"
    assert reported(text) == ["5:5-10 VT202"]
    lacking = HEAD + "contributions:\n  - actor: a\n  - role: b\n"  # together they still lack the text
    assert reported(lacking) == ["5:5-10 VT202", "6:5-9 VT202", "6:5-9 VT202"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("  - actor: b", "    actor: b"), ("    role: b", "  - role: b"), ("    text: c", "  -   text: c")],
)
def test_it_is_mended(city: Path, right: str, wrong: str) -> None:
    place = sound.write(city, "data/results/2024/startup-support.yaml", THREE.replace(right, wrong))
    visiontrack("validate", "--fix", root=city)
    assert place.read_text("utf-8") == THREE


def test_missing_dash_is_reported_beside_a_cut_number() -> None:
    text = HEAD + "actuals: {founders: 1,090}\ncontributions:\n"
    text += "  - actor: a\n    role: a\n    text: a\n    actor: b\n    role: b\n    text: b\n"
    codes = [line.split()[1] for line in reported(text)]
    assert "VT103.dash" in codes
    assert "VT206.flow" in codes
    assert not read(text).sound
