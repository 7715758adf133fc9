"""Each decision is shown by the plan it names (VT505, a warning)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.facts import period_of, usable, vision_period
from visiontrack.checks.reflection import Ground, reflection
from visiontrack.checks.years import misdated
from visiontrack.finding import Issue, Place, Word
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.util.nearest import nearest

if TYPE_CHECKING:
    from visiontrack.schema.decisions import Decision, Decisions

_PARTS = ("period", "predecessors", "projects", "indicators", "revisions")


def by_the_plan(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """Each decision against the plan as it stands; where a file concerned is broken, nothing is said."""
    judged = entry.year or 0
    plan = decisions.plan if decisions.plan is not None else judged + 1
    if draft.vision is None or vision_period(draft) is None or not draft.whole(entry.path, "plan"):
        return
    if plan <= judged:  # told by itself
        return
    ground = Ground(draft.vision, draft.measures, judged, plan)
    for number, one in enumerate(decisions.decisions):
        if not _can_tell(draft, one):
            continue
        found = reflection(one, ground)
        if found.missing in ("revision", "vision") and _told_of_revision(draft, one, ground):
            continue
        if found.missing:
            yield _not_shown(
                draft, Place(entry.path, ("decisions", number, "decision")), one, ground, found.missing
            )


def _can_tell(draft: Draft, one: Decision) -> bool:
    """Whether every file that could show the decision was read and is whole, or is surely not there."""
    if one.measure == "vision":
        return draft.whole(VISION, "revisions")
    if one.decision == "merge" and one.into is not None:
        return _is_clear(draft, one.measure, one.project) and _is_clear(draft, one.into)
    return _is_clear(draft, one.measure, one.project)


def _told_of_revision(draft: Draft, one: Decision, ground: Ground) -> bool:
    """Whether the revision may be there with a slip in its year, or in that of its decisions file, told as such."""
    held = ground.vision if one.measure == "vision" else ground.measures[one.measure]
    absent = any(
        revision.year == ground.plan and revision.decision not in draft.listing.years("decisions")
        for revision in held.revisions
    )
    return absent or misdated(held.revisions, ground.judged, ground.vision.period)


def _is_clear(draft: Draft, id_: str, project: str | None = None) -> bool:
    """Whether a measure is surely absent, or was read whole, its projects can be told apart and its period is one."""
    if draft.lacks("measure", id_):
        return True
    if project is not None and not _is_clear_project(draft, id_, project):
        return False
    whole = id_ in draft.measures and draft.whole(file_path("measure", id_), *_PARTS)
    return whole and period_of(draft, id_, draft.measures[id_]) is not None


def _is_clear_project(draft: Draft, id_: str, project: str) -> bool:
    """Whether a project can be told from the others, and its period runs forward; one that is absent is clear."""
    held = draft.measures.get(id_)
    if held is None or draft.declared(file_path("measure", id_), "projects") is None:
        return False
    return all(one.period is None or usable(one.period) for one in held.projects if one.id == project)


def _not_shown(draft: Draft, place: Place, one: Decision, ground: Ground, missing: str) -> Issue:
    named = one.into if one.into is not None and missing.startswith("merge") else one.measure
    params = {
        "what": one.measure if one.project is None else f"{one.measure}/{one.project}",
        "word": Word(f"word.{one.decision}"),
        "into": one.into,
        "plan": ground.plan,
        "year": ground.judged,
        "before": ground.plan - 1,
        "path": file_path("measure", named),
    }
    suggest = nearest(named, sorted(draft.ids("measure"))) if missing == "merge_absent" else None
    rests_on = ((*place.loc[:-1], "project"),)
    return Issue("VT505", place, params, "warning", missing, suggest, rests_on=rests_on)
