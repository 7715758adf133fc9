"""An indicator's path drawn in a terminal: every sign where its value and year belong, never wider than the room."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from visiontrack.cycle.show import PathPoint
from visiontrack.formats.show_indicator_text import CHART_ROWS, path_chart

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)


def points(*pairs: tuple[str | None, str | None]) -> list[PathPoint]:
    """Targets and actuals of the years from 2020 on."""
    path = []
    for number, (target, actual) in enumerate(pairs):
        aim = Decimal(target) if target is not None else None
        path.append(PathPoint(2020 + number, aim, True, Decimal(actual) if actual is not None else None))
    return path


def test_lowest_at_the_bottom_highest_at_the_top() -> None:
    """Lowest and highest stand at the bottom and the top."""
    lines = path_chart(points((None, "0"), ("50", "50"), ("100", "25")), 40)
    assert lines == [
        "100 |                 o",
        "    |",
        "    |",
        "    |",
        "    |          #",
        "    |",
        "    |                 *",
        "    |",
        "  0 |   *",
        "    +---------------------",
        "      2020   2021   2022",
    ]


def test_one_value_alone_is_a_line_in_the_middle() -> None:
    lines = path_chart(points((None, "7"), (None, "7")), 40)
    assert lines[CHART_ROWS // 2] == "7 |   *      *"


def test_last_year_without_room_is_omitted() -> None:
    """Thirteen narrow columns end two cells before the edge: the thirteenth year would run over it."""
    lines = path_chart(points(*[(None, None)] * 12, (None, "1000000000.00")), 45)
    assert max(map(len, lines)) <= 45
    assert lines[-1].split() == ["2020", "2023", "2026", "2029"]


def test_milestones_and_nothing_have_no_path_chart() -> None:
    assert path_chart([PathPoint(2020, True, True, False)], 40) == []
    assert path_chart([PathPoint(2020, None, False, None)], 40) == []
    assert path_chart([], 40) == []


@given(st.lists(st.tuples(st.none() | NUMBERS, st.none() | NUMBERS), max_size=120), st.integers(40, 200))
def test_any_path_fits_and_shows_every_value(
    pairs: list[tuple[Decimal | None, Decimal | None]], room: int
) -> None:
    """Any path fits and shows every year with a value."""
    path = [PathPoint(2000 + x, target, True, actual) for x, (target, actual) in enumerate(pairs)]
    lines = path_chart(path, room)
    assert all(len(line) <= room for line in lines)
    if lines:
        body = lines[:CHART_ROWS]
        signs = sum(line.split("|", 1)[1].count(sign) for line in body for sign in "*o#")
        expected = sum(1 for point in path for value in {point.target, point.actual} - {None})
        assert len([point for point in path if point.target or point.actual]) <= signs <= expected
