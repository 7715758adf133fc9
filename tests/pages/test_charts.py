"""Charts: the same bytes every time, readable in black and white, told when they are stale."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import get_args

import pytest

from support.edits import edit
from support.program import visiontrack
from visiontrack.report import chart_files
from visiontrack.schema.vision import ReportPaper

AUDIENCES = get_args(ReportPaper)

pytestmark = pytest.mark.needs("vl_convert")

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def town(town: Path) -> Path:
    """The town with a third year of actuals, the fewest that make a line."""
    (town / "data/results/2022").mkdir()
    (town / "data/results/2022/startup.yaml").write_text(
        "measure: startup\nyear: 2022\nstatus: on_track\nactuals:\n  founders: 400\n  survival: 81.0\n",
        encoding="utf-8",
    )
    return town


def charts(town: Path) -> dict[str, str]:
    """Write the reports of 2024 and return the charts by name."""
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 0, ran.err
    folder = town / "data/reports/2024/charts"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_a_report_comes_with_its_charts(town: Path) -> None:
    drawn = charts(town)
    assert "grades.svg" in drawn
    reports = "".join(path.read_text(encoding="utf-8") for path in (town / "data/reports/2024").glob("*.md"))
    named = set(re.findall(r"\]\(charts/([^)]+)\)", reports))
    assert named == set(drawn)


def test_charts_are_valid_xml_with_a_title(town: Path) -> None:
    for name, text in charts(town).items():
        root = ET.fromstring(text)
        assert root.get("role") == "img", name
        title = root.find(f"{SVG}title")
        assert title is not None and title.text, name


def test_charts_use_only_black_white_and_grey(town: Path) -> None:
    for name, text in charts(town).items():
        for colour in re.findall(r"#([0-9a-fA-F]{6})\b", text):
            assert colour[0:2] == colour[2:4] == colour[4:6], (name, colour)
        for channels in re.findall(r"rgb\((\d+), *(\d+), *(\d+)\)", text):
            assert len(set(channels)) == 1, (name, channels)


def test_chart_values_have_the_decimals_of_the_tables(town: Path) -> None:
    """85.0 and 83.0 in the data are 85.0 and 83.0 in the chart, and a whole number stays whole."""
    drawn = charts(town)
    values = set(re.findall(r">([\d,.]+)</text>", drawn["startup--survival.svg"]))
    assert {"85.0", "83.0"} <= values
    assert not {"85", "83"} & values
    assert "1,260" in re.findall(r">([\d,.]+)</text>", drawn["startup--founders.svg"])


def test_drawing_twice_gives_the_same_bytes(town: Path) -> None:
    first = charts(town)
    for path in (town / "data/reports/2024/charts").iterdir():
        path.unlink()
    assert charts(town) == first


def test_a_chart_with_changed_figures_is_stale(town: Path) -> None:
    charts(town)
    chart = town / "data/reports/2024/charts/grades.svg"
    chart.write_text(chart.read_text(encoding="utf-8").replace("visiontrack-chart ", "x "), encoding="utf-8")
    checked = visiontrack("report", "2024", "--check", root=town)
    assert checked.code == 1
    assert "charts/grades.svg" in checked.out
    assert visiontrack("report", "2024", root=town).code == 0
    assert visiontrack("report", "2024", "--check", root=town).code == 0


def test_an_absent_report_is_reported_without_its_charts(town: Path) -> None:
    """A chart that a report still shows is told all the same, and so is the year to make anew."""
    before = visiontrack("report", "2024", "--check", root=town)
    assert before.code == 1
    assert "charts/" not in before.out
    assert before.out.count("がありません") == len(AUDIENCES)
    charts(town)
    (town / "data/reports/2024/council.md").unlink()
    (town / "data/reports/2024/charts/grades.svg").unlink()
    checked = visiontrack("report", "2024", "--check", root=town)
    assert checked.code == 1
    assert checked.out.splitlines()[:2] == [
        "data/reports/2024/council.md がありません。",
        "図が古いか、ありません: data/reports/2024/charts/grades.svg",
    ]


def test_without_the_extra_fresh_charts_stay_in_the_report(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts(town)
    monkeypatch.setattr(chart_files, "can_draw", lambda: False)
    assert visiontrack("report", "2024", "--check", root=town).code == 0


def test_a_report_without_charts_says_so(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_files, "can_draw", lambda: False)
    assert visiontrack("report", "2024", root=town).code == 0
    report = (town / "data/reports/2024/annex.md").read_text(encoding="utf-8")
    assert "charts/" not in report
    assert "vl-convert-python" in report


def test_markup_in_a_name_stays_text_in_charts(town: Path) -> None:
    measure = next(iter(sorted((town / "data/measures").glob("*.yaml"))))
    text = measure.read_text(encoding="utf-8")
    hostile = "'</text><script>alert(1)</script>'"
    measure.write_text(re.sub(r"(?m)^(    name: ).*$", rf"\1{hostile}", text, count=1), encoding="utf-8")
    for name, svg in charts(town).items():
        tags = {node.tag for node in ET.fromstring(svg).iter()}
        assert f"{SVG}script" not in tags, name


def test_a_later_end_of_a_measure_leaves_charts_fresh(town: Path) -> None:
    charts(town)
    startup = town / "data/measures/startup.yaml"
    edit(startup, "lead: industry\npartners", "lead: industry\nperiod: {start: 2022, end: 2027}\npartners")
    edit(startup, "    period: {start: 2024, end: 2029}\n", "    period: {start: 2024, end: 2027}\n")
    ran = visiontrack("report", "2024", "--check", root=town)
    assert ran.code == 0, ran.out + ran.err


def test_a_report_by_a_template_without_charts_has_none_drawn(town: Path) -> None:
    (town / "templates").mkdir()
    for audience in AUDIENCES:
        (town / f"templates/{audience}.md.j2").write_text("# {{ vision.name }}\n", encoding="utf-8")
    assert visiontrack("report", "2024", root=town).code == 0
    assert not (town / "data/reports/2024/charts").exists()
    assert visiontrack("report", "2024", "--check", root=town).code == 0


# ---- a report that was handed out keeps its charts -------------------------------------------------------

FOUNDERS = "charts/startup--founders.svg"
LATER = "charts/2/startup--founders.svg"


def hand_out(town: Path, *audiences: str) -> None:
    entries = "".join(f"  - {{year: 2024, for: {audience}, date: 2025-08-07}}\n" for audience in audiences)
    vision = town / "data/vision.yaml"
    text = vision.read_text(encoding="utf-8").split("\npublished:")[0].rstrip("\n")
    vision.write_text(f"{text}\npublished:\n{entries}", encoding="utf-8")


def correct(town: Path, old: str, new: str) -> None:
    """The section corrects its number of founders after the council has met."""
    edit(town / "data/results/2024/startup.yaml", f"value: {old}", f"value: {new}")


def read(town: Path, name: str) -> str:
    return (town / "data/reports/2024" / name).read_text(encoding="utf-8")


def handed_out(town: Path) -> dict[str, str]:
    """The annex and every chart as they were handed out; then a figure is corrected."""
    before = charts(town)
    hand_out(town, "annex")
    correct(town, "1260", "1261")
    return {f"charts/{name}": text for name, text in before.items()} | {"annex.md": read(town, "annex.md")}


def test_a_published_report_keeps_its_charts(town: Path) -> None:
    record = handed_out(town)
    checked = visiontrack("report", "2024", "--check", "--for", "annex", root=town)
    assert checked.code == 0, checked.out
    assert visiontrack("report", "2024", root=town).code == 0
    assert {name: read(town, name) for name in record} == record
    assert visiontrack("report", "2024", "--check", root=town).code == 0
    assert "published" in visiontrack("status", "--format", "json", root=town).out


def test_other_audiences_get_charts_like_their_tables(town: Path) -> None:
    record = handed_out(town)
    ran = visiontrack("report", "2024", root=town)
    assert "data/reports/2024/charts/2" in ran.out
    public = read(town, "public.md")
    assert "1,261" in public
    assert f"({LATER})" in public and f"({FOUNDERS})" not in public
    assert "1,261" in read(town, LATER) and "1,261" not in read(town, FOUNDERS)
    # Nothing is drawn that no report shows.
    assert [chart.name for chart in (town / "data/reports/2024/charts/2").iterdir()] == [
        "startup--founders.svg"
    ]
    assert record["charts/grades.svg"] == read(town, "charts/grades.svg")


def test_a_line_has_three_points_at_least(town: Path) -> None:
    (town / "data/results/2022/startup.yaml").unlink()
    assert "startup--founders.svg" not in charts(town)


def test_the_page_holds_the_chart_that_its_text_refers_to(town: Path) -> None:
    handed_out(town)
    assert visiontrack("report", "2024", "--to", "html", root=town).code == 0
    assert (
        visiontrack("report", "2024", "--to", "html", root=town).out.count("変わりません")
        == len(AUDIENCES) - 1
    )
    page = read(town, "public.html")
    assert "1,261" in page
    assert "1,260" not in page.split("訂正")[0]


def test_a_correction_taken_back_brings_the_first_chart_back(town: Path) -> None:
    handed_out(town)
    visiontrack("report", "2024", root=town)
    correct(town, "1261", "1260")
    visiontrack("report", "2024", root=town)
    assert f"({FOUNDERS})" in read(town, "public.md")
    assert visiontrack("report", "2024", "--check", root=town).code == 0


def test_two_published_reports_keep_their_own_charts(town: Path) -> None:
    record = handed_out(town)
    visiontrack("report", "2024", root=town)
    hand_out(town, "annex", "public")
    record |= {name: read(town, name) for name in ("public.md", LATER)}
    correct(town, "1261", "1262")
    assert visiontrack("report", "2024", root=town).code == 0
    assert {name: read(town, name) for name in record} == record
    # The annex is made again for a second edition; the public's is still the record it was.
    assert visiontrack("report", "2024", "--again", "--for", "annex", root=town).code == 0
    assert {name: read(town, name) for name in ("public.md", LATER)} == {
        name: record[name] for name in ("public.md", LATER)
    }
    assert "1,262" in read(town, FOUNDERS)
    assert f"({FOUNDERS})" in read(town, "annex.md")


def test_again_makes_the_report_and_its_charts_anew(town: Path) -> None:
    record = handed_out(town)
    stale = visiontrack("report", "2024", "--check", "--again", root=town)
    assert stale.code == 1
    assert FOUNDERS in stale.out
    assert visiontrack("report", "2024", "--again", root=town).code == 0
    assert read(town, FOUNDERS) != record[FOUNDERS]
    assert f"({FOUNDERS})" in read(town, "annex.md")
    assert visiontrack("report", "2024", "--check", "--again", root=town).code == 0


def test_a_lost_chart_of_a_published_report_is_not_replaced(town: Path) -> None:
    """Drawn from today's figures it would contradict the table that the council was given."""
    handed_out(town)
    (town / "data/reports/2024" / FOUNDERS).unlink()
    visiontrack("report", "2024", root=town)
    assert not (town / "data/reports/2024" / FOUNDERS).exists()
    assert f"({LATER})" in read(town, "public.md")


def test_stale_charts_are_not_shown_without_the_extra(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_out(town)
    monkeypatch.setattr(chart_files, "can_draw", lambda: False)
    assert visiontrack("report", "2024", root=town).code == 0
    public = read(town, "public.md")
    assert "startup--founders.svg" not in public
