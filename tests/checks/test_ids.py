"""Ids are unique and never the reserved word, wherever they are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.told import told_after


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "--- data/actors/city.yaml\n-  - id: farm-policy\n+  - id: vision\n",
            "data/actors/city.yaml:9:9 error VT306",
        ),
        (
            "--- data/meetings/2025/team-1.yaml\n-  - id: o-2025-03\n+  - id: vision\n",
            "data/meetings/2025/team-1.yaml:8:9 error VT306",
        ),
        (
            "--- data/vision.yaml\n-  - {id: agriculture, title: 農業}\n"
            "+  - {id: agriculture, title: 農業}\n+  - {id: vision, title: 全体}\n",
            "data/vision.yaml:13:10 error VT306",
        ),
    ],
)
def test_no_section_opinion_or_field_takes_the_reserved_word(change: str, said: str, tmp_path: Path) -> None:
    assert told_after(tmp_path / "city", change) == [said]


def test_the_visions_own_indicators_have_an_id_each(tmp_path: Path) -> None:
    twice = (
        "--- data/vision.yaml\n-secretariat: industry-promotion\n"
        "+  - {id: shipments, name: 出荷額, unit: 億円, kind: reference, direction: increase}\n"
        "+secretariat: industry-promotion\n"
    )
    assert told_after(tmp_path / "city", twice) == [
        "data/vision.yaml:23:10 error VT303.cited (data/vision.yaml:14:9) (data/results/2023/vision.yaml:3:3) (data/results/2024/vision.yaml:3:3)"
    ]


def test_an_opinion_may_be_called_as_a_section_is(tmp_path: Path) -> None:
    """Parties and opinions have a name space each."""
    change = "--- data/meetings/2025/team-1.yaml\n-  - id: o-2025-03\n+  - id: farm-policy\n"
    assert told_after(tmp_path / "city", change) == []
