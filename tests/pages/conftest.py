"""A small town whose reports are made with charts, as pages and as Word files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

TOWN = Path(__file__).parent.parent / "report" / "town"
needs_charts = "needs vl-convert-python"
needs_office = "needs python-docx"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The root of the town's folder, to be changed freely."""
    return Path(shutil.copytree(TOWN, tmp_path / "town"))
