"""docs/templates.md tells a city everything its templates have, and its example works as it stands."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import fields
from pathlib import Path

import pytest

import visiontrack.report.view as view
from support.program import visiontrack
from visiontrack.messages import catalogue
from visiontrack.report import filters
from visiontrack.report.fact import Fact
from visiontrack.report.words import Words

GUIDE = (Path(__file__).parents[2] / "docs/templates.md").read_text(encoding="utf-8")


def records() -> list[type[Fact]]:
    modules = [
        importlib.import_module(f"{view.__name__}.{one.name}") for one in pkgutil.iter_modules(view.__path__)
    ]
    found = {held for module in modules for held in vars(module).values() if isinstance(held, type)}
    return sorted(
        (one for one in found if issubclass(one, Fact) and one is not Fact), key=lambda one: one.__name__
    )


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_record_and_every_field_is_in_the_guide(record: type[Fact]) -> None:
    head = "（先頭）" if record.__name__ == "Report" else f"**{record.__name__}**"
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {head}<br>"))
    listed = re.findall(r"`([a-z_]+)` ", row.split(" | ", 1)[1])
    assert listed == [one.name for one in fields(record)]  # type: ignore[arg-type]


def test_every_filter_is_in_the_guide() -> None:
    japanese, english = GUIDE.split("## Writing your own report templates")
    for name in filters.table(Words(catalogue("ja"))):
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
