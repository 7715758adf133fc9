"""``show`` of an opinion for a terminal: raised, answered, decided, shown in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.cycle.show import DatedDecision
from visiontrack.formats.show_parts import decision_lines, facts, paragraph, section, state

if TYPE_CHECKING:
    from visiontrack.cycle.show import FollowedDecision, OpinionOverview
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def lines(folder: Folder, view: OpinionOverview, words: Catalogue, paint: Painter) -> list[str]:
    """The whole page."""
    raised, opinion = view.raised, view.raised.opinion
    out = paint.headline(words("show.opinion", kind=words(f"word.{opinion.kind}"), id=opinion.id))
    meeting = words(
        "show.meeting",
        title=raised.meeting.title,
        date=raised.meeting.date.isoformat(),
        reviewed=raised.reviewed,
    )
    out += facts([meeting], paint)
    titles = [folder.measures[id_].title if id_ in folder.measures else id_ for id_ in opinion.measures]
    about = words("list.comma").join(titles) if titles else words("show.about.vision")
    stands = words("show.stands", path=view.where.path, line=view.where.line)
    by = words("show.by", actor=folder.party_name(opinion.actor))
    out += facts([by, words("show.about", names=about), stands], paint)
    out += ["", *paragraph(opinion.text, paint)]
    out += ["", *paint.headline(words("show.response", state=state(raised, words)))]
    out += _response(folder, view, words, paint)
    if not view.decisions:
        return [*out, "", *paint.wrap(words("show.followed.none"))]
    followed = (line for one in view.decisions for line in _followed(one, words, paint))
    return out + section(words("show.followed"), followed, paint)


def _response(folder: Folder, view: OpinionOverview, words: Catalogue, paint: Painter) -> Iterator[str]:
    held = view.raised.opinion.response
    if held is None:
        return
    told = [
        words("show.response.lead", name=folder.party_name(held.lead)) if held.lead is not None else "",
        words("show.response.due", due=held.due.isoformat()) if held.due is not None else "",
    ]
    yield from facts(told, paint)
    yield from paragraph(held.text, paint)


def _followed(one: FollowedDecision, words: Catalogue, paint: Painter) -> Iterator[str]:
    decided = DatedDecision(one.reflected.judged, one.plan, one.reflected.decision)
    yield from decision_lines([decided], words, paint)
    where = one.reflected.where
    told = words(
        f"show.reflected.{one.reflected.state}",
        plan=one.plan,
        path=where.path if where is not None else "",
        line=where.line if where is not None else "",
    )
    yield from paragraph(told, paint, 6)
