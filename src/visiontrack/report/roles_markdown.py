"""``roles`` as a document: a table per actor; data text stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.formats import Output, lines_text
from visiontrack.formats.roles_formats import (
    actor_title,
    contributions_to,
    page_title,
    role_counts,
    serving_measures,
)
from visiontrack.report.data_text import inline

if TYPE_CHECKING:
    from visiontrack.cycle.roles import RoleOverview, RolesOverview


def roles_markdown(output: Output[RolesOverview]) -> str:
    """Returns the whole document."""
    words = output.words
    columns = [words(f"roles.{name}") for name in ("role", "measures", "contributions")]
    lines = [f"# {inline(page_title(output))}", "", inline(role_counts(output))]
    for actor in output.overview.actors:
        lines += ["", f"## {inline(actor_title(actor, words))}", ""]
        if not actor.roles:
            lines.append(words("roles.no_roles"))
            continue
        lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- |"]
        lines += [_row(role, output) for role in actor.roles]
    return lines_text(lines)


def _row(role: RoleOverview, output: Output[RolesOverview]) -> str:
    words, title = output.words, f"{inline(role.role.title)}<br>{inline(role.role.text)}"
    if not role.served:
        return f"| {title} | **{words('roles.unserved')}** |  |"
    measures = "<br>".join(map(inline, serving_measures(output.folder, role, words)))
    contributions = "<br>".join(map(inline, contributions_to(role, words)))
    return f"| {title} | {measures} | {contributions} |"
