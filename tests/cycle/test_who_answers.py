"""A reorganisation is written once, in the actor's file; every year names whoever answered in it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from support import cases
from support.documents import document
from support.program import visiontrack
from visiontrack.checks.suite import Suite
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder

CITY = """\
id: city
name: 見本市
category: city
sections:
  - {id: industry-promotion, name: 産業振興課}
  - {id: commerce, name: 商工課}
  - {id: farm-policy, name: 農政課, until: 2022, successor: farm-section}
  - {id: farm-section, name: 農業振興課, until: 2024, successor: agriculture}
  - {id: agriculture, name: 農林課}
roles:
  - {id: city-progress, title: 進行管理, text: 毎年の進み具合を確かめる。}
  - {id: city-liaison, title: 連絡調整, text: 主体の間をつなぐ。}
"""
COOP = """\
id: farm-coop
name: 農業協同組合
category: industry_association
until: 2023
successor: big-coop
roles:
  - {id: direct-sales, title: 直売, text: 直売所を開く。}
"""
BIG_COOP = """\
id: big-coop
name: 広域農業協同組合
category: industry_association
sections:
  - {id: big-coop-office, name: 営農課}
roles:
  - {id: direct-sales, title: 直売, text: 直売所を開く。}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A city whose farm section changed twice, and whose cooperative was merged into a larger one."""
    root = cases.build(tmp_path / "city")
    for name, text in (("city", CITY), ("farm-coop", COOP), ("big-coop", BIG_COOP)):
        (root / f"data/actors/{name}.yaml").write_text(text, encoding="utf-8")
    cases.change(
        root,
        "--- data/measures/local-food.yaml\n"
        "-lead: farm-section\n+lead: farm-policy\n+former_leads:\n+  - {until: 2021, lead: commerce}\n"
        "@@\n-    title: 直売会\n+    title: 直売会\n+    lead: commerce\n"
        "+    former_leads:\n+      - {until: 2023, lead: farm-section}\n"
        "--- data/vision.yaml\n"
        "-  members: [chamber-of-commerce, farm-coop]\n"
        "+  members:\n+    - farm-coop\n+    - {actor: chamber-of-commerce, since: 2022-04-01, until: 2024-06-30}\n",
    )
    return root


@pytest.fixture
def folder(root: Path) -> Folder:
    loaded = load(root, Suite())
    assert [finding for finding in loaded.findings if finding.severity == "error"] == []
    assert loaded.folder is not None
    return loaded.folder


def test_lead_follows_former_leads_then_successors(folder: Folder) -> None:
    measure = folder.measures["local-food"]
    leads = [folder.lead_in(measure, year) for year in range(2020, 2028)]
    assert leads == ["commerce"] * 2 + ["farm-policy"] + ["farm-section"] * 2 + ["agriculture"] * 3


def test_project_has_former_leads_of_its_own(folder: Folder) -> None:
    measure = folder.measures["local-food"]
    (project,) = measure.projects
    leads = [folder.project_lead_in(measure, project, year) for year in (2022, 2023, 2024)]
    assert leads == ["farm-section", "farm-section", "commerce"]


def test_partner_passes_to_its_successor(folder: Folder) -> None:
    measure = folder.measures["local-food"]
    partners = [folder.partners_in(measure, year)[0] for year in (2023, 2024)]
    assert [(partner.actor, partner.roles) for partner in partners] == [
        ("farm-coop", ("direct-sales",)),
        ("big-coop", ("direct-sales",)),
    ]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2022-03-31", ["farm-coop"]),
        ("2022-04-01", ["farm-coop", "chamber-of-commerce"]),
        ("2024-06-30", ["big-coop", "chamber-of-commerce"]),
        ("2024-07-01", ["big-coop"]),
    ],
)
def test_council_is_that_of_the_day(day: str, members: list[str], folder: Folder) -> None:
    assert list(folder.council_on(datetime.date.fromisoformat(day))) == members


def test_section_ends_with_its_actor(root: Path) -> None:
    """It passes to the actor's successor where it has none of its own."""
    cases.change(
        root,
        "--- data/actors/big-coop.yaml\n-category: industry_association\n"
        "+category: industry_association\n+until: 2025\n+successor: chamber-of-commerce\n",
    )
    folder = load(root, Suite()).folder
    assert folder is not None
    assert folder.answering("big-coop-office", 2025) == "big-coop-office"
    assert folder.answering("big-coop-office", 2026) == "chamber-of-commerce"
    assert folder.answering("farm-coop", 2026) == "chamber-of-commerce"


def test_check_names_the_lead_of_the_year(root: Path) -> None:
    leads = {
        year: {measure["id"]: measure["lead"] for measure in document("check", year, root=root)["measures"]}
        for year in ("2023", "2026")
    }
    assert [leads[year]["local-food"] for year in leads] == ["farm-section", "agriculture"]


@pytest.mark.parametrize(
    ("section", "year", "found"),
    [
        ("agriculture", "2023", True),  # its predecessor led it
        ("farm-policy", "2023", False),
        ("farm-section", "2022", True),
        ("city", "2023", True),
    ],
)
@pytest.mark.parametrize("command", ["check", "plan"])
def test_lead_finds_what_predecessors_led(
    command: str, section: str, year: str, found: bool, root: Path
) -> None:
    measures = document(command, year, "--lead", section, root=root)["measures"]
    assert ("local-food" in {measure["id"] for measure in measures}) is found


def test_handed_over_measure_is_its_former_leads(root: Path) -> None:
    for year, found in (("2021", True), ("2022", False)):
        measures = document("check", year, "--lead", "commerce", root=root)["measures"]
        assert bool(measures) is found


def test_forms_go_to_whoever_answers_today(root: Path) -> None:
    """In 2025 the results of 2024 are asked of the section that took over in April."""
    parties = {
        today: [section["id"] for section in document("do", "2024", "--today", today, root=root)["sections"]]
        for today in ("2025-03-31", "2025-04-01")
    }
    assert "farm-section" in parties["2025-03-31"]
    assert "agriculture" in parties["2025-04-01"]
    assert "farm-section" not in parties["2025-04-01"]


def test_roles_of_a_dissolved_actor_are_not_listed(root: Path) -> None:
    actors = [
        {actor["id"] for actor in document("roles", year, root=root)["actors"]} for year in ("2023", "2024")
    ]
    assert ["farm-coop" in ids for ids in actors] == [True, False]


def test_partner_of_a_past_period_keeps_its_years(root: Path) -> None:
    cases.change(
        root,
        "--- data/measures/local-food.yaml\n-    roles: [direct-sales]\n"
        "+    roles: [direct-sales]\n+    period: {start: 2021, end: 2022}\n",
    )
    measures = [document("show", "local-food", year, root=root) for year in ("2022", "2023")]
    assert [[partner["actor"] for partner in measure["partners"]] for measure in measures] == [
        ["farm-coop"],
        [],
    ]


def test_ended_section_shows_what_it_led(root: Path) -> None:
    farm = document("show", "farm-policy", root=root)
    assert farm["taken_over_by"] == ["farm-section", "agriculture"]
    assert [measure["id"] for measure in farm["measures"]] == ["local-food"]


def test_reorganised_section_leaves_past_reports_fresh(root: Path) -> None:
    """The report of 2024 is written before the farm section ends; whoever writes that end down rewrites nothing."""
    cases.change(
        root,
        "--- data/actors/city.yaml\n-  - {id: farm-section, name: 農業振興課, until: 2024, successor: agriculture}\n"
        "+  - {id: farm-section, name: 農業振興課}\n",
    )
    assert visiontrack("report", "2024", "--for", "team", root=root).code == 0
    cases.change(
        root,
        "--- data/actors/city.yaml\n-  - {id: farm-section, name: 農業振興課}\n"
        "+  - {id: farm-section, name: 農業振興課, until: 2024, successor: agriculture}\n",
    )
    assert visiontrack("report", "2024", "--check", "--for", "team", root=root).code == 0


def test_dissolved_actor_says_until_when(root: Path) -> None:
    page = visiontrack("show", "farm-coop", "2026", root=root).out
    assert "農業協同組合（産業関連団体）（2023年度まで）" in page
    assert "引き継いだ先: 広域農業協同組合" in page
    (measure,) = document("show", "farm-coop", "2026", root=root)["measures"]
    assert measure["year"] == 2023
