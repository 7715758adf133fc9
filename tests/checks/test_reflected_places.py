"""Where a plan shows a decision, or where it should: the places that `plan` and VT505 point to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support import cases
from support.models import changed as copy_with
from visiontrack.checks.reflection import Ground, Reflection, reflection
from visiontrack.finding import Place
from visiontrack.folder.loading import load
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Period

FOOD, MARKET, STARTUP = (
    f"data/measures/{one}.yaml" for one in ("local-food", "old-market", "startup-support")
)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """The base folder, its year 2024 judged and the plan of 2026 to show it."""
    folder = load(cases.build(tmp_path / "city")).folder
    assert folder is not None
    return Ground(folder.vision, folder.measures, 2024, 2026)


def lasting(ground: Ground, id_: str, start: int, end: int) -> Ground:
    """The same plan, but a measure and its first project last from one year to another."""
    measure = ground.measures[id_]
    projects = tuple(copy_with(one, period=None) for one in measure.projects)
    changed = copy_with(measure, period=Period.model_construct(start=start, end=end), projects=projects)
    return ground._replace(measures={**ground.measures, id_: changed})


def on(measure: str, decision: Any, **more: str) -> Decision:
    return Decision.model_construct(measure=measure, decision=decision, reason=None, **more)


def test_a_new_measure_is_looked_for_where_it_would_stand(ground: Ground) -> None:
    absent = "data/measures/night-market.yaml"
    assert reflection(on("night-market", "new"), ground) == Reflection(Place(absent), "new")
    started = lasting(ground, "local-food", 2026, 2029)
    assert reflection(on("local-food", "new"), started) == Reflection(Place(FOOD, ("period", "start")))
    assert reflection(on("local-food", "new"), ground) == Reflection(
        Place(FOOD, ("period", "start")), "new_start"
    )


def test_a_new_project_by_its_own_start_or_its_measures(ground: Ground) -> None:
    decision = on("local-food", "new", project="farmers-market")
    place = Place(FOOD, ("projects", 0, "period", "start"))
    assert reflection(decision, ground) == Reflection(place, "new_start")
    assert reflection(decision, lasting(ground, "local-food", 2026, 2029)) == Reflection(place)
    unknown = on("local-food", "new", project="night-stalls")
    assert reflection(unknown, ground) == Reflection(Place(FOOD, ("projects",)), "new_project")


def test_an_extension_by_the_end_that_reaches_the_plan_year(ground: Ground) -> None:
    """A measure to 2026 just reaches the plan of 2026; one to 2025 does not."""
    decision = on("old-market", "extend")
    place = Place(MARKET, ("period", "end"))
    assert reflection(decision, lasting(ground, "old-market", 2020, 2026)) == Reflection(place)
    assert reflection(decision, lasting(ground, "old-market", 2020, 2025)) == Reflection(place, "extend")


def test_an_extension_by_the_targets_of_an_indicator(ground: Ground) -> None:
    """The measure itself ended in 2025, but its first indicator aims at 2029."""
    ended = lasting(ground, "startup-support", 2020, 2025)
    reflected = reflection(on("startup-support", "extend"), ended)
    assert reflected == Reflection(Place(STARTUP, ("indicators", 0, "targets")))


def test_a_merge_by_the_measure_it_goes_into(ground: Ground) -> None:
    absent = reflection(on("old-market", "merge", into="night-market"), ground)
    assert absent == Reflection(Place("data/measures/night-market.yaml"), "merge_absent")
    over = reflection(on("old-market", "merge", into="local-food"), lasting(ground, "local-food", 2020, 2025))
    assert over == Reflection(Place(FOOD, ("period",)), "merge_force")
    unnamed = reflection(on("startup-support", "merge", into="local-food"), ground)
    assert unnamed == Reflection(Place(FOOD, ("predecessors",)), "merge_predecessors")


def test_a_merged_project_by_its_own_end(ground: Ground) -> None:
    """It goes on in the other measure; in its own it has to end before the plan year."""
    decision = on("local-food", "merge", project="farmers-market", into="startup-support")
    place = Place(FOOD, ("projects", 0, "period", "end"))
    assert reflection(decision, ground) == Reflection(place)
    assert reflection(decision, ground._replace(plan=2025)) == Reflection(place, "ends")
