"""Which places of a data file hold ids, and of what: the one table that renames and citations go by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from visiontrack.finding import At, Loc
from visiontrack.schema import Kind

# What has an id. Actors and sections share one space of ids: parties.
ThingKind = Literal[
    "measure", "project", "indicator", "party", "role", "policy", "field", "opinion", "meeting", "program"
]

_OWN = "=vision"  # owned by the vision itself
_YEAR = "=year"  # owned by the year of the file's folder
_CONTRIBUTIONS: tuple[tuple[str, ThingKind, str], ...] = (
    ("contributions.*.actor", "party", ""),
    ("contributions.*.role", "role", "contributions.*.actor"),
)
# By kind of file: a path (``*`` is every item or key, a last ``@`` the keys themselves), what stands there, and where
# the id of its owner stands (its stars are those of the path).
_PLACES: dict[Kind, tuple[tuple[str, ThingKind, str], ...]] = {
    "vision": (
        ("policies.*.id", "policy", ""),
        ("fields.*.id", "field", ""),
        ("fields.*.sections.*", "party", ""),
        ("indicators.*.id", "indicator", _OWN),
        ("indicators.*.replaces", "indicator", _OWN),
        ("indicators.*.policy", "policy", ""),
        ("secretariat", "party", ""),
        ("council.members.*", "party", ""),
        ("council.members.*.actor", "party", ""),
        ("team.members.*", "party", ""),
    ),
    "actor": (
        ("id", "party", ""),
        ("successor", "party", ""),
        ("sections.*.id", "party", ""),
        ("sections.*.successor", "party", ""),
        ("roles.*.id", "role", "id"),
        ("programs.*.id", "program", ""),
    ),
    "measure": (
        ("id", "measure", ""),
        ("policy", "policy", ""),
        ("fields.*", "field", ""),
        ("lead", "party", ""),
        ("former_leads.*.lead", "party", ""),
        ("partners.*.actor", "party", ""),
        ("partners.*.roles.*", "role", "partners.*.actor"),
        ("programs.*", "program", ""),
        ("aims.*", "indicator", _OWN),
        ("roles.*", "role", "lead"),
        ("predecessors.*", "measure", ""),
        ("projects.*.id", "project", "id"),
        ("projects.*.lead", "party", ""),
        ("projects.*.former_leads.*.lead", "party", ""),
        ("indicators.*.id", "indicator", "id"),
        ("indicators.*.replaces", "indicator", "id"),
        ("indicators.*.policy", "policy", ""),
    ),
    "result": (
        ("measure", "measure", ""),
        ("projects.@", "project", "measure"),
        ("projects.*.funding.@", "program", ""),
        ("programs.@", "program", ""),
        ("actuals.@", "indicator", "measure"),
        *_CONTRIBUTIONS,
    ),
    "vision_result": (("actuals.@", "indicator", _OWN), *_CONTRIBUTIONS),
    "meeting": (
        ("id", "meeting", _YEAR),
        ("attendees.*", "party", ""),
        ("opinions.*.id", "opinion", ""),
        ("opinions.*.actor", "party", ""),
        ("opinions.*.measures.*", "measure", ""),
        ("opinions.*.response.lead", "party", ""),
        ("opinions.*.response.requests.*.to", "party", ""),
    ),
    "decisions": (
        ("decisions.*.measure", "measure", ""),
        ("decisions.*.project", "project", "decisions.*.measure"),
        ("decisions.*.opinions.*", "opinion", ""),
        ("decisions.*.into", "measure", ""),
    ),
}


class IdPlace(NamedTuple):
    """An id in a file: where it stands (as a value or as a key), and what bears it.

    ``owner`` is the measure of a project or indicator (``vision`` for its own), the party of a role, and the year of a
    meeting.
    """

    loc: Loc
    at: At
    kind: ThingKind
    id: str
    owner: str = ""


def id_places(kind: Kind, data: Any, year: int | None = None) -> Iterator[IdPlace]:
    """Yields every id in the plain data of a file, those it declares included; ``year`` is that of its folder."""
    for pattern, thing, owner in _PLACES[kind]:
        parts = pattern.split(".")
        for loc, id_ in _matches(data, [part for part in parts if part != "@"], ()):
            keys = list(id_) if parts[-1] == "@" and isinstance(id_, dict) else None
            bearer = _owner(owner, data, loc, year)
            if keys is not None:
                yield from (IdPlace((*loc, key), "key", thing, key, bearer) for key in keys)
            elif isinstance(id_, str):
                yield IdPlace(loc, "value", thing, id_, bearer)


def _matches(data: Any, parts: list[str], loc: Loc) -> Iterator[tuple[Loc, Any]]:
    if not parts:
        yield loc, data
    elif parts[0] == "*":
        items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        for step, item in items:
            yield from _matches(item, parts[1:], (*loc, step))
    elif isinstance(data, dict) and parts[0] in data:
        yield from _matches(data[parts[0]], parts[1:], (*loc, parts[0]))


def _owner(pattern: str, data: Any, loc: Loc, year: int | None) -> str:
    if not pattern or pattern == _YEAR:
        return str(year) if pattern and year is not None else ""
    if pattern == _OWN:
        return "vision"
    for position, part in enumerate(pattern.split(".")):
        step = loc[position] if part == "*" else part
        data = data[step] if isinstance(step, int) else data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, str) else ""
