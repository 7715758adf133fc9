"""A city explains a warning beside its place, and `validate --strict` is clean again."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from support.told import told

RESULT = "data/results/2024/startup-support.yaml"
REASON = "# visiontrack: ignore VT414 返品を引いたため"


def folder(city: Path, actuals: str) -> Path:
    """The city with other actuals; a value below 0 is a warning (VT414)."""
    sound.write(city, RESULT, sound.RESULT.replace("actuals:\n  founders: 72\n", actuals))
    return city


@pytest.mark.parametrize(
    "actuals",
    [
        f"actuals:\n  founders: -72  {REASON}\n",
        f"actuals:\n  {REASON}\n  founders: -72\n",
        f"actuals:\n  {REASON}\n  # もう1つの注\n\n  founders: -72\n",
        f"actuals:\n  {REASON}\n  founders:\n    value: -72\n",
        f"actuals:  {REASON}\n  founders: -72\n",
        "actuals:\n  founders: -72  #visiontrack：ignore　vt414　返品を引いたため\n",
        "actuals:\n  founders: -72  # visiontrack: ignore VT415、VT414 返品を引いたため\n",
    ],
)
def test_a_reason_beside_the_place_settles_a_warning(city: Path, actuals: str) -> None:
    ran = visiontrack("validate", "--strict", root=folder(city, actuals))
    assert ran.code == 0
    assert ran.out == "7 ファイルを調べました: 問題はありません（ほかに、理由を書いて除いた警告 1 件）\n"


@pytest.mark.parametrize(
    ("actuals", "expected"),
    [
        (
            "actuals:\n  founders: -72  # visiontrack: ignore VT414\n",
            ["13:13 warning VT414.count", "13:18 warning VT125"],
        ),
        (
            "actuals:\n  founders: -72  # visiontrack: ignore\n",
            ["13:13 warning VT414.count", "13:18 warning VT125.code"],
        ),
        (f"actuals:\n  founders: 72  {REASON}\n", ["13:17 warning VT126"]),
        (f"{REASON}\nactuals: {{}}\n", ["12:1 warning VT126"]),
        (
            "actuals:\n  founders: -72  # visiontrack: ignore VT415 調べ方\n",
            ["13:13 warning VT414.count", "13:18 warning VT126"],
        ),
        (
            "actuals:\n  # visiontrack: ignore VT301 調べ方\n  foundrs: 72\n",
            ["13:3 warning VT126.error", "14:3 error VT301 → founders"],
        ),
    ],
)
def test_a_comment_that_settles_nothing_is_a_finding(city: Path, actuals: str, expected: list[str]) -> None:
    assert told(folder(city, actuals)) == [f"{RESULT}:{line}" for line in expected]


def test_what_stands_in_a_text_is_no_comment(city: Path) -> None:
    text = f"outcomes: |\n  {REASON}\nissues: '{REASON}'\nactuals:\n  founders: 72\n"
    result = sound.RESULT.replace("outcomes: |\n  創業者が目標を上回った。\nactuals:\n  founders: 72\n", text)
    sound.write(city, RESULT, result)
    assert told(city) == []


def test_a_reason_covers_its_own_block_only(city: Path) -> None:
    measure = sound.MEASURE + sound.MEASURE.split("indicators:\n")[1].replace("founders", "shops")
    sound.write(city, "data/measures/startup-support.yaml", measure)
    assert told(folder(city, f"actuals:\n  {REASON}\n  founders: -72\n  shops: -3\n")) == [
        f"{RESULT}:15:10 warning VT414.count"
    ]


def test_comments_on_history_are_left_to_what_knows_it(city: Path) -> None:
    """Whether a meeting's text was changed is seen only against an earlier state."""
    meeting = sound.MEETING.replace(
        "  - id: o-2025-01", "  # visiontrack: ignore VT803 誤字の訂正\n  - id: o-2025-01"
    )
    sound.write(city, "data/meetings/2025/council-1.yaml", meeting)
    assert told(city) == []
