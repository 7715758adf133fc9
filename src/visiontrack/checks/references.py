"""Looks up the ids that a file refers to: VT301 unknown, VT302 a party of the wrong kind, VT307 a role of someone else.

Where a file is too broken to tell what it declares, or was not read, nothing is said of references into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from visiontrack.checks.facts import Facts
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import VISION
from visiontrack.schema import Kind

_MOST_LISTED = 8


def unknown(
    facts: Facts, place: Place, id_: str, variant: str, known: Collection[str], file: str = ""
) -> Issue:
    """Returns VT301: ``variant`` says what kind of thing is not known, ``file`` where such things are declared."""
    params = {"id": id_, "known": _listed(known), "file": file}
    return Issue("VT301", place, params, variant=variant, suggest=facts.suggest(id_, known, (variant, file)))


def _listed(known: Collection[str]) -> str:
    """Returns the ids to choose from, as many as fit into a sentence."""
    ids = ", ".join(sorted(known)[:_MOST_LISTED])
    return ids + " …" if len(known) > _MOST_LISTED else ids or "-"


def check_in_vision(facts: Facts, path: str, loc: Loc, id_: str, key: str, variant: str) -> Iterator[Issue]:
    """Looks up a policy or field of the vision."""
    declared = facts.draft.declared(VISION, key)
    if declared is not None and id_ not in declared:
        yield unknown(facts, Place(path, loc), id_, variant, declared, VISION)


def check_file(facts: Facts, kind: Kind, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up a measure (or another kind whose files are named by their ids)."""
    if facts.draft.lacks(kind, id_):
        yield unknown(facts, Place(path, loc), id_, kind, facts.draft.ids(kind))


def check_party(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up an actor or section."""
    draft = facts.draft
    if not draft.knows_party(id_):
        yield unknown(facts, Place(path, loc), id_, "party", [*draft.ids("actor"), *draft.sections])


def check_section(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up a section; an actor will not do."""
    draft = facts.draft
    if draft.knows_section(id_):
        return
    if id_ in draft.ids("actor"):
        yield Issue("VT302", Place(path, loc), {"id": id_}, variant="section")
    else:
        yield unknown(facts, Place(path, loc), id_, "section", list(draft.sections))


def check_actor(facts: Facts, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """Looks up an actor; a section will not do."""
    draft = facts.draft
    if not draft.lacks("actor", id_):
        return
    if id_ in draft.sections:
        owner = draft.sections[id_][1]
        params = {"id": id_, "actor": owner}
        yield Issue("VT302", Place(path, loc), params, variant="actor", suggest=owner)
    elif not draft.knows_party(id_):
        yield unknown(facts, Place(path, loc), id_, "actor", draft.ids("actor"))


def check_roles(facts: Facts, path: str, loc: Loc, party: str, roles: Iterable[str]) -> Iterator[Issue]:
    """Looks up roles of one actor, or of a section's actor; ``loc`` is the list that names them."""
    own = facts.draft.roles_of(party)
    if own is None:
        return
    for number, role in enumerate(roles):
        if role not in own:
            yield _foreign_role(facts, Place(path, (*loc, number)), role, party, own)


def check_role(facts: Facts, path: str, loc: Loc, party: str, role: str) -> Iterator[Issue]:
    """Looks up one role of an actor, or of a section's actor."""
    own = facts.draft.roles_of(party)
    if own is not None and role not in own:
        yield _foreign_role(facts, Place(path, loc), role, party, own)


def _foreign_role(facts: Facts, place: Place, role: str, party: str, own: Collection[str]) -> Issue:
    params = {"id": role, "actor": party, "known": _listed(own)}
    return Issue("VT307", place, params, suggest=facts.suggest(role, own, ("role", party)))
