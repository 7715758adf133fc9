"""``show`` of an actor or a section for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.formats import roles_text
from visiontrack.formats.figures import NOTHING, Painter, figure
from visiontrack.formats.show_parts import facts, item, opinion_lines, section
from visiontrack.layout.table import Column, render

if TYPE_CHECKING:
    from visiontrack.cycle.show_party import PartyMeasure, PartyOverview
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.actor import Section


def lines(folder: Folder, view: PartyOverview, words: Catalogue, paint: Painter) -> list[str]:
    """The whole page."""
    out = paint.headline(_title(view, words))
    out += facts(_facts(folder, view, words), paint)
    sections = view.actor.sections if view.section is None else ()
    out += section(
        words("show.sections"),
        (line for one in sections for line in item(_section(one, words), paint)),
        paint,
    )
    if view.roles is not None and view.roles.roles:
        out += section(words("show.roles"), roles_text.role_lines(folder, view.roles, words, paint), paint)
    out += section(words("show.carried"), _carried(view, words, paint), paint)
    out += section(words("show.contributions"), _contributions(folder, view, words, paint), paint)
    for key, asked in (("show.opinions", view.opinions), ("show.to_answer", view.to_answer)):
        out += section(words(key), opinion_lines(folder, asked, words, paint), paint)
    return out


def _title(view: PartyOverview, words: Catalogue) -> str:
    if view.section is not None:
        title = words("show.section", id=view.id, name=view.section.name, actor=view.actor.name)
        return _until(title, view.section, words)
    category = words(f"word.{view.actor.category}")
    return words("show.actor", id=view.id, name=view.actor.name, category=category)


def _facts(folder: Folder, view: PartyOverview, words: Catalogue) -> Iterator[str]:
    for key, ids in (("show.took_over", view.before), ("show.handed_to", view.after)):
        if ids:
            yield words(key, names=words("list.comma").join(map(folder.party_name, ids)))


def _section(one: Section, words: Catalogue) -> str:
    return _until(words("show.section.line", name=one.name, id=one.id), one, words)


def _until(text: str, one: Section, words: Catalogue) -> str:
    """A section that is no more, with its last year."""
    return text if one.until is None else words("show.section.until", text=text, until=one.until)


def _carried(view: PartyOverview, words: Catalogue, paint: Painter) -> list[str]:
    """The measures with the last year of each: grade and score, who decides what."""
    if not view.carried:
        return []
    columns = [
        Column(""),
        Column(words("show.carried"), flexible=True),
        Column(words("show.column.year")),
        Column(words("show.column.grade")),
        Column(words("show.column.score"), right=True),
    ]
    rows = []
    for one in view.carried:
        last = one.last
        rows.append(
            [
                words(f"show.carried.{one.part}"),
                _named(one, words),
                str(last.year) if last is not None else NOTHING,
                (last.score.grade if last is not None else None) or NOTHING,
                figure(last.score.score if last is not None else None),
            ]
        )
    return render(columns, rows, paint.columns, paint.ambiguous)


def _named(one: PartyMeasure, words: Catalogue) -> str:
    title = f"{one.id} {one.measure.title}"
    if not one.projects:
        return title
    names = words("list.comma").join(project.title for project in one.projects)
    return words("show.carried.with_projects", title=title, names=names)


def _contributions(folder: Folder, view: PartyOverview, words: Catalogue, paint: Painter) -> Iterator[str]:
    for one in view.contributions:
        measure = folder.measures[one.measure].title if one.measure in folder.measures else one.measure
        text = (one.contribution.text or "").strip() or words("roles.no_text")
        yield from item(words("show.contribution", year=one.year, measure=measure, text=text), paint)
