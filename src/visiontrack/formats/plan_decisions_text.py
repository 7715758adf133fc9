"""The decisions that change a plan, as lines: shown and where, or not yet and what to paste."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from visiontrack.cycle.naming import OWN
from visiontrack.cycle.reflected import STATES, Reflected

if TYPE_CHECKING:
    from visiontrack.cycle.paste import Paste
    from visiontrack.cycle.plan import PlanOverview
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue

_LISTED = ("not_yet", "unclear", "shown")


def lines(folder: Folder, view: PlanOverview, words: Catalogue, paint: Painter) -> list[str]:
    """First what is missing, then what is shown; decisions that ask for nothing are only counted."""
    states = Counter(one.state for one in view.decisions)
    out = paint.section(words("plan.decisions", count=len(view.decisions)))
    if view.later is not None:
        note = words("plan.later", year=view.year - 1, plan=view.later)
        out += paint.wrap(note)
    if not view.decisions:
        return [*out, *paint.wrap(words("plan.decisions.none"))]
    out += paint.wrap(words("plan.decisions.count", **{name: states[name] for name in STATES}))
    for state in _LISTED:
        for one in view.decisions:
            if one.state == state:
                out += [""] if out[-1] else []  # the lines to paste end with one
                out += _one(folder, one, words, paint)
    return out


def _one(folder: Folder, one: Reflected, words: Catalogue, paint: Painter) -> list[str]:
    said = words(
        f"plan.decision.{'project' if one.decision.project else 'measure'}",
        title=_title(folder, one),
        project=_project(folder, one),
        decision=words(f"word.{one.decision.decision}"),
    )
    if one.decision.into is not None:
        target = folder.measures.get(one.decision.into)
        into = target.title if target is not None else one.decision.into
        said += " " + words("plan.into", names=into)
    mark = words(f"plan.state.{one.state}")
    out = paint.wrap(f"{mark} {said}")
    out += paint.hang("  ", words("plan.decided", path=one.stands.path, line=one.stands.line))
    if one.where is not None:
        out += paint.hang("  ", words("plan.shown", path=one.where.path, line=one.where.line))
    if one.state == "not_yet":
        out += _missing(one, words, paint)
    return out


def _missing(one: Reflected, words: Catalogue, paint: Painter) -> list[str]:
    key = f"plan.missing.{one.missing}"
    if not _reason_copied(one) and words.has(f"{key}.unsaid"):
        key += ".unsaid"
    out = paint.hang("  ", words(key))
    if one.above:
        out += paint.hang("  ", words("plan.paste.above", path=one.above))
    for paste in one.pastes:
        out += _paste(paste, words, paint)
    return out


def _reason_copied(one: Reflected) -> bool:
    """Whether the lines to paste hold the decision's reason: there may be none, of the one or of the other."""
    return bool(one.pastes) and bool((one.decision.reason or "").strip())


def _paste(paste: Paste, words: Catalogue, paint: Painter) -> list[str]:
    """Where the lines go, then the lines themselves: neither indented nor wrapped, ready to be copied."""
    key = "plan.paste.create" if paste.create else "plan.paste.after"
    if paste.replaced:
        key = "plan.paste.replace" if paste.replaced == 1 else "plan.paste.replace_more"
    where = words(
        key,
        path=paste.path,
        after=paste.after,
        first=paste.after + 1,
        last=paste.after + paste.replaced,
    )
    told = paint.hang("  ", where)
    if paste.create:
        id_ = paste.path.rsplit("/", 1)[-1].removesuffix(".yaml")
        told += paint.hang("  ", words("plan.paste.command", id=id_))
    return [*told, "", *paste.lines, ""]


def _title(folder: Folder, one: Reflected) -> str:
    id_ = one.decision.measure
    if id_ == OWN:
        return folder.vision.name
    held = folder.measures.get(id_)
    return f"{id_} {held.title if held is not None else one.decision.title or ''}".rstrip()


def _project(folder: Folder, one: Reflected) -> str:
    held = folder.measures.get(one.decision.measure)
    titles = {project.id: project.title for project in held.projects} if held is not None else {}
    id_ = one.decision.project or ""
    return f"{id_} {titles.get(id_, one.decision.title or '')}".rstrip()
