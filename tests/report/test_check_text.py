"""What ``report --check`` says of many charts at once."""

from __future__ import annotations

from visiontrack.messages import catalogue
from visiontrack.report.outputs import check_text


def test_stale_charts_are_counted_by_folder() -> None:
    """A new version draws all of them anew: sixty-nine lines that say the same would bury what is to be done."""
    paths = [f"data/reports/2024/charts/{number}.svg" for number in range(69)]
    lines = check_text((), [*paths, "data/reports/2023/charts/one.svg"], catalogue("ja")).splitlines()
    assert lines[:2] == [
        "69 枚の図が古いか、ありません: data/reports/2024/charts/",
        "図が古いか、ありません: data/reports/2023/charts/one.svg",
    ]
    assert [line.strip() for line in lines[2:]] == [
        "直し方: visiontrack report 2024",
        "直し方: visiontrack report 2023",
    ]
    english = check_text((), paths, catalogue("en"))
    assert english.startswith("69 charts are stale or absent in data/reports/2024/charts/\n")
