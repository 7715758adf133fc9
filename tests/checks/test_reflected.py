"""Whether a plan shows a decision: where, or what is missing."""

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

LOCAL_FOOD = "data/measures/local-food.yaml"


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """The base folder, its year 2024 judged and the plan of 2026 to show it."""
    folder = load(cases.build(tmp_path / "city")).folder
    assert folder is not None
    return Ground(folder.vision, folder.measures, 2024, 2026)


def on(measure: str, decision: Any, **more: str) -> Decision:
    return Decision.model_construct(measure=measure, decision=decision, reason=None, **more)


@pytest.mark.parametrize("word", ["continue", "suspend", "undecided"])
def test_words_that_ask_for_nothing(ground: Ground, word: str) -> None:
    assert reflection(on("local-food", word), ground) == Reflection()


def test_nothing_is_asked_of_a_plan_after_the_visions_end(ground: Ground) -> None:
    assert reflection(on("old-market", "extend"), ground._replace(plan=2030)) == Reflection()
    assert reflection(on("old-market", "extend"), ground._replace(plan=2029)).missing == "extend"


def test_an_improvement_is_shown_by_its_revision(ground: Ground) -> None:
    assert reflection(on("local-food", "improve"), ground) == Reflection(Place(LOCAL_FOOD, ("revisions", 0)))


def test_a_revision_that_rests_on_another_decision_does_not_show_it(ground: Ground) -> None:
    reflected = reflection(on("local-food", "improve"), ground._replace(judged=2023))
    assert (reflected.missing, reflected.is_complete) == ("revision", False)


def test_an_end_before_the_plan_year_shows_an_abolition(ground: Ground) -> None:
    decision = on("local-food", "abolish", project="farmers-market")
    assert reflection(decision, ground) == Reflection(Place(LOCAL_FOOD, ("projects", 0, "period", "end")))
    assert reflection(decision, ground._replace(plan=2025)).missing == "ends"


def test_a_merge_is_shown_by_the_target_naming_its_predecessor(ground: Ground) -> None:
    reflected = reflection(on("old-market", "merge", into="local-food"), ground)
    assert reflected == Reflection(Place(LOCAL_FOOD, ("predecessors", 0)))


def test_a_period_that_reaches_the_plan_year_shows_an_extension(ground: Ground) -> None:
    decision = on("local-food", "extend")
    for end, missing in ((2026, ""), (2025, "extend")):
        food = copy_with(
            ground.measures["local-food"], period=Period.model_construct(start=2020, end=end), indicators=()
        )
        reflected = reflection(decision, ground._replace(measures={"local-food": food}))
        assert reflected == Reflection(Place(LOCAL_FOOD, ("period", "end")), missing)


def test_so_does_a_target_that_reaches_just_the_plan_year(ground: Ground) -> None:
    """The measure ended in 2024; the format takes a later target for an extension as well as a later end."""
    food = _ended(ground.measures["local-food"])
    (stalls, *_) = food.indicators
    for year, missing in ((2026, ""), (2025, "extend")):
        last = copy_with(food, indicators=(copy_with(stalls, targets={year: stalls.targets[2029]}),))
        reflected = reflection(on("local-food", "extend"), ground._replace(measures={"local-food": last}))
        assert reflected.missing == missing


def test_changed_target_without_later_year_shows_no_extension(ground: Ground) -> None:
    startup = _ended(ground.measures["startup-support"])
    founders = startup.indicators[0]
    (change,) = founders.target_revisions
    assert change.decision == ground.judged
    changed = copy_with(change, since=2024, targets={2024: change.targets[2029]})
    indicator = copy_with(founders, targets={2024: founders.targets[2024]}, target_revisions=(changed,))
    measures = {"startup-support": copy_with(startup, indicators=(indicator,))}
    reflected = reflection(on("startup-support", "extend"), ground._replace(measures=measures))
    assert reflected.missing == "extend"


def _ended(measure: Any) -> Any:
    return copy_with(measure, period=Period.model_construct(start=2020, end=2024))


def test_what_is_new_starts_in_the_plan_year(ground: Ground) -> None:
    decision = on("local-food", "new")
    assert reflection(decision, ground).missing == "new_start"
    assert reflection(decision, ground._replace(plan=2021)).is_complete


def test_a_decision_on_the_vision_is_shown_by_its_revision(ground: Ground) -> None:
    assert reflection(on("vision", "improve"), ground._replace(judged=2023, plan=2025)).is_complete
    assert reflection(on("vision", "extend"), ground).missing == "vision"


def test_for_the_vision_an_entry_will_do_without_a_text(ground: Ground) -> None:
    vision = copy_with(
        ground.vision, revisions=tuple(copy_with(one, text=None) for one in ground.vision.revisions)
    )
    earlier = ground._replace(vision=vision, judged=2023, plan=2025)
    place = Place("data/vision.yaml", ("revisions", 0))
    assert reflection(on("vision", "improve"), earlier) == Reflection(place)


def test_a_revision_that_is_not_there_is_missed_under_revisions(ground: Ground) -> None:
    assert reflection(on("old-market", "shrink"), ground) == Reflection(
        Place("data/measures/old-market.yaml", ("revisions",)), "revision"
    )
    assert reflection(on("vision", "improve"), ground) == Reflection(
        Place("data/vision.yaml", ("revisions",)), "vision"
    )
