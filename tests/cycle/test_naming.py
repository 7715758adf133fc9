"""What a person may call things on the command line, on a folder where names repeat."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from visiontrack.cycle.naming import Named, resolve, resolve_indicator
from visiontrack.errors import Unsound, WrongUse
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder

SAMPLE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def city() -> Folder:
    folder = load(SAMPLE).folder
    assert folder is not None
    return folder


def test_an_indicator_answers_to_its_full_name(city: Folder) -> None:
    measure, indicator = resolve_indicator(city, "startup-support/founders")
    assert (measure, indicator.unit) == ("startup-support", "人")


def test_the_visions_own_indicators_stand_under_vision(city: Folder) -> None:
    measure, indicator = resolve_indicator(city, "vision/shipments")
    assert (measure, indicator.policy) == (None, "p4")


def test_bare_id_of_a_single_indicator(city: Folder) -> None:
    """A bare id serves where only one indicator bears it."""
    assert resolve_indicator(city, "founders")[0] == "startup-support"
    assert resolve(city, "founders") == Named("indicator", "startup-support/founders")


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("startup-support/foundrs", "startup-support/founders"),
        ("startup-suport/founders", "startup-support/founders"),
        ("foundrs", "startup-support/founders"),
        ("nowhere-at-all/consults", "startup-support/consults"),
    ],
)
def test_a_mistyped_indicator_is_told_with_what_was_meant(city: Folder, typed: str, suggestion: str) -> None:
    with pytest.raises(WrongUse) as stop:
        resolve_indicator(city, typed)
    assert stop.value.params["suggest"] == suggestion


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("startup-support", "measure"),
        ("city", "actor"),
        ("industry-promotion", "section"),
        ("o-2025-04", "opinion"),
        ("actor:city", "actor"),
    ],
)
def test_everything_that_has_an_id_can_be_named(city: Folder, text: str, kind: str) -> None:
    assert resolve(city, text).kind == kind


def test_a_mistyped_id_is_told_with_what_was_meant(city: Folder) -> None:
    with pytest.raises(WrongUse) as stop:
        resolve(city, "startup-suport")
    assert stop.value.params["suggest"] == "startup-support"


VISION = """\
name: みどり市産業ビジョン
municipality: {name: みどり市, code: "112089"}
period: {start: 2024, end: 2026}
policies: [{id: p1, title: 育てる}]
fields: [{id: tourism, title: 観光}]
secretariat: industry
evaluation:
  - {since: 2024, basis: achievement, target_rule: interpolate, decrease: target_over_actual, roll_up: mean, cap: 100, attention_below: 80, grades: [{grade: A, label: 達成}]}
"""
MEASURE = """\
id: %s
title: %sの施策
policy: p1
lead: industry
indicators:
  - {id: users, name: 利用者数, unit: 人, kind: outcome, direction: increase, targets: {2026: 10}}
"""


def town(root: Path, broken: str | None = None) -> Folder:
    """A folder with three measures, one of which bears the city's own id."""
    (root / "data/measures").mkdir(parents=True)
    (root / "data/actors").mkdir()
    (root / "data/vision.yaml").write_text(VISION, encoding="utf-8")
    sections = "sections: [{id: industry, name: 産業課}]"
    (root / "data/actors/city.yaml").write_text(
        f"id: city\nname: みどり市\ncategory: city\n{sections}\n", encoding="utf-8"
    )
    for id_ in ("first", "second", "city"):
        text = MEASURE % (id_, id_)
        if id_ == "city":
            text = text.replace("users", "guests")
        if id_ == broken:
            text = text.replace("title:", "titel:")
        (root / f"data/measures/{id_}.yaml").write_text(text, encoding="utf-8")
    folder = load(root).folder
    assert folder is not None
    return folder


def test_names_that_several_things_bear_end_with_the_candidates(tmp_path: Path) -> None:
    folder = town(tmp_path)
    with pytest.raises(WrongUse) as stop:
        resolve_indicator(folder, "users")
    assert stop.value.params["candidates"] == "\n  first/users\n  second/users"
    with pytest.raises(WrongUse) as both:
        resolve(folder, "city")
    assert both.value.params["candidates"] == "\n  measure:city\n  actor:city"
    assert resolve(folder, "measure:city") == Named("measure", "city")


def test_a_measure_whose_file_is_broken_is_not_unknown(tmp_path: Path) -> None:
    folder = town(tmp_path, broken="second")
    for call in (resolve, resolve_indicator):
        with pytest.raises(Unsound) as stop:
            call(folder, "second/users")
        assert stop.value.params["path"] == "data/measures/second.yaml"


def test_explain_asks_which_of_two_is_meant(tmp_path: Path) -> None:
    """A measure and an indicator are both called ``founders``: the names ``show`` offers serve ``explain`` too."""
    root = sound.build(tmp_path / "city")
    text = sound.MEASURE.replace("id: startup-support", "id: founders").replace(
        "- id: founders", "- id: shops"
    )
    sound.write(root, "data/measures/founders.yaml", text)
    for command in ("show", "explain"):
        ran = visiontrack(command, "founders", "2024", root=root)
        assert ran.code == 2
        assert "measure:founders" in ran.err and "startup-support/founders" in ran.err
    assert visiontrack("explain", "measure:founders", "2024", root=root).code == 0
    assert visiontrack("explain", "startup-support/founders", "2024", root=root).code == 0
