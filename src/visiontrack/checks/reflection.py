"""Whether the plan shows what was decided (Act to Plan).

    expand, improve, shrink   an entry with text under the measure's ``revisions`` for that plan year and decision
    merge                     the target measure exists, is in force in the plan year, and names this one in its
                              ``predecessors``, and this one's period ends before; of a project: the target measure
                              likewise, and the project ends
    abolish, complete         the period ends before the plan year
    extend                    the period, or an indicator's last target, reaches the plan year (what the end was before,
                              no file records)
    new                       a measure (or project) of that id which starts in the plan year
    suspend, continue, undecided   nothing is asked
    on ``vision``             any of the words that ask for something: an entry under the vision's ``revisions``

A decision with ``project`` looks at that project; its revision stands with the measure's. A decision for a plan
year after the vision's end asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from visiontrack.finding import Loc, Place
from visiontrack.folder.listing import VISION, file_path
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Measure, Period, Project, Revision
from visiontrack.schema.vision import Vision

REVISED = ("expand", "improve", "shrink")
ENDED = ("abolish", "complete")
NOTHING_ASKED = ("continue", "suspend", "undecided")


class Reflection(NamedTuple):
    """What a plan shows of a decision.

    ``missing`` is empty where nothing is asked or all is shown, else the variant of VT505 that tells what is not
    there. ``place`` is where the plan shows it, or where it should; None where nothing is asked.
    """

    place: Place | None = None
    missing: str = ""

    @property
    def is_complete(self) -> bool:
        return self.place is not None and not self.missing


class Ground(NamedTuple):
    """What a decision is held against: the plan as it stands, the year judged, the first year it changes."""

    vision: Vision
    measures: Mapping[str, Measure]
    judged: int
    plan: int

    def period(self, measure: Measure) -> Period:
        return measure.period or self.vision.period


def reflection(decision: Decision, ground: Ground) -> Reflection:
    """Returns where the plan shows a decision, or what it lacks."""
    if decision.decision in NOTHING_ASKED or ground.plan > ground.vision.period.end:
        return Reflection()
    if decision.measure == "vision":
        return _revised(ground.vision.revisions, ground, VISION, texts=False, missing="vision")
    measure = ground.measures.get(decision.measure)
    if decision.decision == "new":
        return _new(decision, measure, ground)
    if measure is None:
        return Reflection()  # an unknown measure is reported as such
    project = next((part for part in measure.projects if part.id == decision.project), None)
    if decision.project is not None and project is None:
        return Reflection()  # and so is an unknown project
    path = file_path("measure", decision.measure)
    if decision.decision in REVISED:
        return _revised(measure.revisions, ground, path, texts=True, missing="revision")
    if decision.decision in ENDED:
        return _ends(measure, project, ground, path)
    if decision.decision == "extend":
        return _extended(measure, project, ground, path)
    return _merged(decision, measure, project, ground)


def _revised(
    revisions: Sequence[Revision], ground: Ground, path: str, *, texts: bool, missing: str
) -> Reflection:
    textless: Reflection | None = None
    for number, revision in enumerate(revisions):
        if revision.year == ground.plan and revision.decision == ground.judged:
            if (revision.text or "").strip() or not texts:
                return Reflection(Place(path, ("revisions", number)))
            textless = Reflection(Place(path, ("revisions", number, "text")), "revision_text")
    return textless or Reflection(Place(path, ("revisions",)), missing)


def _new(decision: Decision, measure: Measure | None, ground: Ground) -> Reflection:
    path = file_path("measure", decision.measure)
    if measure is None:
        return Reflection(Place(path), "new")
    if decision.project is None:
        period, loc = ground.period(measure), ("period", "start")
        return Reflection(Place(path, loc), "" if period.start == ground.plan else "new_start")
    for number, project in enumerate(measure.projects):
        if project.id == decision.project:
            period = project.period or ground.period(measure)
            place = Place(path, ("projects", number, "period", "start"))
            return Reflection(place, "" if period.start == ground.plan else "new_start")
    return Reflection(Place(path, ("projects",)), "new_project")


def _period_decided(measure: Measure, project: Project | None, ground: Ground) -> tuple[Period, Loc]:
    """Returns the period that a decision is about, and where it stands."""
    if project is None:
        return ground.period(measure), ("period", "end")
    loc: Loc = ("projects", measure.projects.index(project), "period", "end")
    return project.period or ground.period(measure), loc


def _ends(measure: Measure, project: Project | None, ground: Ground, path: str) -> Reflection:
    period, loc = _period_decided(measure, project, ground)
    return Reflection(Place(path, loc), "" if period.end < ground.plan else "ends")


def _extended(measure: Measure, project: Project | None, ground: Ground, path: str) -> Reflection:
    period, loc = _period_decided(measure, project, ground)
    if period.end >= ground.plan:
        return Reflection(Place(path, loc))
    for number, indicator in enumerate(measure.indicators if project is None else ()):
        changed = (year for revision in indicator.target_revisions for year in revision.targets)
        years = [*indicator.targets, *changed]
        if max(years, default=0) >= ground.plan:
            return Reflection(Place(path, ("indicators", number, "targets")))
    return Reflection(Place(path, loc), "extend")


def _merged(decision: Decision, measure: Measure, project: Project | None, ground: Ground) -> Reflection:
    itself = decision.into == decision.measure and project is None
    if decision.into in (None, "vision") or itself:
        return Reflection()  # reported as such
    path = file_path("measure", str(decision.into))
    target = ground.measures.get(str(decision.into))
    if target is None:
        return Reflection(Place(path), "merge_absent")
    if ground.plan not in ground.period(target):
        return Reflection(Place(path, ("period",)), "merge_force")
    if project is not None:
        return _ends(measure, project, ground, file_path("measure", decision.measure))
    if decision.measure not in target.predecessors:
        return Reflection(Place(path, ("predecessors",)), "merge_predecessors")
    ends = _ends(measure, None, ground, file_path("measure", decision.measure))
    if ends.missing:
        return ends
    return Reflection(Place(path, ("predecessors", target.predecessors.index(decision.measure))))
