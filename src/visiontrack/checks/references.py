"""Every id that is referred to exists; a party is of the right kind; a role belongs to its actor.

VT301 unknown id, VT302 a section where an actor belongs (or the other way round), VT307 a role of someone else.
Where a file is too broken to tell what it declares, or was not read, nothing is said of references into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from unicodedata import normalize

from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import VISION
from visiontrack.schema import Kind
from visiontrack.util.nearest import nearest

_MOST_SHOWN = 8
_MOST_COMPARED = 100_000


def unknown(
    draft: Draft, place: Place, id_: str, variant: str, known: Collection[str], file: str = ""
) -> Issue:
    """VT301: ``variant`` says what kind of thing is not known, ``file`` where such things are declared."""
    params = {"id": id_, "known": listed(known), "file": file}
    return Issue("VT301", place, params, variant=variant, suggest=_near(draft, id_, known, (variant, file)))


def _near(draft: Draft, id_: str, known: Collection[str], kind: tuple[str, str]) -> str | None:
    """What was probably meant; the same mistake is often made in many files, so it is worked out once."""
    key = ("near", *kind, id_)
    if key not in draft.cache:
        compared = draft.cache["compared"] = draft.cache.get("compared", 0) + len(known)
        # Thousands of unknown ids are no slips of the pen, and looking each up would take minutes.
        near = nearest(normalize("NFKC", id_), sorted(known)) if compared <= _MOST_COMPARED else None
        draft.cache[key] = near
    found: str | None = draft.cache[key]
    return found


def listed(known: Collection[str]) -> str:
    """The ids to choose from, as many as fit into a sentence."""
    shown = ", ".join(sorted(known)[:_MOST_SHOWN])
    return shown + " …" if len(known) > _MOST_SHOWN else shown or "-"


def in_vision(draft: Draft, path: str, loc: Loc, id_: str, key: str, variant: str) -> Iterator[Issue]:
    """A policy or field of the vision."""
    declared = draft.declared(VISION, key)
    if declared is not None and id_ not in declared:
        yield unknown(draft, Place(path, loc), id_, variant, declared, VISION)


def file_of(draft: Draft, kind: Kind, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """A measure (or another kind whose files are named by their ids)."""
    if draft.lacks(kind, id_):
        yield unknown(draft, Place(path, loc), id_, kind, draft.ids(kind))


def party(draft: Draft, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """An actor or section."""
    if not draft.knows_party(id_):
        yield unknown(draft, Place(path, loc), id_, "party", [*draft.ids("actor"), *draft.sections])


def section(draft: Draft, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """A section and no actor."""
    if draft.knows_section(id_):
        return
    if id_ in draft.ids("actor"):
        yield Issue("VT302", Place(path, loc), {"id": id_}, variant="section")
    else:
        yield unknown(draft, Place(path, loc), id_, "section", list(draft.sections))


def actor(draft: Draft, path: str, loc: Loc, id_: str) -> Iterator[Issue]:
    """An actor and no section."""
    if not draft.lacks("actor", id_):
        return
    if id_ in draft.sections:
        owner = draft.sections[id_][1]
        yield Issue("VT302", Place(path, loc), {"id": id_, "actor": owner}, variant="actor", suggest=owner)
    elif not draft.knows_party(id_):
        yield unknown(draft, Place(path, loc), id_, "actor", draft.ids("actor"))


def roles(draft: Draft, path: str, loc: Loc, of: str, named: Iterable[str]) -> Iterator[Issue]:
    """Roles of one actor, or of a section's actor; ``loc`` is the list that names them."""
    held = draft.roles_of(of)
    if held is None:
        return
    for number, role in enumerate(named):
        if role not in held:
            yield _foreign_role(draft, Place(path, (*loc, number)), role, of, held)


def role(draft: Draft, path: str, loc: Loc, of: str, named: str) -> Iterator[Issue]:
    """One role of an actor, or of a section's actor."""
    held = draft.roles_of(of)
    if held is not None and named not in held:
        yield _foreign_role(draft, Place(path, loc), named, of, held)


def _foreign_role(draft: Draft, place: Place, named: str, of: str, held: Collection[str]) -> Issue:
    params = {"id": named, "actor": of, "known": listed(held)}
    return Issue("VT307", place, params, suggest=_near(draft, named, held, ("role", of)))
