"""Decisions, and whether the plan shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.checks.reflection import ENDED, Ground, reflection
from visiontrack.report.builders.indicators import target_changes
from visiontrack.report.builders.material import Material
from visiontrack.report.data_text import Text, optional
from visiontrack.report.view.decision import Decision, Decisions, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visiontrack.report.view.indicator import TargetChange
    from visiontrack.schema import decisions as schema
    from visiontrack.schema import measure as plan

VISION = "vision"


def of_year(material: Material) -> Decisions:
    """The decisions on the year of the report."""
    held = material.folder.decisions.get(material.year)
    if held is None:
        waiting = tuple(Text(one.measure.title) for one in material.scores.measures)
        return Decisions(made=False, plan=material.year + 1, items=(), waiting=waiting)
    named = {one.measure for one in held.decisions if one.project is None}
    return Decisions(
        made=True,
        plan=held.plan_year,
        items=tuple(decision(material, one, held) for one in held.decisions),
        waiting=tuple(Text(one.measure.title) for one in material.scores.measures if one.id not in named),
    )


def on(material: Material, measure: str) -> tuple[Decision, ...]:
    """This year's decisions on a measure and its projects."""
    held = material.folder.decisions.get(material.year)
    found = held.decisions if held is not None else ()
    return tuple(
        decision(material, one, held) for one in found if held is not None and one.measure == measure
    )


def decision(material: Material, one: schema.Decision, held: schema.Decisions) -> Decision:
    """One decision of a decisions file."""
    folder = material.folder
    measure = folder.measures.get(one.measure)
    project = (
        next((p for p in measure.projects if p.id == one.project), None) if measure is not None else None
    )
    revisions, targets = _resting_on(material, one, held, measure)
    ground = Ground(folder.vision, folder.measures, held.year, held.plan_year)
    period = (project.period if project is not None else None) or (
        folder.period_of(measure) if measure is not None else None
    )
    ends = one.decision in (*ENDED, "extend")
    return Decision(
        year=held.year,
        plan=held.plan_year,
        measure=None if one.measure == VISION else _title(material, one),
        project=Text(project.title if project is not None else one.project)
        if one.project is not None
        else None,
        decision=one.decision,
        reason=optional(one.reason),
        opinions=one.opinions,
        into=material.title(one.into) if one.into is not None else None,
        reflected=_reflected(one, ground, bool(revisions or targets)),
        revisions=revisions,
        targets=targets,
        start=period.start if period is not None and one.decision == "new" else None,
        end=period.end if period is not None and ends else None,
    )


def _title(material: Material, one: schema.Decision) -> Text:
    """A new measure may have no file yet: then its title stands in the decision."""
    absent = one.measure not in material.folder.measures
    return Text(one.title) if absent and one.title is not None else material.title(one.measure)


def _reflected(one: schema.Decision, ground: Ground, rests: bool) -> str:
    found = reflection(one, ground)
    if found.missing:
        return "not_yet"
    return "shown" if found.shown or rests else "nothing"


def _resting_on(
    material: Material, one: schema.Decision, held: schema.Decisions, measure: plan.Measure | None
) -> tuple[tuple[Revision, ...], tuple[TargetChange, ...]]:
    """What names this decisions file; of a measure it stands with the decision on the measure as a whole."""
    if one.project is not None and any(
        d.measure == one.measure and d.project is None for d in held.decisions
    ):
        return (), ()
    holder = material.folder.vision if one.measure == VISION else measure
    if holder is None:
        return (), ()
    owner = None if measure is None else Text(measure.title)
    changes = [change for held in holder.indicators for change in target_changes(held, owner)]
    resting = (one for one in holder.revisions if one.decision == held.year and one.year == held.plan_year)
    return revisions(resting), tuple(change for change in changes if change.decision == held.year)


def revisions(held: Iterable[plan.Revision]) -> tuple[Revision, ...]:
    """Changes of a plan."""
    return tuple(Revision(year=one.year, decision=one.decision, text=optional(one.text)) for one in held)
