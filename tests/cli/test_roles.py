"""Who does what the vision asked of them: ``roles`` finds the roles that nobody serves."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from support import sound
from support.program import visiontrack
from visiontrack.layout.width import width

UNSERVED = "  - id: promote-use\n    title: 制度の利用の呼びかけ\n    text: 会員に知らせる。\n"


@pytest.fixture
def town(city: Path) -> Path:
    """The chamber has a role that no measure names."""
    sound.write(city, "data/actors/chamber-of-commerce.yaml", sound.CHAMBER + UNSERVED)
    return city


def roles_json(root: Path, *args: str) -> Any:
    return json.loads(visiontrack("roles", "--format", "json", *args, root=root).out)


def role(document: Any, actor: str, role_id: str) -> Any:
    actor_entry = next(entry for entry in document["actors"] if entry["id"] == actor)
    return next(entry for entry in actor_entry["roles"] if entry["id"] == role_id)


def test_role_shows_its_measures_and_contributions(town: Path) -> None:
    document = roles_json(town)
    assert (document["schema"], document["year"]) == ("visiontrack.roles/1", 2024)
    assert document["totals"] == {"roles": 3, "unserved": 1}
    led = role(document, "city", "city-progress")
    assert led["measures"] == [
        {"id": "startup-support", "title": "創業支援の充実", "as": "lead", "party": "industry-promotion"}
    ]
    helped = role(document, "chamber-of-commerce", "support-owners")
    assert helped["measures"][0]["as"] == "partner"
    assert helped["contributions"] == [
        {"measure": "startup-support", "party": "chamber-of-commerce", "text": "講師を派遣した"}
    ]
    assert not role(document, "chamber-of-commerce", "promote-use")["served"]


def test_another_year_shows_its_own_measures(town: Path) -> None:
    assert roles_json(town, "令和7年度")["actors"][1]["roles"][0]["contributions"] == []
    later = sound.MEASURE.replace("roles: [city-progress]", "period: {start: 2024, end: 2029}")
    sound.write(town, "data/measures/startup-support.yaml", later)
    assert roles_json(town, "2023")["totals"]["unserved"] == 3


def test_a_role_nobody_serves_stands_out_in_every_form(town: Path) -> None:
    text = visiontrack("roles", root=town).out
    assert "× 制度の利用の呼びかけ  [promote-use]" in text
    assert "○ 事業者への伴走" in text
    assert "役割 3 のうち、担う施策も取組もないもの 1" in text
    assert max(width(line) for line in text.splitlines()) <= 80
    markdown = visiontrack("roles", "--format", "md", root=town).out
    assert "| 制度の利用の呼びかけ<br>会員に知らせる。 | **担う施策も取組もありません** |  |" in markdown
    english = visiontrack("roles", "--lang", "en", root=town).out
    assert "no measure and no contribution serves it" in english


def test_markdown_has_a_table_per_actor(town: Path) -> None:
    wild = sound.CHAMBER.replace("事業者への伴走", '"<b>伴走</b> | [x](y)"')
    sound.write(town, "data/actors/chamber-of-commerce.yaml", wild)
    html = (
        MarkdownIt("commonmark").enable("table").render(visiontrack("roles", "--format", "md", root=town).out)
    )
    assert html.count("<table>") == 2
    assert "&lt;b&gt;伴走&lt;/b&gt; | [x](y)" in html


def test_csv_opens_in_a_spreadsheet_and_is_no_formula(town: Path) -> None:
    from visiontrack.cycle.roles import roles
    from visiontrack.folder.loading import load
    from visiontrack.formats import Output
    from visiontrack.formats.painter import Painter
    from visiontrack.formats.roles_formats import roles_csv
    from visiontrack.messages import catalogue

    sound.write(
        town, "data/results/2024/startup-support.yaml", sound.RESULT.replace("講師を派遣した", '"=1+1"')
    )
    folder = load(town).folder
    assert folder is not None
    content = roles_csv(Output(folder, roles(folder, 2024), (), catalogue("ja"), Painter()))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["contribution"] for row in rows if row["as"] == "contribution"] == ["'=1+1"]
    unserved = [row for row in rows if row["served"] == "false"]
    assert [(row["role"], row["measure"]) for row in unserved] == [("promote-use", "")]


def test_a_broken_file_is_left_out_and_said(town: Path) -> None:
    sound.write(town, "data/measures/broken.yaml", "id: broken\n")
    ran = visiontrack("roles", "--format", "json", root=town)
    assert ran.code == 1
    assert json.loads(ran.out)["left_out"] == ["data/measures/broken.yaml"]
    assert "data/measures/broken.yaml" in ran.err


@pytest.mark.parametrize("args", [("2031",), ("x",), ("--format", "xml")])
def test_wrong_use(town: Path, args: tuple[str, str]) -> None:
    assert visiontrack("roles", *args, root=town).code == 2
