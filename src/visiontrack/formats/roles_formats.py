"""``roles`` for a terminal, as JSON and CSV: actor by actor, role by role; what nobody serves is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.roles import ActorOverview, RoleOverview, RolesOverview
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.json_csv import csv_bytes, document
from visiontrack.formats.painter import Painter
from visiontrack.layout.width import width
from visiontrack.messages import Catalogue

CSV_HEADER = (
    "actor",
    "name",
    "category",
    "role",
    "title",
    "served",
    "measure",
    "as",
    "party",
    "contribution",
)


def roles_text(output: Output[RolesOverview]) -> str:
    """Returns the whole page, at most as wide as the console."""
    lines = output.painter.headline(page_title(output))
    lines += output.painter.wrap(role_counts(output))
    for actor in output.overview.actors:
        lines += ["", *_actor(actor, output)]
    return lines_text(lines)


def page_title(output: Output[RolesOverview]) -> str:
    """Returns the title of the page: the vision and the year."""
    year, words = output.overview.year, output.words
    fiscal = fiscal_year.by_name(year, words.language)
    return words("roles.title", vision=output.folder.vision.name, fiscal=fiscal)


def role_counts(output: Output[RolesOverview]) -> str:
    """Returns how many roles there are, and how many nobody serves."""
    overview = output.overview
    return output.words("roles.count", all=len(overview.roles), unserved=overview.unserved)


def actor_title(actor: ActorOverview, words: Catalogue) -> str:
    """Returns the name of an actor and the group it belongs to."""
    return words("roles.actor", name=actor.actor.name, category=words(f"word.{actor.actor.category}"))


def serving_measures(folder: Folder, role: RoleOverview, words: Catalogue) -> list[str]:
    """Returns the measures that name a role, each with those who serve it there."""
    parties: dict[str, list[str]] = {}
    for serving in role.measures:
        parties.setdefault(serving.measure, []).append(folder.party_name(serving.party))
    titles = {serving.measure: serving.title for serving in role.measures}
    comma = words("list.comma")
    return [words("roles.by", title=titles[id_], party=comma.join(names)) for id_, names in parties.items()]


def contributions_to(role: RoleOverview, words: Catalogue) -> list[str]:
    """Returns what was done for a role, measure by measure."""
    return [
        words(
            "roles.did",
            title=contribution.title,
            text=(contribution.text or "").strip() or words("roles.no_text"),
        )
        for contribution in role.contributions
    ]


def _actor(actor: ActorOverview, output: Output[RolesOverview]) -> list[str]:
    words, painter = output.words, output.painter
    lines = painter.section(actor_title(actor, words))
    if not actor.roles:
        lines += painter.wrap(words("roles.no_roles"))
    return lines + role_lines(output.folder, actor, words, painter)


def role_lines(
    folder: Folder, actor: ActorOverview, words: Catalogue, painter: Painter, unserved: str = "roles.unserved"
) -> list[str]:
    """Returns an actor's roles, each with what serves it, or the sentence ``unserved`` where nothing does."""
    lines: list[str] = []
    for role in actor.roles:
        mark = words("roles.served.mark" if role.served else "roles.unserved.mark")
        lines += _below(mark, [f"{role.role.title}  [{role.role.id}]"], painter)
        lines += painter.paragraph(role.role.text, 4)
        if not role.served:
            lines += _below("    ", [words(unserved)], painter)
        lines += _below(f"    {words('roles.measures')}: ", serving_measures(folder, role, words), painter)
        lines += _below(f"    {words('roles.contributions')}: ", contributions_to(role, words), painter)
    return lines


def _below(lead: str, texts: Iterable[str], painter: Painter) -> list[str]:
    """Returns texts below each other behind a lead."""
    blank = " " * width(lead, painter.ambiguous)
    lines: list[str] = []
    for text in texts:
        lines += painter.hang(blank if lines else lead, text)
    return [line.rstrip() for line in lines]


def roles_json(output: Output[RolesOverview]) -> str:
    """Returns ``visiontrack.roles/1`` (docs/json.md)."""
    overview = output.overview
    content = {
        "year": overview.year,
        "vision": {"name": output.folder.vision.name},
        "totals": {"roles": len(overview.roles), "unserved": overview.unserved},
        "actors": [
            {
                "id": actor.id,
                "name": actor.actor.name,
                "category": actor.actor.category,
                "roles": [_role_dict(role) for role in actor.roles],
            }
            for actor in overview.actors
        ],
    }
    return document("visiontrack.roles/1", output, content)


def _role_dict(role: RoleOverview) -> dict[str, Any]:
    return {
        "id": role.role.id,
        "title": role.role.title,
        "text": role.role.text,
        "served": role.served,
        "measures": [
            {
                "id": serving.measure,
                "title": serving.title,
                "as": "lead" if serving.leads else "partner",
                "party": serving.party,
            }
            for serving in role.measures
        ],
        "contributions": [
            {
                "measure": contribution.measure,
                "party": contribution.party,
                "text": contribution.text,
            }
            for contribution in role.contributions
        ],
    }


def roles_csv(output: Output[RolesOverview]) -> bytes:
    """Returns a row per measure or contribution of each role; a role nobody serves has a row of its own."""
    return csv_bytes(CSV_HEADER, _csv_rows(output.overview))


def _csv_rows(overview: RolesOverview) -> Iterator[tuple[object, ...]]:
    for actor in overview.actors:
        for role in actor.roles:
            names = (actor.id, actor.actor.name, actor.actor.category, role.role.id, role.role.title)
            for serving in role.measures:
                part = "lead" if serving.leads else "partner"
                yield *names, role.served, serving.measure, part, serving.party, None
            for contribution in role.contributions:
                done = (contribution.measure, "contribution", contribution.party, contribution.text)
                yield *names, role.served, *done
            if not role.served:
                yield *names, role.served, None, None, None, None
