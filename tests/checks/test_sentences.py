"""The names, years and figures that a sentence takes from elsewhere or works out, as the reader sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import cases
from support.told import look
from visiontrack.messages import catalogue


def sentences(root: Path, code: str = "") -> list[str]:
    """Returns what the findings of a code (or of all) say, in English: what is wrong and how to fix it."""
    findings = [finding for finding in look(root) if finding.code.startswith(code)]
    return [" ".join(catalogue("en").finding(finding)) for finding in findings]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("VT301/grade", "in force that year (data/vision.yaml): A, B, C"),
        ("VT301/indicator", "in data/measures/startup-support.yaml: founders, ordinance, survival"),
        ("VT301/indicator-of-vision", "in data/vision.yaml: shipments"),
        ("VT301/project", "in data/measures/startup-support.yaml: challenge-shop, startup-school"),
        ("VT301/project-decided", "in data/measures/local-food.yaml: farmers-market"),
        ("VT301/replaced-indicator", "in data/measures/local-food.yaml: imports, markets, stalls"),
        ("VT302/actor", "this section belongs to 'city'"),
        ("VT304/result", "'local-food' (the file is startup-support.yaml)"),
        ("VT305/decisions-file", "2025 (the file is 2024.yaml)"),
        ("VT305/meeting-in-march", "2025-03-31 lies in fiscal year 2024, but the folder is 2025"),
        ("VT305/result", "2023 (the folder is 2024)"),
        ("VT305/vision-result", "2025 (the folder is 2024)"),
        ("VT307/contribution", "The roles of 'chamber-of-commerce' (a section has its actor's) are: support-"),
        ("VT307/lead", "The roles of 'industry-promotion' (a section has its actor's) are: city-liaison, city-"),
        ("VT309/still-in-force", "'markets' goes on to 2024, but this one begins in 2024"),
        ("VT311/into", "'old-market' Add a line 'into:'"),
        ("VT311/text", "'o-2025-02' Say why under 'text:'"),
        ("VT311/tolerance", "'survival' Say how many per cent either side of the target count as achieved, such as tol"),
        ("VT312/project", "'farmers-market' of 'local-food'"),
        ("VT313/backslash", r"written with '\': 'docs\2024\school.md' Separate folders by '/': 'docs/2024/school"),
        ("VT401/project", "ends (2022) before it starts (2023)"),
        ("VT402/indicator", "2030 lies outside the measure's period (2021 to 2029)"),
        ("VT402/measure", "2019 lies outside the vision's period (2020 to 2029)"),
        ("VT403/result", "'old-market' is not in force in 2025 (its period is 2020 to 2024)"),
        ("VT404/indicator", "'markets' is not in force in 2024 (its period is 2021 to 2023)"),
        ("VT404/project", "'challenge-shop' is not in force in 2023 (its period is 2024 to 2029)"),
        ("VT405/outside-the-vision", "2030 lies outside the vision's period (2020 to 2029)"),
        ("VT406/past-target-rewritten", "from 2026 on alters the target of 2024"),
        ("VT407/below-the-baseline", "(2019: 1480 → 2029: 165)"),
        ("VT407/milestone", "'ordinance', which should increase, falls (2023: true → 2029: false)"),
        ("VT407/revision", "'founders', which should increase, falls (2027: 110 → 2029: 100)"),
        ("VT408/falling", "bound 100 of grade 'B' is not below 100, that of 'A' before it"),
        ("VT408/missing", "grade 'B' has no bound"),
        ("VT409/late", "start, 2020 (the first since 2021)"),
        ("VT410/milestone", "'ordinance' is a milestone but says '0'"),
        ("VT410/number", "'founders' is a number but says 'true'"),
        ("VT411/unpublished", "'imports' is unpublished and yet has the value '52.0'"),
        ("VT413/plan-not-later", "2024, does not come after the year judged, 2024"),
        ("VT414/count", "'visitors' -7 (千人)"),
        ("VT415/above", "(2023: 66 → 720)"),
        ("VT415/below", "(2023: 1530 → 153.0)"),
        ("VT501/result", "'old-market' for 2024 Write data/results/2024/old-market.yaml"),
        ("VT502/alone", "'農政課', which ended with 2022 without a successor"),
        ("VT502/successor", "led by '農政課', whose successor '農業振興課' ended with 2024"),
        ("VT503/due", "'o-2025-01' is in progress past its due date 2025-11-30"),
        ("VT503/none", "'o-2024-01' of a meeting that reviewed 2023"),
        ("VT504/next", "'local-food' wants “improve” next and has no decision for 2024"),
        ("VT504/score", "'startup-support' scores 78.6 in 2024, below 80,"),
        ("VT505/ends-project", "'local-food/farmers-market' (complete) holds from 2026, but its period does not end"),
        ("VT505/merge-goes-on", "Let the period end in 2024 or earlier, in data/measures/old-market.yaml"),
        ("VT505/merge-absent", "there: 'local-foods' Write data/measures/local-foods.yaml"),
        ("VT505/merge-not-in-force", "in force in 2025 Correct the period in data/measures/local-food.yaml"),
        ("VT505/merge-of-a-project", "in 2025 or earlier, in data/measures/local-food.yaml"),
        ("VT505/merge-predecessors", "Add 'old-market' under predecessors in data/measures/local-food.yaml"),
        ("VT505/vision", "Add an entry with year: 2025 and decision: 2023 under"),
        ("VT506/revision", "file of 2025 to rest on Check the year, or write data/decisions/2025.yaml"),
    ],
)  # fmt: skip
def test_the_reader_is_told(case: str, words: str, tmp_path: Path) -> None:
    (sentence,) = sentences(cases.build(tmp_path / "city", cases.CASES / case), case[:5])
    assert words in sentence


def test_a_very_small_figure_is_written_out(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    cases.change(root, "--- data/results/2024/old-market.yaml\n-  visitors: 7\n+  visitors: -0.0000001\n")
    assert "'visitors' -0.0000001 (千人)" in " ".join(sentences(root))


def test_eight_ids_to_choose_from_are_all_named(tmp_path: Path) -> None:
    fields = "".join(f"+  - {{id: f{number}, title: 分野}}\n" for number in range(1, 8))
    root = cases.build(tmp_path / "city")
    cases.change(root, f"--- data/vision.yaml\n-  - {{id: commerce, title: 商業}}\n{fields}")
    (sentence,) = sentences(root)
    assert sentence.endswith("data/vision.yaml: agriculture, f1, f2, f3, f4, f5, f6, f7")


def test_of_many_ids_to_choose_from_the_first_eight_are_named(tmp_path: Path) -> None:
    fields = "".join(f"+  - {{id: f{number}, title: 分野}}\n" for number in range(1, 10))
    change = f"--- data/vision.yaml\n-  - {{id: commerce, title: 商業}}\n{fields}"
    root = cases.build(tmp_path / "city")
    cases.change(root, change)
    (sentence,) = sentences(root)
    assert sentence.endswith("data/vision.yaml: agriculture, f1, f2, f3, f4, f5, f6, f7 …")


def test_where_there_is_nothing_to_choose_from_a_dash_stands(tmp_path: Path) -> None:
    """Nobody offers a program yet, and one is named."""
    root = cases.build(tmp_path / "city")
    cases.change(
        root,
        """\
--- data/measures/old-market.yaml
-lead: farm-section
+lead: farm-section
+programs: [loans]
""",
    )
    (sentence,) = sentences(root)
    assert sentence.endswith("of data/actors/: -")
