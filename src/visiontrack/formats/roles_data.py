"""``roles`` for other programs: JSON (``visiontrack.roles/1``, docs/json.md) and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.formats.check_json import cell
from visiontrack.formats.json import as_dict
from visiontrack.formats.numbers import dumps

if TYPE_CHECKING:
    from visiontrack.cycle.roles import ActorOverview, RoleOverview, RolesOverview
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

HEADER = ("actor", "name", "category", "role", "title", "served", "measure", "as", "party", "contribution")


def as_json(folder: Folder, view: RolesOverview, errors: Sequence[Finding], words: Catalogue) -> str:
    """The whole document."""
    return dumps(
        {
            "schema": "visiontrack.roles/1",
            "year": view.year,
            "vision": {"name": folder.vision.name},
            "totals": {"roles": len(view.roles), "unserved": view.unserved},
            "actors": [_actor(one) for one in view.actors],
            "left_out": list(folder.left_out),
            "findings": [as_dict(one, words) for one in errors],
        }
    )


def _actor(view: ActorOverview) -> dict[str, Any]:
    return {
        "id": view.id,
        "name": view.actor.name,
        "category": view.actor.category,
        "roles": [_role(one) for one in view.roles],
    }


def _role(one: RoleOverview) -> dict[str, Any]:
    return {
        "id": one.role.id,
        "title": one.role.title,
        "text": one.role.text,
        "served": one.served,
        "measures": [
            {"id": s.measure, "title": s.title, "as": "lead" if s.leads else "partner", "party": s.party}
            for s in one.measures
        ],
        "contributions": [
            {"measure": c.measure, "party": c.party, "text": c.text} for c in one.contributions
        ],
    }


def as_csv(view: RolesOverview) -> bytes:
    """A row per measure or contribution of each role; a role nobody serves has a row of its own."""
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for actor in view.actors:
        for role in actor.roles:
            first = (
                actor.id,
                actor.actor.name,
                actor.actor.category,
                role.role.id,
                role.role.title,
                role.served,
            )
            writer.writerows([[cell(value) for value in (*first, *rest)] for rest in _rows(role)])
    return out.getvalue().encode("utf-8-sig")


def _rows(role: RoleOverview) -> Iterator[tuple[str | None, ...]]:
    for s in role.measures:
        yield s.measure, "lead" if s.leads else "partner", s.party, None
    for c in role.contributions:
        yield c.measure, "contribution", c.party, c.text
    if not role.served:
        yield None, None, None, None
