"""Every id that a file refers to exists (VT301, VT302, VT307), kind of file by kind of file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from visiontrack.checks import references
from visiontrack.checks.facts import Facts, Owner
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import VISION, Entry, file_path

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.decisions import Decision, Decisions
    from visiontrack.schema.measure import Indicator, Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Contribution, Result, VisionResult
    from visiontrack.schema.vision import Vision


@rule("VT301", "VT302", kind="vision")
def references_of_vision(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """The secretariat and the team are sections, the council's members actors; indicators name policies."""
    path = entry.path
    yield from references.check_section(facts, path, ("secretariat",), vision.secretariat)
    if vision.council is not None:
        for number, member in enumerate(vision.council.members):
            yield from references.check_actor(facts, path, ("council", "members", number), member)
    if vision.team is not None:
        for number, member in enumerate(vision.team.members):
            yield from references.check_section(facts, path, ("team", "members", number), member)
    for number, indicator in enumerate(vision.indicators):
        if indicator.policy is not None:
            loc = ("indicators", number, "policy")
            yield from references.check_in_vision(facts, path, loc, indicator.policy, "policies", "policy")
    yield from _replaced(facts, path, vision.indicators)


@rule("VT301", "VT302", kind="actor")
def references_of_actor(facts: Facts, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """A section's successor is a section."""
    for number, section in enumerate(actor.sections):
        if section.successor is not None:
            loc = ("sections", number, "successor")
            yield from references.check_section(facts, entry.path, loc, section.successor)


@rule("VT301", "VT307", kind="measure")
def references_of_measure(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """Policy, fields, lead, partners and their roles, predecessors, projects' leads, replaced indicators."""
    path = entry.path
    yield from references.check_in_vision(facts, path, ("policy",), measure.policy, "policies", "policy")
    for number, field in enumerate(measure.fields):
        yield from references.check_in_vision(facts, path, ("fields", number), field, "fields", "field")
    yield from references.check_party(facts, path, ("lead",), measure.lead)
    yield from references.check_roles(facts, path, ("roles",), measure.lead, measure.roles)
    for number, partner in enumerate(measure.partners):
        loc = ("partners", number)
        yield from references.check_party(facts, path, (*loc, "actor"), partner.actor)
        yield from references.check_roles(facts, path, (*loc, "roles"), partner.actor, partner.roles)
    for number, predecessor in enumerate(measure.predecessors):
        yield from references.check_file(facts, "measure", path, ("predecessors", number), predecessor)
    for number, project in enumerate(measure.projects):
        if project.lead is not None:
            yield from references.check_party(facts, path, ("projects", number, "lead"), project.lead)
    yield from _replaced(facts, path, measure.indicators)


def _replaced(facts: Facts, path: str, indicators: tuple[Indicator, ...]) -> Iterator[Issue]:
    """``replaces`` names another indicator of the same file."""
    declared = facts.draft.declared(path, "indicators")
    for number, indicator in enumerate(indicators):
        replaced = indicator.replaces
        if replaced is not None and declared is not None and replaced not in declared:
            place = Place(path, ("indicators", number, "replaces"))
            yield references.unknown(facts, place, replaced, "", declared, path)


@rule("VT301", "VT302", kind="meeting")
def references_of_meeting(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """Who came, who spoke, of which measures, and who answers."""
    path = entry.path
    for number, attendee in enumerate(meeting.attendees):
        yield from references.check_party(facts, path, ("attendees", number), attendee)
    for number, opinion in enumerate(meeting.opinions):
        loc: Loc = ("opinions", number)
        yield from references.check_party(facts, path, (*loc, "actor"), opinion.actor)
        for item, measure in enumerate(opinion.measures):
            yield from references.check_file(facts, "measure", path, (*loc, "measures", item), measure)
        if opinion.response is not None and opinion.response.lead is not None:
            lead = opinion.response.lead
            yield from references.check_party(facts, path, (*loc, "response", "lead"), lead)


@rule("VT301", kind="decisions")
def references_of_decisions(facts: Facts, entry: Entry, decisions: Decisions) -> Iterator[Issue]:
    """The measure (one that is ``new`` may still be absent), its project, the opinions answered."""
    for number, decision in enumerate(decisions.decisions):
        loc = ("decisions", number)
        if decision.measure != "vision" and decision.decision != "new":
            yield from _decided(facts, entry.path, loc, decision)
        for item, opinion in enumerate(decision.opinions):
            if facts.opinions is not None and opinion not in facts.opinions:
                place = Place(entry.path, (*loc, "opinions", item))
                yield references.unknown(facts, place, opinion, "opinion", facts.opinions)


def _decided(facts: Facts, path: str, loc: Loc, decision: Decision) -> Iterator[Issue]:
    # What is new may still be absent: nobody knows whether a word that was not understood meant that.
    for issue in references.check_file(facts, "measure", path, (*loc, "measure"), decision.measure):
        yield replace(issue, rests_on=((*loc, "decision"),))
    if decision.project is not None:
        file = file_path("measure", decision.measure)
        declared = facts.draft.declared(file, "projects")
        if declared is not None and decision.project not in declared:
            place = Place(path, (*loc, "project"))
            yield references.unknown(facts, place, decision.project, "project", declared, file)


@rule("VT301", "VT302", "VT307", kind="result")
def references_of_result(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """The measure, its indicators and projects, contributors and their roles, the grade in the year's scale."""
    path, owner = entry.path, facts.owner(entry)
    if owner.declared_indicators is None:  # not read, or too broken to tell
        yield from references.check_file(facts, "measure", path, ("measure",), result.measure)
    else:
        if not owner.declared_indicators.issuperset(result.actuals):
            yield from _in_owner(facts, path, owner, "actuals", result.actuals)
        if owner.declared_projects is not None and not owner.declared_projects.issuperset(result.projects):
            yield from _in_owner(facts, path, owner, "projects", result.projects)
    if result.contributions:
        yield from _contributions(facts, path, result.contributions)
    if result.self_evaluation is not None:
        yield from _grade(facts, entry, result.self_evaluation.grade)


@rule("VT301", kind="vision_result")
def references_of_vision_result(facts: Facts, entry: Entry, result: VisionResult) -> Iterator[Issue]:
    """The vision's own indicators."""
    yield from _in_owner(facts, entry.path, facts.owner(entry), "actuals", result.actuals)


def _in_owner(facts: Facts, path: str, owner: Owner, key: str, ids: Collection[str]) -> Iterator[Issue]:
    """Keys under ``actuals`` or ``projects`` are ids of the measure (or the vision)."""
    indicators = key == "actuals"
    declared = owner.declared_indicators if indicators else owner.declared_projects
    if declared is None:
        return
    for id_ in ids:
        if id_ not in declared:
            place, variant = Place(path, (key, id_), "key"), "" if indicators else "project"
            issue = references.unknown(facts, place, id_, variant, declared, owner.path)
            # An id that stands beside it already was not meant once more.
            yield replace(issue, suggest=None) if issue.suggest in ids else issue


def _contributions(facts: Facts, path: str, contributions: tuple[Contribution, ...]) -> Iterator[Issue]:
    """Who contributed, in which of its roles; a pair that was right once is right in every file."""
    for number, contribution in enumerate(contributions):
        pair = (contribution.actor, contribution.role)
        if pair in facts.right_contributions:
            continue
        loc = ("contributions", number)
        issues = [
            *references.check_party(facts, path, (*loc, "actor"), contribution.actor),
            *references.check_role(facts, path, (*loc, "role"), contribution.actor, contribution.role),
        ]
        if not issues:
            facts.right_contributions.add(pair)
        yield from issues


def _grade(facts: Facts, entry: Entry, grade: str) -> Iterator[Issue]:
    """The section's own grade is one of the scale in force that year."""
    scale = facts.scale_in(entry.year or 0)
    if scale and grade not in scale:
        place = Place(entry.path, ("self_evaluation", "grade"))
        issue = references.unknown(facts, place, grade, "grade", list(scale), VISION)
        labelled = next((key for key, label in scale.items() if label == grade), None)
        yield issue if labelled is None else replace(issue, suggest=labelled)
