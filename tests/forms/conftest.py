"""Without openpyxl there are no forms: these tests are then skipped by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("openpyxl", reason="needs openpyxl")

from support.forms import Office, office


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.needs("openpyxl"))


@pytest.fixture(scope="session")
def _first_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("desk")
    desk = Office(office(place / "city"), place / "forms")
    ran = desk.make()
    assert ran.code == 0, ran.err
    return place


@pytest.fixture
def desks(_first_desk: Path, tmp_path: Path) -> Office:
    """Two sections with a measure each, and their forms just made."""
    place = tmp_path / "desk"
    shutil.copytree(_first_desk, place)
    return Office(place / "city", place / "forms")


@pytest.fixture
def desk(desks: Office) -> Office:
    """The same, where only the farm section's form has come back."""
    desks.book("産業振興課").unlink()
    return desks
