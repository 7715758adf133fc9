"""Charts: the same bytes every time, readable in black and white, told when they are stale."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from support.edits import edit
from support.program import visiontrack
from visiontrack.report.charts import draw

pytest.importorskip("vl_convert", reason="needs the extra visiontrack[charts]")

SVG = "{http://www.w3.org/2000/svg}"


def charts(town: Path) -> dict[str, str]:
    """Write the reports of 2024 and return the charts by name."""
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 0, ran.err
    folder = town / "data/reports/2024/charts"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_the_secretariat_writes_a_report_and_finds_its_charts_beside_it(town: Path) -> None:
    made = charts(town)
    assert "grades.svg" in made
    report = (town / "data/reports/2024/council.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(charts/([^)]+)\)", report))
    assert named == set(made)


def test_every_chart_is_sound_xml_with_a_title_for_who_cannot_see_it(town: Path) -> None:
    for name, text in charts(town).items():
        root = ET.fromstring(text)
        assert root.get("role") == "img", name
        title = root.find(f"{SVG}title")
        assert title is not None and title.text, name


def test_only_black_white_and_grey_are_used_so_that_a_copy_on_paper_reads(town: Path) -> None:
    for name, text in charts(town).items():
        for colour in re.findall(r"#([0-9a-fA-F]{6})\b", text):
            assert colour[0:2] == colour[2:4] == colour[4:6], (name, colour)
        for channels in re.findall(r"rgb\((\d+), *(\d+), *(\d+)\)", text):
            assert len(set(channels)) == 1, (name, channels)


def test_drawing_twice_gives_the_same_bytes(town: Path) -> None:
    first = charts(town)
    for path in (town / "data/reports/2024/charts").iterdir():
        path.unlink()
    assert charts(town) == first


def test_a_chart_whose_figures_changed_is_told_as_stale_and_drawn_again(town: Path) -> None:
    charts(town)
    chart = town / "data/reports/2024/charts/grades.svg"
    chart.write_text(chart.read_text(encoding="utf-8").replace("visiontrack-chart ", "x "), encoding="utf-8")
    checked = visiontrack("report", "2024", "--check", root=town)
    assert checked.code == 1
    assert "charts/grades.svg" in checked.out
    assert visiontrack("report", "2024", root=town).code == 0
    assert visiontrack("report", "2024", "--check", root=town).code == 0


def test_without_the_extra_fresh_charts_stay_in_the_report(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts(town)
    monkeypatch.setattr(draw, "available", lambda: False)
    assert visiontrack("report", "2024", "--check", root=town).code == 0


def test_without_the_extra_and_without_charts_the_report_says_so_and_has_its_tables(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draw, "available", lambda: False)
    assert visiontrack("report", "2024", root=town).code == 0
    report = (town / "data/reports/2024/council.md").read_text(encoding="utf-8")
    assert "charts/" not in report
    assert "visiontrack\\[charts\\]" in report or "visiontrack[charts]" in report


def test_a_name_that_looks_like_markup_stays_text_in_the_chart(town: Path) -> None:
    measure = next(iter(sorted((town / "data/measures").glob("*.yaml"))))
    text = measure.read_text(encoding="utf-8")
    hostile = "'</text><script>alert(1)</script>'"
    measure.write_text(re.sub(r"(?m)^(    name: ).*$", rf"\1{hostile}", text, count=1), encoding="utf-8")
    for name, svg in charts(town).items():
        tags = {node.tag for node in ET.fromstring(svg).iter()}
        assert f"{SVG}script" not in tags, name


def test_a_later_end_of_a_measure_leaves_the_charts_of_earlier_years_fresh(town: Path) -> None:
    charts(town)
    startup = town / "data/measures/startup.yaml"
    edit(startup, "lead: industry\npartners", "lead: industry\nperiod: {start: 2022, end: 2027}\npartners")
    edit(startup, "    period: {start: 2024, end: 2029}\n", "    period: {start: 2024, end: 2027}\n")
    ran = visiontrack("report", "2024", "--check", root=town)
    assert ran.code == 0, ran.out + ran.err
