"""The page of ``explain`` fits the console; only the place of an input, which people copy, is never broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support import screens
from visiontrack.cycle.explain import explain_figure
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.explain_formats import figure_text
from visiontrack.formats.painter import Painter
from visiontrack.messages import catalogue

SAMPLE = Path(__file__).parents[2]


def pages(folder: Folder, year: int, paint: Painter) -> Iterator[str]:
    """The page of each measure, and of one indicator of each."""
    for id_, measure in folder.in_force(year):
        for name in (id_, *(f"{id_}/{one.id}" for one in measure.indicators[:1])):
            result = explain_figure(folder, name, year)
            for language in ("ja", "en"):
                yield figure_text(Output(folder, result, (), catalogue(language), paint))  # type: ignore[arg-type]


@pytest.mark.parametrize(("columns", "ambiguous"), [(80, 1), (80, 2), (40, 1)])
def test_no_line_is_wider_than_the_console(tmp_path: Path, columns: int, ambiguous: int) -> None:
    paint = Painter(columns, ambiguous, colours=False, rich_signs=ambiguous == 1)
    for root in (SAMPLE, screens.hard_city(tmp_path)):
        folder = load(root).folder
        assert folder is not None
        for page in pages(folder, 2024, paint):
            assert screens.overrun(page, columns, ambiguous) == []
            assert columns == 40 or screens.too_wide(page, columns, ambiguous) == []
