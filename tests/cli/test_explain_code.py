"""`explain CODE` for a program, and where the pages come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.program import visiontrack
from visiontrack.layout.width import width
from visiontrack.util import resources


def test_a_page_as_json() -> None:
    ran = visiontrack("explain", "VT205", "--format", "json", "--lang", "en")
    page = json.loads(ran.out)
    assert (ran.code, page["schema"], page["code"], page["title"]) == (
        0,
        "visiontrack.explain-code/1",
        "VT205",
        "Not a number",
    )
    assert page["bad"] == [
        {
            "language": "yaml",
            "path": "data/results/2024/startup-support.yaml",
            "part": True,
            "text": "actuals:\n  founders: 72人\n",
        }
    ]


def test_a_page_at_forty_columns_keeps_its_examples_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from visiontrack.cli import console

    monkeypatch.setattr(console, "columns", lambda: 40)
    lines = visiontrack("explain", "VT115").out.splitlines()
    assert "    outcomes: 講座は全6回のうち #2 まで終えた" in lines
    prose = [line for line in lines if not line.startswith("    ") and "data/" not in line]
    assert max(map(width, prose)) <= 40


@pytest.mark.parametrize("name", ["templates", "findings"])
def test_the_wheel_carries_its_own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    checkout = resources.shipped("findings" if name == "findings" else "templates")
    assert checkout.is_dir()
    packed = tmp_path / "visiontrack" / "_shipped" / name
    packed.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "visiontrack" / "util" / "resources.py"))
    assert resources.shipped("findings" if name == "findings" else "templates") == packed
