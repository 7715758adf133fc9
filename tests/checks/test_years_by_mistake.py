"""A year typed wrong (2204 for 2024) is told where it stands, whatever field it stands in, and nothing else is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support import cases
from support.program import visiontrack
from support.told import line, look, told
from visiontrack.messages import catalogue


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return cases.build(tmp_path / "city")


def test_mistyped_year_folder_makes_no_year_past(town: Path) -> None:
    """2025 was typed 2204: nothing of 2025 to 2029 is missing, and the opinions of 2025 may still wait."""
    (town / "data/results/2204").mkdir()
    text = (town / "data/results/2024/local-food.yaml").read_text(encoding="utf-8")
    for id_ in ("local-food", "startup-support"):
        own = text.replace("local-food", id_).replace("year: 2024", "year: 2204")
        (town / f"data/results/2204/{id_}.yaml").write_text(own, encoding="utf-8")
    findings = told(town)
    assert [one for one in findings if "VT402" in one] == [
        "data/results/2204/local-food.yaml:2:7 error VT402.folder"
    ]
    assert all(one.startswith("data/results/2204/") for one in findings)
    ran = visiontrack("status", "--format", "json", root=town)
    states = {one["year"]: one["past"] for one in json.loads(ran.out)["years"]}
    assert (states[2024], states[2025], states[2029]) == (True, False, False)


VISION = "data/vision.yaml"
STARTUP = "data/measures/startup-support.yaml"
COUNCIL = "data/meetings/2025/council-1.yaml"
DECISIONS = "data/decisions/2024.yaml"
OLD_MARKET = "data/measures/old-market.yaml"
# One more of what the base has none of.
REPORT = "published:\n  - {year: 2023, for: council, date: 2024-08-07}\n"


def changed(root: Path, path: str, old: str, new: str, more: str = "") -> None:
    """One year typed wrong in one file."""
    text = (root / path).read_text(encoding="utf-8") + more
    assert text.count(old) == 1, f"{text.count(old)} × {old!r}"
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (VISION, "records_since: 2023", "records_since: 2203", "VT402.vision"),
        (VISION, "established: 2018", "established: 2108", "VT402.far"),
        (VISION, "established: 2019-01", "established: 1919-01", "VT402.far"),
        (VISION, "  - since: 2020", "  - since: 1020", "VT402.far"),
        (VISION, "  - since: 2020", "  - since: 2202", "VT409"),
        (VISION, "baseline: {year: 2019,", "baseline: {year: 2109,", "VT402.vision"),
        (VISION, "baseline: {year: 2019,", "baseline: {year: 1019,", "VT402.far"),
        (VISION, "  - year: 2025", "  - year: 2205", "VT402.vision"),
        (VISION, "  - year: 2025", "  - year: 1025", "VT402.vision"),
        (VISION, "{year: 2023, for", "{year: 2203, for", "VT402.vision"),
        (VISION, "{year: 2023, for", "{year: 2019, for", "VT402.vision"),
        (VISION, "date: 2024-08-07", "date: 2204-08-07", "VT402.far"),
        (STARTUP, "baseline: {year: 2019,", "baseline: {year: 2109,", "VT402.vision"),
        (STARTUP, "      - since: 2026", "      - since: 2206", "VT402.vision"),
        (STARTUP, "      - since: 2026", "      - since: 1026", "VT402.vision"),
        (STARTUP, "  - year: 2025", "  - year: 2205", "VT402.vision"),
        ("data/actors/city.yaml", "until: 2022", "until: 2040", "VT402.far"),
        (COUNCIL, "title: 令和7年度", "reviews: 2204\ntitle: 令和7年度", "VT402.reviews"),
        (COUNCIL, "title: 令和7年度", "reviews: 2018\ntitle: 令和7年度", "VT402.reviews"),
        (COUNCIL, "due: 2026-03-31", "due: 2040-04-01", "VT402.far"),
        (DECISIONS, "plan: 2026", "plan: 2206", "VT402.far"),
        (DECISIONS, "plan: 2026", "plan: 2024", "VT413"),
    ],
)
def test_a_year_typed_wrong_is_all_that_is_told(
    town: Path, path: str, old: str, new: str, expected: str
) -> None:
    """At the year itself, and naming it."""
    changed(town, path, old, new, REPORT if path == VISION else "")
    (finding,) = look(town)
    slip = re.search(r"(?<=: )\d{4}", new)
    assert slip
    above = (town / path).read_text(encoding="utf-8").split(new)[0] + new[: slip.start()]
    row, column = above.count("\n") + 1, len(above) - above.rfind("\n")
    assert line(finding) == f"{path}:{row}:{column} error {expected}"
    assert slip[0] in catalogue("en").finding(finding)[0]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        # Of the last year of the plan.
        (VISION, "records_since: 2023", "records_since: 2029"),
        (OLD_MARKET, "    kind: reference\n", "    kind: reference\n    baseline: {year: 2029, value: 7}\n"),
        # A hundred years before its first, ten after its last.
        (VISION, "established: 2018", "established: 1920"),
        ("data/actors/city.yaml", "until: 2022", "until: 2039"),
        (COUNCIL, "due: 2026-03-31", "due: 2040-03-31"),
    ],
)
def test_the_last_year_that_may_be_meant_is_no_mistake(town: Path, path: str, old: str, new: str) -> None:
    changed(town, path, old, new)
    assert told(town) == []


@pytest.mark.parametrize(
    ("since", "expected"), [("2029", []), ("2203", ["VT402.vision"]), ("1919", ["VT402.far"])]
)
def test_year_from_which_rules_hold(town: Path, since: str, expected: list[str]) -> None:
    """A second set of rules, which the city added when the plan was half over."""
    text = (town / VISION).read_text(encoding="utf-8")
    rules = text[text.index("  - since: 2020") : text.index("revisions:")]
    changed(town, VISION, "revisions:", rules.replace("2020", since) + "revisions:")
    row = text[: text.index("revisions:")].count("\n") + 1
    assert told(town) == [f"{VISION}:{row}:12 error {one}" for one in expected]
    assert all(f"{since} lies" in catalogue("en").finding(one)[0] for one in look(town))


def moved(root: Path, old: str, new: str, year: str) -> None:
    """A file under another year, with that year written in it."""
    text = (root / old).read_text(encoding="utf-8")
    (root / old).unlink()
    (root / new).parent.mkdir(parents=True, exist_ok=True)
    (root / new).write_text(text.replace("2025-08-07", f"{year}-08-07"), encoding="utf-8")


def test_meeting_in_a_mistyped_year_folder(town: Path) -> None:
    moved(town, COUNCIL, "data/meetings/2205/council-1.yaml", "2205")
    changed(town, DECISIONS, "    opinions: [o-2025-01]\n", "")
    assert told(town) == ["data/meetings/2205/council-1.yaml:3:7 error VT402.reviews"]


@pytest.mark.parametrize("year", ["2204", "1024"])
def test_decisions_of_a_mistyped_year(town: Path, year: str) -> None:
    (town / f"data/decisions/{year}.yaml").write_text(f"year: {year}\ndecisions: []\n", encoding="utf-8")
    (finding,) = look(town)
    assert line(finding) == f"data/decisions/{year}.yaml:1:7 error VT402.vision"
    assert f"{year} lies outside" in catalogue("en").finding(finding)[0]


@pytest.mark.parametrize(
    ("slip", "told_of_it"),
    [("review: 2029", "4:1 error VT201 → reviews"), ("reviews: [2029]", "4:10 error VT204.text")],
)
def test_unreadable_reviewed_year_of_a_late_meeting(town: Path, slip: str, told_of_it: str) -> None:
    """Without its line the meeting would review the year before its own, which is none of the plan."""
    late = "data/meetings/2031/council-1.yaml"
    moved(town, COUNCIL, late, "2031")
    changed(town, late, "title: 令和7年度", f"{slip}\ntitle: 令和7年度")
    changed(town, DECISIONS, "    opinions: [o-2025-01]\n", "")
    assert told(town) == [f"{late}:{told_of_it}"]


@pytest.mark.parametrize(
    ("slip", "told_of_it"),
    [("plam: 2020", "2:1 error VT201 → plan"), ("plan: [2020]", "2:7 error VT204.text")],
)
def test_unreadable_plan_of_the_first_decisions(town: Path, slip: str, told_of_it: str) -> None:
    """Without its line they would change the plan of 2019, which is none of this vision."""
    early = "data/decisions/2018.yaml"
    (town / early).write_text(f"year: 2018\n{slip}\ndecisions: []\n", encoding="utf-8")
    assert told(town) == [f"{early}:{told_of_it}"]


def test_plan_of_the_judged_year_is_one_finding(town: Path) -> None:
    path = "data/decisions/2018.yaml"
    (town / path).write_text("year: 2018\nplan: 2018\ndecisions: []\n", encoding="utf-8")
    assert told(town) == [f"{path}:2:7 error VT413"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        # The first meeting of the first year looks at the year before, as it would without a word.
        ("data/meetings/2020/council-1.yaml", "date: 2020-08-01\nreviews: 2019\n"),
        ("data/meetings/2020/council-1.yaml", "date: 2020-08-01\n"),
        # The council that wrote the plan met before it began, and looked at the plan's first year or the last.
        ("data/meetings/2018/council-1.yaml", "date: 2018-08-01\n"),
        ("data/meetings/2018/council-1.yaml", "date: 2018-08-01\nreviews: 2017\n"),
        ("data/meetings/2019/council-1.yaml", "date: 2020-03-01\nreviews: 2020\n"),
        # So did one of another plan, a hundred years before.
        ("data/meetings/1921/council-1.yaml", "date: 1921-08-01\n"),
        # One that looks back at where the plan began, ahead at a plan year, and the last one, after the end.
        ("data/meetings/2025/council-9.yaml", "date: 2025-10-01\nreviews: 2019\n"),
        ("data/meetings/2025/council-9.yaml", "date: 2025-10-01\nreviews: 2026\n"),
        ("data/meetings/2030/council-1.yaml", "date: 2030-08-01\n"),
    ],
)
def test_what_real_cities_write_about_a_meeting_is_no_mistake(town: Path, path: str, text: str) -> None:
    head = f"id: {Path(path).stem}\nbody: council\ntitle: 推進会議\nattendees: []\n"
    (town / path).parent.mkdir(parents=True, exist_ok=True)
    (town / path).write_text(head + text, encoding="utf-8")
    assert told(town) == []


@pytest.mark.parametrize(
    ("year", "plan"), [("2018", "2020"), ("2019", ""), ("2024", "2030"), ("2024", "2035"), ("2029", "")]
)
def test_decisions_on_plans_at_either_edge(town: Path, year: str, plan: str) -> None:
    """Results of 2018 are in by 2019, and the first plan they can change is that of 2020."""
    (town / DECISIONS).unlink()
    for path in ("data/measures/startup-support.yaml", "data/measures/local-food.yaml"):
        text = (town / path).read_text(encoding="utf-8")
        (town / path).write_text(text.replace("decision: 2024", "decision: 2023"), encoding="utf-8")
    plans = f"plan: {plan}\n" if plan else ""
    (town / f"data/decisions/{year}.yaml").write_text(
        f"year: {year}\n{plans}decisions: []\n", encoding="utf-8"
    )
    assert [one for one in told(town) if " error " in one] == []


@pytest.mark.parametrize(("year", "decision"), [("2020", "2018"), ("2031", "2024")])
def test_revisions_at_either_edge_of_the_period(town: Path, year: str, decision: str) -> None:
    revised = f"  - year: {year}\n    decision: {decision}"
    changed(town, STARTUP, "  - year: 2025\n    decision: 2023", revised)
    assert [one for one in told(town) if " error " in one] == []


@pytest.mark.parametrize(
    ("written", "place"),
    [("{start: 0001, end: 9999}", "3:9"), ("\n  start: 2020\n  end: 2209", "4:3")],
)
def test_plan_of_more_than_a_hundred_years(town: Path, written: str, place: str) -> None:
    """Nothing is said of what lies in such a period, and no command goes through thousands of years."""
    changed(town, VISION, "{start: 2020, end: 2029}", written)
    assert told(town) == [f"{VISION}:{place} error VT214.period"]
    ran = visiontrack("status", root=town)
    assert (ran.code, ran.out) == (1, "")
    assert f"{VISION}:{place}: error VT214 計画期間が長すぎます" in ran.err


def test_a_plan_of_a_hundred_years_is_read(town: Path) -> None:
    changed(town, VISION, "{start: 2020, end: 2029}", "{start: 2020, end: 2119}")
    assert told(town) == []
    assert visiontrack("status", root=town).code == 0
