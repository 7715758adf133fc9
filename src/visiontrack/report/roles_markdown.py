"""``roles`` as a document: a table per actor; data text stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.formats.roles_text import contributed, count, serving, title
from visiontrack.report.data_text import inline

if TYPE_CHECKING:
    from visiontrack.cycle.roles import RoleOverview, RolesOverview
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def as_markdown(folder: Folder, view: RolesOverview, words: Catalogue) -> str:
    """The whole document."""
    lines = [f"# {inline(title(folder, view, words))}", "", inline(count(view, words))]
    columns = [words(f"roles.{name}") for name in ("role", "measures", "contributions")]
    for actor in view.actors:
        category = words(f"word.{actor.actor.category}")
        heading = words("roles.actor", name=actor.actor.name, category=category)
        lines += ["", f"## {inline(heading)}", ""]
        if not actor.roles:
            lines.append(words("roles.no_roles"))
            continue
        lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- |"]
        lines += [_line(folder, one, words) for one in actor.roles]
    return "\n".join(lines) + "\n"


def _line(folder: Folder, one: RoleOverview, words: Catalogue) -> str:
    name = inline(one.role.title)
    if not one.served:
        return f"| {name} | **{words('roles.unserved')}** |  |"
    cells = [
        "<br>".join(map(inline, texts)) for texts in (serving(folder, one, words), contributed(one, words))
    ]
    return f"| {name} | {' | '.join(cells)} |"
