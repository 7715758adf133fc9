"""A year typed wrong (2204 for 2024) is told where it stands, whatever field it stands in, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import cases
from support.program import visiontrack
from support.told import told


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return cases.build(tmp_path / "city")


def test_a_folder_typed_2204_makes_no_year_past_and_asks_for_no_results(town: Path) -> None:
    """2025 was typed 2204: nothing of 2025 to 2029 is missing, and the opinions of 2025 may still wait."""
    (town / "data/results/2204").mkdir()
    text = (town / "data/results/2024/local-food.yaml").read_text(encoding="utf-8")
    for id_ in ("local-food", "startup-support"):
        own = text.replace("local-food", id_).replace("year: 2024", "year: 2204")
        (town / f"data/results/2204/{id_}.yaml").write_text(own, encoding="utf-8")
    found = told(town)
    assert [one for one in found if "VT402" in one] == [
        "data/results/2204/local-food.yaml:2:7 error VT402.folder"
    ]
    assert all(one.startswith("data/results/2204/") for one in found)
    ran = visiontrack("status", "--format", "json", root=town)
    states = {one["year"]: one["past"] for one in json.loads(ran.out)["years"]}
    assert (states[2024], states[2025], states[2029]) == (True, False, False)
