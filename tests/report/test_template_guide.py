"""docs/templates.md tells a city everything its templates have, and its example works as it stands."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from support.program import visiontrack
from visiontrack.messages import catalogue
from visiontrack.report.renderer import FootView
from visiontrack.report.report_view import ReportView
from visiontrack.report.sandbox import template_filters
from visiontrack.report.value_formatter import ValueFormatter
from visiontrack.report.view import View

GUIDE = (Path(__file__).parents[2] / "docs/templates.md").read_text(encoding="utf-8")


def records() -> list[type[View]]:
    """Every record of a report; dataclasses with slots stand twice among the subclasses.

    Importing the whole report loads the modules of all its parts.
    """
    assert ReportView in View.__subclasses__()
    views = {view.__name__: view for view in View.__subclasses__()}
    return [view for name, view in sorted(views.items()) if name != FootView.__name__]


def record_name(view: type[View]) -> str:
    """The name of a record in the guide, which leaves out the suffix of its class."""
    return view.__name__.removesuffix("View")


@pytest.mark.parametrize("record", records(), ids=record_name)
def test_every_record_and_every_field_is_in_the_guide(record: type[View]) -> None:
    head = "（先頭）" if record_name(record) == "Report" else f"**{record_name(record)}**"
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {head}<br>"))
    listed = re.findall(r"`([a-z_]+)` ", row.split(" | ", 1)[1])
    assert listed == [field.name for field in fields(record)]  # type: ignore[arg-type]


def test_every_filter_is_in_the_guide() -> None:
    japanese, english = GUIDE.split("## Writing your own report templates")
    for name in template_filters(ValueFormatter(catalogue("ja"))):
        assert re.search(rf"[`|]{name}\b", japanese), name
        assert re.search(rf"`{name}[`(]", english), name


def test_the_example_makes_a_report(town: Path) -> None:
    example = re.search(r"```jinja\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    (town / "templates").mkdir()
    (town / "templates/council.md.j2").write_text(example[1], encoding="utf-8")
    ran = visiontrack("report", "2024", "--for", "council", root=town)
    assert ran.code == 0, ran.err
    written = (town / "data/reports/2024/council.md").read_text(encoding="utf-8")
    assert "| 地場産品のブランド化 | 農政課 | 83.2 | B |" in written
    assert "### 創業支援の充実\n\n目標を超えた。\n\n女性の創業が増えた。\n" in written
