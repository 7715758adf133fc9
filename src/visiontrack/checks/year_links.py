"""References of what is entered year by year: results, meetings, decisions (rules in ``references``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from visiontrack.checks import references as refer
from visiontrack.checks.facts import Owner, owner
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import VISION, Entry

if TYPE_CHECKING:
    from visiontrack.schema.decisions import Decision, Decisions
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Contribution, Result, VisionResult


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """The measure, its indicators and projects, contributors and their roles, the grade in the year's scale."""
    path = entry.path
    held = owner(draft, entry)
    if held.declared_indicators is None:  # not read, or too broken to tell
        yield from refer.file_of(draft, "measure", path, ("measure",), result.measure)
    else:
        if not held.declared_indicators.issuperset(result.actuals):
            yield from _in_owner(draft, path, held, "actuals", result.actuals)
        if held.declared_projects is not None and not held.declared_projects.issuperset(result.projects):
            yield from _in_owner(draft, path, held, "projects", result.projects)
    if result.contributions:
        yield from _contributions(draft, path, result.contributions)
    if result.self_evaluation is not None:
        yield from _grade(draft, entry, result.self_evaluation.grade)


def _contributions(draft: Draft, path: str, contributions: tuple[Contribution, ...]) -> Iterator[Issue]:
    """Who contributed, in which of its roles; a pair that was right once is right in every file."""
    right: set[tuple[str, str]] = draft.cache.setdefault("contributions", set())
    for number, one in enumerate(contributions):
        pair = (one.actor, one.role)
        if pair in right:
            continue
        loc = ("contributions", number)
        found = [
            *refer.party(draft, path, (*loc, "actor"), one.actor),
            *refer.role(draft, path, (*loc, "role"), one.actor, one.role),
        ]
        if not found:
            right.add(pair)
        yield from found


def of_vision_result(draft: Draft, entry: Entry, result: VisionResult) -> Iterator[Issue]:
    """The vision's own indicators."""
    yield from _in_owner(draft, entry.path, owner(draft, entry), "actuals", result.actuals)


def _in_owner(draft: Draft, path: str, held: Owner, key: str, ids: Collection[str]) -> Iterator[Issue]:
    """Keys under ``actuals`` or ``projects`` are ids of the measure (or the vision)."""
    indicators = key == "actuals"
    declared = held.declared_indicators if indicators else held.declared_projects
    if declared is None:
        return
    for id_ in ids:
        if id_ not in declared:
            place = Place(path, (key, id_), "key")
            issue = refer.unknown(draft, place, id_, "" if indicators else "project", declared, held.path)
            # What stands beside it already was not meant once more.
            yield replace(issue, suggest=None) if issue.suggest in ids else issue


def _grade(draft: Draft, entry: Entry, grade: str) -> Iterator[Issue]:
    """The section's own grade is one of the scale in force that year."""
    scale = _scale(draft, entry.year or 0)
    if scale and grade not in scale:
        place = Place(entry.path, ("self_evaluation", "grade"))
        issue = refer.unknown(draft, place, grade, "grade", list(scale), VISION)
        labelled = next((one for one, label in scale.items() if label == grade), None)
        yield issue if labelled is None else replace(issue, suggest=labelled)


def _scale(draft: Draft, year: int) -> dict[str, str]:
    """The grades in force in a year with what each is called; none where that cannot be told, since one that stands twice meant another."""
    if ("scale", year) not in draft.cache:
        whole = draft.vision is not None and draft.whole(VISION, "evaluation")
        rules = draft.vision.evaluation_in(year) if draft.vision is not None and whole else None
        grades = rules.grades if rules is not None else ()
        scale = {one.grade: one.label for one in grades}
        draft.cache["scale", year] = scale if len(scale) == len(grades) else {}
    found: dict[str, str] = draft.cache["scale", year]
    return found


def of_meeting(draft: Draft, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """Who came, who spoke, of which measures, and who answers."""
    path = entry.path
    for number, one in enumerate(meeting.attendees):
        yield from refer.party(draft, path, ("attendees", number), one)
    for number, opinion in enumerate(meeting.opinions):
        loc: Loc = ("opinions", number)
        yield from refer.party(draft, path, (*loc, "actor"), opinion.actor)
        for item, measure in enumerate(opinion.measures):
            yield from refer.file_of(draft, "measure", path, (*loc, "measures", item), measure)
        if opinion.response is not None and opinion.response.lead is not None:
            yield from refer.party(draft, path, (*loc, "response", "lead"), opinion.response.lead)


def of_decisions(draft: Draft, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """The measure (one that is ``new`` may still be absent), its project, the opinions answered."""
    for number, one in enumerate(decisions.decisions):
        loc = ("decisions", number)
        if one.measure != "vision":
            yield from _decided(draft, entry.path, loc, one)
        for item, opinion in enumerate(one.opinions):
            yield from _opinion(draft, entry.path, (*loc, "opinions", item), opinion)


def _decided(draft: Draft, path: str, loc: Loc, one: Decision) -> Iterator[Issue]:
    if one.decision == "new":
        return
    # What is new may still be absent: of a word that was not understood nobody knows.
    for issue in refer.file_of(draft, "measure", path, (*loc, "measure"), one.measure):
        yield replace(issue, rests_on=((*loc, "decision"),))
    if one.project is not None:
        file = f"data/measures/{one.measure}.yaml"
        declared = draft.declared(file, "projects")
        if declared is not None and one.project not in declared:
            place = Place(path, (*loc, "project"))
            yield refer.unknown(draft, place, one.project, "project", declared, file)


def _opinion(draft: Draft, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    known = _opinions(draft)
    if known is not None and id_ not in known:
        yield refer.unknown(draft, Place(path, loc), id_, "opinion", known)


def _opinions(draft: Draft) -> frozenset[str] | None:
    """Every opinion's id; None where a meeting was not read or is too broken to tell. All meetings come first.

    One that stands in two meetings was meant to be another in one of them.
    """
    if "opinions" not in draft.cache:
        held = [draft.declared(entry.path, "opinions") for entry in draft.listing.of("meeting")]
        known = [ids for ids in held if ids is not None]
        ids: frozenset[str] = frozenset().union(*known)
        once = len(ids) == sum(map(len, known))
        whole = once and len(known) == len(held) and not draft.may_stand_under("data/meetings")
        draft.cache["opinions"] = ids if whole else None
    found: frozenset[str] | None = draft.cache["opinions"]
    return found
