"""A file under a wrong name, and a file copied in the Explorer: told once, where it is, and nothing that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import cases
from support.told import look, told
from visiontrack.messages import catalogue

MEASURE = "data/measures/startup-support.yaml"
RESULT = "data/results/2024/startup-support.yaml"


def renamed(root: Path, path: str, name: str, id_: str = "", copy: bool = False) -> None:
    """Give a file another name, and what it says on its first line another id."""
    text = (root / path).read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    key = first.split(":")[0]
    place = (root / path).with_name(f"{name}.yaml")
    if not copy:
        (root / path).unlink()
    place.write_text(f"{key}: {id_}\n{rest}" if id_ else text, encoding="utf-8")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return cases.build(tmp_path / "city")


@pytest.mark.parametrize(
    ("name", "id_", "expected"),
    [
        ("Startup-Support", "", "VT304.name"),
        ("startup_support", "", "VT304.name"),
        ("創業支援", "", "VT304.name"),
        ("startup-suport", "", "VT304"),
        ("startup-support", "Startup-Support", "VT208 → startup-support"),
        ("Startup-Support", "Startup-Support", "VT208 → startup-support"),
    ],
)
def test_results_meetings_and_decisions_still_know_a_measure_whose_name_slipped(
    town: Path, name: str, id_: str, expected: str
) -> None:
    """Ten files speak of the measure, and none of them is wrong."""
    renamed(town, MEASURE, name, id_)
    assert told(town) == [f"data/measures/{name}.yaml:1:5 error {expected}"]


def test_a_predecessor_is_known_though_its_file_is_read_later(town: Path) -> None:
    renamed(town, "data/measures/old-market.yaml", "zz-old-market")
    assert told(town) == ["data/measures/zz-old-market.yaml:1:5 error VT304"]


@pytest.mark.parametrize("path", ["data/actors/chamber-of-commerce.yaml", "data/actors/city.yaml"])
def test_an_actor_whose_file_is_named_in_capitals_is_still_known(town: Path, path: str) -> None:
    name = Path(path).stem.title()
    renamed(town, path, name)
    assert told(town) == [f"data/actors/{name}.yaml:1:5 error VT304.name"]


def test_a_result_under_a_wrong_name_is_not_missing_as_well(town: Path) -> None:
    renamed(town, RESULT, "startup-suport")
    assert told(town) == ["data/results/2024/startup-suport.yaml:1:10 error VT304.measure → startup-suport"]


@pytest.mark.parametrize("name", ["startup-support-2", "a-new-measure"])
def test_a_copy_is_told_with_the_file_it_was_made_from(town: Path, name: str) -> None:
    renamed(town, MEASURE, name, copy=True)
    assert told(town) == [f"data/measures/{name}.yaml:1:5 error VT303.file ({MEASURE}:1:5)"]
    message, cure = catalogue("ja").finding(look(town)[0])
    assert f"'startup-support'（このファイルは {name}.yaml）" in message
    assert f"id を '{name}' に直して" in cure


@pytest.mark.parametrize(
    "name", ["startup-support のコピー", "コピー", "startup-support - Copy", "Startup-support"]
)
def test_copy_whose_name_can_be_no_id(town: Path, name: str) -> None:
    renamed(town, MEASURE, name, copy=True)
    assert told(town) == [f"data/measures/{name}.yaml:1:5 error VT303.copy ({MEASURE}:1:5)"]
    assert "新しい ID を決め" in catalogue("ja").finding(look(town)[0])[1]


@pytest.mark.parametrize("name", ["a", "council-1 - コピー"])
def test_copied_meeting_is_one_finding(town: Path, name: str) -> None:
    meeting = "data/meetings/2025/council-1.yaml"
    renamed(town, meeting, name, copy=True)
    findings = told(town)
    assert [one.split(" error ")[0] for one in findings] == [f"data/meetings/2025/{name}.yaml:1:5"]
    assert findings[0].endswith(f"({meeting}:1:5)")


def test_copied_actor_keeps_the_originals_sections_and_roles(town: Path) -> None:
    """``bank.yaml`` began as a copy of the city's file, has its sections still, and comes before it."""
    text = (town / "data/actors/city.yaml").read_text(encoding="utf-8")
    copied = text.replace("id: city-progress", "id: bank-loans").replace(
        "id: city-liaison", "id: bank-advice"
    )
    (town / "data/actors/bank.yaml").write_text(copied, encoding="utf-8")
    assert told(town) == ["data/actors/bank.yaml:1:5 error VT303.file (data/actors/city.yaml:1:5)"]


def test_two_misnamed_files_share_an_id(town: Path) -> None:
    renamed(town, MEASURE, "a-support", copy=True)
    renamed(town, MEASURE, "b-support")
    assert told(town) == [
        "data/measures/a-support.yaml:1:5 error VT304",
        "data/measures/b-support.yaml:1:5 error VT303.file (data/measures/a-support.yaml:1:5)",
    ]


def test_two_files_whose_names_were_swapped_are_no_copies(town: Path) -> None:
    renamed(town, MEASURE, "startup-support", "local-food")
    renamed(town, "data/measures/local-food.yaml", "local-food", "startup-support")
    own = [one for one in told(town) if "data/measures/" in one.split(":")[0] and ":1:5 error" in one]
    assert [one.split(" ")[-1] for one in own] == ["VT304", "VT304"]


@pytest.mark.parametrize("name", ["startup-support-2", "startup-support - コピー"])
def test_a_copied_result_is_told_with_the_first(town: Path, name: str) -> None:
    renamed(town, RESULT, name, copy=True)
    assert told(town) == [f"data/results/2024/{name}.yaml:1:10 error VT303.result ({RESULT}:1:10)"]
