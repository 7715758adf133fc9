"""Every id that a file refers to exists: VT301 unknown, VT302 a party of the wrong kind, VT307 a role of someone else.

Where a file is too broken to tell what it declares, or was not read, nothing is said of references into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from visiontrack.checks.facts import Facts, Owner
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.schema import Kind
from visiontrack.schema.actor import Actor
from visiontrack.schema.decisions import Decision, Decisions
from visiontrack.schema.measure import Indicator, Measure, Project
from visiontrack.schema.meeting import Meeting
from visiontrack.schema.result import Contribution, Result, VisionResult
from visiontrack.schema.vision import Vision

_MOST_LISTED = 8


@rule("VT301", "VT302", kind="vision")
def references_of_vision(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """The secretariat and the team are sections, the council's members actors; indicators name policies."""
    path = entry.path
    yield from _check_section(facts, path, ("secretariat",), vision.secretariat)
    if vision.council is not None:
        for number, member in enumerate(vision.council.members):
            yield from _check_actor(facts, path, ("council", "members", number, "actor"), member.actor)
    if vision.team is not None:
        for number, section in enumerate(vision.team.members):
            yield from _check_section(facts, path, ("team", "members", number), section)
    for number, field in enumerate(vision.fields):
        for item, section in enumerate(field.sections):
            yield from _check_section(facts, path, ("fields", number, "sections", item), section)
    for number, indicator in enumerate(vision.indicators):
        if indicator.policy is not None:
            loc = ("indicators", number, "policy")
            yield from _check_in_vision(facts, path, loc, indicator.policy, "policies", "policy")
    yield from _replaced(facts, path, vision.indicators)


@rule("VT301", "VT302", kind="actor")
def references_of_actor(facts: Facts, entry: Entry, actor: Actor) -> Iterator[Issue]:
    """A section's successor is a section, an actor's is whoever goes on with its work."""
    if actor.successor is not None:
        yield from _check_party(facts, entry.path, ("successor",), actor.successor)
    for number, section in enumerate(actor.sections):
        if section.successor is not None:
            loc = ("sections", number, "successor")
            yield from _check_section(facts, entry.path, loc, section.successor)


@rule("VT301", "VT307", kind="measure")
def references_of_measure(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """Policy, fields, lead, partners and their roles, predecessors, projects' leads, replaced indicators."""
    path = entry.path
    yield from _check_in_vision(facts, path, ("policy",), measure.policy, "policies", "policy")
    for number, field in enumerate(measure.fields):
        yield from _check_in_vision(facts, path, ("fields", number), field, "fields", "field")
    yield from _check_party(facts, path, ("lead",), measure.lead)
    yield from _former_leads(facts, path, (), measure)
    yield from _check_roles(facts, path, ("roles",), measure.lead, measure.roles)
    for number, partner in enumerate(measure.partners):
        loc = ("partners", number)
        yield from _check_party(facts, path, (*loc, "actor"), partner.actor)
        yield from _check_roles(facts, path, (*loc, "roles"), partner.actor, partner.roles)
    for number, program in enumerate(measure.programs):
        yield from _check_program(facts, path, ("programs", number), program)
    for number, aim in enumerate(measure.aims):
        yield from _check_in_vision(facts, path, ("aims", number), aim, "indicators", "own")
    for number, predecessor in enumerate(measure.predecessors):
        yield from _check_file(facts, "measure", path, ("predecessors", number), predecessor)
    for number, project in enumerate(measure.projects):
        if project.lead is not None:
            yield from _check_party(facts, path, ("projects", number, "lead"), project.lead)
        yield from _former_leads(facts, path, ("projects", number), project)
    yield from _replaced(facts, path, measure.indicators)


def _former_leads(facts: Facts, path: str, loc: Loc, led: Measure | Project) -> Iterator[Issue]:
    for number, former in enumerate(led.former_leads):
        yield from _check_party(facts, path, (*loc, "former_leads", number, "lead"), former.lead)


def _replaced(facts: Facts, path: str, indicators: tuple[Indicator, ...]) -> Iterator[Issue]:
    """``replaces`` names another indicator of the same file."""
    declared = facts.draft.declared(path, "indicators")
    for number, indicator in enumerate(indicators):
        replaced = indicator.replaces
        if replaced is not None and declared is not None and replaced not in declared:
            place = Place(path, ("indicators", number, "replaces"))
            yield _unknown(facts, place, replaced, "", declared, path)


@rule("VT301", "VT302", kind="meeting")
def references_of_meeting(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """Who came, who spoke, of which measures, and who answers."""
    path = entry.path
    for number, attendee in enumerate(meeting.attendees):
        yield from _check_party(facts, path, ("attendees", number), attendee)
    for number, opinion in enumerate(meeting.opinions):
        loc: Loc = ("opinions", number)
        yield from _check_party(facts, path, (*loc, "actor"), opinion.actor)
        for item, measure in enumerate(opinion.measures):
            yield from _check_file(facts, "measure", path, (*loc, "measures", item), measure)
        if opinion.response is not None and opinion.response.lead is not None:
            lead = opinion.response.lead
            yield from _check_party(facts, path, (*loc, "response", "lead"), lead)
        for item, request in enumerate(opinion.response.requests if opinion.response is not None else ()):
            yield from _check_party(facts, path, (*loc, "response", "requests", item, "to"), request.to)


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
                yield _unknown(facts, place, opinion, "opinion", facts.opinions)


def _decided(facts: Facts, path: str, loc: Loc, decision: Decision) -> Iterator[Issue]:
    # What is new may still be absent: nobody knows whether a word that was not understood meant that.
    for issue in _check_file(facts, "measure", path, (*loc, "measure"), decision.measure):
        yield replace(issue, rests_on=((*loc, "decision"),))
    if decision.project is not None:
        file = file_path("measure", decision.measure)
        declared = facts.draft.declared(file, "projects")
        if declared is not None and decision.project not in declared:
            place = Place(path, (*loc, "project"))
            yield _unknown(facts, place, decision.project, "project", declared, file)


@rule("VT301", "VT302", "VT307", "VT311", kind="result")
def references_of_result(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """The measure, its indicators and projects, contributors and their roles, the grade in the year's scale."""
    path, owner = entry.path, facts.owner(entry)
    if owner.declared_indicators is None:  # not read, or too broken to tell
        yield from _check_file(facts, "measure", path, ("measure",), result.measure)
    else:
        if not owner.declared_indicators.issuperset(result.actuals):
            yield from _in_owner(facts, path, owner, "actuals", result.actuals)
        if owner.declared_projects is not None and not owner.declared_projects.issuperset(result.projects):
            yield from _in_owner(facts, path, owner, "projects", result.projects)
    if result.contributions:
        yield from _contributions(facts, path, result.contributions)
    if result.self_evaluation is not None:
        yield from _grade(facts, entry, result.self_evaluation.grade)


@rule("VT301", "VT307", "VT311", kind="vision_result")
def references_of_vision_result(facts: Facts, entry: Entry, result: VisionResult) -> Iterator[Issue]:
    """The vision's own indicators, contributors and their roles."""
    yield from _in_owner(facts, entry.path, facts.owner(entry), "actuals", result.actuals)
    yield from _contributions(facts, entry.path, result.contributions)


def _in_owner(facts: Facts, path: str, owner: Owner, key: str, ids: Collection[str]) -> Iterator[Issue]:
    """Keys under ``actuals`` or ``projects`` are ids of the measure (or the vision)."""
    indicators = key == "actuals"
    declared = owner.declared_indicators if indicators else owner.declared_projects
    if declared is None:
        return
    for id_ in ids:
        if id_ not in declared:
            place, variant = Place(path, (key, id_), "key"), "" if indicators else "project"
            issue = _unknown(facts, place, id_, variant, declared, owner.path)
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
            *_check_party(facts, path, (*loc, "actor"), contribution.actor),
            *_check_contributed_role(facts, path, (*loc, "role"), contribution),
        ]
        if not issues:
            facts.right_contributions.add(pair)
        yield from issues


def _check_contributed_role(facts: Facts, path: str, loc: Loc, contribution: Contribution) -> Iterator[Issue]:
    if contribution.role is not None:
        yield from _check_role(facts, path, loc, contribution.actor, contribution.role)
    elif own := facts.draft.roles_of(contribution.actor):
        params = {"key": "role", "id": contribution.actor, "known": _listed(own)}
        yield Issue("VT311", Place(path, loc), params, variant="role")


def _grade(facts: Facts, entry: Entry, grade: str) -> Iterator[Issue]:
    """The section's own grade is one of the scale in force that year."""
    scale = facts.scale_in(entry.year or 0)
    if scale and grade not in scale:
        place = Place(entry.path, ("self_evaluation", "grade"))
        issue = _unknown(facts, place, grade, "grade", list(scale), VISION)
        labelled = next((key for key, label in scale.items() if label == grade), None)
        yield issue if labelled is None else replace(issue, suggest=labelled)


# ---- looking up -----------------------------------------------------------------------------------------------


def _unknown(
    facts: Facts, place: Place, id_: str, variant: str, declared: Collection[str], file: str = ""
) -> Issue:
    """Returns VT301: ``variant`` says what kind of thing is not known, ``file`` where such things are declared."""
    params = {"id": id_, "known": _listed(declared), "file": file}
    return Issue(
        "VT301", place, params, variant=variant, suggest=facts.suggest(id_, declared, (variant, file))
    )


def _listed(declared: Collection[str]) -> str:
    """Returns the ids to choose from, as many as fit into a sentence."""
    ids = ", ".join(sorted(declared)[:_MOST_LISTED])
    return ids + " …" if len(declared) > _MOST_LISTED else ids or "-"


def _check_in_vision(facts: Facts, path: str, loc: Loc, id_: str, key: str, variant: str) -> Iterator[Issue]:
    """Looks up a policy or field of the vision."""
    declared = facts.draft.declared(VISION, key)
    if declared is not None and id_ not in declared:
        yield _unknown(facts, Place(path, loc), id_, variant, declared, VISION)


def _check_file(facts: Facts, kind: Kind, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up a measure (or another kind whose files are named by their ids)."""
    if facts.draft.lacks(kind, id_):
        yield _unknown(facts, Place(path, loc), id_, kind, facts.draft.ids(kind))


def _check_program(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up a program of any actor."""
    if not facts.draft.knows_program(id_):
        yield _unknown(facts, Place(path, loc), id_, "program", list(facts.draft.programs))


def _check_party(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up an actor or section."""
    draft = facts.draft
    if not draft.knows_party(id_):
        yield _unknown(facts, Place(path, loc), id_, "party", [*draft.ids("actor"), *draft.sections])


def _check_section(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up a section; an actor will not do."""
    draft = facts.draft
    if draft.knows_section(id_):
        return
    if id_ in draft.ids("actor"):
        yield Issue("VT302", Place(path, loc), {"id": id_}, variant="section")
    else:
        yield _unknown(facts, Place(path, loc), id_, "section", list(draft.sections))


def _check_actor(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up an actor; a section will not do."""
    draft = facts.draft
    if not draft.lacks("actor", id_):
        return
    if id_ in draft.sections:
        owner = draft.sections[id_][1]
        params = {"id": id_, "actor": owner}
        yield Issue("VT302", Place(path, loc), params, variant="actor", suggest=owner)
    elif not draft.knows_party(id_):
        yield _unknown(facts, Place(path, loc), id_, "actor", draft.ids("actor"))


def _check_roles(facts: Facts, path: str, loc: Loc, party: str, roles: Iterable[str]) -> Iterator[Issue]:
    """Looks up roles of one actor, or of a section's actor; ``loc`` is the list that names them."""
    own = facts.draft.roles_of(party)
    if own is None:
        return
    for number, role in enumerate(roles):
        if role not in own:
            yield _foreign_role(facts, Place(path, (*loc, number)), role, party, own)


def _check_role(facts: Facts, path: str, loc: Loc, party: str, role: str) -> Iterator[Issue]:
    """Looks up one role of an actor, or of a section's actor."""
    own = facts.draft.roles_of(party)
    if own is not None and role not in own:
        yield _foreign_role(facts, Place(path, loc), role, party, own)


def _foreign_role(facts: Facts, place: Place, role: str, party: str, own: Collection[str]) -> Issue:
    params = {"id": role, "actor": party, "known": _listed(own)}
    suggest = facts.suggest(role, own, ("role", party))
    return Issue("VT307", place, params, variant="" if own else "none", suggest=suggest)
