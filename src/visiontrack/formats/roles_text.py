"""``roles`` for a terminal: actor by actor, role by role; what nobody serves is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.layout.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visiontrack.cycle.roles import ActorOverview, RoleOverview, RolesOverview
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def render_view(folder: Folder, view: RolesOverview, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide."""
    lines = paint.headline(title(folder, view, words))
    lines += paint.wrap(count(view, words))
    for actor in view.actors:
        lines += ["", *_actor(folder, actor, words, paint)]
    return "\n".join(lines) + "\n"


def title(folder: Folder, view: RolesOverview, words: Catalogue) -> str:
    """What the page is."""
    fiscal = fiscal_year.wareki(view.year) if words.language == "ja" else f"FY{view.year}"
    return words("roles.title", vision=folder.vision.name, fiscal=fiscal)


def count(view: RolesOverview, words: Catalogue) -> str:
    """How many roles there are, and how many nobody serves."""
    return words("roles.count", all=len(view.roles), unserved=view.unserved)


def serving(folder: Folder, one: RoleOverview, words: Catalogue) -> list[str]:
    """The measures that name the role, each with those who serve it there."""
    parties: dict[str, list[str]] = {}
    for held in one.measures:
        parties.setdefault(held.measure, []).append(folder.party_name(held.party))
    titles = {held.measure: held.title for held in one.measures}
    comma = words("list.comma")
    return [words("roles.by", title=titles[id_], party=comma.join(names)) for id_, names in parties.items()]


def contributed(one: RoleOverview, words: Catalogue) -> list[str]:
    """What was done for the role, measure by measure."""
    texts = [(held.title, (held.text or "").strip()) for held in one.contributions]
    return [words("roles.did", title=name, text=text or words("roles.no_text")) for name, text in texts]


def _actor(folder: Folder, view: ActorOverview, words: Catalogue, paint: Painter) -> list[str]:
    category = words(f"word.{view.actor.category}")
    heading = words("roles.actor", name=view.actor.name, category=category)
    lines = paint.section(heading)
    if not view.roles:
        lines += paint.wrap(words("roles.no_roles"))
    return lines + role_lines(folder, view, words, paint)


def role_lines(folder: Folder, view: ActorOverview, words: Catalogue, paint: Painter) -> list[str]:
    """An actor's roles, each with what serves it."""
    lines: list[str] = []
    for one in view.roles:
        mark = words("roles.served.mark" if one.served else "roles.unserved.mark")
        lines += _hanging(mark, [f"{one.role.title}  [{one.role.id}]"], paint)
        if not one.served:
            lines += _hanging("    ", [words("roles.unserved")], paint)
        lines += _hanging(f"    {words('roles.measures')}: ", serving(folder, one, words), paint)
        lines += _hanging(f"    {words('roles.contributions')}: ", contributed(one, words), paint)
    return lines


def _hanging(head: str, texts: Sequence[str], paint: Painter) -> list[str]:
    """Texts below each other behind a head."""
    blank = " " * width(head, paint.ambiguous)
    lines: list[str] = []
    for text in texts:
        lines += paint.hang(blank if lines else head, text)
    return [line.rstrip() for line in lines]
